// What the public browses: published items in effect, and how many there are of each kind.
#include <algorithm>

#include "modules/catalog/actions.h"
#include "modules/catalog/cards.h"
#include "modules/catalog/places.h"
#include "modules/catalog/state.h"

namespace tongban::catalog {

std::vector<ItemCard> item_cards(Ctx& ctx, const std::vector<store::CardRow>& rows, const std::string& asked) {
  const auto dictionary = ctx.services.state<State>().dictionary(ctx);
  std::vector<ItemCard> cards;
  for (const auto& row : rows) {
    ItemCard card;
    card.item_id.value = row.item_id;
    card.item_version_id.value = row.item_version_id;
    card.item_name = row.item_name;
    card.item_type = dictionary->named("item_type", row.item_type);
    card.implementing_code = row.implementing_code;
    card.department_id.value = row.department_id;
    card.department_name = row.department_name;
    card.region_code = row.region_code;
    card.region_name = row.region_name;
    card.legal_limit = row.legal_limit;
    card.promised_limit = row.promised_limit;
    card.trips = row.trips;
    card.is_fee = row.is_fee;
    card.is_online = row.is_online;
    card.online_level = row.online_level;
    card.demonstration = row.demonstration;
    card.from_parent = !asked.empty() && row.region_code != asked;
    card.effective_from = row.effective_from;
    cards.push_back(std::move(card));
  }
  return cards;
}

Result<ItemList> browse_items(Ctx& ctx, const BrowseIn& in) {
  store::BrowseFilter filter;
  filter.theme = in.theme;
  filter.item_type = in.item_type;
  filter.service_object = in.service_object;
  filter.online = in.online;
  filter.department_id = TRY(optional_id(in.department_id, "/query/department_id"));
  filter.path = TRY(path_upwards(ctx, in.region_code));
  auto order = store::BrowseOrder::by_id;
  if (in.sort == "newest")
    order = store::BrowseOrder::newest;
  else if (in.sort == "popular")
    order = store::BrowseOrder::popular;
  else if (!in.sort.empty())
    return Error{Code::invalid,
                 "catalog.bad_sort",
                 "排序方式应为 newest 或 popular",
                 {{"/query/sort", "field.unknown_value", "排序方式应为 newest 或 popular"}}};
  const bool pages = order == store::BrowseOrder::by_id;
  const auto after = pages ? TRY(optional_id(in.after, "/query/after")) : 0;
  const int limit = page_size(in.limit);
  ItemList list{item_cards(ctx, store::browse(ctx.tx, filter, order, after, limit), in.region_code), ""};
  if (pages && list.items.size() == static_cast<std::size_t>(limit))
    list.next = id_text(list.items.back().item_id.value);
  return list;
}

Result<Facets> facets(Ctx& ctx, const FacetsIn& in) {
  const auto dictionary = ctx.services.state<State>().dictionary(ctx);
  Facets found;
  for (const auto& row : store::facet_counts(ctx.tx, TRY(path_upwards(ctx, in.region_code)))) {
    if (row.facet_kind == "department") {
      const auto department_id = std::stoll(row.code);
      found.departments.push_back({id_text(department_id), row.name, row.count});
    } else if (row.facet_kind == "item_type") {
      found.item_types.push_back({row.code, dictionary->name("item_type", row.code), row.count});
      found.items += row.count;
    } else if (row.facet_kind == "service_object") {
      found.service_objects.push_back({row.code, dictionary->name("service_object", row.code), row.count});
    } else if (row.code.starts_with("person:")) {
      found.person_themes.push_back({row.code, dictionary->name("theme_person", row.code.substr(7)), row.count});
    } else if (row.code.starts_with("legal:")) {
      found.legal_themes.push_back({row.code, dictionary->name("theme_legal", row.code.substr(6)), row.count});
    }
  }
  return found;
}

}  // namespace tongban::catalog
