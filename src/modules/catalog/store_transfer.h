// What imports compare with and exports write: whole lists, read at once. Exports of items go page by page.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "modules/catalog/import_rows.h"
#include "platform/db/db.h"

namespace tongban::catalog::store {

std::vector<RegionImport> all_regions(db::Tx& tx);

struct StoredDepartment {
  std::int64_t department_id = 0;
  DepartmentImport row;
};
std::vector<StoredDepartment> all_departments(db::Tx& tx);
void replace_department(db::Tx& tx, const StoredDepartment& department, Instant now);

std::vector<DictionaryImport> all_codes(db::Tx& tx);

struct StoredBasicItem {
  std::int64_t basic_item_id = 0;
  BasicItemImport row;
  std::string content;  // JSON text; row.content is not filled
};
std::vector<StoredBasicItem> all_basic_items(db::Tx& tx);

struct StoredItem {
  std::int64_t item_id = 0, item_version_id = 0;
  std::int64_t current_version_id = 0;  // 0: none
  std::int64_t department_id = 0;
  std::string implementing_code, handle_code, local_code;
  bool code_as_is = false;
  bool demonstration = false;
  std::string basic_item;  // local or official code
  std::string content_digest;
  std::string department_region, department_name;
};
// All items with their newest version, without the content.
std::vector<StoredItem> all_items(db::Tx& tx);
// Items after an id with the content of their newest version, oldest first.
struct ItemPage {
  StoredItem item;
  std::string content;
  std::string state;
  std::string item_name, item_type, legal_limit, promised_limit;
  int completeness = 0;
};
std::vector<ItemPage> item_page(db::Tx& tx, std::string_view region_from, std::string_view region_to,
                                std::int64_t after, int limit);

}  // namespace tongban::catalog::store
