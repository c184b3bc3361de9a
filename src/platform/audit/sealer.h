// Seals audit entries in blocks, behind the acts that wrote them: nothing is added to their transactions. Each pass
// reads what is settled, hashes and signs it without holding any lock, and writes one row.
//
// Several nodes may run one each on PostgreSQL: a block is inserted under the number after the last one its maker saw,
// and of two such rows the primary key lets one in. So each entry is in exactly one block, and the loser's work is
// thrown away; to make that rare, a node lets another one that is sealing go on.
//
// What is settled: on SQLite every committed entry, because its one writer makes the ids in the order of its commits.
// On PostgreSQL transactions commit in another order than their ids were made in. A block holds the entries that were
// there a second earlier already (up to the greatest id seen then), which waits for nearly all; those committed later
// still are found by counting, and go into a late block of their own, see seal_late().
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "platform/audit/chain.h"
#include "platform/crypto/keyring.h"
#include "platform/crypto/signature.h"
#include "platform/db/db.h"

namespace tongban::audit {

// How far back late entries are looked for, before the older of now and the newest sealed entry: transactions end
// within seconds, and the clocks of the nodes agree within this (docs/operations/audit.md).
inline constexpr std::chrono::minutes kLateWindow{10};

class Sealer {
 public:
  Sealer(db::Database& database, const Keyring& keyring, const Clock& clock, int node);

  // One block of what is settled, if there is any and no other node is at it. True when there may be more to seal at
  // once. Errors: those of the database.
  Result<bool> pass();
  // Everything that is committed, settled or not: at the orderly stop, and by hand.
  Result<void> seal_all();
  // Entries of the last kLateWindow (`everything`: of all times) that lie below the newest sealed one and are in no
  // block. Returns how many were sealed.
  Result<std::int64_t> seal_late(bool everything = false);

 private:
  struct Seen {
    std::optional<Block> head;
    std::int64_t newest = 0;  // entry
    std::vector<Leaf> leaves;
  };

  std::int64_t settled_upto(std::int64_t newest);
  bool leave_to_other_node(const std::optional<Block>& head);
  Result<Seen> look(std::optional<std::int64_t> upto);
  Result<bool> seal(const std::optional<Block>& head, const std::vector<Leaf>& leaves);
  Block make_block(const std::optional<Block>& head, const std::vector<Leaf>& leaves);

  db::Database& database_;
  const Clock& clock_;
  const int node_;
  const SigningKey key_;
  ChainHasher hasher_;

  using Steady = std::chrono::steady_clock;
  Steady::time_point seen_at_{};       // when newest_seen_ was
  std::int64_t newest_seen_ = 0;       // entry
  std::int64_t settled_upto_ = 0;      // PostgreSQL
  std::int64_t last_seen_block_ = -1;  // by any node
  Steady::time_point block_seen_at_{};
};

}  // namespace tongban::audit
