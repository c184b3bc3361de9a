#include "engine/bpmn/run.h"

namespace tongban::bpmn {
namespace {

// Those are found by looking at the model when they are thrown, nothing waits for them.
bool is_looked_up(EventKind kind) {
  return kind == EventKind::error || kind == EventKind::escalation || kind == EventKind::cancel ||
         kind == EventKind::compensation || kind == EventKind::link || kind == EventKind::terminate ||
         kind == EventKind::none;
}

}  // namespace

// A catching event, a receive task, or each event after an event-based gateway.
void Run::arm_event(int active, int scope, Index index) {
  const auto& node = node_of(index);
  if (node.kind == NodeKind::event_based_gateway) {
    for (const auto flow : node.outgoing) {
      const auto target = model_.flows[flow].target;
      for (int i = 0; i < std::ssize(node_of(target).events); ++i)
        if (!arm(active, scope, target, i)) return;
    }
    return;
  }
  for (int i = 0; i < std::ssize(node.events); ++i)
    if (!arm(active, scope, index, i)) return;
}

void Run::arm_boundary(Active& active) {
  for (const auto event : node_of(active.node).boundary)
    for (int i = 0; i < std::ssize(node_of(event).events); ++i)
      if (!arm(active.id, active.scope, event, i)) return;
}

void Run::arm_event_sub_processes(ScopeState& scope) {
  for (const auto sub : model_.scopes[scope.scope].event_sub_processes)
    for (const auto start : model_.scopes[node_of(sub).own_scope].nodes) {
      if (node_of(start).kind != NodeKind::start_event) continue;
      for (int i = 0; i < std::ssize(node_of(start).events); ++i) arm(0, scope.id, start, i);
    }
}

// False where the timer or the key could not be computed: the activity has become an incident.
bool Run::arm(int active_id, int scope, Index index, int number) {
  const auto& node = node_of(index);
  auto* active = active_id ? state_.actives.find(active_id) : nullptr;
  EventDefinition limit;
  if (number == kTimeLimit) {
    limit.kind = EventKind::timer;
    limit.timer = TimerKind::duration;
    limit.timer_text = node.limit->expression == kNone ? node.limit->duration : "";
    limit.expression = node.limit->expression;
  }
  const auto& event = number == kTimeLimit ? limit : node.events[number];
  if (is_looked_up(event.kind)) return true;
  Wait wait;
  wait.active = active_id;
  wait.scope = scope;
  wait.node = index;
  wait.event = number;
  wait.kind = event.kind;
  Result<void> ready;
  if (event.kind == EventKind::timer) ready = set_timer(wait, event, active);
  if (event.kind == EventKind::message && event.correlation != kNone) {
    const auto key = evaluate(event.correlation, active, scope);
    if (!key)
      ready = key.error();
    else
      wait.key = key->is(feel::Kind::string) ? key->as_string() : feel::text_of(*key);
  }
  if (!ready) {
    if (active)
      fail_body(*active, ready.error());
    else
      tell(EffectKind::error, index, 0, ready.error().key, ready.error().detail);
    return active == nullptr;
  }
  wait.id = next_id();
  Effect effect;
  effect.node = index;
  effect.active = active_id;
  effect.wait = wait.id;
  effect.due = wait.due;
  effect.event = event.kind;
  effect.name = event.name;
  effect.key = wait.key;
  effect.kind = event.kind == EventKind::timer     ? EffectKind::timer_set
                : event.kind == EventKind::message ? EffectKind::message_awaited
                                                   : EffectKind::signal_awaited;
  if (event.kind == EventKind::conditional)
    changed_ = true;
  else
    effects_.push_back(std::move(effect));
  state_.waits.add(std::move(wait));
  return true;
}

Result<void> Run::set_timer(Wait& wait, const EventDefinition& event, const Active* active) {
  auto text = event.timer_text;
  if (event.expression != kNone) {
    const auto value = TRY(evaluate(event.expression, active, wait.scope));
    text = value.is(feel::Kind::string) ? value.as_string() : feel::text_of(value);
  }
  const auto rule = parse_timer(event.timer, text);
  if (!rule) return unprocessable("bpmn.bad_timer", "定时器的时间有误 / this is no time for a timer: " + text);
  wait.due = first_due(*rule, now_);
  wait.step = rule->step;
  wait.repeats = event.timer == TimerKind::cycle && rule->repeats > 0 ? rule->repeats - 1 : rule->repeats < 0 ? -1 : 0;
  wait.until = rule->until;
  return {};
}

void Run::drop(const Wait& wait) {
  Effect effect;
  effect.node = wait.node;
  effect.active = wait.active;
  effect.wait = wait.id;
  effect.event = wait.kind;
  effect.kind = wait.kind == EventKind::timer     ? EffectKind::timer_cleared
                : wait.kind == EventKind::message ? EffectKind::message_dropped
                                                  : EffectKind::signal_dropped;
  if (wait.kind != EventKind::conditional) effects_.push_back(std::move(effect));
  state_.waits.erase(wait.id);
}

void Run::disarm(int active) {
  if (state_.waits.empty()) return;
  for (const auto id : state_.waits.ids_where([active](const Wait& wait) { return wait.active == active; }))
    drop(*state_.waits.find(id));
}

// What a message or signal brings goes where the event says (its data outputs), else to the scope.
void Run::take_payload(const Wait& wait, const Variables& payload) {
  if (payload.empty()) return;
  const auto& node = node_of(wait.node);
  if (node.outputs.empty()) return set_variables(nullptr, wait.scope, payload);
  for (const auto& move : node.outputs) {
    const auto* value = find(payload, move.from);
    if (!value && payload.size() == 1) value = &payload.front().second;
    if (value) set_variable(wait.scope, move.to, *value);
  }
}

void Run::fire(int id, const Variables& payload) {
  auto* found = state_.waits.find(id);
  if (!found) return;
  const auto wait = *found;
  if (wait.event == kTimeLimit) return fire_time_limit(wait);
  const auto& node = node_of(wait.node);
  take_payload(wait, payload);
  tell_event(EffectKind::caught, wait.node, node.events[wait.event]);
  // Of a multiple parallel event each definition must have come once.
  if (node.parallel_multiple && !is_last_of_all(wait)) return drop(wait);
  if (node.kind == NodeKind::boundary_event || node.kind == NodeKind::start_event) {
    const bool boundary = node.kind == NodeKind::boundary_event;
    if (wait.active != 0 || boundary) {
      if (!boundary) return fire_catching(wait);  // the rest of a start by several events
      if (!node.interrupting) rearm_timer(wait);
      return trigger_boundary(wait.active, wait.node);
    }
    if (!node.interrupting) rearm_timer(wait);
    return trigger_event_sub_process(wait.scope, wait.node);
  }
  fire_catching(wait);
}

bool Run::is_last_of_all(const Wait& wait) {
  const auto others = state_.waits.ids_where([&](const Wait& each) {
    return each.id != wait.id && each.node == wait.node && each.active == wait.active && each.scope == wait.scope;
  });
  return others.empty();
}

// A non-interrupting event goes on listening; a timer only as often as its cycle says.
void Run::rearm_timer(const Wait& wait) {
  const auto& node = node_of(wait.node);
  if (node.parallel_multiple) {
    const auto gone = wait;
    drop(wait);
    for (int i = 0; i < std::ssize(node.events); ++i) arm(gone.active, gone.scope, gone.node, i);
    return;
  }
  if (wait.kind != EventKind::timer) return;
  auto next = wait;
  next.id = 0;
  next.due = after(wait.due, wait.step);
  next.repeats = wait.repeats > 0 ? wait.repeats - 1 : wait.repeats;
  const bool again = wait.repeats != 0 && (!wait.until || next.due <= *wait.until);
  state_.waits.erase(wait.id);
  if (!again) return;
  next.id = next_id();
  Effect effect;
  effect.kind = EffectKind::timer_set;
  effect.node = next.node;
  effect.active = next.active;
  effect.wait = next.id;
  effect.due = next.due;
  effects_.push_back(std::move(effect));
  state_.waits.add(std::move(next));
}

// Event, receive task, or the gateway whose first event this is: the token goes on from the event.
void Run::fire_catching(const Wait& wait) {
  auto& active = *state_.actives.find(wait.active);
  state_.waits.erase(wait.id);
  const auto index = wait.node;
  if (node_of(active.node).kind == NodeKind::receive_task) {
    const auto id = active.id;
    for (const auto other : state_.waits.ids_where([id](const Wait& each) { return each.active == id; })) {
      const auto& each = *state_.waits.find(other);
      if (node_of(each.node).kind == NodeKind::receive_task) drop(each);
    }
    return complete_body(id);
  }
  const auto scope = active.scope, from = active.visit;
  const auto gateway = active.node;
  tell(EffectKind::left, gateway, active.id);
  end_active(active);
  if (gateway == index) return leave(scope, index, from);
  Index flow = kNone;
  for (const auto each : node_of(gateway).outgoing)
    if (model_.flows[each].target == index) flow = each;
  const auto id = visit(*state_.scopes.find(scope), index, {{flow, from}});
  tell(EffectKind::entered, index);
  tell(EffectKind::left, index);
  leave(scope, index, id);
}

void Run::trigger_boundary(int host_id, Index index) {
  auto* host = state_.actives.find(host_id);
  if (host->holder) host = state_.actives.find(host->holder);
  auto& scope = *state_.scopes.find(host->scope);
  const auto from = host->visit;
  if (node_of(index).interrupting)
    cancel_active(host->id, true);
  else
    ++scope.tokens;
  leave(scope.id, index, visit(scope, index, {{kNone, from}}));
}

void Run::trigger_event_sub_process(int id, Index start) {
  auto& scope = *state_.scopes.find(id);
  std::vector<Origin> from;
  if (node_of(start).interrupting) {
    for (const auto& active : state_.actives)
      if (active->scope == id && active->holder == 0 && active->visit) from.push_back({kNone, active->visit});
    for (const auto& arrival : scope.arrivals) from.push_back(arrival.from);
    cancel_contents(scope);
    scope.interrupted = true;
  }
  open_event_sub_process(id, start, std::move(from));
}

int Run::open_event_sub_process(int id, Index start, std::vector<Origin> from) {
  auto& scope = *state_.scopes.find(id);
  ++scope.tokens;
  const auto index = model_.scopes[node_of(start).scope].owner;
  auto& active = new_active(id, index, visit(scope, index, std::move(from)));
  tell(EffectKind::entered, index, active.id);
  const auto inner = open_scope(node_of(index).own_scope, active.id, id);
  if (!inner) {
    fail_body(active, unprocessable("bpmn.too_deep", "子流程嵌套过深 / sub-processes and calls nest too deeply"));
    return active.id;
  }
  active.inner = inner;
  active.phase = Phase::inside;
  begin_scope(inner, start);
  return active.id;
}

// A user task was not done in time.
void Run::fire_time_limit(const Wait& wait) {
  auto& active = *state_.actives.find(wait.active);
  const auto& limit = *node_of(active.node).limit;
  tell(EffectKind::caught, active.node, active.id, "timeLimit");
  state_.waits.erase(wait.id);
  switch (limit.action) {
    case TimeLimit::Action::urge:
      ++active.urged;
      tell(EffectKind::task_urged, active.node, active.id, active.assignee);
      if (active.urged < 1000) arm(active.id, active.scope, active.node, kTimeLimit);
      return;
    case TimeLimit::Action::transfer:
      active.assignee = limit.argument;
      tell(EffectKind::task_changed, active.node, active.id, active.assignee);
      return;
    case TimeLimit::Action::complete: {
      Stimulus done;
      done.kind = StimulusKind::complete;
      done.active = active.id;
      const auto value = evaluate(limit.argument_value, &active, active.scope);
      if (!value) return fail_body(active, value.error());
      if (value->is(feel::Kind::context))
        for (const auto& entry : value->as_context().entries()) done.variables.emplace_back(entry.name, entry.value);
      active.delegated = false;
      if (const auto completed = complete(done); !completed) fail_body(active, completed.error());
      return;
    }
    case TimeLimit::Action::give_back: {
      Stimulus back;
      back.kind = StimulusKind::return_to;
      back.active = active.id;
      back.element = limit.argument;
      if (const auto returned = return_to(back); !returned) fail_body(active, returned.error());
      return;
    }
  }
}

}  // namespace tongban::bpmn
