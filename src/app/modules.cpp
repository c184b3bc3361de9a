#include "app/modules.h"

#include "app/node.h"
#include "modules/cases/cases.h"
#include "modules/catalog/catalog.h"
#include "modules/identity/identity.h"
#include "modules/inquiries/inquiries.h"
#include "modules/messages/messages.h"
#include "modules/notices/notices.h"
#include "modules/own/own.h"
#include "platform/config/config.h"
#include "platform/http/queue_routes.h"
#include "platform/http/receipts.h"
#include "platform/http/route.h"

namespace tongban::db {
#define TONGBAN_ROOM(name)                            \
  extern const MigrationFile k_##name##_migrations[]; \
  extern const int k_##name##_migration_count;
TONGBAN_ROOM(audit)
TONGBAN_ROOM(events)
TONGBAN_ROOM(jobs)
TONGBAN_ROOM(files)
TONGBAN_ROOM(http)
TONGBAN_ROOM(identity)
TONGBAN_ROOM(catalog)
TONGBAN_ROOM(cases)
TONGBAN_ROOM(inquiries)
TONGBAN_ROOM(messages)
TONGBAN_ROOM(notices)
#undef TONGBAN_ROOM
}  // namespace tongban::db

namespace tongban::app {

std::vector<db::MigrationFile> all_migrations() {
  std::vector<db::MigrationFile> all;
  const auto add = [&all](const db::MigrationFile* files, int count) { all.insert(all.end(), files, files + count); };
  add(db::k_audit_migrations, db::k_audit_migration_count);
  add(db::k_events_migrations, db::k_events_migration_count);
  add(db::k_jobs_migrations, db::k_jobs_migration_count);
  add(db::k_files_migrations, db::k_files_migration_count);
  add(db::k_http_migrations, db::k_http_migration_count);
  add(db::k_identity_migrations, db::k_identity_migration_count);
  add(db::k_catalog_migrations, db::k_catalog_migration_count);
  add(db::k_cases_migrations, db::k_cases_migration_count);
  add(db::k_inquiries_migrations, db::k_inquiries_migration_count);
  add(db::k_messages_migrations, db::k_messages_migration_count);
  add(db::k_notices_migrations, db::k_notices_migration_count);
  return all;
}

void add_routes(http::Api& api) {
  api.add(http::queue_routes());
  api.add(identity::routes());
  api.add(catalog::routes());
  api.add(cases::routes());
  api.add(inquiries::routes());
  api.add(messages::routes());
  api.add(own::routes());
  api.add(notices::routes());
}

void start_modules(Services& services, events::Subscriptions& subscriptions) {
  identity::start(services, [](Ctx& ctx, std::int64_t department_id) -> Result<identity::DepartmentFacts> {
    const auto department = TRY(catalog::department(ctx, department_id));
    return identity::DepartmentFacts{department.name, department.region_code};
  });
  catalog::start(services);
  cases::start(services);
  // A file that cannot be read is told by messages::ready(), with what else is wrong.
  const auto texts = read_file(services.config.node.catalog_dir + "/messages/templates.json");
  messages::start(services, texts ? *texts : std::string());
  catalog::subscribe(subscriptions);
  messages::subscribe(subscriptions);
}

void add_jobs(jobs::JobWorker& worker) {
  catalog::add_jobs(worker);
  cases::register_jobs(worker);
  inquiries::register_jobs(worker);
  messages::register_jobs(worker);
  worker.every("http.purge_receipts", std::chrono::hours(1), [](Ctx& ctx, const jobs::Job&) -> Result<void> {
    http::purge_receipts(ctx.tx, ctx.now);
    return {};
  });
  worker.every("identity.purge", std::chrono::hours(1),
               [](Ctx& ctx, const jobs::Job&) { return identity::purge(ctx); });
}

}  // namespace tongban::app
