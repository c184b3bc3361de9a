#include <algorithm>

#include "engine/bpmn/run.h"

namespace tongban::bpmn {

// Intermediate throw events, end events, send tasks.
void Run::throw_events(const Move& move) {
  if (move.active) {
    auto* active = state_.actives.find(move.active);
    if (!active) return;
    const auto& node = node_of(active->node);
    if (!node.events.empty()) throw_message(active->scope, active->node, node.events.front(), active);
    return complete_body(active->id);
  }
  auto& scope = *state_.scopes.find(move.scope);
  const auto& node = node_of(move.node);
  tell(EffectKind::entered, move.node);
  const auto id = visit(scope, move.node, {move.from});
  bool waits = false;
  for (const auto& event : node.events) {
    const auto thrown = throw_one(move.scope, move.node, event, id);
    if (thrown == Thrown::gone) return;
    waits |= thrown == Thrown::waits;
  }
  if (!waits) finish_throwing(move.scope, move.node, id);
}

void Run::finish_throwing(int scope, Index index, int visit) {
  const auto& node = node_of(index);
  tell(EffectKind::left, index);
  if (node.link_target != kNone) {
    push(scope, node.link_target, {kNone, visit});
    return consume(*state_.scopes.find(scope));
  }
  leave(scope, index, visit);
}

Run::Thrown Run::throw_one(int scope, Index index, const EventDefinition& event, int visit) {
  if (event.kind != EventKind::none) tell_event(EffectKind::thrown, index, event);
  switch (event.kind) {
    case EventKind::message:
      throw_message(scope, index, event, nullptr);
      return Thrown::goes_on;
    case EventKind::signal:
      throw_signal(scope, index, event, 0);
      break;
    case EventKind::escalation:
      return throw_escalation(scope, 0, event.name) ? Thrown::goes_on : Thrown::gone;
    case EventKind::error:
      throw_error(scope, 0, event.name);
      return Thrown::gone;
    case EventKind::terminate:
      terminate_scope(scope);
      return Thrown::gone;
    case EventKind::cancel:
      cancel_transaction(scope);
      return Thrown::gone;
    case EventKind::compensation: {
      auto& thrower = new_active(scope, index, visit);
      thrower.phase = Phase::compensating;
      const auto id = thrower.id;
      const bool waits = event.wait_for_completion;
      if (!compensate(scope, event.activity.empty() ? kNone : event.activity_node, waits ? id : 0, 0) || !waits) {
        state_.actives.erase(id);
        return Thrown::goes_on;
      }
      return Thrown::waits;
    }
    default:
      break;
  }
  // A signal may have ended the very scope it was thrown in.
  const auto* at = state_.scopes.find(scope);
  return at && state_.status == Status::running ? Thrown::goes_on : Thrown::gone;
}

void Run::throw_message(int scope, Index index, const EventDefinition& event, const Active* active) {
  Effect effect;
  effect.kind = EffectKind::message_thrown;
  effect.event = EventKind::message;
  effect.node = index;
  effect.name = event.name;
  const auto& node = node_of(index);
  if (active && !node.inputs.empty()) {
    effect.variables = active->locals;
  } else {
    for (const auto& move : node.inputs) {
      const auto value =
          move.value != kNone ? evaluate(move.value, active, scope) : Result<Value>(look_up(active, scope, move.from));
      if (value) effect.variables.emplace_back(move.to, *value);
    }
  }
  if (event.correlation != kNone)
    if (const auto key = evaluate(event.correlation, active, scope))
      effect.key = key->is(feel::Kind::string) ? key->as_string() : feel::text_of(*key);
  if (active) tell_event(EffectKind::thrown, index, event);
  effects_.push_back(std::move(effect));
}

// To all that listen in this instance, and by the host to all others. They catch in the next moves of the agenda, so
// that the thrower is not cut short in the middle of a step.
void Run::throw_signal(int, Index index, const EventDefinition& event, int host) {
  Effect effect;
  effect.kind = EffectKind::signal_thrown;
  effect.event = EventKind::signal;
  effect.node = index;
  effect.name = event.name;
  effects_.push_back(std::move(effect));
  for (const auto& wait : state_.waits) {
    if (wait->kind != EventKind::signal || wait->event < 0) continue;
    if (node_of(wait->node).events[wait->event].name != event.name) continue;
    if (host && wait->active == host) continue;  // its boundary events have caught it
    Move move;
    move.kind = MoveKind::fire;
    move.scope = wait->scope;
    move.wait = wait->id;
    moves_.push_back(move);
  }
}

// The event of that kind with that code on the activity, else one that catches every code.
Index Run::handler_on(const Active& active, EventKind kind, const std::string& code) const {
  Index found = kNone;
  for (const auto boundary : node_of(active.node).boundary)
    for (const auto& event : node_of(boundary).events) {
      if (event.kind != kind) continue;
      if (event.name == code || kind == EventKind::cancel) return boundary;
      if (event.name.empty() && found == kNone) found = boundary;
    }
  return found;
}

Index Run::handler_in_scope(const ScopeState& scope, EventKind kind, const std::string& code) const {
  Index found = kNone;
  if (scope.interrupted) return kNone;
  for (const auto sub : model_.scopes[scope.scope].event_sub_processes)
    for (const auto start : model_.scopes[node_of(sub).own_scope].nodes)
      for (const auto& event : node_of(start).events) {
        if (node_of(start).kind != NodeKind::start_event || event.kind != kind) continue;
        if (event.name == code) return start;
        if (event.name.empty() && found == kNone) found = start;
      }
  return found;
}

// From the activity outwards: boundary events of it, event sub-processes of the scope, boundary events of its owner ...
void Run::throw_error(int scope_id, int active_id, const std::string& code) {
  for (;;) {
    if (auto* active = active_id ? state_.actives.find(active_id) : nullptr) {
      if (active->holder) active = state_.actives.find(active->holder);
      const auto boundary = handler_on(*active, EventKind::error, code);
      if (boundary != kNone) {
        EventDefinition event;
        event.kind = EventKind::error;
        event.name = code;
        tell_event(EffectKind::caught, boundary, event);
        return trigger_boundary(active->id, boundary);
      }
    }
    auto& scope = *state_.scopes.find(scope_id);
    const auto start = handler_in_scope(scope, EventKind::error, code);
    if (start != kNone) {
      EventDefinition event;
      event.kind = EventKind::error;
      event.name = code;
      tell_event(EffectKind::caught, start, event);
      return trigger_event_sub_process(scope_id, start);
    }
    const auto* owner = scope.owner ? state_.actives.find(scope.owner) : nullptr;
    if (!owner) break;
    active_id = owner->id;
    scope_id = owner->scope;
  }
  state_.error = code.empty() ? "error" : code;
  tell(EffectKind::error, kNone, 0, state_.error, "没有人处理的错误 / nobody catches this error");
  finish_instance(Status::failed);
}

// True where the thrower goes on: nobody caught it, or without interrupting.
bool Run::throw_escalation(int scope_id, int active_id, const std::string& code) {
  EventDefinition event;
  event.kind = EventKind::escalation;
  event.name = code;
  for (;;) {
    if (auto* active = active_id ? state_.actives.find(active_id) : nullptr) {
      if (active->holder) active = state_.actives.find(active->holder);
      const auto boundary = handler_on(*active, EventKind::escalation, code);
      if (boundary != kNone) {
        tell_event(EffectKind::caught, boundary, event);
        trigger_boundary(active->id, boundary);
        return !node_of(boundary).interrupting;
      }
    }
    auto& scope = *state_.scopes.find(scope_id);
    const auto start = handler_in_scope(scope, EventKind::escalation, code);
    if (start != kNone) {
      tell_event(EffectKind::caught, start, event);
      trigger_event_sub_process(scope_id, start);
      return !node_of(start).interrupting;
    }
    const auto* owner = scope.owner ? state_.actives.find(scope.owner) : nullptr;
    if (!owner) break;
    active_id = owner->id;
    scope_id = owner->scope;
  }
  tell(EffectKind::escalated, kNone, 0, code);
  return true;
}

}  // namespace tongban::bpmn
