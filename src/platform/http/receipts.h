// Receipts of requests with an Idempotency-Key: the same caller, endpoint and key again gets the stored answer and
// nothing is done twice. A receipt commits together with what it tells of; a failed act leaves none, so that the caller
// may mend the request and use the key again.
#pragma once

#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/result.h"
#include "platform/crypto/keyring.h"
#include "platform/db/db.h"

namespace tongban::http {

struct ReceiptKey {
  std::string caller;  // the account, or a digest of the address of somebody without one
  std::string route;
  std::string key;
  std::string request_digest;  // of method, path and body
};

struct Receipt {
  int status = 0;  // 0: there was none
  std::string body;
};

// 1 to 128 visible ASCII characters.
bool is_idempotency_key(std::string_view text);

class Receipts {
 public:
  explicit Receipts(const Keyring& keyring) : keyring_(keyring) {}

  // The stored answer. Errors: `idempotency.key_reused` (422, the key came with another request before),
  // `idempotency.in_progress` (409, the first one is still at work).
  Result<Receipt> find(db::Tx& tx, const ReceiptKey& key) const;
  // Takes the key when nobody has: then the receipt has status 0, and whoever asked has a claim, known by `now`.
  // Otherwise as find(). On PostgreSQL it waits for a transaction that has taken the key and not ended. A claim that
  // was never kept and is older than kAbandonedAfter, or from a clock that was more than kClaimAhead ahead, belongs to
  // a process that died, and is taken over.
  Result<Receipt> claim(db::Tx& tx, const ReceiptKey& key, Instant now) const;
  // In the transaction of the claim, where nobody can have taken it over.
  void keep(db::Tx& tx, const ReceiptKey& key, int status, const std::string& body) const;
  // In a later transaction, whose act must be undone when it refuses: `idempotency.in_progress` (409) says that the
  // claim made at `claimed` was taken over by a repeat, which does the same or has done it.
  Result<void> keep_claimed(db::Tx& tx, const ReceiptKey& key, Instant claimed, int status,
                            const std::string& body) const;
  // Gives the key free, if the claim is still the one made at `claimed`.
  void release(db::Tx& tx, const ReceiptKey& key, Instant claimed) const;

 private:
  const Keyring& keyring_;
};

inline constexpr std::chrono::hours kReceiptsKept{48};
// Longer than any work takes whose database steps each end within Options::answer_timeout_ms, and short enough for a
// person who tries again. Who is slower all the same is undone by keep_claimed().
inline constexpr std::chrono::seconds kAbandonedAfter{15};
inline constexpr std::chrono::minutes kClaimAhead{5};  // more than clocks of nodes differ
// For a recurring job.
void purge_receipts(db::Tx& tx, Instant now);
// Gives free what a dead process had claimed, at the start of the only node of a database.
void release_abandoned_receipts(db::Tx& tx);

}  // namespace tongban::http
