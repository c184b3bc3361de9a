// The catalogue that comes with the platform, loaded once for all tests that read it. Tests that change it make their
// own database. Not used by the program itself.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "modules/catalog/catalog.h"
#include "modules/catalog/kit_import.h"
#include "modules/catalog/search.h"
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

inline std::vector<db::MigrationFile> kit_migrations() {
  std::vector<db::MigrationFile> files(db::k_catalog_migrations,
                                       db::k_catalog_migrations + db::k_catalog_migration_count);
  files.insert(files.end(), db::k_events_migrations, db::k_events_migrations + db::k_events_migration_count);
  return files;
}

inline std::string explained(const Error& error) {
  auto text = error.key + ": " + error.detail;
  for (std::size_t i = 0; i < error.fields.size() && i < 20; ++i)
    text += "\n  " + error.fields[i].pointer + " " + error.fields[i].key + " " + error.fields[i].detail;
  return text;
}

// An empty catalogue with its state, on the database given.
class KitCatalog {
 public:
  explicit KitCatalog(db::Database& database) : services(database) {
    REQUIRE(db::migrate(database, kit_migrations()).ok());
    services.config.node.catalog_dir = std::string(TONGBAN_SOURCE_DIR) + "/data";
    start(services.services);
    services.services.add_state(std::make_shared<events::Subscriptions>());
  }

  WorkCtx work(const Actor& actor) const { return {actor, services.services, services.clock.now()}; }
  WorkCtx work() const { return work(platform_); }

  template <class Out, class Body>
  Out read(Body body) const {
    Out out{};
    const auto done = work().read([&](Ctx& ctx) -> Result<void> {
      out = TRY(body(ctx));
      return {};
    });
    REQUIRE_MESSAGE(done.ok(), explained(done.error()));
    return out;
  }

  ImportReport import(ImportKind kind, const std::string& text, ImportFormat format = ImportFormat::json,
                      bool dry_run = false) const {
    auto here = work();
    auto report = import_document(here, kind, format, text, {dry_run, "测试", false});
    REQUIRE_MESSAGE(report.ok(), explained(report.error()));
    return std::move(report).value();
  }

  TestServices services;

 private:
  Actor platform_{ActorKind::platform};
};

inline KitCatalog& loaded_kit() {
  static auto database = db::open_test_database();
  static KitCatalog catalog(*database);
  static const auto kit = import_kit(catalog.services.services, catalog.services.config.node.catalog_dir);
  REQUIRE_MESSAGE(kit.ok(), explained(kit.error()));
  return catalog;
}

}  // namespace tongban::catalog
