#include "platform/events/event_worker.h"

#include <condition_variable>
#include <mutex>

#include "platform/crypto/random.h"
#include "platform/events/store.h"
#include "platform/log/log.h"

namespace tongban::events {

namespace {

constexpr std::chrono::microseconds kUnknownPause = std::chrono::minutes(1);
constexpr Instant kNeverStepped = Instant::from_micros(std::numeric_limits<std::int64_t>::max());
constexpr std::chrono::microseconds kMeasurePause = std::chrono::seconds(5);

const Actor& platform_actor() {
  static const Actor actor{ActorKind::platform};
  return actor;
}

Error fenced() { return conflict("events.fenced", "another node has taken this event"); }

// Waits for writes that run at the same time.
class Gathering {
 public:
  explicit Gathering(std::size_t count) : outcomes_(count), missing_(count) {}
  void arrive(std::size_t index, Result<void> outcome) {
    const std::lock_guard lock(mutex_);
    outcomes_[index] = std::move(outcome);
    if (--missing_ == 0) all_here_.notify_one();
  }
  std::vector<Result<void>> wait() {
    std::unique_lock lock(mutex_);
    all_here_.wait(lock, [this] { return missing_ == 0; });
    return std::move(outcomes_);
  }

 private:
  std::mutex mutex_;
  std::condition_variable all_here_;
  std::vector<Result<void>> outcomes_;
  std::size_t missing_;
};

}  // namespace

EventWorker::EventWorker(const Services& services, Subscriptions& subscriptions, Metrics& metrics,
                         WorkerOptions options)
    : services_(services),
      subscriptions_(subscriptions),
      metrics_(metrics),
      options_(options),
      poller_([this] { return step(); }, options.interval) {}

EventWorker::~EventWorker() { stop(); }

void EventWorker::start() {
  subscriptions_.set_waker([this] { poller_.poke(); });
  poller_.start();
}

void EventWorker::stop() {
  subscriptions_.set_waker(nullptr);
  poller_.stop();
}

Result<std::vector<EventWorker::Claimed>> EventWorker::claim(Instant now, int limit) {
  bool due = false;
  TRY(services_.database.read([&](db::Tx& tx) -> Result<void> {
    due = store::any_due(tx, now);
    return {};
  }));
  std::vector<Claimed> claimed;
  if (!due) return claimed;
  TRY(services_.database.write([&](db::Tx& tx) -> Result<void> {
    claimed = store::claim(tx, now, now + options_.lease, limit);
    return {};
  }));
  return claimed;
}

Result<void> EventWorker::handle_in(db::Tx& tx, const Claimed& claimed, Instant now) {
  const auto* consumer = subscriptions_.find(claimed.consumer);
  if (!consumer) return Error{Code::internal, "events.no_consumer", "no consumer " + claimed.consumer};
  // Taken off first: of two nodes that think they hold the row, only one gets past this line.
  if (!store::take_off(tx, claimed.queue_id, claimed.fence)) return fenced();
  if (!store::mark_handled(tx, claimed.event.event_id, claimed.consumer, now)) return {};
  Ctx ctx{platform_actor(), tx, services_, now};
  ctx.request_id = "event-" + id_text(claimed.event.event_id);
  return consumer->handler(ctx, claimed.event);
}

Result<void> EventWorker::handle(const Claimed& claimed, Instant now) {
  return services_.database.write([&](db::Tx& tx) { return handle_in(tx, claimed, now); });
}

Result<void> EventWorker::record_failure(const Claimed& claimed, const Error& error, Instant now, RunReport& report) {
  // A node of an older release does not know the consumer: that is not the event's fault, a newer node will handle it.
  const bool unknown = error.key == "events.no_consumer";
  const int attempts = claimed.attempts + (unknown ? 0 : 1);
  const bool dead = attempts >= options_.max_attempts;
  const auto again = now + (unknown ? kUnknownPause : retry_delay(attempts, random_below(1ull << 32)));
  log::write(dead ? log::Level::error : log::Level::warn,
             dead ? log::Literal("event.dead") : log::Literal("event.failed"),
             {log::key("consumer", claimed.consumer), log::key("kind", claimed.event.kind),
              log::id("event_id", claimed.event.event_id), log::number("attempts", attempts), log::error_key(error),
              log::error_detail(error)});
  ++(dead ? report.dead : report.failed);
  return services_.database.write([&](db::Tx& tx) -> Result<void> {
    if (dead) {
      store::bury(tx, claimed, attempts, error.key);
    } else {
      store::put_off(tx, claimed, again, attempts, error.key);
    }
    return {};
  });
}

Result<bool> EventWorker::run_batch(Instant now, RunReport& report) {
  const auto claimed = TRY(claim(now, options_.in_flight));
  if (claimed.empty()) return false;
  Gathering gathering(claimed.size());
  for (std::size_t i = 0; i < claimed.size(); ++i) {
    services_.database.write_async([this, &one = claimed[i], now](db::Tx& tx) { return handle_in(tx, one, now); },
                                   [&gathering, i](Result<void> outcome) { gathering.arrive(i, std::move(outcome)); });
  }
  const auto outcomes = gathering.wait();
  for (std::size_t i = 0; i < claimed.size(); ++i) {
    if (outcomes[i].ok()) {
      ++report.handled;
    } else if (outcomes[i].error().key == "events.fenced") {
      ++report.fenced;
    } else {
      TRY(record_failure(claimed[i], outcomes[i].error(), now, report));
    }
  }
  return true;
}

Result<RunReport> EventWorker::run_due(Instant now) {
  RunReport report;
  while (TRY(run_batch(now, report))) continue;
  count(report);
  return report;
}

void EventWorker::count(const RunReport& report) {
  const auto add = [&](const char* outcome, int by) {
    if (by > 0) metrics_.counter("tongban_events_total", "Events handled, by outcome", {{"outcome", outcome}}).add(by);
  };
  add("handled", report.handled);
  add("failed", report.failed);
  add("dead", report.dead);
  add("fenced", report.fenced);
}

// A clock that went back has left leases and retries in a future that may be years away.
void EventWorker::mend_after_clock(Instant now) {
  const bool first = last_step_ == kNeverStepped;
  const bool went_back = now < last_step_;
  last_step_ = now;
  if (!went_back) return;
  const auto retry = first ? now + kLongestRetry : now;  // a restart alone is no reason to try again at once
  int mended = 0;
  const auto written = services_.database.write([&](db::Tx& tx) -> Result<void> {
    mended = store::bring_near(tx, now, retry, now + 2 * options_.lease);
    return {};
  });
  if (!written.ok()) last_step_ = first ? kNeverStepped : now + std::chrono::hours(1);  // once more
  if (mended > 0) log::warn("events.clock_went_back", {log::number("events", mended)});
}

bool EventWorker::step() {
  RunReport report;
  const auto now = services_.clock.now();
  mend_after_clock(now);
  const auto found_work = run_batch(now, report);
  count(report);
  if (!found_work.ok()) {
    log::warn("events.database", {log::error_key(found_work.error()), log::error_detail(found_work.error())});
    return false;
  }
  if (!*found_work) measure_queue(now);
  return *found_work;
}

void EventWorker::measure_queue(Instant now) {
  if (now - measured_at_ < kMeasurePause && now >= measured_at_) return;
  measured_at_ = now;
  QueueFigures figures;
  const auto counted = services_.database.read([&](db::Tx& tx) -> Result<void> {
    figures = store::figures(tx);
    return {};
  });
  if (!counted.ok()) return log::warn("events.database", {log::error_key(counted.error())});
  const auto age = figures.waiting > 0 ? now - figures.oldest_waiting : std::chrono::microseconds(0);
  const auto set = [&](const char* name, const char* help, double value) { metrics_.gauge(name, help).set(value); };
  set("tongban_events_waiting", "Events that wait for a consumer", static_cast<double>(figures.waiting));
  set("tongban_events_dead", "Events a consumer failed on too often", static_cast<double>(figures.dead));
  set("tongban_events_oldest_seconds", "Age of the oldest waiting event", static_cast<double>(age.count()) / 1e6);
}

void release_leases(db::Tx& tx) { store::release_leases(tx); }

void EventWorker::forget_old(db::Tx& tx, Instant now) const { store::forget_handled(tx, now - options_.keep_handled); }

}  // namespace tongban::events
