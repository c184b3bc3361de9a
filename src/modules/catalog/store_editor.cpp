// Lists for those who keep the catalogue; what a person's posts cover is part of the one query.
#include <algorithm>

#include "base/described.h"
#include "base/region_code.h"
#include "modules/catalog/store_lists.h"
#include "modules/catalog/store_places.h"

namespace tongban::catalog::store {
namespace {

constexpr std::size_t kScopeValues = kMaxPosts * 3;
static_assert(kMaxPosts == 16, "SCOPE below has sixteen rows");

// $1..$48: sixteen places; the unused ones match nothing.
#define SCOPE                                                                                                        \
  "WITH scope (department_id, region_from, region_to) AS (VALUES (CAST($1 AS BIGINT), CAST($2 AS TEXT), "            \
  "CAST($3 AS TEXT)), (CAST($4 AS BIGINT), $5, $6), (CAST($7 AS BIGINT), $8, $9), (CAST($10 AS BIGINT), $11, $12), " \
  "(CAST($13 AS BIGINT), $14, $15), (CAST($16 AS BIGINT), $17, $18), (CAST($19 AS BIGINT), $20, $21), "              \
  "(CAST($22 AS BIGINT), $23, $24), (CAST($25 AS BIGINT), $26, $27), (CAST($28 AS BIGINT), $29, $30), "              \
  "(CAST($31 AS BIGINT), $32, $33), (CAST($34 AS BIGINT), $35, $36), (CAST($37 AS BIGINT), $38, $39), "              \
  "(CAST($40 AS BIGINT), $41, $42), (CAST($43 AS BIGINT), $44, $45), (CAST($46 AS BIGINT), $47, $48)) "

#define IN_SCOPE                                                                                   \
  "EXISTS (SELECT 1 FROM scope s WHERE s.department_id = i.department_id OR (s.department_id = 0 " \
  "AND i.region_code >= s.region_from AND i.region_code < s.region_to)) "

#define EDITOR_SELECT                                                                                    \
  "SELECT i.item_id, i.implementing_code, i.handle_code, i.basic_code, i.local_code, i.code_as_is, "     \
  "i.department_id, i.region_code, i.basic_item_id, i.demonstration, i.state, i.current_version_id, "    \
  "i.newest_version_id, i.updated_at, v.item_name, d.name, COALESCE(r.name, i.region_code), c.version, " \
  "v.version, v.state, v.completeness, v.error_count, v.warning_count FROM items i "                     \
  "JOIN item_versions v ON v.item_version_id = i.newest_version_id "                                     \
  "JOIN departments d ON d.department_id = i.department_id "                                             \
  "LEFT JOIN item_versions c ON c.item_version_id = i.current_version_id "                               \
  "LEFT JOIN regions r ON r.region_code = i.region_code "

#define SUMS                                                                                              \
  "COUNT(*), (SUM(v.completeness) + COUNT(*) / 2) / COUNT(*), SUM(v.error_count), SUM(v.warning_count), " \
  "SUM(CASE WHEN i.state = 'published' THEN 1 ELSE 0 END) FROM items i "                                  \
  "JOIN item_versions v ON v.item_version_id = i.newest_version_id "                                      \
  "JOIN departments d ON d.department_id = i.department_id "                                              \
  "LEFT JOIN regions r ON r.region_code = i.region_code WHERE " IN_SCOPE                                  \
  "AND i.state <> 'retired' AND ($49 = '' OR (i.region_code >= $49 AND i.region_code < $50)) "

EditorRow read_editor_row(const db::Rows& rows, std::size_t i) {
  EditorRow row;
  auto& item = row.item;
  item.item_id = rows.integer(i, 0);
  item.implementing_code = rows.text(i, 1);
  item.handle_code = rows.text(i, 2);
  item.basic_code = rows.text(i, 3);
  item.local_code = rows.text(i, 4);
  item.code_as_is = rows.integer(i, 5) != 0;
  item.department_id = rows.integer(i, 6);
  item.region_code = rows.text(i, 7);
  item.basic_item_id = rows.integer(i, 8);
  item.demonstration = rows.integer(i, 9) != 0;
  item.state = parse_enum<ItemState>(rows.text(i, 10)).value_or(ItemState::draft);
  item.current_version_id = rows.integer(i, 11);
  item.newest_version_id = rows.integer(i, 12);
  item.updated_at = rows.integer(i, 13);
  row.item_name = rows.text(i, 14);
  row.department_name = rows.text(i, 15);
  row.region_name = rows.text(i, 16);
  row.current_version = static_cast<int>(rows.integer(i, 17));
  row.newest_version = static_cast<int>(rows.integer(i, 18));
  row.newest_state = parse_enum<VersionState>(rows.text(i, 19)).value_or(VersionState::draft);
  row.completeness = static_cast<int>(rows.integer(i, 20));
  row.error_count = static_cast<int>(rows.integer(i, 21));
  row.warning_count = static_cast<int>(rows.integer(i, 22));
  return row;
}

std::vector<db::Value> scope_values(const Scope& scope) {
  std::vector<db::Value> values;
  for (const auto& place : scope.places) {
    if (values.size() == kScopeValues) break;
    values.insert(values.end(),
                  {db::to_value(place.department_id), db::to_value(place.region_from), db::to_value(place.region_to)});
  }
  while (values.size() < kScopeValues)
    values.insert(values.end(), {db::to_value(-1), db::to_value(""), db::to_value("")});
  return values;
}

const char* completeness_sql(CompletenessBy by) {
  switch (by) {
    case CompletenessBy::item:
      return SCOPE "SELECT i.item_id, v.item_name, " SUMS
                   "GROUP BY i.item_id, v.item_name ORDER BY 4, 5 DESC, 1 LIMIT $51";
    case CompletenessBy::department:
      return SCOPE "SELECT d.department_id, d.name, " SUMS
                   "GROUP BY d.department_id, d.name ORDER BY 4, 5 DESC, 1 LIMIT $51";
    case CompletenessBy::region:
      break;
  }
  return SCOPE "SELECT i.region_code, COALESCE(r.name, i.region_code), " SUMS
               "GROUP BY i.region_code, r.name ORDER BY 4, 5 DESC, 1 LIMIT $51";
}

}  // namespace

Scope scope_of(const Actor& actor, std::initializer_list<Role> roles) {
  Scope scope;
  if (actor.kind == ActorKind::platform) scope.places.push_back({0, "", "a"});
  for (const auto& post : actor.posts) {
    if (std::find(roles.begin(), roles.end(), post.role) == roles.end()) continue;
    const auto region = RegionCode::parse(post.region_code);
    // Twelve zeros are the whole country.
    if (post.department_id == 0 && post.region_code == "000000000000")
      scope.places.push_back({0, "", "a"});
    else if (post.department_id != 0)
      scope.places.push_back({post.department_id, "", ""});
    else if (region)
      scope.places.push_back({0, region->subtree().from, region->subtree().to});
  }
  return scope;
}

std::vector<EditorRow> editor_items(db::Tx& tx, const Scope& scope, const EditorFilter& filter, std::int64_t after,
                                    int limit) {
  static const char* const kSql = SCOPE EDITOR_SELECT
      "WHERE " IN_SCOPE
      "AND ($49 = '' OR v.state = $49) AND (CAST($50 AS BIGINT) = 0 OR i.department_id = CAST($50 AS BIGINT)) "
      "AND ($51 = '' OR (i.region_code >= $51 AND i.region_code < $52)) "
      "AND (v.item_name LIKE $53 ESCAPE '\\' OR i.implementing_code LIKE $53 ESCAPE '\\' "
      "OR i.local_code LIKE $53 ESCAPE '\\') AND i.item_id > $54 ORDER BY i.item_id LIMIT $55";
  const auto pattern = contains_pattern(filter.text);
  auto values = scope_values(scope);
  values.insert(values.end(),
                {db::to_value(filter.state), db::to_value(filter.department_id), db::to_value(filter.region_from),
                 db::to_value(filter.region_to), db::to_value(pattern), db::to_value(after), db::to_value(limit)});
  const auto rows = tx.query_values(kSql, values.data(), values.size());
  std::vector<EditorRow> found;
  for (std::size_t i = 0; i < rows.size(); ++i) found.push_back(read_editor_row(rows, i));
  return found;
}

std::optional<EditorRow> editor_item(db::Tx& tx, std::int64_t item_id) {
  const auto rows = tx.query(EDITOR_SELECT "WHERE i.item_id = $1", item_id);
  return rows.empty() ? std::nullopt : std::optional(read_editor_row(rows, 0));
}

std::vector<CompletenessRowData> completeness(db::Tx& tx, const Scope& scope, CompletenessBy by,
                                              const std::string& region_from, const std::string& region_to, int limit) {
  auto values = scope_values(scope);
  values.insert(values.end(), {db::to_value(region_from), db::to_value(region_to), db::to_value(limit)});
  const auto rows = tx.query_values(completeness_sql(by), values.data(), values.size());
  std::vector<CompletenessRowData> found;
  for (std::size_t i = 0; i < rows.size(); ++i)
    found.push_back({std::string(rows.text(i, 0)), std::string(rows.text(i, 1)), static_cast<int>(rows.integer(i, 2)),
                     static_cast<int>(rows.integer(i, 3)), static_cast<int>(rows.integer(i, 4)),
                     static_cast<int>(rows.integer(i, 5)), static_cast<int>(rows.integer(i, 6))});
  return found;
}

}  // namespace tongban::catalog::store
