// How complete departments keep their guides, for everybody to compare. The sums are kept in memory, and counted anew
// when the catalogue has changed and the last count was long enough ago for what it cost.
#include <algorithm>

#include "modules/catalog/actions.h"
#include "modules/catalog/cards.h"
#include "modules/catalog/catalog.h"
#include "modules/catalog/completeness.h"
#include "modules/catalog/places.h"
#include "modules/catalog/portal_state.h"
#include "modules/catalog/store.h"
#include "modules/catalog/store_lists.h"

namespace tongban::catalog {
namespace {

constexpr int kCostShare = 50;  // counting takes at most a fiftieth of the time

std::shared_ptr<const ScoreCount> scores_of(Ctx& ctx) {
  auto& state = ctx.services.state<PortalState>();
  const auto change = store::last_change(ctx.tx);
  const auto began = std::chrono::steady_clock::now();
  {
    const std::lock_guard lock(state.mutex);
    const auto& kept = state.scores;
    if (kept && (kept->change == change || began - kept->began < kept->taken * kCostShare)) return kept;
  }
  auto counted = std::make_shared<ScoreCount>();
  counted->change = change;
  counted->counted_at = ctx.now;
  counted->began = began;
  counted->departments = store::department_scores(ctx.tx);
  counted->taken = std::chrono::steady_clock::now() - began;
  const std::lock_guard lock(state.mutex);
  state.scores = counted;
  return counted;
}

struct Sum {
  std::int64_t items = 0, completeness = 0, online = 0, without_visit = 0;
  void add(const store::DepartmentScore& one) {
    items += one.items, completeness += one.completeness;
    online += one.online, without_visit += one.without_visit;
  }
  int percent(std::int64_t part) const { return items == 0 ? 0 : static_cast<int>((part * 100 + items / 2) / items); }
  ScoreRow row(std::string key, std::string name) const {
    ScoreRow row;
    row.key = std::move(key);
    row.name = std::move(name);
    row.items = static_cast<int>(items);
    row.completeness = items == 0 ? 0 : static_cast<int>((completeness + items / 2) / items);
    row.online_percent = percent(online);
    row.no_visit_percent = percent(without_visit);
    return row;
  }
};

void best_first(std::vector<ScoreRow>& rows) {
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    return a.completeness != b.completeness ? a.completeness > b.completeness : a.items > b.items;
  });
}

bool lies_in(const CodeRange& range, const std::string& region_code) {
  return range.from.empty() || (region_code >= range.from && region_code < range.to);
}

}  // namespace

Result<Scoreboard> scoreboard(Ctx& ctx, const ScoreboardIn& in) {
  const auto range = TRY(subtree_of(in.region_code));
  const auto count = scores_of(ctx);
  Scoreboard board;
  board.counted_at = count->counted_at;
  board.most_for_warnings = kMostForWarnings;
  for (const auto& part : completeness_parts(ItemContent{.materials = {MaterialElement{}}}))
    board.weights.push_back({part.key, part.weight});
  Sum whole;
  for (const auto& one : count->departments) {
    if (!lies_in(range, one.region_code)) continue;
    whole.add(one);
    if (one.region_code != in.region_code) continue;
    Sum alone;
    alone.add(one);
    board.departments.push_back(alone.row(id_text(one.department_id), one.name));
    board.departments.back().demonstration = one.demonstration;
  }
  const auto name = in.region_code.empty() ? std::string() : region_name(ctx, in.region_code);
  board.whole = whole.row(in.region_code, name);
  for (const auto& region : store::region_children(ctx.tx, in.region_code, local_date(ctx.now).text())) {
    const auto within = TRY(subtree_of(region.region_code));
    Sum sum;
    for (const auto& one : count->departments)
      if (lies_in(within, one.region_code)) sum.add(one);
    if (sum.items > 0) board.regions.push_back(sum.row(region.region_code, region.name));
  }
  best_first(board.regions);
  best_first(board.departments);
  return board;
}

Result<ScoredItemList> scored_items(Ctx& ctx, const ScoredItemsIn& in) {
  TRY(get_department(ctx, {in.department_id}));
  const auto after = TRY(optional_id(in.after, "/query/after"));
  const int limit = page_size(in.limit);
  const auto rows = store::scored_items(ctx.tx, in.department_id.value, after, limit);
  std::vector<std::int64_t> item_ids;
  for (const auto& row : rows) item_ids.push_back(row.item_id);
  ScoredItemList list;
  for (auto& card : item_cards(ctx, store::cards(ctx.tx, item_ids), "")) {
    const auto row =
        std::find_if(rows.begin(), rows.end(), [&](const auto& one) { return one.item_id == card.item_id.value; });
    const auto frozen = TRY(frozen_item(ctx, row->item_version_id));
    ScoredItem scored{std::move(card), row->completeness, {}};
    for (const auto& part : completeness_parts(frozen->content))
      if (!part.filled) scored.missing.push_back({part.key, part.weight});
    std::stable_sort(scored.missing.begin(), scored.missing.end(),
                     [](const auto& a, const auto& b) { return a.weight > b.weight; });
    list.items.push_back(std::move(scored));
  }
  if (rows.size() == static_cast<std::size_t>(limit)) list.next = id_text(rows.back().item_id);
  return list;
}

}  // namespace tongban::catalog
