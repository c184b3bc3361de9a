// The outbox: what one module tells others. An event is queued in the transaction of the act that caused it, once for
// every consumer, and handled later, at least once in tries and exactly once in effect: handler and "handled" mark
// commit together. Events of one consumer with the same order_key are handled strictly in the order they were emitted.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/described.h"
#include "base/instant.h"
#include "base/result.h"
#include "platform/act/ctx.h"
#include "platform/jobs/poller.h"

namespace tongban::events {

struct Event {
  std::int64_t event_id = 0;   // 0: made by emit(); consumers may use it as their own idempotency key
  std::string kind;            // past tense: "cases.decided"
  std::int64_t order_key = 0;  // e.g. the case; 0: in any order, in parallel
  std::string payload;         // JSON text; ids only, no personal data
};

using Handler = std::function<Result<void>(Ctx&, const Event&)>;

// Who listens to what. Filled at start, then only read; kept in Services (services.state<events::Subscriptions>()).
// Emitting and handling nodes must register the same consumers: a consumer new to an installation sees only events
// emitted after that.
class Subscriptions {
 public:
  struct Consumer {
    std::string name;  // stable, stored: "licences.on_case_decided"
    std::string kind_prefix;
    Handler handler;
  };

  // `kind_prefix` matches whole words: "cases" and "cases.decided" match "cases.decided", "cases.dec" does not; ""
  // matches all. Names are unique; a second one throws std::logic_error.
  void add(std::string consumer, std::string kind_prefix, Handler handler);

  const Consumer* find(std::string_view name) const;
  const std::vector<Consumer>& consumers() const { return consumers_; }
  static bool matches(std::string_view kind_prefix, std::string_view kind);

  // Set by the worker of this node while it runs, so that emitting wakes it.
  void set_waker(std::function<void()> waker) {
    const std::lock_guard lock(mutex_);
    waker_ = std::move(waker);
  }
  void wake() const {
    const std::lock_guard lock(mutex_);
    if (waker_) waker_();
  }

 private:
  std::vector<Consumer> consumers_;
  mutable std::mutex mutex_;  // guards the waker
  std::function<void()> waker_;
};

// Queues the event in the caller's transaction. Acts that emit with the same order_key must exclude each other (they
// do: they change the same case), else their order is undefined.
void emit(Ctx& ctx, Event event);
void emit(db::Tx& tx, const Subscriptions& subscriptions, IdSource& ids, Instant now, Event event);

// An event that a consumer failed on too often. It blocks later events of the same consumer and order_key until it is
// retried or discarded, because order is promised.
struct DeadEvent {
  Id queue_id;
  Id event_id;
  std::string consumer;
  std::string kind;
  Id order_key;
  int attempts = 0;
  std::string last_error;
  Instant emitted_at;
};
BOOST_DESCRIBE_STRUCT(DeadEvent, (), (queue_id, event_id, consumer, kind, order_key, attempts, last_error, emitted_at))

std::vector<DeadEvent> list_dead(db::Tx& tx, std::int64_t after_queue_id, int limit);
// Error of both: `events.no_such_dead_event`.
Result<void> retry_dead(Ctx& ctx, std::int64_t queue_id);
Result<void> discard_dead(Ctx& ctx,
                          std::int64_t queue_id);  // the consumer never sees it; the caller's audit says who and why

struct QueueFigures {
  std::int64_t waiting = 0;
  std::int64_t dead = 0;
  Instant oldest_waiting;  // time of emission; epoch if none
};
QueueFigures queue_figures(db::Tx& tx);

}  // namespace tongban::events
