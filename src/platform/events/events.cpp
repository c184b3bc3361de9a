#include "platform/events/events.h"

#include <algorithm>
#include <stdexcept>

#include "platform/events/store.h"

namespace tongban::events {

namespace {

constexpr int kMostListed = 200;

Error no_such_dead_event() { return not_found("events.no_such_dead_event", "没有这个失败的事件"); }

}  // namespace

void Subscriptions::add(std::string consumer, std::string kind_prefix, Handler handler) {
  if (find(consumer)) throw std::logic_error("two consumers named " + consumer);
  consumers_.push_back({std::move(consumer), std::move(kind_prefix), std::move(handler)});
}

const Subscriptions::Consumer* Subscriptions::find(std::string_view name) const {
  for (const auto& consumer : consumers_) {
    if (consumer.name == name) return &consumer;
  }
  return nullptr;
}

bool Subscriptions::matches(std::string_view kind_prefix, std::string_view kind) {
  return kind_prefix.empty() ||
         (kind.starts_with(kind_prefix) && (kind.size() == kind_prefix.size() || kind[kind_prefix.size()] == '.'));
}

void emit(db::Tx& tx, const Subscriptions& subscriptions, IdSource& ids, Instant now, Event event) {
  if (event.event_id == 0) event.event_id = ids.next(now);
  bool queued = false;
  for (const auto& consumer : subscriptions.consumers()) {
    if (!Subscriptions::matches(consumer.kind_prefix, event.kind)) continue;
    store::put(tx, ids.next(now), consumer.name, event, now);
    queued = true;
  }
  if (queued) subscriptions.wake();
}

void emit(Ctx& ctx, Event event) {
  emit(ctx.tx, ctx.services.state<Subscriptions>(), ctx.services.ids, ctx.now, std::move(event));
}

std::vector<DeadEvent> list_dead(db::Tx& tx, std::int64_t after_queue_id, int limit) {
  return store::list_dead(tx, after_queue_id, std::clamp(limit, 1, kMostListed));
}

Result<void> retry_dead(Ctx& ctx, std::int64_t queue_id) {
  if (!store::revive(ctx.tx, queue_id, ctx.now)) return no_such_dead_event();
  ctx.services.state<Subscriptions>().wake();
  return {};
}

Result<void> discard_dead(Ctx& ctx, std::int64_t queue_id) {
  if (!store::discard(ctx.tx, queue_id)) return no_such_dead_event();
  ctx.services.state<Subscriptions>().wake();
  return {};
}

QueueFigures queue_figures(db::Tx& tx) { return store::figures(tx); }

}  // namespace tongban::events
