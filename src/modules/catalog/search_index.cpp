#include "modules/catalog/search_index.h"

#include <algorithm>

#include "base/text.h"

namespace tongban::catalog {
namespace {

constexpr std::size_t kMostTexts = 500;  // ranked texts looked at for one search
constexpr double kOtherWords = 0.9;

std::string plain(std::string_view text) { return ascii_lower(normalise_width(trim(text))); }

// A member of the canonical JSON text of a content. The first occurrence is the one meant, because members are sorted:
// those of `basic` come before anything an editor may name freely (form_schema), and a quotation mark inside a string
// is escaped. Parsing whole documents would make the index of 200,000 items slow to build.
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

bool has_part(std::string_view joined, std::string_view part) {
  while (!joined.empty()) {
    const auto end = std::min(joined.find('^'), joined.size());
    if (joined.substr(0, end) == part) return true;
    joined = joined.substr(std::min(end + 1, joined.size()));
  }
  return false;
}

bool serves(std::string_view objects, std::string_view asked) {
  if (asked == "person") return has_part(objects, "1");
  if (asked == "legal") return !objects.empty() && objects != "1";
  return has_part(objects, asked);
}

std::vector<std::string> characters(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = at;
    next_code_point(text, at);
    out.emplace_back(text.substr(begin, at - begin));
  }
  return out;
}

}  // namespace

std::int64_t SearchIndex::text_of(const store::SearchRow& row) {
  auto aliases = aliases_of(row.content);
  const auto result = text_member(row.content, "\"result_name\":\"");
  std::string key = row.item_name;
  for (const auto& alias : aliases) key += "\n" + alias;
  key += "\n\n" + result;
  const auto found = text_ids_.find(key);
  if (found != text_ids_.end()) return found->second;
  const auto text_id = ++last_text_id_;
  index_.put({text_id, row.item_name, aliases, result == "无" ? std::string() : result});
  text_ids_.emplace(key, text_id);
  auto& text = texts_[text_id];
  text = {std::move(key), row.item_name, std::move(aliases), {}};
  std::vector<std::string> keys;
  name_keys(text, keys);
  for (auto& beginning : keys) beginnings_.emplace(std::move(beginning), text_id);
  return text_id;
}

void SearchIndex::name_keys(const Text& text, std::vector<std::string>& keys) const {
  const auto add = [&](const std::string& name) {
    keys.push_back(plain(name));
    std::string sounds;
    for (const auto syllable : pinyin_.syllables(name)) sounds += syllable;
    keys.push_back(std::move(sounds));
    keys.push_back(pinyin_.initials(name));
  };
  add(text.name);
  for (const auto& alias : text.aliases) add(alias);
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  std::erase(keys, "");
}

void SearchIndex::put(const store::SearchRow& row) {
  remove(row.item_id);
  Item item{row.item_id,
            text_of(row),
            row.department_id,
            row.basic_item_id,
            row.region_code,
            row.item_type,
            text_member(row.content, "\"use_level\":\""),
            row.themes,
            row.service_objects,
            {}};
  for (const auto* code : {&row.implementing_code, &row.handle_code, &row.basic_code, &row.local_code})
    if (!code->empty()) item.codes.push_back(normalise_code(*code));
  for (const auto& code : item.codes) codes_.emplace(code, row.item_id);
  if (item.basic_item_id != 0) ++offered_[item.basic_item_id][item.region_code];
  texts_[item.text_id].items.push_back(row.item_id);
  items_.emplace(row.item_id, std::move(item));
}

void SearchIndex::remove(std::int64_t item_id) {
  const auto found = items_.find(item_id);
  if (found == items_.end()) return;
  const auto item = std::move(found->second);
  items_.erase(found);
  for (const auto& code : item.codes) codes_.erase({code, item_id});
  if (item.basic_item_id != 0) {
    auto& regions = offered_[item.basic_item_id];
    if (--regions[item.region_code] == 0) regions.erase(item.region_code);
  }
  auto& text = texts_[item.text_id];
  std::erase(text.items, item_id);
  if (!text.items.empty()) return;
  std::vector<std::string> keys;
  name_keys(text, keys);
  for (const auto& key : keys) beginnings_.erase({key, item.text_id});
  text_ids_.erase(text.key);
  texts_.erase(item.text_id);
  index_.remove(item.text_id);
}

bool SearchIndex::accepts(const Item& item, const SearchFilter& filter) const {
  if (filter.department_id != 0 && item.department_id != filter.department_id) return false;
  if (!filter.type.empty() && item.item_type != filter.type) return false;
  if (!filter.level.empty() && item.use_level != filter.level) return false;
  if (!filter.theme.empty() && !has_part(item.themes, filter.theme)) return false;
  if (!filter.object.empty() && !serves(item.service_objects, filter.object)) return false;
  if (filter.path.empty()) return true;
  const auto at = std::find(filter.path.begin(), filter.path.end(), item.region_code);
  if (at == filter.path.end()) return false;
  if (item.basic_item_id == 0) return true;
  const auto& regions = offered_.at(item.basic_item_id);
  return std::none_of(filter.path.begin(), at, [&](const auto& lower) { return regions.contains(lower); });
}

bool SearchIndex::visible(std::int64_t text_id, const SearchFilter& filter) const {
  const auto& items = texts_.at(text_id).items;
  return std::any_of(items.begin(), items.end(), [&](auto id) { return accepts(items_.at(id), filter); });
}

std::string SearchIndex::why(const Text& text, std::string_view query) const {
  const auto asked = plain(query);
  if (asked.empty() || plain(text.name).find(asked) != std::string::npos) return {};
  for (const auto& alias : text.aliases)
    if (plain(alias).find(asked) != std::string::npos) return "又称“" + alias + "”";
  return {};
}

std::vector<FoundItem> SearchIndex::find(std::string_view query, const std::vector<std::string>& others,
                                         const SearchFilter& filter, std::size_t most) const {
  struct Ranked {
    double score = 0;
    std::string words;  // those that found it
  };
  std::unordered_map<std::int64_t, Ranked> ranked;
  const auto accept = [&](std::int64_t text_id) { return visible(text_id, filter); };
  const auto look = [&](const std::string& words, double weight) {
    for (const auto& hit : index_.find(words, kMostTexts, accept)) {
      auto score = hit.score * weight;
      const auto& aliases = texts_.at(hit.key).aliases;
      // What people call it counts as the name itself.
      if (std::any_of(aliases.begin(), aliases.end(), [&](const auto& alias) { return plain(alias) == plain(words); }))
        score *= 3;
      auto& entry = ranked[hit.key];
      if (score > entry.score) entry = {score, words};
    }
  };
  look(std::string(query), 1);
  for (const auto& words : others) look(words, kOtherWords);
  std::vector<std::pair<std::int64_t, const Ranked*>> order;
  for (const auto& [text_id, entry] : ranked) order.emplace_back(text_id, &entry);
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
    return a.second->score != b.second->score ? a.second->score > b.second->score : a.first < b.first;
  });
  std::vector<FoundItem> found;
  for (const auto& [text_id, entry] : order) {
    const auto& text = texts_.at(text_id);
    auto reason = why(text, query);
    if (reason.empty() && entry->words != query) reason = "按“" + entry->words + "”查找";
    std::vector<const Item*> items;
    for (const auto id : text.items)
      if (accepts(items_.at(id), filter)) items.push_back(&items_.at(id));
    // The nearest office first; where no place was named, in the order of the codes.
    std::sort(items.begin(), items.end(), [&](const Item* a, const Item* b) {
      if (a->region_code != b->region_code)
        return filter.path.empty() ? a->region_code < b->region_code : a->region_code > b->region_code;
      return a->item_id < b->item_id;
    });
    for (const auto* item : items) {
      if (found.size() == most) return found;
      found.push_back({item->item_id, reason});
    }
  }
  return found;
}

std::vector<FoundItem> SearchIndex::find_code(std::string_view code, const SearchFilter& filter,
                                              std::size_t most) const {
  const auto asked = normalise_code(code);
  std::vector<FoundItem> found;
  std::set<std::int64_t> seen;
  for (auto at = codes_.lower_bound({asked, 0}); at != codes_.end() && at->first.starts_with(asked); ++at) {
    if (found.size() == most) break;
    if (seen.insert(at->second).second && accepts(items_.at(at->second), filter))
      found.push_back({at->second, "编码相符"});
  }
  return found;
}

std::vector<SearchIndex::Name> SearchIndex::complete(std::string_view typed, const SearchFilter& filter,
                                                     std::size_t most) const {
  constexpr std::size_t kMostLookedAt = 400;
  auto asked = plain(typed);
  std::erase(asked, ' ');
  std::vector<Name> names;
  std::set<std::string> seen;
  const auto add = [&](std::int64_t text_id) {
    const auto& text = texts_.at(text_id);
    if (names.size() >= most || seen.contains(text.name) || !visible(text_id, filter)) return;
    seen.insert(text.name);
    const auto reason = why(text, asked);
    std::string alias;
    for (const auto& other : text.aliases)
      if (!reason.empty() && plain(other).starts_with(asked)) alias = other;
    names.push_back({text.name, alias});
  };
  if (asked.empty()) return names;
  std::vector<std::pair<std::size_t, std::int64_t>> begun;  // the shortest first: what remains to be typed
  std::size_t looked_at = 0;
  for (auto at = beginnings_.lower_bound({asked, 0}); at != beginnings_.end() && at->first.starts_with(asked); ++at) {
    if (++looked_at > kMostLookedAt) break;
    const bool by_name = plain(texts_.at(at->second).name).starts_with(asked);
    begun.emplace_back((by_name ? 0 : 1000) + at->first.size(), at->second);
  }
  std::sort(begun.begin(), begun.end());
  for (const auto& [length, text_id] : begun) add(text_id);
  if (names.size() < most)
    for (const auto& hit : index_.find(asked, most * 2, [&](auto id) { return visible(id, filter); })) add(hit.key);
  return names;
}

// The stretch of `text` as long as the query that agrees with it in most places, by character or by sound.
std::size_t SearchIndex::resemblance(std::string_view query, std::string_view text, std::string& window) const {
  const auto asked = characters(query), there = characters(text);
  if (asked.size() < 2 || there.size() < asked.size()) return 0;
  const auto alike = [&](const std::string& a, const std::string& b) {
    if (a == b) return true;
    const auto one = pinyin_.syllables(a), other = pinyin_.syllables(b);
    return !one.empty() && one == other;
  };
  std::size_t best = 0;
  for (std::size_t begin = 0; begin + asked.size() <= there.size(); ++begin) {
    std::size_t agree = 0;
    for (std::size_t i = 0; i < asked.size(); ++i) agree += alike(asked[i], there[begin + i]) ? 1 : 0;
    if (agree <= best) continue;
    best = agree;
    window.clear();
    for (std::size_t i = 0; i < asked.size(); ++i) window += there[begin + i];
  }
  return best;
}

std::string SearchIndex::another_spelling(std::string_view query, const SearchFilter& filter) const {
  const auto asked = plain(query);
  const auto length = count_code_points(asked);
  if (length < 2 || length > 20 || asked.find_first_of("abcdefghijklmnopqrstuvwxyz0123456789") != std::string::npos)
    return {};
  std::string best;
  std::size_t most = std::max<std::size_t>(2, (length * 6 + 9) / 10) - 1;
  const auto hits = index_.find(asked, 20, [&](auto id) { return visible(id, filter); });
  for (const auto& hit : hits) {
    const auto& text = texts_.at(hit.key);
    std::vector<std::string> names{text.name};
    names.insert(names.end(), text.aliases.begin(), text.aliases.end());
    for (const auto& name : names) {
      if (plain(name).find(asked) != std::string::npos) return {};
      std::string window;
      const auto agree = resemblance(asked, plain(name), window);
      if (agree > most && window != asked) most = agree, best = window;
    }
  }
  return best;
}

}  // namespace tongban::catalog
