#include "modules/catalog/store_portal.h"

#include <algorithm>
#include <array>

namespace tongban::catalog::store {

BasicOffer basic_offer(db::Tx& tx, std::string_view local_basic_code, const std::vector<std::string>& path) {
  BasicOffer offer;
  const auto rows = tx.query(
      "SELECT b.basic_item_id, (SELECT COUNT(*) FROM items i WHERE i.basic_item_id = b.basic_item_id AND "
      "i.state = 'published') FROM basic_items b WHERE b.local_basic_code = $1 AND b.local_basic_code <> '' ORDER BY "
      "b.basic_item_id LIMIT 1",
      local_basic_code);
  if (rows.empty()) return offer;
  offer.basic_item_id = rows.integer(0, 0);
  offer.everywhere = static_cast<int>(rows.integer(0, 1));
  if (path.empty() || offer.everywhere == 0) return offer;
  std::array<std::string, 5> five;
  for (std::size_t i = 0; i < five.size(); ++i) five[i] = path[std::min(i, path.size() - 1)];
  // A code below another one is greater: the nearest office comes first.
  const auto found = tx.query(
      "SELECT item_id FROM items WHERE basic_item_id = $1 AND state = 'published' AND region_code IN ($2, $3, $4, $5, "
      "$6) ORDER BY region_code DESC, item_id LIMIT 1",
      offer.basic_item_id, five[0], five[1], five[2], five[3], five[4]);
  if (!found.empty()) offer.item_id = found.integer(0, 0);
  return offer;
}

std::vector<DepartmentScore> department_scores(db::Tx& tx) {
  const auto rows = tx.query(
      "SELECT d.department_id, d.name, d.region_code, d.demonstration, s.items, s.completeness, s.online, s.no_visit "
      "FROM (SELECT i.department_id, COUNT(*) AS items, SUM(v.completeness) AS completeness, SUM(v.is_online) AS "
      "online, SUM(CASE WHEN v.trips = 0 THEN 1 ELSE 0 END) AS no_visit FROM items i JOIN item_versions v ON "
      "v.item_version_id = i.current_version_id WHERE i.state = 'published' GROUP BY i.department_id) s "
      "JOIN departments d ON d.department_id = s.department_id ORDER BY d.department_id");
  std::vector<DepartmentScore> scores(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i)
    scores[i] = {
        rows.integer(i, 0), std::string(rows.text(i, 1)), std::string(rows.text(i, 2)), rows.integer(i, 3) != 0,
        rows.integer(i, 4), rows.integer(i, 5),           rows.integer(i, 6),           rows.integer(i, 7)};
  return scores;
}

std::vector<ScoredRow> scored_items(db::Tx& tx, std::int64_t department_id, std::int64_t after, int limit) {
  const auto rows = tx.query(
      "SELECT i.item_id, v.item_version_id, v.completeness FROM items i "
      "JOIN item_versions v ON v.item_version_id = i.current_version_id WHERE i.department_id = $1 AND "
      "i.state = 'published' AND i.item_id > $2 ORDER BY i.item_id LIMIT $3",
      department_id, after, limit);
  std::vector<ScoredRow> found;
  for (std::size_t i = 0; i < rows.size(); ++i)
    found.push_back({rows.integer(i, 0), rows.integer(i, 1), static_cast<int>(rows.integer(i, 2))});
  return found;
}

}  // namespace tongban::catalog::store
