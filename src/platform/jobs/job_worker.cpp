#include "platform/crypto/random.h"
#include "platform/jobs/jobs.h"
#include "platform/jobs/store.h"
#include "platform/log/log.h"

namespace tongban::jobs {

namespace {

constexpr std::chrono::microseconds kUnknownPause = std::chrono::minutes(1);
constexpr Instant kNeverStepped = Instant::from_micros(std::numeric_limits<std::int64_t>::max());

const Actor& platform_actor() {
  static const Actor actor{ActorKind::platform};
  return actor;
}

Error fenced() { return conflict("jobs.fenced", "another node has taken this timer, or it was moved"); }

Error no_handler(const std::string& kind) { return {Code::internal, "jobs.no_handler", "no handler for " + kind}; }

// The next time on the grid of periods after `now`, so that a node that was down does not make up for every period
// missed.
Instant next_time(Instant due_at, std::chrono::microseconds period, Instant now) {
  if (due_at > now) return due_at;
  return due_at + period * ((now - due_at) / period + 1);
}

}  // namespace

JobWorker::JobWorker(const Services& services, Metrics& metrics, WorkerOptions options)
    : services_(services), metrics_(metrics), options_(options), poller_([this] { return step(); }, options.interval) {}

JobWorker::~JobWorker() { stop(); }

void JobWorker::on(const std::string& kind, Handler handler) {
  if (!kinds_.emplace(kind, Kind{std::move(handler), {}}).second) throw std::logic_error("two handlers for " + kind);
}

void JobWorker::every(const std::string& kind, std::chrono::microseconds period, Handler handler) {
  if (period <= std::chrono::microseconds(0)) throw std::logic_error("no period for " + kind);
  if (!kinds_.emplace(kind, Kind{std::move(handler), period}).second)
    throw std::logic_error("two handlers for " + kind);
}

Result<void> JobWorker::ensure_recurring(Instant now) {
  return services_.database.write([&](db::Tx& tx) -> Result<void> {
    for (const auto& [name, kind] : kinds_) {
      if (kind.period.count() == 0) continue;
      store::put_if_none(tx, {Id{services_.ids.next(now)}, name, Id{0}, now + kind.period, ""}, now);
      store::not_later_than(tx, name, now + kind.period);  // the clock may have been ahead when it was set
    }
    return {};
  });
}

Result<void> JobWorker::start() {
  TRY(ensure_recurring(services_.clock.now()));
  poller_.start();
  return {};
}

void release_leases(db::Tx& tx) { store::release_leases(tx); }

void JobWorker::stop() { poller_.stop(); }

Result<std::vector<JobWorker::Claimed>> JobWorker::claim(Instant now) {
  bool due = false;
  TRY(services_.database.read([&](db::Tx& tx) -> Result<void> {
    due = store::any_due(tx, now);
    return {};
  }));
  std::vector<Claimed> claimed;
  if (!due) return claimed;
  TRY(services_.database.write([&](db::Tx& tx) -> Result<void> {
    claimed = store::claim(tx, now, now + options_.lease, options_.batch);
    return {};
  }));
  return claimed;
}

Result<void> JobWorker::run(const Claimed& claimed, Instant now) {
  const auto found = kinds_.find(claimed.job.kind);
  if (found == kinds_.end()) return no_handler(claimed.job.kind);
  const auto& kind = found->second;
  return services_.database.write([&](db::Tx& tx) -> Result<void> {
    // Taken off first: of two nodes that think they hold it, only one gets past this line, and the handler may schedule
    // anew.
    if (!store::take_off(tx, claimed.job.job_id.value, claimed.fence)) return fenced();
    if (kind.period.count() > 0) {
      const auto next = next_time(claimed.job.due_at, kind.period, now);
      store::put(tx, {Id{services_.ids.next(now)}, claimed.job.kind, claimed.job.subject_id, next, ""}, now);
    }
    Ctx ctx{platform_actor(), tx, services_, now};
    ctx.request_id = "job-" + id_text(claimed.job.job_id.value);
    return kind.handler(ctx, claimed.job);
  });
}

Result<void> JobWorker::record_failure(const Claimed& claimed, const Error& error, Instant now, RunReport& report) {
  const auto& job = claimed.job;
  const auto found = kinds_.find(job.kind);
  const bool unknown = found == kinds_.end();
  const bool recurring = !unknown && found->second.period.count() > 0;
  // A node of an older release does not know the kind: that is not the timer's fault, a newer node will run it.
  const int attempts = unknown ? job.attempts : job.attempts + 1;
  const bool dead = attempts >= options_.max_attempts && !recurring;
  const auto again = now + (unknown ? kUnknownPause : retry_delay(attempts, random_below(1ull << 32)));
  log::write(dead ? log::Level::error : log::Level::warn, dead ? log::Literal("job.dead") : log::Literal("job.failed"),
             {log::key("kind", job.kind), log::id("job_id", job.job_id.value), log::number("attempts", attempts),
              log::error_key(error), log::error_detail(error)});
  ++(dead ? report.dead : report.failed);
  return services_.database.write([&](db::Tx& tx) -> Result<void> {
    if (dead) {
      store::bury(tx, job.job_id.value, claimed.fence, attempts, error.key);
    } else {
      store::put_off(tx, job.job_id.value, claimed.fence, again, attempts, error.key);
    }
    return {};
  });
}

void JobWorker::count(const RunReport& report) {
  const auto add = [&](const char* outcome, int by) {
    if (by > 0) metrics_.counter("tongban_jobs_total", "Timers run, by outcome", {{"outcome", outcome}}).add(by);
  };
  add("done", report.done);
  add("failed", report.failed);
  add("dead", report.dead);
  add("fenced", report.fenced);
}

Result<bool> JobWorker::run_batch(Instant now, RunReport& report) {
  const auto claimed = TRY(claim(now));
  for (const auto& one : claimed) {
    const auto outcome = run(one, now);
    if (outcome.ok()) {
      ++report.done;
    } else if (outcome.error().key == "jobs.fenced") {
      ++report.fenced;
    } else {
      TRY(record_failure(one, outcome.error(), now, report));
    }
  }
  return !claimed.empty();
}

Result<RunReport> JobWorker::run_due(Instant now) {
  RunReport report;
  while (TRY(run_batch(now, report))) continue;
  count(report);
  return report;
}

// A clock that went back has left leases, retries and recurring timers in a future that may be years away. Timers of
// cases stay: they follow from the instants that the cases have on record.
void JobWorker::mend_after_clock(Instant now) {
  const bool first = last_step_ == kNeverStepped;
  const bool went_back = now < last_step_;
  last_step_ = now;
  if (!went_back) return;
  const auto retry = first ? now + kLongestRetry : now;  // a restart alone is no reason to try again at once
  int mended = 0;
  auto written = services_.database.write([&](db::Tx& tx) -> Result<void> {
    mended = store::bring_near(tx, now, retry, now + 2 * options_.lease);
    return {};
  });
  if (written.ok()) written = ensure_recurring(now);
  if (!written.ok()) last_step_ = first ? kNeverStepped : now + std::chrono::hours(1);  // once more
  if (mended > 0) log::warn("jobs.clock_went_back", {log::number("timers", mended)});
}

bool JobWorker::step() {
  RunReport report;
  const auto now = services_.clock.now();
  mend_after_clock(now);
  const auto found_work = run_batch(now, report);
  count(report);
  if (!found_work.ok()) {
    log::warn("jobs.database", {log::error_key(found_work.error()), log::error_detail(found_work.error())});
    return false;
  }
  std::int64_t dead = 0;
  const auto counted = services_.database.read([&](db::Tx& tx) -> Result<void> {
    dead = store::count_dead(tx);
    return {};
  });
  if (counted.ok()) metrics_.gauge("tongban_jobs_dead", "Timers that failed too often").set(static_cast<double>(dead));
  return *found_work;
}

}  // namespace tongban::jobs
