// The face of the catalogue for other modules: what a case needs of an item, a department and a region. A running case
// keeps the id of the version it began with and asks for that one, for ever; only new applications ask for the current.
//
// Functions with a Ctx read in the act's own transaction. Published versions are immutable, so their parsed content is
// kept in memory per node (see start()).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/limit_clock.h"
#include "base/region_code.h"
#include "modules/catalog/scenario.h"

namespace tongban {
struct Ctx;
struct Services;
namespace http {
struct Route;
}
namespace jobs {
class JobWorker;
}
namespace events {
class Subscriptions;
}
}  // namespace tongban

namespace tongban::catalog {

struct Department {
  std::int64_t department_id = 0;
  std::string credit_code, name, short_name;
  std::string region_code, region_name;
  std::string line;  // 条线
  bool demonstration = false;
  bool active = true;
};

// A version that is or was published, with the facts of its item. Names of department and region may be a minute old;
// everything else never changes.
struct FrozenItem {
  std::int64_t item_version_id = 0;
  std::int64_t item_id = 0;
  int version = 0;
  std::string implementing_code;  // 31; or a real code of another scheme, see code_as_is
  std::string handle_code;        // 33, or ""
  std::string basic_code;         // 12, or ""
  bool code_as_is = false;  // then case numbers cannot be composed from the implementing code by the national rule
  bool demonstration = false;
  std::int64_t basic_item_id = 0;  // 0: none
  Department department;
  std::string content_digest;  // SHA-256, hex
  Date effective_from;
  ItemContent content;
};

// The limit of an element as the clock takes it; nothing where none is stated. The unit was checked by the gate: an
// unknown one is read as working days.
std::optional<Limit> clock_limit(const LimitElement& element);

// not_found `catalog.no_such_version` for an id that was never published.
Result<std::shared_ptr<const FrozenItem>> frozen_item(Ctx& ctx, std::int64_t item_version_id);

// The version new applications begin with. not_found `catalog.no_such_item` for an item the public does not see;
// conflict `catalog.item_suspended` while it is suspended.
Result<std::shared_ptr<const FrozenItem>> current_version(Ctx& ctx, std::int64_t item_id);

// not_found `catalog.no_such_department`.
Result<Department> department(Ctx& ctx, std::int64_t department_id);

// The name of a region today, or its last one; the code itself for one we do not know.
std::string region_name(Ctx& ctx, std::string_view region_code);
// Province, city, county, … down to the region itself; placeholders of the city level are left out.
std::vector<std::string> region_path_codes(std::string_view region_code);
// 行使层级 by where the region stands: 2 province … 6 village; "" for a code that is none.
std::string use_level_of(std::string_view region_code);

// The name of a code today (dictionary), or the code itself. The snapshot may be a minute old.
std::string code_name(Ctx& ctx, std::string_view code_set, std::string_view code);

// Counts an application for the list of popular items. Call it from a reaction to an event, not inside a case's act:
// all cases of an item would wait for one row.
void count_application(Ctx& ctx, std::int64_t item_id);

// ---- for src/app
// ------------------------------------------------------------------------------------------------------

// Puts the module's per-node state into the services; once, before any act runs.
void start(Services& services);
std::vector<http::Route> routes();
// Versions that come into effect on their day.
void add_jobs(jobs::JobWorker& worker);
// Counts applications for the list of popular items: `cases.submitted` with {"item_id": …} in its payload.
void subscribe(events::Subscriptions& subscriptions);

}  // namespace tongban::catalog
