#include "modules/catalog/store_lists.h"

#include <algorithm>
#include <array>

namespace tongban::catalog::store {
namespace {

#define CARD_SELECT                                                                                               \
  "SELECT i.item_id, v.item_version_id, v.item_name, v.item_type, i.implementing_code, i.department_id, d.name, " \
  "i.region_code, COALESCE(r.name, i.region_code), v.legal_limit, v.promised_limit, v.trips, v.is_fee, "          \
  "v.is_online, v.online_level, i.demonstration, v.effective_from FROM items i "                                  \
  "JOIN item_versions v ON v.item_version_id = i.current_version_id "                                             \
  "JOIN departments d ON d.department_id = i.department_id "                                                      \
  "LEFT JOIN regions r ON r.region_code = i.region_code "

// $1..$5: the path, the region first, filled up with it. Everywhere is a statement of its own, because with a condition
// that may not hold no index of regions is used.
#define IN_PATH                                                                               \
  "i.region_code IN ($1, $2, $3, $4, $5) AND (i.basic_item_id IS NULL OR NOT EXISTS "         \
  "(SELECT 1 FROM items n WHERE n.basic_item_id = i.basic_item_id AND n.state = 'published' " \
  "AND n.region_code IN ($1, $2, $3, $4, $5) AND n.region_code > i.region_code)) "
#define EVERYWHERE                                                                                       \
  "CAST($1 AS TEXT) = '' AND CAST($2 AS TEXT) = '' AND CAST($3 AS TEXT) = '' AND CAST($4 AS TEXT) = '' " \
  "AND CAST($5 AS TEXT) = '' "

#define BROWSE_WHERE(place)                                                                           \
  "WHERE i.state = 'published' AND " place                                                            \
  "AND ($6 = '' OR EXISTS (SELECT 1 FROM item_facets f WHERE f.facet_kind = 'theme' AND f.code = $6 " \
  "AND f.item_id = i.item_id)) AND ($7 = '' OR v.item_type = $7) "                                    \
  "AND ($8 = '' OR EXISTS (SELECT 1 FROM item_facets f WHERE f.facet_kind = 'service_object' "        \
  "AND f.item_id = i.item_id AND (f.code = $8 OR ($8 = 'person' AND f.code = '1') "                   \
  "OR ($8 = 'legal' AND f.code <> '1')))) "                                                           \
  "AND (CAST($9 AS BIGINT) = 0 OR i.department_id = CAST($9 AS BIGINT)) AND i.item_id > $10 "         \
  "AND ($12 = '' OR (v.is_online = 1 AND ($12 = 'apply' OR v.online_level = 'IV'))) "

CardRow read_card(const db::Rows& rows, std::size_t i) {
  CardRow card;
  card.item_id = rows.integer(i, 0);
  card.item_version_id = rows.integer(i, 1);
  card.item_name = rows.text(i, 2);
  card.item_type = rows.text(i, 3);
  card.implementing_code = rows.text(i, 4);
  card.department_id = rows.integer(i, 5);
  card.department_name = rows.text(i, 6);
  card.region_code = rows.text(i, 7);
  card.region_name = rows.text(i, 8);
  card.legal_limit = rows.text(i, 9);
  card.promised_limit = rows.text(i, 10);
  card.trips = rows.optional_integer(i, 11);
  if (const auto is_fee = rows.optional_integer(i, 12)) card.is_fee = *is_fee != 0;
  card.is_online = rows.integer(i, 13) != 0;
  card.online_level = rows.text(i, 14);
  card.demonstration = rows.integer(i, 15) != 0;
  card.effective_from = rows.text(i, 16);
  return card;
}

std::vector<CardRow> read_cards(const db::Rows& rows) {
  std::vector<CardRow> cards;
  for (std::size_t i = 0; i < rows.size(); ++i) cards.push_back(read_card(rows, i));
  return cards;
}

std::array<std::string, 5> five_of(const std::vector<std::string>& path) {
  std::array<std::string, 5> five;
  for (std::size_t i = 0; i < five.size(); ++i) five[i] = path.empty() ? "" : path[std::min(i, path.size() - 1)];
  return five;
}

#define NEWEST(place) CARD_SELECT BROWSE_WHERE(place) "ORDER BY v.effective_from DESC, i.item_id DESC LIMIT $11"
#define POPULAR(place)                                                         \
  CARD_SELECT "JOIN item_popularity p ON p.item_id = i.item_id " BROWSE_WHERE( \
      place) "ORDER BY p.applications DESC, v.completeness DESC, i.item_id LIMIT $11"
#define BY_ID(place) CARD_SELECT BROWSE_WHERE(place) "ORDER BY i.item_id LIMIT $11"

const char* browse_sql(BrowseOrder order, bool everywhere) {
  switch (order) {
    case BrowseOrder::newest:
      return everywhere ? NEWEST(EVERYWHERE) : NEWEST(IN_PATH);
    case BrowseOrder::popular:
      return everywhere ? POPULAR(EVERYWHERE) : POPULAR(IN_PATH);
    case BrowseOrder::by_id:
      break;
  }
  return everywhere ? BY_ID(EVERYWHERE) : BY_ID(IN_PATH);
}

// How many of each kind, by facet, by type and by department.
struct FacetTexts {
  const char *facets, *types, *departments;
};
#define FACET_TEXTS(place)                                                                                  \
  {                                                                                                         \
    "SELECT f.facet_kind, f.code, '', COUNT(*) FROM items i JOIN item_facets f ON f.item_id = i.item_id "   \
    "WHERE i.state = 'published' AND " place "GROUP BY f.facet_kind, f.code ORDER BY f.facet_kind, f.code", \
        "SELECT 'item_type', v.item_type, '', COUNT(*) FROM items i "                                       \
        "JOIN item_versions v ON v.item_version_id = i.current_version_id "                                 \
        "WHERE i.state = 'published' AND " place "GROUP BY v.item_type ORDER BY v.item_type",               \
        "SELECT 'department', d.department_id, d.name, COUNT(*) FROM items i "                              \
        "JOIN departments d ON d.department_id = i.department_id WHERE i.state = 'published' AND " place    \
        "GROUP BY d.department_id, d.name ORDER BY COUNT(*) DESC, d.department_id LIMIT 500"                \
  }
constexpr FacetTexts kFacets = FACET_TEXTS(IN_PATH);
constexpr FacetTexts kFacetsEverywhere = FACET_TEXTS(EVERYWHERE);

void add_facets(std::vector<FacetRow>& facets, const db::Rows& rows) {
  for (std::size_t i = 0; i < rows.size(); ++i)
    facets.push_back({std::string(rows.text(i, 0)), std::string(rows.text(i, 1)), std::string(rows.text(i, 2)),
                      static_cast<int>(rows.integer(i, 3))});
}

}  // namespace

std::vector<CardRow> browse(db::Tx& tx, const BrowseFilter& filter, BrowseOrder order, std::int64_t after, int limit) {
  const auto path = five_of(filter.path);
  return read_cards(tx.query(browse_sql(order, filter.path.empty()), path[0], path[1], path[2], path[3], path[4],
                             filter.theme, filter.item_type, filter.service_object, filter.department_id, after, limit,
                             filter.online));
}

std::vector<CardRow> offers(db::Tx& tx, std::int64_t basic_item_id, int limit) {
  return read_cards(tx.query(CARD_SELECT "WHERE i.basic_item_id = $1 AND i.state = 'published' "
                                         "ORDER BY i.region_code, i.item_id LIMIT $2",
                             basic_item_id, limit));
}

std::vector<CardRow> cards(db::Tx& tx, const std::vector<std::int64_t>& item_ids) {
  constexpr std::size_t kAtOnce = 20;  // a page of most lists; the same id twice does no harm
  std::vector<CardRow> found;
  for (std::size_t first = 0; first < item_ids.size(); first += kAtOnce) {
    std::array<db::Value, kAtOnce> ids;
    for (std::size_t i = 0; i < kAtOnce; ++i) ids[i] = db::to_value(item_ids[std::min(first + i, item_ids.size() - 1)]);
    const auto rows = tx.query_values(CARD_SELECT
                                      "WHERE i.item_id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, "
                                      "$14, $15, $16, $17, $18, $19, $20) AND i.state = 'published'",
                                      ids.data(), ids.size());
    for (auto& card : read_cards(rows)) found.push_back(std::move(card));
  }
  const auto place = [&](const CardRow& card) {
    return std::find(item_ids.begin(), item_ids.end(), card.item_id) - item_ids.begin();
  };
  std::sort(found.begin(), found.end(), [&](const CardRow& a, const CardRow& b) { return place(a) < place(b); });
  return found;
}

std::vector<FacetRow> facet_counts(db::Tx& tx, const std::vector<std::string>& path) {
  const auto p = five_of(path);
  const auto& texts = path.empty() ? kFacetsEverywhere : kFacets;
  std::vector<FacetRow> facets;
  for (const char* sql : {texts.facets, texts.types, texts.departments})
    add_facets(facets, tx.query(sql, p[0], p[1], p[2], p[3], p[4]));
  return facets;
}

}  // namespace tongban::catalog::store
