// Hands queued events to their consumers in the background. Several nodes may run one each on the same database: a
// lease with a fence lets one of them have a row, a node that dies is taken over when its lease ends.
#pragma once

#include <chrono>
#include <limits>
#include <vector>

#include "platform/events/events.h"
#include "platform/jobs/retry.h"
#include "platform/metrics/metrics.h"

namespace tongban::events {

struct WorkerOptions {
  std::chrono::seconds lease{60};
  int in_flight = 32;  // handled at the same time, each in its own transaction (SQLite groups them into one commit)
  std::chrono::milliseconds interval{500};
  int max_attempts = kMaxAttempts;
  std::chrono::hours keep_handled{24 * 30};  // how long event ids are remembered
};

struct RunReport {
  int handled = 0, failed = 0, dead = 0, fenced = 0;
};

class EventWorker {
 public:
  // `subscriptions` outlives the worker; its waker is set while the worker runs.
  EventWorker(const Services& services, Subscriptions& subscriptions, Metrics& metrics, WorkerOptions options = {});
  ~EventWorker();

  void start();
  void poke() { poller_.poke(); }
  void stop();  // no new events are taken; waits for the running handlers

  // Handles everything that is due at `now`, with what that emits, and returns. For tests and tools.
  Result<RunReport> run_due(Instant now);

  // The two halves, apart for tests of leases.
  struct Claimed {
    std::int64_t queue_id = 0;
    std::int64_t fence = 0;
    int attempts = 0;
    std::string consumer;
    Event event;
  };
  Result<std::vector<Claimed>> claim(Instant now, int limit);
  // Errors: `events.fenced` (somebody else took it; nothing was done), or what the handler said.
  Result<void> handle(const Claimed& claimed, Instant now);

  // Forgets event ids handled longer ago than keep_handled; call it once a day.
  void forget_old(db::Tx& tx, Instant now) const;

 private:
  bool step();
  void mend_after_clock(Instant now);
  Result<bool> run_batch(Instant now, RunReport& report);
  Result<void> handle_in(db::Tx& tx, const Claimed& claimed, Instant now);
  Result<void> record_failure(const Claimed& claimed, const Error& error, Instant now, RunReport& report);
  void count(const RunReport& report);
  void measure_queue(Instant now);

  const Services& services_;
  Subscriptions& subscriptions_;
  Metrics& metrics_;
  WorkerOptions options_;
  Instant measured_at_;
  Instant last_step_ = Instant::from_micros(std::numeric_limits<std::int64_t>::max());  // so that the first one mends
  Poller poller_;
};

// Gives back what a dead process had in hand, at the start of the only node of a database; with several nodes each
// lease runs out by itself.
void release_leases(db::Tx& tx);

}  // namespace tongban::events
