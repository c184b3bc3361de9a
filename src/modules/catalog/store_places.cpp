#include "modules/catalog/store_places.h"

namespace tongban::catalog::store {

std::string contains_pattern(std::string_view text) {
  std::string pattern = "%";
  for (const char ch : text) {
    if (ch == '%' || ch == '_' || ch == '\\') pattern += '\\';
    pattern += ch;
  }
  return pattern + '%';
}

// ---- regions
// ----------------------------------------------------------------------------------------------------------

namespace {

RegionRow read_region(const db::Rows& rows, std::size_t i) {
  return {std::string(rows.text(i, 0)), std::string(rows.text(i, 1)), static_cast<int>(rows.integer(i, 2)),
          std::string(rows.text(i, 3)), std::string(rows.text(i, 4)), std::string(rows.text(i, 5)),
          std::string(rows.text(i, 6)), rows.integer(i, 7) != 0};
}

std::string day_before(const std::string& date) {
  const auto day = Date::parse(date);
  return day ? (*day - 1).text() : std::string();
}

}  // namespace

void put_region(db::Tx& tx, const RegionRow& region) {
  const auto before = find_region(tx, region.region_code);
  tx.exec(
      "INSERT INTO regions (region_code, name, level, parent_code, valid_from, valid_to, source) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (region_code) DO UPDATE SET name = excluded.name, "
      "level = excluded.level, parent_code = excluded.parent_code, valid_from = excluded.valid_from, "
      "valid_to = excluded.valid_to, source = excluded.source",
      region.region_code, region.name, region.level, region.parent_code, region.valid_from, region.valid_to,
      region.source);
  if (before && before->name != region.name && before->valid_from < region.valid_from)
    tx.exec("UPDATE region_names SET valid_to = $3 WHERE region_code = $1 AND valid_from = $2 AND valid_to = ''",
            region.region_code, before->valid_from, day_before(region.valid_from));
  tx.exec(
      "INSERT INTO region_names (region_code, valid_from, valid_to, name, source) VALUES ($1, $2, $3, $4, $5) "
      "ON CONFLICT (region_code, valid_from) DO UPDATE SET valid_to = excluded.valid_to, name = excluded.name, "
      "source = excluded.source",
      region.region_code, region.valid_from, region.valid_to, region.name, region.source);
}

std::optional<RegionRow> find_region(db::Tx& tx, std::string_view region_code) {
  const auto rows = tx.query(
      "SELECT region_code, name, level, parent_code, valid_from, valid_to, source, "
      "CASE WHEN EXISTS (SELECT 1 FROM regions c WHERE c.parent_code = r.region_code) THEN 1 ELSE 0 END "
      "FROM regions r WHERE region_code = $1",
      region_code);
  return rows.empty() ? std::nullopt : std::optional(read_region(rows, 0));
}

std::vector<RegionRow> region_children(db::Tx& tx, std::string_view parent_code, std::string_view today) {
  const auto rows = tx.query(
      "SELECT region_code, name, level, parent_code, valid_from, valid_to, source, "
      "CASE WHEN EXISTS (SELECT 1 FROM regions c WHERE c.parent_code = r.region_code) THEN 1 ELSE 0 END "
      "FROM regions r WHERE parent_code = $1 AND valid_from <= $2 AND (valid_to = '' OR valid_to >= $2) "
      "ORDER BY region_code",
      parent_code, today);
  std::vector<RegionRow> regions;
  for (std::size_t i = 0; i < rows.size(); ++i) regions.push_back(read_region(rows, i));
  return regions;
}

std::vector<RegionNameRow> region_names(db::Tx& tx, std::string_view region_code) {
  const auto rows =
      tx.query("SELECT name, valid_from, valid_to, source FROM region_names WHERE region_code = $1 ORDER BY valid_from",
               region_code);
  std::vector<RegionNameRow> names;
  for (std::size_t i = 0; i < rows.size(); ++i)
    names.push_back({std::string(rows.text(i, 0)), std::string(rows.text(i, 1)), std::string(rows.text(i, 2)),
                     std::string(rows.text(i, 3))});
  return names;
}

// ---- departments
// ------------------------------------------------------------------------------------------------------

namespace {

#define DEPARTMENT_COLUMNS                                                                                  \
  "d.department_id, d.credit_code, d.org_code, d.name, d.short_name, d.region_code, COALESCE(r.name, ''), " \
  "d.implementer_nature, d.line, d.demonstration, d.active, d.source, d.confidence, "                       \
  "(SELECT COUNT(*) FROM items i WHERE i.department_id = d.department_id AND i.state = 'published')"

DepartmentRow read_department(const db::Rows& rows, std::size_t i) {
  DepartmentRow department;
  department.department_id = rows.integer(i, 0);
  department.credit_code = rows.text(i, 1);
  department.org_code = rows.text(i, 2);
  department.name = rows.text(i, 3);
  department.short_name = rows.text(i, 4);
  department.region_code = rows.text(i, 5);
  department.region_name = rows.text(i, 6);
  department.implementer_nature = rows.text(i, 7);
  department.line = rows.text(i, 8);
  department.demonstration = rows.integer(i, 9) != 0;
  department.active = rows.integer(i, 10) != 0;
  department.source = rows.text(i, 11);
  department.confidence = rows.text(i, 12);
  department.item_count = static_cast<int>(rows.integer(i, 13));
  return department;
}

}  // namespace

bool insert_department(db::Tx& tx, const DepartmentRow& department, Instant now) {
  return !tx.query(
                "INSERT INTO departments (department_id, credit_code, org_code, name, short_name, region_code, "
                "implementer_nature, line, demonstration, active, source, confidence, created_at, updated_at) "
                "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13) ON CONFLICT DO NOTHING "
                "RETURNING department_id",
                department.department_id, department.credit_code, department.org_code, department.name,
                department.short_name, department.region_code, department.implementer_nature, department.line,
                department.demonstration, department.active, department.source, department.confidence, now.micros())
              .empty();
}

void update_department(db::Tx& tx, const DepartmentRow& department, Instant now) {
  tx.exec(
      "UPDATE departments SET name = $2, short_name = $3, implementer_nature = $4, line = $5, active = $6, "
      "updated_at = $7 WHERE department_id = $1",
      department.department_id, department.name, department.short_name, department.implementer_nature, department.line,
      department.active, now.micros());
}

std::optional<DepartmentRow> find_department(db::Tx& tx, std::int64_t department_id) {
  const auto rows = tx.query("SELECT " DEPARTMENT_COLUMNS
                             " FROM departments d LEFT JOIN regions r ON r.region_code = d.region_code "
                             "WHERE d.department_id = $1",
                             department_id);
  return rows.empty() ? std::nullopt : std::optional(read_department(rows, 0));
}

std::optional<DepartmentRow> find_department_by_code(db::Tx& tx, std::string_view credit_code, std::string_view name) {
  const auto rows = tx.query("SELECT " DEPARTMENT_COLUMNS
                             " FROM departments d LEFT JOIN regions r ON r.region_code = d.region_code "
                             "WHERE d.credit_code = $1 AND ($2 = '' OR d.name = $2) ORDER BY d.department_id LIMIT 1",
                             credit_code, name);
  return rows.empty() ? std::nullopt : std::optional(read_department(rows, 0));
}

std::vector<DepartmentRow> list_departments(db::Tx& tx, std::string_view region_code, bool with_items,
                                            std::int64_t after, int limit) {
  const auto rows =
      tx.query("SELECT " DEPARTMENT_COLUMNS
               " FROM departments d LEFT JOIN regions r ON r.region_code = d.region_code "
               "WHERE d.department_id > $1 AND ($2 = '' OR d.region_code = $2) AND d.active = 1 "
               "AND (CAST($3 AS BIGINT) = 0 OR EXISTS (SELECT 1 FROM items i WHERE i.department_id = d.department_id "
               "AND i.state = 'published')) ORDER BY d.department_id LIMIT $4",
               after, region_code, with_items, limit);
  std::vector<DepartmentRow> departments;
  for (std::size_t i = 0; i < rows.size(); ++i) departments.push_back(read_department(rows, i));
  return departments;
}

std::int64_t count_demonstration_departments(db::Tx& tx) {
  return tx.query("SELECT COUNT(*) FROM departments WHERE demonstration = 1").integer(0, 0);
}

// ---- dictionary
// -------------------------------------------------------------------------------------------------------

void put_code(db::Tx& tx, const CodeRow& code) {
  tx.exec(
      "INSERT INTO code_entries (code_set, code, valid_from, valid_to, name, source, sort) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (code_set, code, valid_from) DO UPDATE SET "
      "valid_to = excluded.valid_to, name = excluded.name, source = excluded.source, sort = excluded.sort",
      code.code_set, code.code, code.valid_from, code.valid_to, code.name, code.source, code.sort);
}

std::vector<CodeRow> list_codes(db::Tx& tx, std::string_view code_set, std::string_view on_date) {
  const auto rows = tx.query(
      "SELECT code_set, code, valid_from, valid_to, name, source, sort FROM code_entries "
      "WHERE ($1 = '' OR code_set = $1) AND valid_from <= $2 AND (valid_to = '' OR valid_to >= $2) "
      "ORDER BY code_set, sort, code",
      code_set, on_date);
  std::vector<CodeRow> codes;
  for (std::size_t i = 0; i < rows.size(); ++i)
    codes.push_back({std::string(rows.text(i, 0)), std::string(rows.text(i, 1)), std::string(rows.text(i, 2)),
                     std::string(rows.text(i, 3)), std::string(rows.text(i, 4)), std::string(rows.text(i, 5)),
                     static_cast<int>(rows.integer(i, 6))});
  return codes;
}

// ---- basic items
// ------------------------------------------------------------------------------------------------------

namespace {

#define BASIC_ITEM_COLUMNS                                                                                        \
  "b.basic_item_id, b.basic_code, b.local_basic_code, b.private_code, b.name, b.item_type, b.central_authority, " \
  "b.content, b.source, b.confidence, "                                                                           \
  "(SELECT COUNT(*) FROM items i WHERE i.basic_item_id = b.basic_item_id AND i.state = 'published')"

BasicItemRow read_basic_item(const db::Rows& rows, std::size_t i) {
  BasicItemRow basic_item;
  basic_item.basic_item_id = rows.integer(i, 0);
  basic_item.basic_code = rows.text(i, 1);
  basic_item.local_basic_code = rows.text(i, 2);
  basic_item.private_code = rows.text(i, 3);
  basic_item.name = rows.text(i, 4);
  basic_item.item_type = rows.text(i, 5);
  basic_item.central_authority = rows.text(i, 6);
  basic_item.content = rows.text(i, 7);
  basic_item.source = rows.text(i, 8);
  basic_item.confidence = rows.text(i, 9);
  basic_item.item_count = static_cast<int>(rows.integer(i, 10));
  return basic_item;
}

std::optional<BasicItemRow> first_basic_item(const db::Rows& rows) {
  return rows.empty() ? std::nullopt : std::optional(read_basic_item(rows, 0));
}

}  // namespace

bool insert_basic_item(db::Tx& tx, const BasicItemRow& basic_item, Instant now) {
  return !tx.query(
                "INSERT INTO basic_items (basic_item_id, basic_code, local_basic_code, private_code, name, "
                "item_type, central_authority, content, source, confidence, created_at, updated_at) "
                "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11) ON CONFLICT DO NOTHING "
                "RETURNING basic_item_id",
                basic_item.basic_item_id, basic_item.basic_code, basic_item.local_basic_code, basic_item.private_code,
                basic_item.name, basic_item.item_type, basic_item.central_authority, basic_item.content,
                basic_item.source, basic_item.confidence, now.micros())
              .empty();
}

void update_basic_item(db::Tx& tx, const BasicItemRow& basic_item, Instant now) {
  tx.exec(
      "UPDATE basic_items SET basic_code = $2, name = $3, item_type = $4, central_authority = $5, content = $6, "
      "source = $7, confidence = $8, updated_at = $9 WHERE basic_item_id = $1",
      basic_item.basic_item_id, basic_item.basic_code, basic_item.name, basic_item.item_type,
      basic_item.central_authority, basic_item.content, basic_item.source, basic_item.confidence, now.micros());
}

void set_private_code(db::Tx& tx, std::int64_t basic_item_id, std::string_view private_code) {
  tx.exec("UPDATE basic_items SET private_code = $2 WHERE basic_item_id = $1", basic_item_id, private_code);
}

std::optional<BasicItemRow> find_basic_item(db::Tx& tx, std::int64_t basic_item_id) {
  return first_basic_item(
      tx.query("SELECT " BASIC_ITEM_COLUMNS " FROM basic_items b WHERE b.basic_item_id = $1", basic_item_id));
}

std::optional<BasicItemRow> find_basic_item_by_code(db::Tx& tx, std::string_view basic_code) {
  return first_basic_item(tx.query(
      "SELECT " BASIC_ITEM_COLUMNS " FROM basic_items b WHERE b.basic_code = $1 AND b.basic_code <> ''", basic_code));
}

std::optional<BasicItemRow> find_basic_item_by_local_code(db::Tx& tx, std::string_view local_basic_code) {
  return first_basic_item(tx.query("SELECT " BASIC_ITEM_COLUMNS
                                   " FROM basic_items b WHERE b.local_basic_code = $1 AND b.local_basic_code <> ''",
                                   local_basic_code));
}

std::vector<BasicItemRow> list_basic_items(db::Tx& tx, std::string_view item_type, std::string_view text,
                                           std::int64_t after, int limit) {
  const auto rows = tx.query("SELECT " BASIC_ITEM_COLUMNS
                             " FROM basic_items b WHERE b.basic_item_id > $1 AND ($2 = '' OR b.item_type = $2) "
                             "AND b.name LIKE $3 ESCAPE '\\' ORDER BY b.basic_item_id LIMIT $4",
                             after, item_type, contains_pattern(text), limit);
  std::vector<BasicItemRow> basic_items;
  for (std::size_t i = 0; i < rows.size(); ++i) basic_items.push_back(read_basic_item(rows, i));
  return basic_items;
}

std::int64_t greatest_private_serial(db::Tx& tx) {
  // The serial is the last eight digits, whatever the type before them. Items without a basic item have codes too.
  const auto rows = tx.query(
      "SELECT COALESCE(MAX(serial), 0) FROM (SELECT CAST(substr(private_code, 5) AS BIGINT) AS serial FROM basic_items "
      "WHERE private_code <> '' UNION ALL SELECT CAST(substr(basic_code, 5) AS BIGINT) FROM items "
      "WHERE demonstration = 1 AND length(basic_code) = 12) AS serials");
  return rows.integer(0, 0);
}

}  // namespace tongban::catalog::store
