#include "modules/catalog/store_transfer.h"

namespace tongban::catalog::store {
namespace {

std::string text(const db::Rows& rows, std::size_t i, int column) { return std::string(rows.text(i, column)); }

#define STORED_ITEM                                                                                           \
  "i.item_id, i.newest_version_id, COALESCE(i.current_version_id, 0), i.department_id, i.implementing_code, " \
  "i.handle_code, i.local_code, i.code_as_is, i.demonstration, "                                              \
  "COALESCE(CASE WHEN b.local_basic_code <> '' THEN b.local_basic_code ELSE b.basic_code END, ''), "          \
  "v.content_digest, d.region_code, d.name"

StoredItem read_item(const db::Rows& rows, std::size_t i) {
  StoredItem item;
  item.item_id = rows.integer(i, 0);
  item.item_version_id = rows.integer(i, 1);
  item.current_version_id = rows.integer(i, 2);
  item.department_id = rows.integer(i, 3);
  item.implementing_code = rows.text(i, 4);
  item.handle_code = rows.text(i, 5);
  item.local_code = rows.text(i, 6);
  item.code_as_is = rows.integer(i, 7) != 0;
  item.demonstration = rows.integer(i, 8) != 0;
  item.basic_item = rows.text(i, 9);
  item.content_digest = rows.text(i, 10);
  item.department_region = rows.text(i, 11);
  item.department_name = rows.text(i, 12);
  return item;
}

}  // namespace

std::vector<RegionImport> all_regions(db::Tx& tx) {
  const auto rows =
      tx.query("SELECT region_code, name, valid_from, valid_to, source FROM regions ORDER BY region_code");
  std::vector<RegionImport> regions(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i)
    regions[i] = {text(rows, i, 0), text(rows, i, 1), text(rows, i, 2), text(rows, i, 3), text(rows, i, 4)};
  return regions;
}

std::vector<StoredDepartment> all_departments(db::Tx& tx) {
  const auto rows = tx.query(
      "SELECT department_id, region_code, name, short_name, credit_code, org_code, implementer_nature, line, "
      "demonstration, active, source, confidence FROM departments ORDER BY department_id");
  std::vector<StoredDepartment> departments(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i)
    departments[i] = {
        rows.integer(i, 0),
        {text(rows, i, 1), text(rows, i, 2), text(rows, i, 3), text(rows, i, 4), text(rows, i, 5), text(rows, i, 6),
         text(rows, i, 7), rows.integer(i, 8) != 0, rows.integer(i, 9) != 0, text(rows, i, 10), text(rows, i, 11)}};
  return departments;
}

void replace_department(db::Tx& tx, const StoredDepartment& department, Instant now) {
  const auto& row = department.row;
  tx.exec(
      "UPDATE departments SET short_name = $2, credit_code = $3, org_code = $4, implementer_nature = $5, line = $6, "
      "demonstration = $7, active = $8, source = $9, confidence = $10, updated_at = $11 WHERE department_id = $1",
      department.department_id, row.short_name, row.credit_code, row.org_code, row.implementer_nature, row.line,
      row.demonstration, row.active, row.source, row.confidence, now.micros());
}

std::vector<DictionaryImport> all_codes(db::Tx& tx) {
  const auto rows = tx.query(
      "SELECT code_set, code, name, valid_from, valid_to, source, sort FROM code_entries "
      "ORDER BY code_set, sort, code, valid_from");
  std::vector<DictionaryImport> codes(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i)
    codes[i] = {text(rows, i, 0),
                text(rows, i, 1),
                text(rows, i, 2),
                text(rows, i, 3),
                text(rows, i, 4),
                text(rows, i, 5),
                static_cast<int>(rows.integer(i, 6))};
  return codes;
}

std::vector<StoredBasicItem> all_basic_items(db::Tx& tx) {
  const auto rows = tx.query(
      "SELECT basic_item_id, basic_code, local_basic_code, private_code, name, item_type, central_authority, source, "
      "confidence, content FROM basic_items ORDER BY basic_item_id");
  std::vector<StoredBasicItem> items(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto& item = items[i];
    item.basic_item_id = rows.integer(i, 0);
    item.row.basic_code = rows.text(i, 1);
    item.row.local_basic_code = text(rows, i, 2);
    item.row.private_code = rows.text(i, 3);
    item.row.name = text(rows, i, 4);
    item.row.item_type = rows.text(i, 5);
    item.row.central_authority = text(rows, i, 6);
    item.row.source = text(rows, i, 7);
    item.row.confidence = rows.text(i, 8);
    item.content = rows.text(i, 9);
  }
  return items;
}

std::vector<StoredItem> all_items(db::Tx& tx) {
  const auto rows = tx.query("SELECT " STORED_ITEM
                             " FROM items i JOIN item_versions v ON v.item_version_id = i.newest_version_id "
                             "JOIN departments d ON d.department_id = i.department_id "
                             "LEFT JOIN basic_items b ON b.basic_item_id = i.basic_item_id ORDER BY i.item_id");
  std::vector<StoredItem> items;
  items.reserve(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) items.push_back(read_item(rows, i));
  return items;
}

std::vector<ItemPage> item_page(db::Tx& tx, std::string_view region_from, std::string_view region_to,
                                std::int64_t after, int limit) {
  const auto rows =
      tx.query("SELECT " STORED_ITEM
               ", v.content, i.state, v.item_name, v.item_type, v.legal_limit, v.promised_limit, v.completeness FROM "
               "items i JOIN item_versions v ON v.item_version_id = i.newest_version_id "
               "JOIN departments d ON d.department_id = i.department_id "
               "LEFT JOIN basic_items b ON b.basic_item_id = i.basic_item_id "
               "WHERE i.item_id > $1 AND ($2 = '' OR (i.region_code >= $2 AND i.region_code < $3)) "
               "ORDER BY i.item_id LIMIT $4",
               after, region_from, region_to, limit);
  std::vector<ItemPage> page;
  for (std::size_t i = 0; i < rows.size(); ++i)
    page.push_back({read_item(rows, i), text(rows, i, 13), text(rows, i, 14), text(rows, i, 15), text(rows, i, 16),
                    text(rows, i, 17), text(rows, i, 18), static_cast<int>(rows.integer(i, 19))});
  return page;
}

}  // namespace tongban::catalog::store
