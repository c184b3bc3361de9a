#include "modules/catalog/store.h"

#include "base/described.h"

namespace tongban::catalog::store {
namespace {

#define ITEM_COLUMNS                                                                                          \
  "item_id, implementing_code, handle_code, basic_code, local_code, code_as_is, department_id, region_code, " \
  "basic_item_id, demonstration, state, current_version_id, newest_version_id, created_by, created_at, updated_at"

ItemRow read_item(const db::Rows& rows, std::size_t i) {
  ItemRow item;
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
  item.created_by = rows.integer(i, 13);
  item.created_at = rows.integer(i, 14);
  item.updated_at = rows.integer(i, 15);
  return item;
}

std::optional<ItemRow> first_item(const db::Rows& rows) {
  return rows.empty() ? std::nullopt : std::optional(read_item(rows, 0));
}

std::optional<std::int64_t> id_or_null(std::int64_t id) { return id == 0 ? std::nullopt : std::optional(id); }

}  // namespace

bool insert_item(db::Tx& tx, const ItemRow& item) {
  static const char* const kSql = "INSERT INTO items (" ITEM_COLUMNS
                                  ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) "
                                  "ON CONFLICT DO NOTHING RETURNING item_id";
  return !tx.query(kSql, item.item_id, item.implementing_code, item.handle_code, item.basic_code, item.local_code,
                   item.code_as_is, item.department_id, item.region_code, id_or_null(item.basic_item_id),
                   item.demonstration, enum_text(item.state), id_or_null(item.current_version_id),
                   item.newest_version_id, item.created_by, item.created_at, item.updated_at)
              .empty();
}

std::optional<ItemRow> find_item(db::Tx& tx, std::int64_t item_id) {
  return first_item(tx.query("SELECT " ITEM_COLUMNS " FROM items WHERE item_id = $1", item_id));
}

std::optional<ItemRow> lock_item(db::Tx& tx, std::int64_t item_id, Instant now) {
  return first_item(
      tx.query("UPDATE items SET updated_at = $2 WHERE item_id = $1 RETURNING " ITEM_COLUMNS, item_id, now.micros()));
}

std::optional<ItemRow> find_item_by_code(db::Tx& tx, std::string_view implementing_code, std::string_view handle_code) {
  return first_item(tx.query("SELECT " ITEM_COLUMNS " FROM items WHERE implementing_code = $1 AND handle_code = $2 "
                             "AND implementing_code <> ''",
                             implementing_code, handle_code));
}

std::optional<ItemRow> find_item_by_local_code(db::Tx& tx, std::int64_t department_id, std::string_view local_code) {
  return first_item(tx.query("SELECT " ITEM_COLUMNS " FROM items WHERE department_id = $1 AND local_code = $2 "
                             "AND local_code <> ''",
                             department_id, local_code));
}

void set_item_state(db::Tx& tx, std::int64_t item_id, ItemState state, std::int64_t current_version_id) {
  tx.exec(
      "UPDATE items SET state = $2, current_version_id = $3, "
      "search_facts = CASE WHEN current_version_id = $3 THEN search_facts ELSE '' END WHERE item_id = $1",
      item_id, enum_text(state), id_or_null(current_version_id));
}

void set_newest_version(db::Tx& tx, std::int64_t item_id, std::int64_t newest_version_id) {
  tx.exec("UPDATE items SET newest_version_id = $2 WHERE item_id = $1", item_id, newest_version_id);
}

void append_change(db::Tx& tx, const ChangeRow& change) {
  static const char* const kSql =
      "INSERT INTO item_changes (item_change_id, item_id, version, action, from_state, to_state, account_id, "
      "changed_at, "
      "reason, changed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
  tx.exec(kSql, change.item_change_id, change.item_id, change.version, change.action, change.from_state,
          change.to_state, change.account_id, change.changed_at, change.reason, change.changed);
}

bool wrote_version(db::Tx& tx, std::int64_t item_id, int version, std::int64_t account_id) {
  return !tx.query(
                "SELECT 1 FROM item_changes WHERE item_id = $1 AND version = $2 AND account_id = $3 "
                "AND action IN ('create', 'new_version', 'save') LIMIT 1",
                item_id, version, account_id)
              .empty();
}

std::vector<ChangeRow> list_changes(db::Tx& tx, std::int64_t item_id, int limit) {
  const auto rows = tx.query(
      "SELECT item_change_id, item_id, version, action, from_state, to_state, account_id, changed_at, reason, changed "
      "FROM item_changes WHERE item_id = $1 ORDER BY item_change_id DESC LIMIT $2",
      item_id, limit);
  std::vector<ChangeRow> changes;
  for (std::size_t i = 0; i < rows.size(); ++i)
    changes.push_back({rows.integer(i, 0), rows.integer(i, 1), static_cast<int>(rows.integer(i, 2)),
                       std::string(rows.text(i, 3)), std::string(rows.text(i, 4)), std::string(rows.text(i, 5)),
                       rows.integer(i, 6), rows.integer(i, 7), std::string(rows.text(i, 8)),
                       std::string(rows.text(i, 9))});
  return changes;
}

void set_facets(db::Tx& tx, std::int64_t item_id, const std::vector<Facet>& facets) {
  tx.exec("DELETE FROM item_facets WHERE item_id = $1", item_id);
  for (const auto& facet : facets)
    tx.exec("INSERT INTO item_facets (facet_kind, code, item_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            facet.facet_kind, facet.code, item_id);
}

void note_change(db::Tx& tx, std::int64_t item_id) {
  // The counter's row lock makes change numbers follow the order of the commits.
  const auto rows = tx.query(
      "UPDATE catalog_change_counter SET last_change = last_change + 1 WHERE counter_id = 1 RETURNING last_change");
  tx.exec("INSERT INTO catalog_changes (change_id, item_id) VALUES ($1, $2)", rows.integer(0, 0), item_id);
}

void note_department_change(db::Tx& tx, std::int64_t department_id) {
  const auto count =
      tx.query("SELECT COUNT(*) FROM items WHERE department_id = $1 AND state = 'published'", department_id)
          .integer(0, 0);
  if (count == 0) return;
  const auto rows = tx.query(
      "UPDATE catalog_change_counter SET last_change = last_change + $1 WHERE counter_id = 1 RETURNING last_change",
      count);
  tx.exec(
      "INSERT INTO catalog_changes (change_id, item_id) SELECT CAST($1 AS BIGINT) + row_number() OVER (ORDER BY "
      "item_id), "
      "item_id FROM items WHERE department_id = $2 AND state = 'published'",
      rows.integer(0, 0) - count, department_id);
}

std::int64_t last_change(db::Tx& tx) {
  return tx.query("SELECT last_change FROM catalog_change_counter WHERE counter_id = 1").integer(0, 0);
}

std::vector<std::int64_t> changed_items(db::Tx& tx, std::int64_t change_id, int limit, std::int64_t& up_to) {
  const auto rows =
      tx.query("SELECT change_id, item_id FROM catalog_changes WHERE change_id > $1 ORDER BY change_id LIMIT $2",
               change_id, limit);
  std::vector<std::int64_t> items;
  up_to = change_id;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    items.push_back(rows.integer(i, 1));
    up_to = rows.integer(i, 0);
  }
  return items;
}

void count_application(db::Tx& tx, std::int64_t item_id) {
  tx.exec(
      "INSERT INTO item_popularity (item_id, applications) VALUES ($1, 1) "
      "ON CONFLICT (item_id) DO UPDATE SET applications = item_popularity.applications + 1",
      item_id);
}

}  // namespace tongban::catalog::store
