#include "platform/http/receipts.h"

#include <algorithm>

namespace tongban::http {
namespace {

constexpr const char* kFind =
    "SELECT request_digest, status, answer_sealed FROM idempotency_receipts "
    "WHERE caller = $1 AND route = $2 AND idempotency_key = $3";
constexpr const char* kClaim =
    "INSERT INTO idempotency_receipts (caller, route, idempotency_key, request_digest, status, answer_sealed, "
    "created_at) "
    "VALUES ($1, $2, $3, $4, 0, '', $5) ON CONFLICT (caller, route, idempotency_key) DO NOTHING RETURNING status";
constexpr const char* kTakeOver =
    "UPDATE idempotency_receipts SET created_at = $5 WHERE caller = $1 AND route = $2 AND idempotency_key = $3 "
    "AND request_digest = $4 AND status = 0 AND (created_at < $6 OR created_at > $7) RETURNING status";
constexpr const char* kKeep =
    "UPDATE idempotency_receipts SET status = $4, answer_sealed = $5 "
    "WHERE caller = $1 AND route = $2 AND idempotency_key = $3 AND status = 0";
// Who takes a claim over writes another instant into it, at least kAbandonedAfter away: that tells two claims apart.
constexpr const char* kKeepClaimed =
    "UPDATE idempotency_receipts SET status = $4, answer_sealed = $5 "
    "WHERE caller = $1 AND route = $2 AND idempotency_key = $3 AND status = 0 AND created_at = $6 RETURNING status";
constexpr const char* kRelease =
    "DELETE FROM idempotency_receipts WHERE caller = $1 AND route = $2 AND idempotency_key = $3 AND status = 0 "
    "AND created_at = $4";
constexpr const char* kReleaseAll = "DELETE FROM idempotency_receipts WHERE status = 0";
constexpr const char* kPurge = "DELETE FROM idempotency_receipts WHERE created_at < $1";

std::string seal_context(const ReceiptKey& key) {
  return "idempotency_receipts.answer_sealed/" + key.caller + "/" + key.route + "/" + key.key;
}

Error in_progress() {
  Error error = conflict("idempotency.in_progress", "同一请求正在处理，请稍候");
  error.retry_after_seconds = 1;
  return error;
}

}  // namespace

bool is_idempotency_key(std::string_view text) {
  return !text.empty() && text.size() <= 128 &&
         std::all_of(text.begin(), text.end(), [](char ch) { return ch >= 0x21 && ch <= 0x7e; });
}

Result<Receipt> Receipts::find(db::Tx& tx, const ReceiptKey& key) const {
  const auto rows = tx.query(kFind, key.caller, key.route, key.key);
  if (rows.empty()) return Receipt{};
  if (rows.text(0, 0) != key.request_digest)
    return unprocessable("idempotency.key_reused", "这个幂等键已用于另一个请求，请换一个");
  Receipt receipt{static_cast<int>(rows.integer(0, 1)), ""};
  if (receipt.status == 0) return in_progress();
  receipt.body = TRY(keyring_.open(seal_context(key), rows.text(0, 2)));
  return receipt;
}

Result<Receipt> Receipts::claim(db::Tx& tx, const ReceiptKey& key, Instant now) const {
  if (!tx.query(kClaim, key.caller, key.route, key.key, key.request_digest, now.micros()).empty()) return Receipt{};
  const auto taken = tx.query(kTakeOver, key.caller, key.route, key.key, key.request_digest, now.micros(),
                              (now - kAbandonedAfter).micros(), (now + kClaimAhead).micros());
  if (!taken.empty()) return Receipt{};
  return find(tx, key);
}

void Receipts::keep(db::Tx& tx, const ReceiptKey& key, int status, const std::string& body) const {
  tx.exec(kKeep, key.caller, key.route, key.key, status, keyring_.seal(seal_context(key), body));
}

Result<void> Receipts::keep_claimed(db::Tx& tx, const ReceiptKey& key, Instant claimed, int status,
                                    const std::string& body) const {
  const auto sealed = keyring_.seal(seal_context(key), body);
  if (tx.query(kKeepClaimed, key.caller, key.route, key.key, status, sealed, claimed.micros()).empty())
    return in_progress();
  return {};
}

void Receipts::release(db::Tx& tx, const ReceiptKey& key, Instant claimed) const {
  tx.exec(kRelease, key.caller, key.route, key.key, claimed.micros());
}

void purge_receipts(db::Tx& tx, Instant now) { tx.exec(kPurge, (now - kReceiptsKept).micros()); }

void release_abandoned_receipts(db::Tx& tx) { tx.exec(kReleaseAll); }

}  // namespace tongban::http
