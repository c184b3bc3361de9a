// Reads for threads that must never wait, offered by databases that lie in this process (SQLite): the answer to a
// question of a few rows costs less than the way to another thread and back.
#pragma once

#include <functional>

#include "platform/db/db.h"

namespace tongban::db {

class QuickReads {
 public:
  virtual ~QuickReads() = default;
  // Like Database::read() where a connection is free at this moment; else false, and `body` was not run.
  virtual bool try_read(const std::function<Result<void>(Tx&)>& body, Result<void>& result) = 0;
};

}  // namespace tongban::db
