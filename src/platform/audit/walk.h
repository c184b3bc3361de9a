// Verifies the chain in a database. The walk goes in short reads, because blocks and entries are never changed by the
// program: a long snapshot would hold up the cleaning of a busy database, and what is sealed meanwhile is walked too.
#pragma once

#include <chrono>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "platform/audit/verify.h"
#include "platform/crypto/keyring.h"
#include "platform/db/db.h"

namespace tongban::audit {

// An entry that is in no block this long after its id was made is a finding: sealing takes seconds.
inline constexpr std::chrono::seconds kSealedWithin{60};

struct WalkOptions {
  std::vector<Checkpoint> checkpoints = {};
  std::chrono::seconds tolerated = kSealedWithin;
  std::int64_t newest_entries = 0;  // 0: all; otherwise whole blocks from the end that hold about so many
};

// The keys of all blocks that nodes with this key file sealed, the newest last.
std::vector<PublicKey> audit_keys(const Keyring& keyring);

class Walk {
 public:
  Walk(std::vector<PublicKey> keys, WalkOptions options);

  // A few blocks further; true when the end was reached. All steps may share a transaction or have one each.
  bool step(db::Tx& tx, Instant now);
  Report report() { return std::move(report_); }  // after the end

 private:
  void begin(db::Tx& tx);
  void look(db::Tx& tx, Block block);
  void finish(db::Tx& tx, Instant now);

  std::vector<PublicKey> keys_;
  WalkOptions options_;
  std::optional<ChainVerifier> verifier_;
  ChainHasher hasher_;
  std::int64_t next_block_ = INT64_MIN;  // rows with impossible numbers are found, too
  Report report_;
};

// The whole walk. Errors: those of Database::read.
Result<Report> verify_database(db::Database& database, const Clock& clock, std::vector<PublicKey> keys,
                               WalkOptions options = {});

}  // namespace tongban::audit
