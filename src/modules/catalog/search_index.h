// The index itself: distinct texts (many items share a name) over platform/search, the facts of items to filter by,
// codes by prefix, and names by the beginning of their characters, pinyin and initials. No database, no lock:
// search_state.h guards it. Private to search.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "modules/catalog/store_search.h"
#include "platform/search/text_index.h"

namespace tongban::catalog {

struct SearchFilter {
  std::vector<std::string> path;  // the region and the levels above it; empty: everywhere
  std::int64_t department_id = 0;
  std::string theme, object, type, level;
};

struct FoundItem {
  std::int64_t item_id = 0;
  std::string why;
};

class SearchIndex {
 public:
  // `pinyin` must outlive the index.
  explicit SearchIndex(const search::Pinyin& pinyin) : pinyin_(pinyin), index_(pinyin) {}

  void put(const store::SearchRow& row);  // replaces what is known of the item
  void remove(std::int64_t item_id);
  int items() const { return static_cast<int>(items_.size()); }
  int texts() const { return static_cast<int>(texts_.size()); }

  // Items best first, at most `most`. `others` are other words for the query (synonyms), which weigh a little less.
  std::vector<FoundItem> find(std::string_view query, const std::vector<std::string>& others,
                              const SearchFilter& filter, std::size_t most) const;
  // Items of which a code begins so.
  std::vector<FoundItem> find_code(std::string_view code, const SearchFilter& filter, std::size_t most) const;
  struct Name {
    std::string name, alias;  // alias: "" when the name itself begins so
  };
  std::vector<Name> complete(std::string_view typed, const SearchFilter& filter, std::size_t most) const;
  // Another spelling of the query that stands in a name or alias; "" where the query does so itself.
  std::string another_spelling(std::string_view query, const SearchFilter& filter) const;

 private:
  struct Item {
    std::int64_t item_id = 0, text_id = 0, department_id = 0, basic_item_id = 0;
    std::string region_code, item_type, use_level, themes, service_objects;
    std::vector<std::string> codes;
  };
  struct Text {
    std::string key, name;
    std::vector<std::string> aliases;
    std::vector<std::int64_t> items;
  };

  bool accepts(const Item& item, const SearchFilter& filter) const;
  bool visible(std::int64_t text_id, const SearchFilter& filter) const;
  std::int64_t text_of(const store::SearchRow& row);
  void name_keys(const Text& text, std::vector<std::string>& keys) const;
  std::string why(const Text& text, std::string_view query) const;
  std::size_t resemblance(std::string_view query, std::string_view text, std::string& window) const;

  const search::Pinyin& pinyin_;
  search::TextIndex index_;
  std::int64_t last_text_id_ = 0;
  std::unordered_map<std::int64_t, Text> texts_;
  std::unordered_map<std::string, std::int64_t> text_ids_;
  std::unordered_map<std::int64_t, Item> items_;
  std::set<std::pair<std::string, std::int64_t>> codes_;       // code, item
  std::set<std::pair<std::string, std::int64_t>> beginnings_;  // name, pinyin or initials; text
  // Where a basic item is offered, to know what a lower level offers itself.
  std::unordered_map<std::int64_t, std::map<std::string, int>> offered_;
};

}  // namespace tongban::catalog
