#include "modules/catalog/search.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <mutex>
#include <shared_mutex>

#include "base/number.h"
#include "base/text.h"
#include "modules/catalog/cards.h"
#include "modules/catalog/places.h"
#include "modules/catalog/search_index.h"
#include "modules/catalog/store.h"
#include "platform/config/config.h"

namespace tongban::catalog {
namespace {

constexpr std::size_t kMostHits = 1000;
constexpr int kPage = 500;
constexpr int kMostUnsettled = 5'000;
constexpr int kMostToCatchUp = 20'000;  // changes; further behind, building anew is quicker

// What people say, and the words of the catalogue for it.
struct Synonym {
  std::string said;
  std::vector<std::string> official;
};

struct Built {
  explicit Built(const search::Pinyin& pinyin) : index(pinyin) {}
  std::shared_mutex mutex;
  SearchIndex index;
  std::int64_t applied = 0;  // the change this index has seen last
  int unkept = 0;            // items that do not keep their facts yet (store_search.h)
  int changed = 0;           // since the index was settled
};

class SearchState {
 public:
  search::Pinyin pinyin;
  std::vector<Synonym> synonyms;
  std::mutex building;

  std::shared_ptr<Built> current() {
    const std::lock_guard lock(mutex_);
    return built_;
  }
  void replace(std::shared_ptr<Built> built) {
    const std::lock_guard lock(mutex_);
    built_ = std::move(built);
  }

 private:
  std::mutex mutex_;
  std::shared_ptr<Built> built_;
};

std::shared_ptr<Built> build(db::Tx& tx, const search::Pinyin& pinyin) {
  auto built = std::make_shared<Built>(pinyin);
  built->applied = store::last_change(tx);
  std::int64_t after = 0;
  for (auto page = store::search_page(tx, after, kPage); !page.empty(); page = store::search_page(tx, after, kPage)) {
    for (const auto& row : page) {
      built->index.put(row);
      built->unkept += row.facts_missing ? 1 : 0;
    }
    after = page.back().item_id;
  }
  built->index.settle();
  return built;
}

void catch_up(db::Tx& tx, Built& built) {
  const std::unique_lock lock(built.mutex);
  std::int64_t up_to = 0;
  for (auto changed = store::changed_items(tx, built.applied, kPage, up_to); !changed.empty();
       changed = store::changed_items(tx, built.applied, kPage, up_to)) {
    std::sort(changed.begin(), changed.end());
    changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
    for (const auto item_id : changed) {
      built.index.remove(item_id);
      for (const auto& row : store::search_row(tx, item_id)) built.index.put(row);
    }
    built.applied = up_to;
    built.changed += static_cast<int>(changed.size());
  }
  if (built.changed < kMostUnsettled) return;
  built.index.settle();
  built.changed = 0;
}

// So that the next node to start need not read the contents.
Result<void> keep_facts(WorkCtx& work) {
  std::vector<store::SearchRow> rows;
  for (std::int64_t after = 0;; after = rows.back().item_id) {
    TRY(work.read([&](Ctx& ctx) -> Result<void> {
      rows = store::search_page_without_facts(ctx.tx, after, kPage);
      return {};
    }));
    if (rows.empty()) return {};
    TRY(work.write([&](Ctx& ctx) -> Result<void> {
      for (const auto& row : rows) store::keep_search_facts(ctx.tx, row);
      return {};
    }));
  }
}

// The index, at least as new as the transaction. An index that is newer does no harm: cards are read in the
// transaction, and what it does not see is left out.
std::shared_ptr<Built> up_to_date(Ctx& ctx) {
  auto& state = ctx.services.state<SearchState>();
  const auto last = store::last_change(ctx.tx);
  auto built = state.current();
  std::int64_t behind = 0;
  if (built) {
    const std::shared_lock lock(built->mutex);
    behind = last - built->applied;
  }
  if (built && behind <= 0) return built;
  const std::lock_guard lock(state.building);
  built = state.current();
  if (built && behind <= kMostToCatchUp) {
    catch_up(ctx.tx, *built);
    return built;
  }
  built = build(ctx.tx, state.pinyin);
  state.replace(built);
  return built;
}

std::vector<Synonym> read_synonyms(const std::string& path) {
  std::vector<Synonym> synonyms;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#' || !is_valid_utf8(line)) continue;
    Synonym synonym;
    for (std::size_t at = 0; at <= line.size();) {
      const auto end = std::min(line.find('\t', at), line.size());
      const auto part = std::string(trim(std::string_view(line).substr(at, end - at)));
      at = end + 1;
      if (part.empty()) continue;
      if (synonym.said.empty())
        synonym.said = ascii_lower(normalise_width(part));
      else
        synonym.official.push_back(part);
    }
    if (!synonym.official.empty()) synonyms.push_back(std::move(synonym));
  }
  // The longest first: 营业执照注销 is said before 注销.
  std::stable_sort(synonyms.begin(), synonyms.end(),
                   [](const Synonym& a, const Synonym& b) { return a.said.size() > b.said.size(); });
  return synonyms;
}

// The query in the words of the catalogue. Only the longest expression met is replaced, or all would turn into all.
std::vector<std::string> other_words(const std::vector<Synonym>& synonyms, std::string_view query) {
  const auto asked = ascii_lower(normalise_width(trim(query)));
  std::vector<std::string> others;
  for (const auto& synonym : synonyms) {
    const auto at = asked.find(synonym.said);
    if (at == std::string::npos) continue;
    for (const auto& official : synonym.official) {
      others.push_back(asked.substr(0, at) + official + asked.substr(at + synonym.said.size()));
      if (synonym.said != asked) others.push_back(official);
    }
    break;
  }
  return others;
}

// 新办、怎么、如何 and the like stand in many questions and say nothing about the item.
std::string without_asking(std::string_view query) {
  std::string plain(trim(query));
  for (const std::string_view word :
       {"我要",         "我想",       "请问",     "怎么样", "怎么", "怎样",   "如何", "哪里", "在哪", "去哪",
        "需要什么材料", "要什么材料", "需要什么", "流程",   "办理", "申请办", "？",   "?",    "吗",   "呢"})
    for (auto at = plain.find(word); at != std::string::npos && plain.size() > word.size() + 3; at = plain.find(word))
      plain.erase(at, word.size());
  return plain;
}

bool is_code(std::string_view text) {
  const auto code = normalise_code(text);
  const auto digits = std::count_if(code.begin(), code.end(), [](char ch) { return ch >= '0' && ch <= '9'; });
  return code.size() >= 4 && digits >= 2 &&
         code.find_first_not_of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-") == std::string::npos;
}

Result<SearchFilter> filter_of(Ctx& ctx, const SearchIn& in) {
  SearchFilter filter;
  filter.path = TRY(path_upwards(ctx, in.region_code));
  filter.department_id = TRY(optional_id(in.department_id, "/query/department_id"));
  filter.theme = in.theme;
  filter.object = in.object;
  filter.type = in.type;
  filter.level = in.level;
  filter.online = in.online;
  return filter;
}

std::size_t offset_of(const std::string& after) {
  return is_digits(after) && after.size() <= 4 ? std::stoul(after) : 0;
}

}  // namespace

Result<SearchPage> search_items(Ctx& ctx, const SearchIn& in) {
  const auto filter = TRY(filter_of(ctx, in));
  const auto built = up_to_date(ctx);
  const auto& state = ctx.services.state<SearchState>();
  SearchPage page;
  std::vector<FoundItem> found;
  {
    const std::shared_lock lock(built->mutex);
    if (is_code(in.q)) found = built->index.find_code(in.q, filter, kMostHits);
    if (found.empty()) {
      const auto words = without_asking(in.q);
      found = built->index.find(words, other_words(state.synonyms, words), filter, kMostHits);
      const bool said =
          !found.empty() && (!found.front().why.empty() || built->index.is_called(found.front().item_id, words));
      if (!said) page.did_you_mean = built->index.another_spelling(words, filter);
    }
  }
  page.count = static_cast<int>(found.size());
  const auto begin = std::min(offset_of(in.after), found.size());
  const auto end = std::min(begin + static_cast<std::size_t>(page_size(in.limit)), found.size());
  std::vector<std::int64_t> item_ids;
  for (auto i = begin; i < end; ++i) item_ids.push_back(found[i].item_id);
  for (auto& card : item_cards(ctx, store::cards(ctx.tx, item_ids), in.region_code)) {
    const auto hit =
        std::find_if(found.begin(), found.end(), [&](const auto& one) { return one.item_id == card.item_id.value; });
    page.hits.push_back({std::move(card), hit->why});
  }
  if (end < found.size()) page.next = std::to_string(end);
  return page;
}

Result<std::vector<QuestionItem>> question_items(Ctx& ctx, const std::string& topic, const std::string& region_code,
                                                 std::size_t most) {
  constexpr std::size_t kLookedAt = 60;
  SearchFilter filter;
  filter.path = TRY(path_upwards(ctx, region_code));
  const auto built = up_to_date(ctx);
  const auto& state = ctx.services.state<SearchState>();
  const auto others = other_words(state.synonyms, topic);
  std::vector<std::pair<std::int64_t, SearchIndex::Likeness>> found;
  {
    const std::shared_lock lock(built->mutex);
    for (const auto& hit : built->index.find(topic, others, filter, kLookedAt)) {
      auto like = built->index.likeness(hit.item_id, topic);
      // Other words stand for the whole question, where they say the item.
      for (const auto& words : others)
        if (auto other = built->index.likeness(hit.item_id, words); other.share > like.share) like = std::move(other);
      found.emplace_back(hit.item_id, std::move(like));
    }
  }
  // What is found first stays first, unless another says clearly more of the question.
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return static_cast<int>(a.second.share * 4) > static_cast<int>(b.second.share * 4);
  });
  std::vector<std::int64_t> item_ids;
  for (const auto& [item_id, like] : found) item_ids.push_back(item_id);
  std::vector<QuestionItem> items;
  for (auto& card : item_cards(ctx, store::cards(ctx.tx, item_ids), region_code)) {
    const bool seen = std::any_of(items.begin(), items.end(),
                                  [&](const auto& other) { return other.item.item_name == card.item_name; });
    if (seen || items.size() == most) continue;
    const auto at =
        std::find_if(found.begin(), found.end(), [&](const auto& one) { return one.first == card.item_id.value; });
    items.push_back({std::move(card), at->second.share, at->second.rest});
  }
  return items;
}

Result<SuggestList> suggest_items(Ctx& ctx, const SuggestIn& in) {
  SearchFilter filter;
  filter.path = TRY(path_upwards(ctx, in.region_code));
  const auto built = up_to_date(ctx);
  const auto most = static_cast<std::size_t>(std::clamp(in.limit, 1, 20));
  SuggestList list;
  const std::shared_lock lock(built->mutex);
  for (auto& name : built->index.complete(in.q, filter, most))
    list.suggestions.push_back({std::move(name.name), std::move(name.alias)});
  return list;
}

Result<RebuildOut> rebuild_search(WorkCtx& work, const RebuildIn&) {
  auto& state = work.services.state<SearchState>();
  const std::lock_guard lock(state.building);
  const auto begin = std::chrono::steady_clock::now();
  RebuildOut out;
  int unkept = 0;
  TRY(work.read([&](Ctx& ctx) -> Result<void> {
    auto built = build(ctx.tx, state.pinyin);
    unkept = built->unkept;
    out.items = built->index.items();
    out.texts = built->index.texts();
    state.replace(std::move(built));
    return {};
  }));
  const auto taken = std::chrono::steady_clock::now() - begin;
  out.milliseconds = static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(taken).count());
  // It only spares the next start some time: a disk that is full must not keep anybody from searching.
  if (unkept > 0) static_cast<void>(keep_facts(work));
  work.audit = {"search_index", 0, std::to_string(out.items) + " items"};
  return out;
}

void start_search(Services& services) {
  auto state = std::make_shared<SearchState>();
  state->synonyms = read_synonyms(services.config.node.catalog_dir + "/search/synonyms.tsv");
  services.add_state(std::move(state));
}

}  // namespace tongban::catalog
