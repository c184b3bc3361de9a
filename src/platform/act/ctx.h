// What an act is given: nothing is global. A Ctx lives for one act in one transaction; a WorkCtx for the few acts that
// open transactions themselves because they hash passwords, touch files or stream (login, upload, export).
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <typeindex>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/described.h"
#include "base/ids.h"
#include "base/instant.h"
#include "base/work_calendar.h"
#include "platform/auth/actor.h"
#include "platform/db/db.h"

namespace tongban {

class Keyring;    // platform/crypto/keyring.h
class FileStore;  // platform/files/file_store.h
struct Config;    // platform/config/config.h

enum class Language { zh, en };

// What a node has one of. Built once by src/app, outlives all acts, shared by all threads.
struct Services {
  Services(db::Database& database, const Keyring& keyring, FileStore& files, const WorkCalendar& calendar,
           const Clock& clock, IdSource& ids, const Config& config)
      : database(database),
        keyring(keyring),
        files(files),
        calendar(calendar),
        clock(clock),
        ids(ids),
        config(config) {}

  db::Database& database;
  const Keyring& keyring;
  FileStore& files;
  const WorkCalendar& calendar;
  const Clock& clock;
  IdSource& ids;
  const Config& config;

  // State a module keeps per node (e.g. the search index, parsed item versions), put here by its start function.
  template <class T>
  T& state() const {
    return *static_cast<T*>(states_.at(std::type_index(typeid(T))).get());
  }
  template <class T>
  void add_state(std::shared_ptr<T> state) {
    states_[std::type_index(typeid(T))] = std::move(state);
  }

 private:
  std::unordered_map<std::type_index, std::shared_ptr<void>> states_;
};

// What the audit entry of this act is about; filled by the act, written by the guard in the same transaction.
struct AuditSubject {
  std::string object_kind;  // "case", "item", "account", …
  std::int64_t object_id = 0;
  std::string detail;  // short facts without personal data, e.g. "accepted→under_review"
};

struct Ctx {
  const Actor& actor;
  db::Tx& tx;
  const Services& services;
  Instant now;
  Language language = Language::zh;
  std::string request_id = {};
  std::string remote_address = {};
  AuditSubject audit = {};

  std::int64_t new_id() const { return services.ids.next(now); }
};

struct WorkCtx {
  const Actor& actor;
  const Services& services;
  Instant now;
  Language language = Language::zh;
  std::string request_id = {};
  std::string remote_address = {};
  AuditSubject audit = {};
  std::vector<std::pair<std::string, std::string>> response_headers = {};  // e.g. Set-Cookie

  // Told of the success inside the transaction of conclude(), with the answer as JSON; set by the guard, which appends
  // the audit entry and keeps the receipt there. Its error undoes the transaction.
  std::function<Result<void>(Ctx&, const std::string& answer)> on_success = {};
  bool concluded = false;  // conclude() has committed

  // Runs `body` with a Ctx of its own in one write or read transaction and waits. `body` may be run again.
  Result<void> write(const std::function<Result<void>(Ctx&)>& body);
  Result<void> read(const std::function<Result<void>(Ctx&)>& body) const;

  // The last write of an act, whose output is the act's: what is kept of the success (audit entry, receipt) commits
  // with it or not at all. Nothing that may fail follows it.
  template <class Out>
  Result<Out> conclude(const std::function<Result<Out>(Ctx&)>& body) {
    Out out{};
    TRY(write([&](Ctx& ctx) -> Result<void> {
      out = TRY(body(ctx));
      if (on_success) TRY(on_success(ctx, to_json(out)));
      return {};
    }));
    concluded = true;
    return out;
  }
};

}  // namespace tongban
