// What the search index needs of published items. SQL for both databases.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "platform/db/db.h"

namespace tongban::catalog::store {

struct SearchRow {
  std::int64_t item_id = 0;
  std::string item_name, item_type, region_code;
  std::int64_t department_id = 0;
  std::int64_t basic_item_id = 0;       // 0: none
  std::string themes, service_objects;  // joined by ^
  std::string implementing_code, handle_code, basic_code, local_code;
  std::string content;  // canonical JSON
};
// Published items after an id, in order.
std::vector<SearchRow> search_page(db::Tx& tx, std::int64_t after, int limit);
// The item, when the public sees it; at most one row.
std::vector<SearchRow> search_row(db::Tx& tx, std::int64_t item_id);

}  // namespace tongban::catalog::store
