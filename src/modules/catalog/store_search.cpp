#include "modules/catalog/store_search.h"

namespace tongban::catalog::store {
namespace {

#define SEARCH_SELECT                                                                                             \
  "SELECT i.item_id, v.item_name, v.item_type, i.region_code, i.department_id, COALESCE(i.basic_item_id, 0), "    \
  "v.themes, v.service_objects, i.implementing_code, i.handle_code, i.basic_code, i.local_code, i.search_facts, " \
  "CASE WHEN i.search_facts = '' THEN v.content ELSE '' END, v.item_version_id, v.is_online, v.online_level "     \
  "FROM items i JOIN item_versions v ON v.item_version_id = i.current_version_id WHERE i.state = 'published' "

std::vector<SearchRow> read(const db::Rows& rows) {
  std::vector<SearchRow> found(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto& row = found[i];
    row.item_id = rows.integer(i, 0);
    row.item_name = rows.text(i, 1);
    row.item_type = rows.text(i, 2);
    row.region_code = rows.text(i, 3);
    row.department_id = rows.integer(i, 4);
    row.basic_item_id = rows.integer(i, 5);
    row.themes = rows.text(i, 6);
    row.service_objects = rows.text(i, 7);
    row.implementing_code = rows.text(i, 8);
    row.handle_code = rows.text(i, 9);
    row.basic_code = rows.text(i, 10);
    row.local_code = rows.text(i, 11);
    row.facts_missing = rows.text(i, 12).empty();
    row.facts = row.facts_missing ? search_facts_of(rows.text(i, 13)) : parse_facts(rows.text(i, 12));
    row.item_version_id = rows.integer(i, 14);
    row.is_online = rows.integer(i, 15) != 0;
    row.online_level = rows.text(i, 16);
  }
  return found;
}

}  // namespace

std::vector<SearchRow> search_page(db::Tx& tx, std::int64_t after, int limit) {
  return read(tx.query(SEARCH_SELECT "AND i.item_id > $1 ORDER BY i.item_id LIMIT $2", after, limit));
}

std::vector<SearchRow> search_page_without_facts(db::Tx& tx, std::int64_t after, int limit) {
  return read(
      tx.query(SEARCH_SELECT "AND i.search_facts = '' AND i.item_id > $1 ORDER BY i.item_id LIMIT $2", after, limit));
}

void keep_search_facts(db::Tx& tx, const SearchRow& row) {
  tx.exec("UPDATE items SET search_facts = $3 WHERE item_id = $1 AND current_version_id = $2", row.item_id,
          row.item_version_id, facts_text(row.facts));
}

std::vector<SearchRow> search_row(db::Tx& tx, std::int64_t item_id) {
  return read(tx.query(SEARCH_SELECT "AND i.item_id = $1", item_id));
}

}  // namespace tongban::catalog::store
