#include "modules/catalog/kit_import.h"

#include <doctest/doctest.h>

#include <chrono>

#include "modules/catalog/catalog.h"
#include "modules/catalog/store.h"
#include "platform/act/test_services.h"
#include "platform/db/migrations.h"
#include "platform/db/test_database.h"
#include "platform/events/events.h"

namespace tongban::db {
extern const MigrationFile k_catalog_migrations[];
extern const int k_catalog_migration_count;
extern const MigrationFile k_events_migrations[];
extern const int k_events_migration_count;
}  // namespace tongban::db

namespace tongban::catalog {
namespace {

std::vector<db::MigrationFile> catalog_migrations() {
  std::vector<db::MigrationFile> files(db::k_catalog_migrations,
                                       db::k_catalog_migrations + db::k_catalog_migration_count);
  files.insert(files.end(), db::k_events_migrations, db::k_events_migrations + db::k_events_migration_count);
  return files;
}

std::string explain(const Error& error) {
  auto text = error.key + ": " + error.detail;
  for (std::size_t i = 0; i < error.fields.size() && i < 20; ++i)
    text += "\n  " + error.fields[i].pointer + " " + error.fields[i].key + " " + error.fields[i].detail;
  return text;
}

}  // namespace

TEST_CASE(
    "the catalogue that comes with the platform is loaded, every guide passes the gate, and again it is nothing") {
  db::for_each_database([](db::Database& database) {
    REQUIRE(db::migrate(database, catalog_migrations()).ok());
    TestServices test(database);
    start(test.services);
    test.services.add_state(std::make_shared<events::Subscriptions>());
    const auto begin = std::chrono::steady_clock::now();
    const auto kit = import_kit(test.services, std::string(TONGBAN_SOURCE_DIR) + "/data");
    REQUIRE_MESSAGE(kit.ok(), explain(kit.error()));
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    MESSAGE("loaded " << kit->added << " rows in " << seconds.count() << " s");
    CHECK(kit->documents.at(4).added == 157);
    CHECK(kit->documents.at(5).added == 1135);
    const auto again = import_kit(test.services, std::string(TONGBAN_SOURCE_DIR) + "/data");
    REQUIRE_MESSAGE(again.ok(), explain(again.error()));
    CHECK(again->added == 0);
    CHECK(again->changed == 0);
    CHECK(again->unchanged == kit->added + kit->unchanged);
  });
}

}  // namespace tongban::catalog
