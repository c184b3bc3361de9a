// What a process of Tongban has one of: configuration, database, keys, files, calendar, clock, ids, and the state
// modules keep per node. Every command opens a node; `serve` adds the server and the workers.
#pragma once

#include <memory>
#include <string>

#include "base/ids.h"
#include "base/instant.h"
#include "base/result.h"
#include "base/work_calendar.h"
#include "platform/act/ctx.h"
#include "platform/config/config.h"
#include "platform/crypto/keyring.h"
#include "platform/events/events.h"
#include "platform/files/file_store.h"

namespace tongban::app {

class Node {
 public:
  // Makes the data folder and, with `make_keys`, the key file if they are missing. Throws db::DatabaseError when the
  // database cannot be opened. Errors: those of Keyring::load, `calendar.…`, `app.unreadable`.
  // A command may take the time that much data needs; a request that is served may not.
  enum class Purpose { command, serving };
  static Result<std::unique_ptr<Node>> open(Config config, bool make_keys, Purpose purpose = Purpose::command);

  const Config& config() const { return config_; }
  const Services& services() const { return *services_; }
  events::Subscriptions& subscriptions() { return *subscriptions_; }
  db::Database& database() { return *database_; }

  // The schema is this program's and the keys are the database's. Errors: `db.no_schema`, `db.schema_outdated`,
  // `identity.foreign_keys`, those of Database::read.
  Result<void> ready();
  // Makes all new ids greater than those stored, so that a clock set back while the node was down repeats none.
  Result<void> advance_ids();

  // Runs `body` as the platform itself, in one write (or read) transaction.
  Result<void> write(const std::function<Result<void>(Ctx&)>& body) const;
  Result<void> read(const std::function<Result<void>(Ctx&)>& body) const;

 private:
  Node(Config config, Keyring keyring, WorkCalendar calendar, Purpose purpose);

  const Config config_;
  const Keyring keyring_;
  const WorkCalendar calendar_;
  const SystemClock clock_;
  IdSource ids_;
  FileStore files_;
  std::unique_ptr<db::Database> database_;
  std::shared_ptr<events::Subscriptions> subscriptions_;
  std::unique_ptr<Services> services_;
};

// The whole file; `app.unreadable` names the file otherwise.
Result<std::string> read_file(const std::string& path);

}  // namespace tongban::app
