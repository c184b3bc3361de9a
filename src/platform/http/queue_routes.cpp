#include "platform/http/queue_routes.h"

#include <algorithm>

#include "platform/events/events.h"
#include "platform/jobs/jobs.h"

namespace tongban::http {

// Published by these names in OpenAPI and TypeScript, so not in an anonymous namespace.
struct DeadQuery {
  std::optional<Id> after;   // queue_id or job_id of the last one seen
  std::optional<int> limit;  // 1..200
};
BOOST_DESCRIBE_STRUCT(DeadQuery, (), (after, limit))
struct QueueView {
  std::int64_t waiting = 0;
  std::int64_t dead = 0;
  std::optional<Instant> oldest_waiting;
  std::vector<events::DeadEvent> dead_events;
};
BOOST_DESCRIBE_STRUCT(QueueView, (), (waiting, dead, oldest_waiting, dead_events))
struct DeadJobs {
  std::int64_t dead = 0;
  std::vector<jobs::Job> dead_jobs;
};
BOOST_DESCRIBE_STRUCT(DeadJobs, (), (dead, dead_jobs))
struct QueueRef {
  Id queue_id;
};
BOOST_DESCRIBE_STRUCT(QueueRef, (), (queue_id))
struct JobRef {
  Id job_id;
};
BOOST_DESCRIBE_STRUCT(JobRef, (), (job_id))

namespace {

constexpr int kDefaultPage = 50;
constexpr int kMaxPage = 200;

std::int64_t after_of(const DeadQuery& in) { return in.after ? in.after->value : 0; }
int limit_of(const DeadQuery& in) { return std::clamp(in.limit.value_or(kDefaultPage), 1, kMaxPage); }

Result<QueueView> list_events(Ctx& ctx, const DeadQuery& in) {
  const auto figures = events::queue_figures(ctx.tx);
  QueueView view{figures.waiting, figures.dead, std::nullopt, events::list_dead(ctx.tx, after_of(in), limit_of(in))};
  if (figures.waiting > 0) view.oldest_waiting = figures.oldest_waiting;
  return view;
}

Result<Nothing> retry_event(Ctx& ctx, const QueueRef& in) {
  TRY(events::retry_dead(ctx, in.queue_id.value));
  ctx.audit = {"event", in.queue_id.value, "retry"};
  return Nothing{};
}

Result<Nothing> discard_event(Ctx& ctx, const QueueRef& in) {
  TRY(events::discard_dead(ctx, in.queue_id.value));
  ctx.audit = {"event", in.queue_id.value, "discarded"};
  return Nothing{};
}

Result<DeadJobs> list_jobs(Ctx& ctx, const DeadQuery& in) {
  return DeadJobs{jobs::count_dead(ctx.tx), jobs::list_dead(ctx.tx, after_of(in), limit_of(in))};
}

Result<Nothing> retry_job(Ctx& ctx, const JobRef& in) {
  TRY(jobs::retry_dead(ctx, in.job_id.value));
  ctx.audit = {"job", in.job_id.value, "retry"};
  return Nothing{};
}

RouteInfo row(const char* method, const char* path, const char* name, const char* summary) {
  RouteInfo info;
  info.method = method;
  info.path = path;
  info.name = name;
  info.summary = summary;
  info.access = Access::staff({Role::system_admin});
  return info;
}

}  // namespace

std::vector<Route> queue_routes() {
  return {
      read_route(
          row("GET", "/api/v1/admin/events", "queues.events", "Events waiting, and those that failed too often."),
          list_events),
      write_route(
          row("POST", "/api/v1/admin/events/{queue_id}/retry", "queues.retry_event", "Runs a dead event again."),
          retry_event),
      write_route(row("DELETE", "/api/v1/admin/events/{queue_id}", "queues.discard_event",
                      "Drops a dead event: its consumer never sees it."),
                  discard_event),
      read_route(row("GET", "/api/v1/admin/jobs", "queues.jobs", "Timers that failed too often."), list_jobs),
      write_route(row("POST", "/api/v1/admin/jobs/{job_id}/retry", "queues.retry_job", "Runs a dead timer again."),
                  retry_job),
  };
}

}  // namespace tongban::http
