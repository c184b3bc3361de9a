#include "platform/events/store.h"

#include "platform/db/dialect.h"

namespace tongban::events::store {

namespace {

// The position is greater than that of every queued event of the same consumer and key, even if the clocks of two nodes
// differ.
constexpr const char* kPut =
    "INSERT INTO event_queue (queue_id, event_id, consumer, kind, order_key, position, payload, state, due_at, "
    "lease_until, fence, attempts, last_error, emitted_at) "
    "SELECT $1, $2, $3, $4, $5, CASE WHEN last.position >= CAST($1 AS BIGINT) THEN last.position + 1 "
    "ELSE CAST($1 AS BIGINT) END, $6, 'waiting', $7, 0, 0, 0, '', $7 "
    "FROM (SELECT COALESCE(MAX(position), 0) AS position FROM event_queue "
    "WHERE consumer = $3 AND order_key = $5 AND order_key <> 0) AS last";
constexpr const char* kAnyDue =
    "SELECT queue_id FROM event_queue WHERE state = 'waiting' AND due_at <= $1 AND lease_until <= $1 "
    "ORDER BY due_at, queue_id LIMIT 1";
constexpr const char* kClaim =
    "UPDATE event_queue SET lease_until = $2, fence = fence + 1 WHERE queue_id IN ("
    "SELECT q.queue_id FROM event_queue AS q WHERE q.state = 'waiting' AND q.due_at <= $1 AND q.lease_until <= $1 "
    "AND NOT EXISTS (SELECT 1 FROM event_queue AS e WHERE e.order_key <> 0 AND e.consumer = q.consumer "
    "AND e.order_key = q.order_key AND (e.position, e.queue_id) < (q.position, q.queue_id)) "
    "ORDER BY q.due_at, q.queue_id LIMIT $3) "
    "RETURNING queue_id, fence, attempts, consumer, event_id, kind, order_key, payload";
constexpr const char* kClaimPostgres =
    "UPDATE event_queue SET lease_until = $2, fence = fence + 1 WHERE queue_id IN ("
    "SELECT q.queue_id FROM event_queue AS q WHERE q.state = 'waiting' AND q.due_at <= $1 AND q.lease_until <= $1 "
    "AND NOT EXISTS (SELECT 1 FROM event_queue AS e WHERE e.order_key <> 0 AND e.consumer = q.consumer "
    "AND e.order_key = q.order_key AND (e.position, e.queue_id) < (q.position, q.queue_id)) "
    "ORDER BY q.due_at, q.queue_id LIMIT $3 FOR UPDATE SKIP LOCKED) "
    "RETURNING queue_id, fence, attempts, consumer, event_id, kind, order_key, payload";
constexpr const char* kFarAhead =
    "SELECT queue_id FROM event_queue WHERE state = 'waiting' AND "
    "((attempts = 0 AND due_at > $1) OR (attempts > 0 AND due_at > $2) OR lease_until > $3)";
constexpr const char* kBringNear = "UPDATE event_queue SET due_at = $2, lease_until = 0 WHERE queue_id = $1";
constexpr const char* kReleaseLeases = "UPDATE event_queue SET lease_until = 0 WHERE lease_until <> 0";
constexpr const char* kTakeOff =
    "DELETE FROM event_queue WHERE queue_id = $1 AND fence = $2 AND state = 'waiting' RETURNING queue_id";
constexpr const char* kMarkHandled =
    "INSERT INTO event_handled (event_id, consumer, handled_at) VALUES ($1, $2, $3) "
    "ON CONFLICT (event_id, consumer) DO NOTHING RETURNING event_id";
constexpr const char* kPutOff =
    "UPDATE event_queue SET due_at = $3, attempts = $4, last_error = $5, lease_until = 0 "
    "WHERE queue_id = $1 AND fence = $2";
constexpr const char* kBury =
    "UPDATE event_queue SET state = 'dead', attempts = $3, last_error = $4, lease_until = 0 "
    "WHERE queue_id = $1 AND fence = $2";
constexpr const char* kForgetHandled = "DELETE FROM event_handled WHERE handled_at < $1";
constexpr const char* kListDead =
    "SELECT queue_id, event_id, consumer, kind, order_key, attempts, last_error, emitted_at FROM event_queue "
    "WHERE state = 'dead' AND queue_id > $1 ORDER BY queue_id LIMIT $2";
constexpr const char* kRevive =
    "UPDATE event_queue SET state = 'waiting', due_at = $2, attempts = 0, fence = fence + 1 "
    "WHERE queue_id = $1 AND state = 'dead' RETURNING queue_id";
constexpr const char* kDiscard = "DELETE FROM event_queue WHERE queue_id = $1 AND state = 'dead' RETURNING queue_id";
constexpr const char* kFigures =
    "SELECT COUNT(*) FILTER (WHERE state = 'waiting'), COUNT(*) FILTER (WHERE state = 'dead'), "
    "COALESCE(MIN(emitted_at) FILTER (WHERE state = 'waiting'), 0) FROM event_queue";

}  // namespace

void put(db::Tx& tx, std::int64_t queue_id, const std::string& consumer, const Event& event, Instant now) {
  tx.exec(kPut, queue_id, event.event_id, consumer, event.kind, event.order_key, event.payload, now.micros());
}

bool any_due(db::Tx& tx, Instant now) { return !tx.query(kAnyDue, now.micros()).empty(); }

std::vector<EventWorker::Claimed> claim(db::Tx& tx, Instant now, Instant lease_until, int limit) {
  const auto rows = tx.query(db::choose(tx, kClaim, kClaimPostgres), now.micros(), lease_until.micros(), limit);
  std::vector<EventWorker::Claimed> claimed;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    claimed.push_back({rows.integer(row, 0), rows.integer(row, 1), static_cast<int>(rows.integer(row, 2)),
                       std::string(rows.text(row, 3)),
                       Event{rows.integer(row, 4), std::string(rows.text(row, 5)), rows.integer(row, 6),
                             std::string(rows.text(row, 7))}});
  }
  return claimed;
}

int bring_near(db::Tx& tx, Instant now, Instant retry, Instant lease) {
  const auto rows = tx.query(kFarAhead, now.micros(), retry.micros(), lease.micros());
  for (std::size_t row = 0; row < rows.size(); ++row) tx.exec(kBringNear, rows.integer(row, 0), now.micros());
  return static_cast<int>(rows.size());
}

void release_leases(db::Tx& tx) { tx.exec(kReleaseLeases); }

bool take_off(db::Tx& tx, std::int64_t queue_id, std::int64_t fence) {
  return !tx.query(kTakeOff, queue_id, fence).empty();
}

bool mark_handled(db::Tx& tx, std::int64_t event_id, const std::string& consumer, Instant now) {
  return !tx.query(kMarkHandled, event_id, consumer, now.micros()).empty();
}

void put_off(db::Tx& tx, const EventWorker::Claimed& claimed, Instant due_at, int attempts, const std::string& error) {
  tx.exec(kPutOff, claimed.queue_id, claimed.fence, due_at.micros(), attempts, error);
}

void bury(db::Tx& tx, const EventWorker::Claimed& claimed, int attempts, const std::string& error) {
  tx.exec(kBury, claimed.queue_id, claimed.fence, attempts, error);
}

void forget_handled(db::Tx& tx, Instant before) { tx.exec(kForgetHandled, before.micros()); }

std::vector<DeadEvent> list_dead(db::Tx& tx, std::int64_t after_queue_id, int limit) {
  const auto rows = tx.query(kListDead, after_queue_id, limit);
  std::vector<DeadEvent> events;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    events.push_back({Id{rows.integer(row, 0)}, Id{rows.integer(row, 1)}, std::string(rows.text(row, 2)),
                      std::string(rows.text(row, 3)), Id{rows.integer(row, 4)}, static_cast<int>(rows.integer(row, 5)),
                      std::string(rows.text(row, 6)), Instant::from_micros(rows.integer(row, 7))});
  }
  return events;
}

bool revive(db::Tx& tx, std::int64_t queue_id, Instant now) {
  return !tx.query(kRevive, queue_id, now.micros()).empty();
}

bool discard(db::Tx& tx, std::int64_t queue_id) { return !tx.query(kDiscard, queue_id).empty(); }

QueueFigures figures(db::Tx& tx) {
  const auto row = tx.query(kFigures);
  return {row.integer(0, 0), row.integer(0, 1), Instant::from_micros(row.integer(0, 2))};
}

}  // namespace tongban::events::store
