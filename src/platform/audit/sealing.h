// Sealing as a node does it: a thread that makes a pass every second, looks for late entries every half minute, writes
// checkpoints, and seals what is left at the orderly stop. A database that cannot be had is tried again and logged
// once.
#pragma once

#include <chrono>
#include <string>

#include "platform/audit/sealer.h"
#include "platform/jobs/poller.h"

namespace tongban::audit {

struct SealingOptions {
  int node = 0;
  std::string checkpoint_file;  // empty: none
  std::chrono::minutes checkpoint_every{60};
};

class Sealing {
 public:
  Sealing(db::Database& database, const Keyring& keyring, const Clock& clock, SealingOptions options);
  ~Sealing();  // without the last pass

  void start();
  // Seals everything that was committed and writes the last checkpoint; to be called when nothing writes any more and
  // before the database is drained.
  void stop();

 private:
  using Steady = std::chrono::steady_clock;

  bool step();
  Result<bool> seal();
  Result<void> checkpoint();
  void tell(const Error* failure);

  db::Database& database_;
  const Clock& clock_;
  const SealingOptions options_;
  const SigningKey key_;
  Sealer sealer_;
  Steady::time_point late_due_{};
  Steady::time_point checkpoint_due_{};
  std::int64_t last_checkpoint_ = 0;  // block
  bool failing_ = false;
  Poller poller_;
};

}  // namespace tongban::audit
