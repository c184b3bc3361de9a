#include "modules/messages/store_deliveries.h"

#include "platform/db/dialect.h"

namespace tongban::messages::store {
namespace {

#define DELIVERY_COLUMNS                                                                                        \
  "delivery_id, message_id, account_id, kind, channel, language, address_sealed, subject, body, place_values, " \
  "state, attempts, due_at, fence, last_error, provider, provider_reference, made_at, ended_at"

constexpr const char* kInsert =
    "INSERT INTO message_deliveries (delivery_id, message_id, account_id, kind, channel, language, address_sealed, "
    "subject, body, place_values, state, attempts, due_at, lease_until, fence, last_error, provider, "
    "provider_reference, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'waiting', 0, $11, 0, 0, '', '', "
    "'', $12)";
// As a stretch of the index, because PostgreSQL might walk the primary key instead and hope to meet the state.
constexpr const char* kInState = "SELECT " DELIVERY_COLUMNS
                                 " FROM message_deliveries WHERE state >= $1 AND "
                                 "(state, delivery_id) < ($1, CAST($2 AS BIGINT)) "
                                 "ORDER BY state DESC, delivery_id DESC LIMIT 101";
constexpr const char* kAfter =
    "SELECT " DELIVERY_COLUMNS " FROM message_deliveries WHERE delivery_id > $1 ORDER BY delivery_id LIMIT $2";
constexpr const char* kFind = "SELECT " DELIVERY_COLUMNS " FROM message_deliveries WHERE delivery_id = $1";
constexpr const char* kFindLocked =
    "SELECT " DELIVERY_COLUMNS " FROM message_deliveries WHERE delivery_id = $1 FOR UPDATE";
constexpr const char* kAnyDue =
    "SELECT delivery_id FROM message_deliveries WHERE state = 'waiting' AND channel = $1 AND due_at <= $2 "
    "AND lease_until <= $2 ORDER BY channel, due_at, delivery_id LIMIT 1";
constexpr const char* kClaim =
    "UPDATE message_deliveries SET lease_until = $3, fence = fence + 1 WHERE delivery_id IN ("
    "SELECT delivery_id FROM message_deliveries WHERE state = 'waiting' AND channel = $1 AND due_at <= $2 "
    "AND lease_until <= $2 ORDER BY channel, due_at, delivery_id LIMIT $4) RETURNING " DELIVERY_COLUMNS;
constexpr const char* kClaimPostgres =
    "UPDATE message_deliveries SET lease_until = $3, fence = fence + 1 WHERE delivery_id IN ("
    "SELECT delivery_id FROM message_deliveries WHERE state = 'waiting' AND channel = $1 AND due_at <= $2 "
    "AND lease_until <= $2 ORDER BY channel, due_at, delivery_id LIMIT $4 FOR UPDATE SKIP LOCKED) "
    "RETURNING " DELIVERY_COLUMNS;
constexpr const char* kEnd =
    "UPDATE message_deliveries SET state = $3, attempts = $4, last_error = $5, provider = $6, provider_reference = $7, "
    "ended_at = $8, lease_until = 0 WHERE delivery_id = $1 AND fence = $2 AND state = 'waiting'";
constexpr const char* kPutOff =
    "UPDATE message_deliveries SET due_at = $3, attempts = $4, last_error = $5, provider = $6, lease_until = 0 "
    "WHERE delivery_id = $1 AND fence = $2 AND state = 'waiting'";
constexpr const char* kGiveBack = "UPDATE message_deliveries SET lease_until = 0 WHERE delivery_id = $1 AND fence = $2";
constexpr const char* kRetry =
    "UPDATE message_deliveries SET state = 'waiting', due_at = $2, attempts = 0, lease_until = 0, fence = fence + 1, "
    "ended_at = NULL WHERE delivery_id = $1";
constexpr const char* kDrop =
    "UPDATE message_deliveries SET state = 'dropped', lease_until = 0, fence = fence + 1, ended_at = $2 "
    "WHERE delivery_id = $1";
constexpr const char* kFigures =
    "SELECT (SELECT COUNT(*) FROM message_deliveries WHERE state = 'waiting'), "
    "(SELECT COUNT(*) FROM message_deliveries WHERE state = 'dead')";
constexpr const char* kBringNear =
    "UPDATE message_deliveries SET due_at = $1, lease_until = 0 WHERE state = 'waiting' AND "
    "(due_at > $2 OR lease_until > $3)";
constexpr const char* kForget =
    "DELETE FROM message_deliveries WHERE delivery_id IN (SELECT delivery_id FROM message_deliveries "
    "WHERE ended_at < $1 ORDER BY ended_at LIMIT 5000)";
constexpr const char* kOrphans =
    "SELECT COUNT(*) FROM message_deliveries d WHERE message_id <> 0 AND NOT EXISTS (SELECT 1 FROM messages m "
    "WHERE m.message_id = d.message_id)";

DeliveryRow delivery_of(const db::Rows& rows, std::size_t r) {
  DeliveryRow row;
  int i = 0;
  const auto text = [&] { return std::string(rows.text(r, i++)); };
  const auto number = [&] { return rows.integer(r, i++); };
  row.delivery_id = number(), row.message_id = number(), row.account_id = number();
  row.kind = parse_enum<MessageKind>(text()).value_or(MessageKind::case_submitted);
  row.channel = parse_enum<Channel>(text()).value_or(Channel::mail);
  row.language = parse_enum<TextLanguage>(text()).value_or(TextLanguage::zh);
  row.address_sealed = text(), row.words.subject = text(), row.words.text = text(), row.values = text();
  row.state = parse_enum<DeliveryState>(text()).value_or(DeliveryState::waiting);
  row.attempts = static_cast<int>(number());
  row.due_at = Instant::from_micros(number());
  row.fence = number();
  row.last_error = text(), row.provider = text(), row.provider_reference = text();
  row.made_at = Instant::from_micros(number());
  if (const auto at = rows.optional_integer(r, i)) row.ended_at = Instant::from_micros(*at);
  return row;
}
std::vector<DeliveryRow> all_deliveries(const db::Rows& rows) {
  std::vector<DeliveryRow> found;
  for (std::size_t r = 0; r < rows.size(); ++r) found.push_back(delivery_of(rows, r));
  return found;
}

}  // namespace

void insert_delivery(db::Tx& tx, const DeliveryRow& row) {
  tx.exec(kInsert, row.delivery_id, row.message_id, row.account_id, enum_text(row.kind), enum_text(row.channel),
          enum_text(row.language), row.address_sealed, row.words.subject, row.words.text, row.values,
          row.due_at.micros(), row.made_at.micros());
}

std::optional<DeliveryRow> find_delivery_for_update(db::Tx& tx, std::int64_t delivery_id) {
  const auto rows = tx.query(db::choose(tx, kFind, kFindLocked), delivery_id);
  return rows.empty() ? std::nullopt : std::optional(delivery_of(rows, 0));
}

std::vector<DeliveryRow> deliveries_in(db::Tx& tx, DeliveryState state, std::int64_t before) {
  return all_deliveries(tx.query(kInState, enum_text(state), before));
}

std::vector<DeliveryRow> deliveries_after(db::Tx& tx, std::int64_t after_delivery_id, int limit) {
  return all_deliveries(tx.query(kAfter, after_delivery_id, limit));
}

bool any_due(db::Tx& tx, Channel channel, Instant now) {
  return !tx.query(kAnyDue, enum_text(channel), now.micros()).empty();
}

std::vector<DeliveryRow> claim(db::Tx& tx, Channel channel, Instant now, Instant lease_until, int limit) {
  return all_deliveries(
      tx.query(db::choose(tx, kClaim, kClaimPostgres), enum_text(channel), now.micros(), lease_until.micros(), limit));
}

void end(db::Tx& tx, const DeliveryRow& claimed, DeliveryState state, const std::string& error, Instant at) {
  tx.exec(kEnd, claimed.delivery_id, claimed.fence, enum_text(state), claimed.attempts, error, claimed.provider,
          claimed.provider_reference, at.micros());
}

void put_off(db::Tx& tx, const DeliveryRow& claimed, Instant due_at, const std::string& error) {
  tx.exec(kPutOff, claimed.delivery_id, claimed.fence, due_at.micros(), claimed.attempts, error, claimed.provider);
}

void give_back(db::Tx& tx, const DeliveryRow& claimed) { tx.exec(kGiveBack, claimed.delivery_id, claimed.fence); }

void retry(db::Tx& tx, std::int64_t delivery_id, Instant now) { tx.exec(kRetry, delivery_id, now.micros()); }
void drop(db::Tx& tx, std::int64_t delivery_id, Instant now) { tx.exec(kDrop, delivery_id, now.micros()); }

DeliveryFigures delivery_figures(db::Tx& tx) {
  const auto rows = tx.query(kFigures);
  return {rows.integer(0, 0), rows.integer(0, 1)};
}

void release_leases(db::Tx& tx) { tx.exec("UPDATE message_deliveries SET lease_until = 0 WHERE lease_until <> 0"); }

void bring_near(db::Tx& tx, Instant now, Instant latest, Instant lease) {
  tx.exec(kBringNear, now.micros(), latest.micros(), lease.micros());
}

void forget(db::Tx& tx, Instant before) { tx.exec(kForget, before.micros()); }

std::int64_t orphans(db::Tx& tx) { return tx.query(kOrphans).integer(0, 0); }

}  // namespace tongban::messages::store
