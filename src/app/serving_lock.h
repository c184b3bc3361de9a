// Keeps a second node off an embedded database: two of them would give the same ids and break its single writer.
// PostgreSQL is made for several nodes and needs no lock. The lock is the kernel's and ends with the process, however
// that ends; the file that carries it stays.
#pragma once

#include "base/result.h"
#include "platform/config/config.h"

namespace tongban::app {

class ServingLock {
 public:
  // Error: conflict `app.already_served`; unavailable `app.unwritable`.
  static Result<ServingLock> take(const Config& config);

  ServingLock(ServingLock&& other) noexcept;
  ~ServingLock();

  bool held() const { return descriptor_ >= 0; }  // then no other node can be at work on the database

 private:
  explicit ServingLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;  // -1: there is nothing to lock
};

}  // namespace tongban::app
