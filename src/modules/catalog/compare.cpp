#include <algorithm>

#include "modules/catalog/actions.h"
#include "modules/catalog/cards.h"
#include "modules/catalog/catalog.h"
#include "modules/catalog/comparison.h"
#include "modules/catalog/places.h"
#include "modules/catalog/state.h"

namespace tongban::catalog {
namespace {
constexpr std::size_t kMostColumns = 8;  // what a page can show side by side
}

Result<Comparison> compare_items(Ctx& ctx, const CompareIn& in) {
  const auto basic_item = store::find_basic_item(ctx.tx, in.basic_item_id.value);
  if (!basic_item) return not_found("catalog.no_such_basic_item", "没有这个基本目录事项");
  if (in.item_ids.size() > kMostColumns)
    return Error{Code::invalid,
                 "catalog.too_many_compared",
                 "一次最多比较 8 个事项",
                 {{"/query/item_ids", "field.too_many", "一次最多比较 8 个事项"}}};
  auto rows = store::offers(ctx.tx, basic_item->basic_item_id, in.item_ids.empty() ? kMostColumns : 500);
  if (!in.item_ids.empty()) {
    std::vector<store::CardRow> chosen;
    for (const auto& id : in.item_ids) {
      const auto found =
          std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.item_id == id.value; });
      if (found == rows.end()) return not_found("catalog.no_such_item", "没有这个事项，或它不属于该基本目录");
      chosen.push_back(*found);
    }
    rows = std::move(chosen);
  }
  std::vector<std::shared_ptr<const FrozenItem>> items;
  std::vector<const ItemContent*> contents;
  for (const auto& row : rows) {
    items.push_back(TRY(frozen_item(ctx, row.item_version_id)));
    contents.push_back(&items.back()->content);
  }
  return Comparison{basic_item_view(ctx, *basic_item), item_cards(ctx, rows), compared_rows(contents),
                    compared_materials(contents)};
}

}  // namespace tongban::catalog
