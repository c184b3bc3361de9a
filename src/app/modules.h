// The list of modules: the only place that names them all.
#pragma once

#include <vector>

#include "platform/act/ctx.h"
#include "platform/db/migrations.h"
#include "platform/events/events.h"
#include "platform/http/api.h"
#include "platform/jobs/jobs.h"

namespace tongban::app {

// All migrations, platform and modules; db::migrate orders them by their numbers.
std::vector<db::MigrationFile> all_migrations();

// Adds every module's endpoint rows.
void add_routes(http::Api& api);

// Per-node state and reactions to events; before the first act.
void start_modules(Services& services, events::Subscriptions& subscriptions);

// What time does.
void add_jobs(jobs::JobWorker& worker);

}  // namespace tongban::app
