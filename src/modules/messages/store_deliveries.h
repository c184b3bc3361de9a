// What leaves the house: the queue of deliveries, its claims and its ends. Addresses are sealed.
#pragma once

#include "modules/messages/store.h"

namespace tongban::messages {

enum class DeliveryState { waiting, sent, dead, dropped };
BOOST_DESCRIBE_ENUM(DeliveryState, waiting, sent, dead, dropped)

namespace store {

struct DeliveryRow {
  std::int64_t delivery_id = 0, message_id = 0, account_id = 0;
  MessageKind kind = MessageKind::case_submitted;
  Channel channel = Channel::mail;
  TextLanguage language = TextLanguage::zh;
  std::string address_sealed;
  Words words;
  std::string values;  // JSON: what the placeholders stand for
  DeliveryState state = DeliveryState::waiting;
  int attempts = 0;
  Instant due_at;
  std::int64_t fence = 0;
  std::string last_error, provider, provider_reference;
  Instant made_at;
  std::optional<Instant> ended_at;
};

void insert_delivery(db::Tx& tx, const DeliveryRow& row);
std::optional<DeliveryRow> find_delivery_for_update(db::Tx& tx, std::int64_t delivery_id);
// Newest first, those before `before`, at most kMostListed.
std::vector<DeliveryRow> deliveries_in(db::Tx& tx, DeliveryState state, std::int64_t before);
std::vector<DeliveryRow> deliveries_after(db::Tx& tx, std::int64_t after_delivery_id, int limit);

bool any_due(db::Tx& tx, Channel channel, Instant now);
// Leases up to `limit` due deliveries of a channel, each with a new fence.
std::vector<DeliveryRow> claim(db::Tx& tx, Channel channel, Instant now, Instant lease_until, int limit);
// These three change nothing when the fence does not hold any more: somebody else has it, or an administrator dropped
// it meanwhile.
void end(db::Tx& tx, const DeliveryRow& claimed, DeliveryState state, const std::string& error, Instant at);
void put_off(db::Tx& tx, const DeliveryRow& claimed, Instant due_at, const std::string& error);
void give_back(db::Tx& tx, const DeliveryRow& claimed);

// By an administrator.
void retry(db::Tx& tx, std::int64_t delivery_id, Instant now);
void drop(db::Tx& tx, std::int64_t delivery_id, Instant now);

struct DeliveryFigures {
  std::int64_t waiting = 0, dead = 0;
};
DeliveryFigures delivery_figures(db::Tx& tx);

void release_leases(db::Tx& tx);
// After the clock was set back: what would be sent later than `latest`, or is leased longer than `lease`, is due now.
void bring_near(db::Tx& tx, Instant now, Instant latest, Instant lease);
// At most 5,000 that ended before `before`.
void forget(db::Tx& tx, Instant before);
// Deliveries whose message does not exist.
std::int64_t orphans(db::Tx& tx);

}  // namespace store
}  // namespace tongban::messages
