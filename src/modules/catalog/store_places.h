// Regions, departments, the dictionary and basic items: what items stand on. SQL for both databases; the put_…
// functions are what imports use, and may be repeated without making duplicates.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "platform/db/db.h"

namespace tongban::catalog::store {

struct RegionRow {
  std::string region_code, name;
  int level = 0;
  std::string parent_code, valid_from, valid_to, source;
  bool has_children = false;  // read only
};
struct RegionNameRow {
  std::string name, valid_from, valid_to, source;
};
// Writes the region as it is now and the name into its history: a new name begins on valid_from, and the one before
// ends the day before it.
void put_region(db::Tx& tx, const RegionRow& region);
std::optional<RegionRow> find_region(db::Tx& tx, std::string_view region_code);
// Children on the day, in code order; parent_code "" gives the provinces.
std::vector<RegionRow> region_children(db::Tx& tx, std::string_view parent_code, std::string_view today);
std::vector<RegionNameRow> region_names(db::Tx& tx, std::string_view region_code);

struct DepartmentRow {
  std::int64_t department_id = 0;
  std::string credit_code, org_code, name, short_name, region_code, region_name, implementer_nature, line;
  bool demonstration = false;
  bool active = true;
  std::string source, confidence;
  int item_count = 0;  // read only
};
// False when a department of the same code and name exists.
bool insert_department(db::Tx& tx, const DepartmentRow& department, Instant now);
void update_department(db::Tx& tx, const DepartmentRow& department, Instant now);
std::optional<DepartmentRow> find_department(db::Tx& tx, std::int64_t department_id);
std::optional<DepartmentRow> find_department_by_code(db::Tx& tx, std::string_view credit_code, std::string_view name);
// In the region itself ("" all), after an id.
std::vector<DepartmentRow> list_departments(db::Tx& tx, std::string_view region_code, bool with_items,
                                            std::int64_t after, int limit);
std::int64_t count_demonstration_departments(db::Tx& tx);

struct CodeRow {
  std::string code_set, code, valid_from, valid_to, name, source;
  int sort = 0;
};
void put_code(db::Tx& tx, const CodeRow& code);
// Entries valid on the day; of all sets when code_set is "". Ordered by set, sort, code.
std::vector<CodeRow> list_codes(db::Tx& tx, std::string_view code_set, std::string_view on_date);

struct BasicItemRow {
  std::int64_t basic_item_id = 0;
  std::string basic_code, local_basic_code, private_code, name, item_type, central_authority, content, source,
      confidence;
  int item_count = 0;  // read only: published items
};
// False when one of its codes is taken.
bool insert_basic_item(db::Tx& tx, const BasicItemRow& basic_item, Instant now);
void update_basic_item(db::Tx& tx, const BasicItemRow& basic_item, Instant now);
void set_private_code(db::Tx& tx, std::int64_t basic_item_id, std::string_view private_code);
std::optional<BasicItemRow> find_basic_item(db::Tx& tx, std::int64_t basic_item_id);
std::optional<BasicItemRow> find_basic_item_by_code(db::Tx& tx, std::string_view basic_code);
std::optional<BasicItemRow> find_basic_item_by_local_code(db::Tx& tx, std::string_view local_basic_code);
std::vector<BasicItemRow> list_basic_items(db::Tx& tx, std::string_view item_type, std::string_view text,
                                           std::int64_t after, int limit);
// The greatest serial used in private codes so far.
std::int64_t greatest_private_serial(db::Tx& tx);

// `text` as a LIKE pattern that finds it anywhere; %, _ and \ stand for themselves (write ESCAPE '\').
std::string contains_pattern(std::string_view text);

}  // namespace tongban::catalog::store
