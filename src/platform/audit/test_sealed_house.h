// For tests: a database with a trail of entries in blocks as a busy week leaves them, and a clock.
#pragma once

#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "platform/audit/audit.h"
#include "platform/audit/blocks.h"
#include "platform/audit/sealer.h"
#include "platform/audit/walk.h"
#include "platform/db/migrations.h"
#include "platform/db/test_database.h"

namespace tongban::db {
extern const MigrationFile k_audit_migrations[];
extern const int k_audit_migration_count;
}  // namespace tongban::db

namespace tongban::audit {

class SealedHouse {
 public:
  explicit SealedHouse(db::Database& database)
      : database(database), keyring(Keyring::ephemeral()), sealer(database, keyring, clock, 0), ids(0) {
    REQUIRE(db::migrate(database, {db::k_audit_migrations, db::k_audit_migrations + db::k_audit_migration_count}).ok());
  }

  Entry entry() {
    clock.advance(std::chrono::milliseconds(700));
    Entry made;
    made.audit_id = {ids.next(clock.now())};
    made.at = clock.now();
    made.actor_kind = ActorKind::staff;
    made.actor_id = {1000 + ++made_};
    made.action = made_ % 3 == 0 ? "cases.accept" : "cases.decide";
    made.object_kind = "case";
    made.object_id = {5000 + made_ / 4};
    made.outcome = made_ % 7 == 0 ? Outcome::failed : Outcome::ok;
    made.error_key = made_ % 7 == 0 ? "cases.already_decided" : "";
    made.request_id = "request-" + std::to_string(made_);
    made.remote_address = "10.0.0." + std::to_string(made_ % 250);
    made.detail = "accepted→under_review";
    return made;
  }

  void append(const std::vector<Entry>& entries) {
    REQUIRE(write([&](db::Tx& tx) {
      for (const auto& one : entries) audit::append(tx, one);
    }));
  }
  void append_new(int count) {
    std::vector<Entry> entries;
    for (int i = 0; i < count; ++i) entries.push_back(entry());
    append(entries);
  }
  void seal() { REQUIRE(sealer.seal_all().ok()); }

  bool write(const std::function<void(db::Tx&)>& body) {
    return database
        .write([&](db::Tx& tx) -> Result<void> {
          body(tx);
          return {};
        })
        .ok();
  }
  // What somebody with the password of the database's owner can do.
  static void disarm(db::Tx& tx) {
    for (const std::string table : {"audit_entries", "audit_blocks"}) {
      if (tx.is_postgres()) {
        tx.exec_text("ALTER TABLE " + table + " DISABLE TRIGGER USER");
      } else {
        tx.exec_text("DROP TRIGGER IF EXISTS " + table + "_no_update");
        tx.exec_text("DROP TRIGGER IF EXISTS " + table + "_no_delete");
      }
    }
  }
  Report verify(WalkOptions options = {}) {
    const auto report = verify_database(database, clock, audit_keys(keyring), std::move(options));
    REQUIRE(report.ok());
    return *report;
  }

  db::Database& database;
  Keyring keyring;
  TestClock clock{at_local(*Date::make(2026, 6, 1), 9 * 60)};
  Sealer sealer;
  IdSource ids;

 private:
  int made_ = 0;
};

}  // namespace tongban::audit
