// Everything an act needs, made in one line for a test: fresh keys, a temporary file folder, a clock that stands still
// at a working morning, a calendar, ids and the default configuration. Not used by the program itself.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "base/work_calendar.h"
#include "platform/act/ctx.h"
#include "platform/config/config.h"
#include "platform/crypto/keyring.h"
#include "platform/files/file_store.h"

namespace tongban {

class TestServices {
 public:
  // `node` tells apart the ids of two services on one database.
  explicit TestServices(db::Database& database, int node = 0);
  ~TestServices();
  TestServices(const TestServices&) = delete;

  // Runs `body` as `actor` in one write transaction.
  Result<void> act(const Actor& actor, const std::function<Result<void>(Ctx&)>& body);
  Result<void> act(const std::function<Result<void>(Ctx&)>& body) { return act(Actor{ActorKind::platform}, body); }

  TestClock clock;
  IdSource ids;
  Keyring keyring;
  std::string folder;
  FileStore files;
  Config config;
  WorkCalendar calendar;
  Services services;
};

// 2025 to 2027 with weekends only, unless a test brings the real one.
WorkCalendar plain_calendar();

}  // namespace tongban
