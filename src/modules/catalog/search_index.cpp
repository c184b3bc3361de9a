#include "modules/catalog/search_index.h"

#include <algorithm>
#include <boost/unordered/unordered_flat_set.hpp>
#include <charconv>
#include <utility>

#include "base/text.h"

namespace tongban::catalog {
namespace {

constexpr std::size_t kMostTexts = 500;  // ranked texts looked at for one search
constexpr double kOtherWords = 0.9;

std::string plain(std::string_view text) { return ascii_lower(normalise_width(trim(text))); }

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

std::uint64_t number(std::string_view region_code) {
  std::uint64_t value = 0;
  std::from_chars(region_code.data(), region_code.data() + region_code.size(), value);
  return value;
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

std::uint32_t SearchIndex::text_of(const store::SearchRow& row) {
  const auto& aliases = row.facts.aliases;
  const auto& result = row.facts.result_name;
  std::string key = row.item_name;
  for (const auto& alias : aliases) key += "\n" + alias;
  key += "\n\n" + result;
  const auto found = text_ids_.find(key);
  if (found != text_ids_.end()) return found->second;
  const auto text_id = ++last_text_id_;
  index_.put({text_id, row.item_name, aliases, result == "无" ? std::string() : result});
  text_ids_.emplace(key, text_id);
  auto& text = texts_[text_id];
  text = {std::move(key), row.item_name, aliases, plain(row.item_name), {}, {}, {}};
  for (const auto& alias : aliases) text.plain_aliases.push_back(plain(alias));
  std::vector<std::string> keys;
  name_keys(text, keys);
  for (auto& beginning : keys) beginnings_.emplace(std::move(beginning), text_id);
  return text_id;
}

std::uint32_t SearchIndex::facts_of(const store::SearchRow& row) {
  const auto key = row.item_type + "\n" + row.facts.use_level + "\n" + row.themes + "\n" + row.service_objects + "\n" +
                   (row.is_online ? row.online_level + "+" : "");
  const auto [at, fresh] = facts_ids_.try_emplace(key, static_cast<std::uint32_t>(facts_.size()));
  if (fresh)
    facts_.push_back({row.item_type, row.facts.use_level, row.themes, row.service_objects, row.is_online,
                      row.is_online && row.online_level == "IV"});
  return at->second;
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

void SearchIndex::put_code(const std::string& code, Slot slot) {
  if (code.empty()) return;
  Code entry{{}, slot};
  const auto text = normalise_code(code);
  std::copy_n(text.begin(), std::min(text.size(), entry.text.size()), entry.text.begin());
  codes_.push_back(entry);
}

void SearchIndex::put(const store::SearchRow& row) {
  remove(row.item_id);
  Slot slot = static_cast<Slot>(items_.size());
  if (free_.empty()) {
    items_.emplace_back();
  } else {
    slot = free_.back();
    free_.pop_back();
  }
  auto& item = items_[slot];
  item = {row.item_id, row.department_id, row.basic_item_id, number(row.region_code), text_of(row), facts_of(row)};
  slots_[row.item_id] = slot;
  by_region_[item.region].push_back(slot);
  by_department_[item.department_id].push_back(slot);
  auto& text = texts_[item.text_id];
  text.items.push_back(slot);
  if (std::find(text.facts.begin(), text.facts.end(), item.facts) == text.facts.end()) text.facts.push_back(item.facts);
  // A handle code begins with the implementing code, and is found by it.
  if (!row.handle_code.starts_with(row.implementing_code)) put_code(row.implementing_code, slot);
  put_code(row.handle_code.empty() ? row.implementing_code : row.handle_code, slot);
  put_code(row.local_code, slot);
  if (!row.basic_code.empty()) by_basic_code_[normalise_code(row.basic_code)].push_back(slot);
}

void SearchIndex::remove(std::int64_t item_id) {
  const auto found = slots_.find(item_id);
  if (found == slots_.end()) return;
  const auto slot = found->second;
  slots_.erase(found);
  const auto item = std::exchange(items_[slot], {});
  dead_.push_back(slot);
  std::erase(by_region_[item.region], slot);
  std::erase(by_department_[item.department_id], slot);
  auto& text = texts_[item.text_id];
  std::erase(text.items, slot);
  if (text.items.empty()) return forget_text(item.text_id);
  text.facts.clear();
  for (const auto other : text.items)
    if (std::find(text.facts.begin(), text.facts.end(), items_[other].facts) == text.facts.end())
      text.facts.push_back(items_[other].facts);
}

void SearchIndex::forget_text(std::uint32_t text_id) {
  const auto& text = texts_[text_id];
  std::vector<std::string> keys;
  name_keys(text, keys);
  for (const auto& key : keys) beginnings_.erase({key, text_id});
  text_ids_.erase(text.key);
  texts_.erase(text_id);
  index_.remove(text_id);
}

void SearchIndex::settle() {
  const auto is_dead = [&](Slot slot) { return items_[slot].item_id == 0; };
  if (!dead_.empty()) {
    std::erase_if(codes_, [&](const Code& code) { return is_dead(code.slot); });
    for (auto& [code, slots] : by_basic_code_) std::erase_if(slots, is_dead);
    free_.insert(free_.end(), dead_.begin(), dead_.end());
    dead_.clear();
  }
  std::sort(codes_.begin(), codes_.end());
  sorted_ = codes_.size();
}

bool SearchIndex::accepts(std::uint32_t facts_id, const SearchFilter& filter) const {
  const auto& facts = facts_[facts_id];
  if (!filter.type.empty() && facts.type != filter.type) return false;
  if (!filter.level.empty() && facts.level != filter.level) return false;
  if (filter.online == "apply" && !facts.online) return false;
  if (filter.online == "whole" && !facts.whole) return false;
  if (!filter.theme.empty() && !has_part(facts.themes, filter.theme)) return false;
  return filter.object.empty() || serves(facts.objects, filter.object);
}

SearchIndex::Scope SearchIndex::scope_of(const SearchFilter& filter) const {
  Scope scope;
  const auto add = [&](Slot slot) {
    const auto& item = items_[slot];
    if (accepts(item.facts, filter) && (filter.department_id == 0 || item.department_id == filter.department_id))
      scope.by_text[item.text_id].push_back(slot);
  };
  if (filter.path.empty()) {
    scope.everywhere = filter.department_id == 0;
    const auto found = by_department_.find(filter.department_id);
    if (!scope.everywhere && found != by_department_.end())
      for (const auto slot : found->second) add(slot);
    return scope;
  }
  // What a lower level offers itself is not taken from a higher one.
  boost::unordered_flat_set<std::int64_t> offered, offered_here;
  for (const auto& region : filter.path) {
    const auto found = by_region_.find(number(region));
    if (found == by_region_.end()) continue;
    for (const auto slot : found->second) {
      const auto basic = items_[slot].basic_item_id;
      if (basic != 0 && offered.contains(basic)) continue;
      if (basic != 0) offered_here.insert(basic);
      add(slot);
    }
    offered.insert(offered_here.begin(), offered_here.end());
    offered_here.clear();
  }
  return scope;
}

bool SearchIndex::visible(std::int64_t text_id, const Scope& scope, const SearchFilter& filter) const {
  if (!scope.everywhere) return scope.by_text.contains(static_cast<std::uint32_t>(text_id));
  const auto& facts = texts_.at(static_cast<std::uint32_t>(text_id)).facts;
  return std::any_of(facts.begin(), facts.end(), [&](auto id) { return accepts(id, filter); });
}

// The nearest office first; where no place was named, in the order of the codes.
std::vector<SearchIndex::Slot> SearchIndex::items_of(std::uint32_t text_id, const Scope& scope,
                                                     const SearchFilter& filter) const {
  std::vector<Slot> slots;
  if (!scope.everywhere) {
    slots = scope.by_text.at(text_id);
  } else {
    for (const auto slot : texts_.at(text_id).items)
      if (accepts(items_[slot].facts, filter)) slots.push_back(slot);
  }
  std::sort(slots.begin(), slots.end(), [&](Slot a, Slot b) {
    const auto &one = items_[a], &other = items_[b];
    if (one.region != other.region) return filter.path.empty() ? one.region < other.region : one.region > other.region;
    return one.item_id < other.item_id;
  });
  return slots;
}

// `asked` is plain.
std::string SearchIndex::why(const Text& text, std::string_view asked) {
  if (asked.empty() || text.plain_name.find(asked) != std::string::npos) return {};
  for (std::size_t i = 0; i < text.aliases.size(); ++i)
    if (text.plain_aliases[i].find(asked) != std::string::npos) return "又称“" + text.aliases[i] + "”";
  return {};
}

bool SearchIndex::is_called(std::int64_t item_id, std::string_view query) const {
  const auto found = slots_.find(item_id);
  return found != slots_.end() &&
         texts_.at(items_[found->second].text_id).plain_name.find(plain(query)) != std::string::npos;
}

// A whole name in the question says everything; else what counts is the share of the question's characters that stand
// beside one another in the name as well, two at least.
SearchIndex::Likeness SearchIndex::likeness(std::int64_t item_id, std::string_view question) const {
  const auto found = slots_.find(item_id);
  if (found == slots_.end()) return {};
  const auto& text = texts_.at(items_[found->second].text_id);
  const auto asked = plain(question);
  const auto letters = characters(asked);
  Likeness best{0, asked};
  const auto look = [&](const std::string& name) {
    if (const auto at = asked.find(name); at != std::string::npos && count_code_points(name) >= 2) {
      auto rest = asked;
      rest.erase(at, name.size());
      if (best.share < 1 || rest.size() < best.rest.size()) best = {1, std::move(rest)};
      return;
    }
    std::vector<bool> said(letters.size());
    for (std::size_t i = 0; i + 1 < letters.size(); ++i)
      if (name.find(letters[i] + letters[i + 1]) != std::string::npos) said[i] = said[i + 1] = true;
    Likeness like;
    std::size_t count = 0;
    for (std::size_t i = 0; i < letters.size(); ++i) {
      if (said[i])
        ++count;
      else
        like.rest += letters[i];
    }
    like.share = letters.empty() ? 0 : static_cast<double>(count) / static_cast<double>(letters.size());
    if (like.share > best.share) best = std::move(like);
  };
  look(text.plain_name);
  for (const auto& alias : text.plain_aliases) look(alias);
  return best;
}

std::vector<FoundItem> SearchIndex::find(std::string_view query, const std::vector<std::string>& others,
                                         const SearchFilter& filter, std::size_t most) const {
  struct Ranked {
    double score = 0;
    std::string words;  // those that found it
  };
  std::unordered_map<std::uint32_t, Ranked> ranked;
  const auto scope = scope_of(filter);
  const auto accept = [&](std::int64_t text_id) { return visible(text_id, scope, filter); };
  const auto look = [&](const std::string& words, double weight) {
    const auto asked = plain(words);
    for (const auto& hit : index_.find(words, kMostTexts, accept)) {
      auto score = hit.score * weight;
      const auto text_id = static_cast<std::uint32_t>(hit.key);
      const auto& aliases = texts_.at(text_id).plain_aliases;
      // What people call it counts as the name itself.
      if (std::find(aliases.begin(), aliases.end(), asked) != aliases.end()) score *= 3;
      auto& entry = ranked[text_id];
      if (score > entry.score) entry = {score, words};
    }
  };
  look(std::string(query), 1);
  for (const auto& words : others) look(words, kOtherWords);
  std::vector<std::pair<std::uint32_t, const Ranked*>> order;
  for (const auto& [text_id, entry] : ranked) order.emplace_back(text_id, &entry);
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
    return a.second->score != b.second->score ? a.second->score > b.second->score : a.first < b.first;
  });
  std::vector<FoundItem> found;
  const auto asked = plain(query);
  for (const auto& [text_id, entry] : order) {
    const auto& text = texts_.at(text_id);
    auto reason = why(text, asked);
    if (reason.empty() && entry->words != query) reason = "按“" + entry->words + "”查找";
    for (const auto slot : items_of(text_id, scope, filter)) {
      if (found.size() == most) return found;
      found.push_back({items_[slot].item_id, reason});
    }
  }
  return found;
}

std::vector<FoundItem> SearchIndex::find_code(std::string_view code, const SearchFilter& filter,
                                              std::size_t most) const {
  const auto asked = normalise_code(code).substr(0, std::tuple_size_v<decltype(Code::text)>);
  const auto scope = scope_of(filter);
  std::vector<FoundItem> found;
  std::set<Slot> seen;
  const auto add = [&](Slot slot) {
    const auto& item = items_[slot];
    if (found.size() == most || item.item_id == 0 || !accepts(item.facts, filter) || !seen.insert(slot).second) return;
    if (!scope.everywhere) {
      const auto there = scope.by_text.find(item.text_id);
      if (there == scope.by_text.end()) return;
      if (std::find(there->second.begin(), there->second.end(), slot) == there->second.end()) return;
    }
    found.push_back({item.item_id, "编码相符"});
  };
  const auto begins = [&](const Code& entry) { return std::string_view(entry.text.data(), asked.size()) == asked; };
  Code from{{}, 0};
  std::copy(asked.begin(), asked.end(), from.text.begin());
  const auto sorted_end = codes_.begin() + static_cast<std::ptrdiff_t>(sorted_);
  for (auto at = std::lower_bound(codes_.begin(), sorted_end, from); at != sorted_end && begins(*at); ++at) {
    if (found.size() == most) break;
    add(at->slot);
  }
  for (auto at = sorted_end; at != codes_.end(); ++at)
    if (begins(*at)) add(at->slot);
  for (auto at = by_basic_code_.lower_bound(asked); at != by_basic_code_.end() && at->first.starts_with(asked); ++at)
    for (const auto slot : at->second) add(slot);
  return found;
}

std::vector<SearchIndex::Name> SearchIndex::complete(std::string_view typed, const SearchFilter& filter,
                                                     std::size_t most) const {
  constexpr std::size_t kMostLookedAt = 400;
  auto asked = plain(typed);
  std::erase(asked, ' ');
  std::vector<Name> names;
  std::set<std::string> seen;
  const auto scope = scope_of(filter);
  const auto add = [&](std::uint32_t text_id) {
    const auto& text = texts_.at(text_id);
    if (names.size() >= most || seen.contains(text.name) || !visible(text_id, scope, filter)) return;
    seen.insert(text.name);
    const auto reason = why(text, asked);
    std::string alias;
    for (std::size_t i = 0; i < text.aliases.size(); ++i)
      if (!reason.empty() && text.plain_aliases[i].starts_with(asked)) alias = text.aliases[i];
    names.push_back({text.name, alias});
  };
  if (asked.empty()) return names;
  std::vector<std::pair<std::size_t, std::uint32_t>> begun;  // the shortest first: what remains to be typed
  std::size_t looked_at = 0;
  for (auto at = beginnings_.lower_bound({asked, 0}); at != beginnings_.end() && at->first.starts_with(asked); ++at) {
    if (++looked_at > kMostLookedAt) break;
    const bool by_name = texts_.at(at->second).plain_name.starts_with(asked);
    begun.emplace_back((by_name ? 0 : 1000) + at->first.size(), at->second);
  }
  std::sort(begun.begin(), begun.end());
  for (const auto& [length, text_id] : begun) add(text_id);
  if (names.size() < most)
    for (const auto& hit : index_.find(asked, most * 2, [&](auto id) { return visible(id, scope, filter); }))
      add(static_cast<std::uint32_t>(hit.key));
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
  const auto scope = scope_of(filter);
  const auto hits = index_.find(asked, 20, [&](auto id) { return visible(id, scope, filter); });
  for (const auto& hit : hits) {
    const auto& text = texts_.at(static_cast<std::uint32_t>(hit.key));
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
