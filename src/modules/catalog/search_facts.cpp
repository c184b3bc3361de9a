#include "modules/catalog/search_facts.h"

#include <algorithm>

namespace tongban::catalog {
namespace {

constexpr char kBetween = '\t';

// A member of the canonical JSON text of a content. The first occurrence is the one meant, because members are sorted:
// those of `basic` come before anything an editor may name freely (form_schema), and a quotation mark inside a string
// is escaped. Parsing whole documents would make the index slow to build.
std::string_view after_member(std::string_view content, std::string_view opening) {
  const auto at = content.find(opening);
  return at == std::string_view::npos ? std::string_view() : content.substr(at + opening.size());
}

std::string text_member(std::string_view content, std::string_view opening) {
  const auto rest = after_member(content, opening);
  const auto value = rest.substr(0, rest.find('"'));
  return value.find('\\') == std::string_view::npos ? std::string(value) : std::string();
}

std::vector<std::string> aliases_of(std::string_view content) {
  std::vector<std::string> aliases;
  auto rest = after_member(content, "\"aliases\":[");
  rest = rest.substr(0, rest.find("\"conditions\":"));
  while (rest.starts_with('"')) {
    const auto end = rest.find('"', 1);
    if (end == std::string_view::npos) break;
    const auto alias = rest.substr(1, end - 1);
    if (alias.find('\\') != std::string_view::npos) break;
    aliases.emplace_back(alias);
    rest = rest.substr(end + 1);
    if (!rest.starts_with(',')) break;
    rest = rest.substr(1);
  }
  return aliases;
}

std::string on_one_line(std::string text) {
  std::replace(text.begin(), text.end(), kBetween, ' ');
  return text;
}

}  // namespace

SearchFacts search_facts_of(std::string_view content) {
  return {text_member(content, "\"use_level\":\""), text_member(content, "\"result_name\":\""), aliases_of(content)};
}

std::string facts_text(const SearchFacts& facts) {
  auto text = on_one_line(facts.use_level) + kBetween + on_one_line(facts.result_name);
  for (const auto& alias : facts.aliases) text += kBetween + on_one_line(alias);
  return text;
}

SearchFacts parse_facts(std::string_view text) {
  SearchFacts facts;
  for (int part = 0; !text.empty() || part < 2; ++part) {
    const auto end = std::min(text.find(kBetween), text.size());
    const std::string value(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (part == 0)
      facts.use_level = value;
    else if (part == 1)
      facts.result_name = value;
    else
      facts.aliases.push_back(value);
  }
  return facts;
}

}  // namespace tongban::catalog
