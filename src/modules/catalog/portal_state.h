// What the portal keeps in memory per node: the life events, which do not change while it runs, and the last count of
// scores. Private to the module.
#pragma once

#include <chrono>
#include <memory>
#include <mutex>

#include "modules/catalog/life_events.h"
#include "modules/catalog/portal.h"
#include "modules/catalog/store_portal.h"

namespace tongban::catalog {

struct ScoreCount {
  std::int64_t change = 0;  // the change of the catalogue it has seen last
  Instant counted_at;
  std::chrono::steady_clock::time_point began;
  std::chrono::steady_clock::duration taken{};
  std::vector<store::DepartmentScore> departments;
};

struct PortalState {
  std::vector<LifeEvent> events;
  std::mutex mutex;
  std::shared_ptr<const ScoreCount> scores;  // guarded by the mutex
};

// `path` is the region and the levels above it; empty: everywhere.
LifeEventCard event_card(Ctx& ctx, const LifeEvent& event, const std::vector<std::string>& path);

}  // namespace tongban::catalog
