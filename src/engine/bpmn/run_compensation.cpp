#include <algorithm>

#include "engine/bpmn/run.h"

namespace tongban::bpmn {
namespace {

Index compensation_handler(const Model& model, Index node) {
  for (const auto boundary : model.nodes[node].boundary)
    if (model.nodes[boundary].handler != kNone) return model.nodes[boundary].handler;
  return kNone;
}

// The compensation event sub-process of a scope, as its start event.
Index compensation_start(const Model& model, Index scope) {
  for (const auto sub : model.scopes[scope].event_sub_processes)
    for (const auto start : model.scopes[model.nodes[sub].own_scope].nodes)
      for (const auto& event : model.nodes[start].events)
        if (model.nodes[start].kind == NodeKind::start_event && event.kind == EventKind::compensation) return start;
  return kNone;
}

}  // namespace

// A completed activity is remembered where something can compensate it.
void Run::remember(ScopeState& scope, Index index, int visit, int inner) {
  if (!model_.scopes[scope.scope].compensable) return;
  const auto* kept = inner ? state_.scopes.find(inner) : nullptr;
  const bool inside = kept && (!kept->done.empty() || compensation_start(model_, kept->scope) != kNone);
  if (!inside && compensation_handler(model_, index) == kNone) return;
  scope.done.push_back({next_id(), index, visit, inside ? inner : 0});
}

// For compensation of what was done inside, or because a person worked inside and the matter may come back there.
bool Run::keeps_scope(const ScopeState& scope, bool instance) const {
  if (!scope.done.empty() || compensation_start(model_, scope.scope) != kNone) return true;
  return !instance && std::any_of(scope.visits.begin(), scope.visits.end(),
                                  [](const Visit& visit) { return visit.person || visit.scope; });
}

// Last completed first (BPMN 2.0.2, 13.5.5). Each is compensated once.
void Run::collect(ScopeState& scope, Index only, std::vector<Compensation::Step>& steps) {
  std::vector<Done> done;
  for (const auto& each : scope.done)
    if (only == kNone || each.node == only) done.push_back(each);
  scope.done.erase(std::remove_if(scope.done.begin(), scope.done.end(),
                                  [only](const Done& each) { return only == kNone || each.node == only; }),
                   scope.done.end());
  // `steps` is a stack: what is to be done first lies last.
  for (const auto& each : done) {
    const auto handler = compensation_handler(model_, each.node);
    if (handler != kNone) {
      steps.push_back({scope.id, handler});
      continue;
    }
    auto* kept = each.scope ? state_.scopes.find(each.scope) : nullptr;
    if (!kept) continue;
    const auto start = compensation_start(model_, kept->scope);
    if (start != kNone)
      steps.push_back({kept->id, start});
    else
      collect(*kept, kNone, steps);
  }
}

// False where there is nothing to compensate.
bool Run::compensate(int scope_id, Index only, int thrower, int cancels) {
  Compensation job;
  auto* scope = state_.scopes.find(scope_id);
  // From an event sub-process the scope around it is meant; a named activity is looked for outwards.
  std::vector<int> reached = {scope_id};
  while (scope->owner || scope->kept) {
    const auto shape = model_.scopes[scope->scope].owner;
    const bool from_event_sub = shape != kNone && node_of(shape).kind == NodeKind::event_sub_process;
    if (!scope->parent || (!from_event_sub && only == kNone)) break;
    scope = state_.scopes.find(scope->parent);
    if (!scope) break;
    reached.push_back(scope->id);
  }
  for (auto id = reached.rbegin(); id != reached.rend(); ++id) collect(*state_.scopes.find(*id), only, job.steps);
  if (job.steps.empty()) return false;
  job.id = next_id();
  job.thrower = thrower;
  job.cancels = cancels;
  const auto id = state_.compensations.add(std::move(job)).id;
  next_handler(id);
  return true;
}

void Run::next_handler(int id) {
  auto& job = *state_.compensations.find(id);
  job.handler = 0;
  while (!job.steps.empty()) {
    const auto step = job.steps.back();
    job.steps.pop_back();
    auto* scope = state_.scopes.find(step.scope);
    if (!scope) continue;
    if (node_of(step.handler).kind == NodeKind::start_event) {
      EventDefinition event;
      event.kind = EventKind::compensation;
      tell_event(EffectKind::caught, step.handler, event);
      const auto active = open_event_sub_process(step.scope, step.handler, {});
      state_.compensations.find(id)->handler = active;
      return;
    }
    ++scope->tokens;
    Move move;
    move.scope = step.scope;
    move.node = step.handler;
    move.job = id;
    moves_.push_back(move);
    return;
  }
  const auto thrower = job.thrower, cancels = job.cancels;
  state_.compensations.erase(id);
  if (cancels) return leave_transaction(cancels);
  if (auto* active = thrower ? state_.actives.find(thrower) : nullptr) {
    const auto scope = active->scope, visit = active->visit;
    const auto index = active->node;
    end_active(*active);
    finish_throwing(scope, index, visit);
  }
}

void Run::handler_done(int active) {
  for (const auto id :
       state_.compensations.ids_where([active](const Compensation& job) { return job.handler == active; }))
    next_handler(id);
}

// The work of the transaction stops, what was completed is compensated, then it is left by its cancel boundary event.
void Run::cancel_transaction(int id) {
  auto* scope = state_.scopes.find(id);
  while (scope && scope->owner && node_of(state_.actives.find(scope->owner)->node).kind != NodeKind::transaction)
    scope = state_.scopes.find(state_.actives.find(scope->owner)->scope);
  if (!scope || !scope->owner) return terminate_scope(id);
  cancel_contents(*scope);
  scope->cancelling = true;
  if (!compensate(scope->id, kNone, 0, scope->id)) leave_transaction(scope->id);
}

void Run::leave_transaction(int id) {
  auto* scope = state_.scopes.find(id);
  if (!scope || !scope->owner) return;
  auto* host = state_.actives.find(scope->owner);
  if (host->holder) host = state_.actives.find(host->holder);
  const auto boundary = handler_on(*host, EventKind::cancel, "");
  if (boundary != kNone) {
    EventDefinition event;
    event.kind = EventKind::cancel;
    tell_event(EffectKind::caught, boundary, event);
    return trigger_boundary(host->id, boundary);
  }
  const auto outer = host->scope;
  cancel_active(host->id, true);
  consume(*state_.scopes.find(outer));
}

}  // namespace tongban::bpmn
