// The index itself: distinct texts (the same name is offered by thousands of regions) over platform/search, the facts
// of items to filter by, codes by prefix, and names by the beginning of their characters, pinyin and initials. An item
// costs about 150 bytes. No database, no lock: search.cpp guards it. Private to search.
#pragma once

#include <array>
#include <boost/unordered/unordered_flat_map.hpp>
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
  std::string online;  // "apply": can be applied for on the network; "whole": wholly done there (level IV)
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
  void settle();  // after many changes: sorts what was put and forgets what was removed
  int items() const { return static_cast<int>(slots_.size()); }
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
  // Whether the item is called so, in part at least.
  bool is_called(std::int64_t item_id, std::string_view query) const;
  // How much of the question the name or another name of the item says, 0..1, and what of the question is left.
  struct Likeness {
    double share = 0;
    std::string rest;
  };
  Likeness likeness(std::int64_t item_id, std::string_view question) const;
  // Another spelling of the query that stands in a name or alias; "" where the query does so itself.
  std::string another_spelling(std::string_view query, const SearchFilter& filter) const;

 private:
  using Slot = std::uint32_t;
  static constexpr Slot kNoSlot = UINT32_MAX;
  // What all items of one kind have in common, kept once.
  struct Facts {
    std::string type, level, themes, objects;
    bool online = false, whole = false;
  };
  struct Item {
    std::int64_t item_id = 0;  // 0: nobody's, until settle()
    std::int64_t department_id = 0, basic_item_id = 0;
    std::uint64_t region = 0;  // the twelve digits as a number
    std::uint32_t text_id = 0, facts = 0;
  };
  struct Text {
    std::string key, name;
    std::vector<std::string> aliases;
    std::string plain_name;  // as queries are compared: lower case, of usual width
    std::vector<std::string> plain_aliases;
    std::vector<Slot> items;
    std::vector<std::uint32_t> facts;  // of its items, each once
  };
  struct Code {
    std::array<char, 36> text;
    Slot slot;
    bool operator<(const Code& other) const { return text < other.text; }
  };
  // What a filter by place or department leaves: few items, found through the lists of regions or departments.
  struct Scope {
    bool everywhere = false;
    boost::unordered_flat_map<std::uint32_t, std::vector<Slot>> by_text;
  };

  Scope scope_of(const SearchFilter& filter) const;
  bool accepts(std::uint32_t facts, const SearchFilter& filter) const;
  bool visible(std::int64_t text_id, const Scope& scope, const SearchFilter& filter) const;
  std::vector<Slot> items_of(std::uint32_t text_id, const Scope& scope, const SearchFilter& filter) const;
  std::uint32_t text_of(const store::SearchRow& row);
  std::uint32_t facts_of(const store::SearchRow& row);
  void put_code(const std::string& code, Slot slot);
  void forget_text(std::uint32_t text_id);
  void name_keys(const Text& text, std::vector<std::string>& keys) const;
  static std::string why(const Text& text, std::string_view asked);
  std::size_t resemblance(std::string_view query, std::string_view text, std::string& window) const;

  const search::Pinyin& pinyin_;
  search::TextIndex index_;
  std::uint32_t last_text_id_ = 0;
  std::unordered_map<std::uint32_t, Text> texts_;
  std::unordered_map<std::string, std::uint32_t> text_ids_;
  std::vector<Facts> facts_;
  std::unordered_map<std::string, std::uint32_t> facts_ids_;
  std::vector<Item> items_;
  std::vector<Slot> free_, dead_;  // dead: still named by codes_
  boost::unordered_flat_map<std::int64_t, Slot> slots_;
  boost::unordered_flat_map<std::uint64_t, std::vector<Slot>> by_region_;
  boost::unordered_flat_map<std::int64_t, std::vector<Slot>> by_department_;
  std::vector<Code> codes_;  // the first sorted_ in order, the rest as they came
  std::size_t sorted_ = 0;
  std::map<std::string, std::vector<Slot>> by_basic_code_;
  std::set<std::pair<std::string, std::uint32_t>> beginnings_;  // name, pinyin or initials; text
};

}  // namespace tongban::catalog
