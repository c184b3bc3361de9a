// Every SQL statement of the outbox. Used by this room only.
#pragma once

#include <vector>

#include "platform/events/event_worker.h"

namespace tongban::events::store {

void put(db::Tx& tx, std::int64_t queue_id, const std::string& consumer, const Event& event, Instant now);

bool any_due(db::Tx& tx, Instant now);
// Leases up to `limit` due rows, each with a new fence, and of each consumer and order_key only the very first.
std::vector<EventWorker::Claimed> claim(db::Tx& tx, Instant now, Instant lease_until, int limit);
// After the clock was set back: makes due what has not been tried although it was emitted "later", retries later than
// `retry`, and what is leased longer than `lease`. Returns how many.
int bring_near(db::Tx& tx, Instant now, Instant retry, Instant lease);
// Gives back every lease: for the start of the only node of a database.
void release_leases(db::Tx& tx);
// Takes the row off if the fence still holds; it stays locked against other nodes until the transaction ends.
bool take_off(db::Tx& tx, std::int64_t queue_id, std::int64_t fence);
// False if the consumer has handled the event before.
bool mark_handled(db::Tx& tx, std::int64_t event_id, const std::string& consumer, Instant now);
// Both change nothing when the fence does not hold any more.
void put_off(db::Tx& tx, const EventWorker::Claimed& claimed, Instant due_at, int attempts, const std::string& error);
void bury(db::Tx& tx, const EventWorker::Claimed& claimed, int attempts, const std::string& error);
void forget_handled(db::Tx& tx, Instant before);

std::vector<DeadEvent> list_dead(db::Tx& tx, std::int64_t after_queue_id, int limit);
bool revive(db::Tx& tx, std::int64_t queue_id, Instant now);
bool discard(db::Tx& tx, std::int64_t queue_id);
QueueFigures figures(db::Tx& tx);

}  // namespace tongban::events::store
