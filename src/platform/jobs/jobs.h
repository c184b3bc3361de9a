// What time does: timers kept in the database that fire once, on whichever node takes them first. Handler and
// completion commit in one transaction, guarded by a fence: of two nodes that hold the same timer, one commits and the
// other finds it gone. A timer that keeps failing is kept as dead, visible, until a person runs it again.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "base/described.h"
#include "base/instant.h"
#include "base/result.h"
#include "platform/act/ctx.h"
#include "platform/jobs/poller.h"
#include "platform/jobs/retry.h"
#include "platform/metrics/metrics.h"

namespace tongban::jobs {

struct Job {
  Id job_id;
  std::string kind;  // "cases.deemed_acceptance"
  Id subject_id;     // what it is about, e.g. the case; 0: the node's housekeeping
  Instant due_at;
  std::string payload;     // JSON, or ""
  int attempts = 0;        // failed so far
  std::string last_error;  // key of the last failure
};
BOOST_DESCRIBE_STRUCT(Job, (), (job_id, kind, subject_id, due_at, payload, attempts, last_error))

// At most one timer exists for a kind and subject: scheduling again moves it (and forgives its failures). In the
// caller's transaction, so it exists if and only if the act commits.
void schedule(Ctx& ctx, const std::string& kind, std::int64_t subject_id, Instant due_at,
              const std::string& payload = {});
void schedule(db::Tx& tx, IdSource& ids, Instant now, const std::string& kind, std::int64_t subject_id, Instant due_at,
              const std::string& payload = {});
// Nothing happens if there is none. A handler that is running at this moment wins or loses as a whole.
void cancel(Ctx& ctx, const std::string& kind, std::int64_t subject_id);

// For people who look after the node: oldest due first.
std::vector<Job> list_dead(db::Tx& tx, std::int64_t after_job_id, int limit);
// Makes it due now, with no failures. Error: `jobs.no_such_dead_job`.
Result<void> retry_dead(Ctx& ctx, std::int64_t job_id);
std::int64_t count_dead(db::Tx& tx);

// Called in a transaction with a Ctx of the platform (ActorKind::platform). May schedule the same kind and subject
// again. May run more than once if it fails; its effects are kept exactly once.
using Handler = std::function<Result<void>(Ctx&, const Job&)>;

struct RunReport {
  int done = 0, failed = 0, dead = 0, fenced = 0;
};

struct WorkerOptions {
  std::chrono::seconds lease{60};  // longer than any handler; a node that dies is taken over after it
  int batch = 32;
  std::chrono::milliseconds interval{500};
  int max_attempts = kMaxAttempts;
};

// Runs the due timers of the kinds it has handlers for. Register everything, then start().
class JobWorker {
 public:
  JobWorker(const Services& services, Metrics& metrics, WorkerOptions options = {});
  ~JobWorker();

  void on(const std::string& kind, Handler handler);
  // Runs about once a period in the whole installation, however many nodes there are; never dies of failures.
  void every(const std::string& kind, std::chrono::microseconds period, Handler handler);

  // Makes sure that the recurring timers exist, then works in the background.
  Result<void> start();
  void poke() { poller_.poke(); }
  void stop();  // waits for running handlers

  // Runs everything that is due at `now`, including what becomes due by it, and returns. Tests call it with their own
  // clock.
  Result<RunReport> run_due(Instant now);
  Result<void> ensure_recurring(Instant now);

  // The two halves of run_due, apart for tests of leases: a claimed job carries its fence.
  struct Claimed {
    Job job;
    std::int64_t fence = 0;
  };
  Result<std::vector<Claimed>> claim(Instant now);
  // Errors: `jobs.fenced` (somebody else took or moved it; nothing was done), or what the handler said.
  Result<void> run(const Claimed& claimed, Instant now);

 private:
  struct Kind {
    Handler handler;
    std::chrono::microseconds period{0};  // 0: once
  };
  bool step();
  void mend_after_clock(Instant now);
  Result<bool> run_batch(Instant now, RunReport& report);
  Result<void> record_failure(const Claimed& claimed, const Error& error, Instant now, RunReport& report);
  void count(const RunReport& report);

  const Services& services_;
  Metrics& metrics_;
  WorkerOptions options_;
  std::map<std::string, Kind> kinds_;
  Instant last_step_ = Instant::from_micros(std::numeric_limits<std::int64_t>::max());  // so that the first one mends
  Poller poller_;
};

// Gives back what a dead process had in hand, at the start of the only node of a database; with several nodes each
// lease runs out by itself.
void release_leases(db::Tx& tx);

}  // namespace tongban::jobs
