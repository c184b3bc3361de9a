// What the portal asks beyond lists: offers of a basic item in a place, scores by department, a department's items. SQL
// for both databases.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "platform/db/db.h"

namespace tongban::catalog::store {

// What is offered of a basic item: how often in all, and by whom nearest on the path (the region first, then the levels
// above it; empty: nowhere). 0 where nobody does.
struct BasicOffer {
  std::int64_t basic_item_id = 0;
  int everywhere = 0;
  std::int64_t item_id = 0;
};
BasicOffer basic_offer(db::Tx& tx, std::string_view local_basic_code, const std::vector<std::string>& path);

// Published items of a department, added up.
struct DepartmentScore {
  std::int64_t department_id = 0;
  std::string name, region_code;
  bool demonstration = false;
  std::int64_t items = 0, completeness = 0, online = 0, without_visit = 0;
};
std::vector<DepartmentScore> department_scores(db::Tx& tx);

struct ScoredRow {
  std::int64_t item_id = 0, item_version_id = 0;
  int completeness = 0;
};
// Published items of a department after an id, in order.
std::vector<ScoredRow> scored_items(db::Tx& tx, std::int64_t department_id, std::int64_t after, int limit);

}  // namespace tongban::catalog::store
