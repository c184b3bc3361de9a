// The few members of an item's content that search needs, cut out of its canonical JSON text. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tongban::catalog {

struct SearchFacts {
  std::string use_level, result_name;
  std::vector<std::string> aliases;
};

// From the canonical JSON text of a content.
SearchFacts search_facts_of(std::string_view content);

// As one text (items.search_facts), never empty, and back.
std::string facts_text(const SearchFacts& facts);
SearchFacts parse_facts(std::string_view text);

}  // namespace tongban::catalog
