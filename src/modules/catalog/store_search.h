// What the search index needs of published items. SQL for both databases.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "modules/catalog/search_facts.h"
#include "platform/db/db.h"

namespace tongban::catalog::store {

struct SearchRow {
  std::int64_t item_id = 0, item_version_id = 0;
  std::string item_name, item_type, region_code;
  std::int64_t department_id = 0;
  std::int64_t basic_item_id = 0;       // 0: none
  std::string themes, service_objects;  // joined by ^
  std::string implementing_code, handle_code, basic_code, local_code;
  bool is_online = false;    // an application can be made on the network
  std::string online_level;  // I … IV
  SearchFacts facts;
  bool facts_missing = false;  // they were cut out of the content: the item does not keep them yet
};
// Published items after an id, in order.
std::vector<SearchRow> search_page(db::Tx& tx, std::int64_t after, int limit);
// The same, of items that do not keep their facts yet.
std::vector<SearchRow> search_page_without_facts(db::Tx& tx, std::int64_t after, int limit);
// The item, when the public sees it; at most one row.
std::vector<SearchRow> search_row(db::Tx& tx, std::int64_t item_id);
// Keeps the facts beside the item, unless its current version has changed since they were read.
void keep_search_facts(db::Tx& tx, const SearchRow& row);

}  // namespace tongban::catalog::store
