#include "engine/bpmn/run.h"

namespace tongban::bpmn {

std::optional<Result<Services::Done>> Services::script(const Node&, const Variables&) { return std::nullopt; }
Result<Value> Services::decide(const std::string& decision, const Value&) {
  return unprocessable("bpmn.no_decision", "没有这个决策 / there is no such decision: " + decision);
}
std::optional<Result<Variables>> Services::service(const Node&, const Variables&) { return std::nullopt; }

Active& Run::new_active(int scope, Index node, int visit) {
  Active active;
  active.id = next_id();
  active.node = node;
  active.scope = scope;
  active.visit = visit;
  return state_.actives.add(std::move(active));
}

// The token of the flow now is the activity, which counts as one token until it is left.
void Run::begin_activity(int scope, Index index, std::vector<Origin> from, int job) {
  const auto& node = node_of(index);
  auto& active = new_active(scope, index, visit(*state_.scopes.find(scope), index, std::move(from)));
  if (job)
    if (auto* compensation = state_.compensations.find(job)) compensation->handler = active.id;
  if (!node.loop && !node.multi) tell(EffectKind::entered, index, active.id);
  if (const auto moved = move_in(active); !moved) return fail_body(active, moved.error());
  bool conditional = false;
  for (const auto event : node.boundary)
    for (const auto& definition : node_of(event).events) conditional |= definition.kind == EventKind::conditional;
  arm_boundary(active);
  if (active.phase == Phase::incident) return;
  // A condition that holds already interrupts before any work is done.
  if (conditional) return push_body(active);
  begin_body(active.id);
}

void Run::push_body(const Active& active) {
  Move move;
  move.kind = MoveKind::body;
  move.scope = active.scope;
  move.node = active.node;
  move.active = active.id;
  moves_.push_back(move);
}

void Run::begin_body(int id) {
  auto& active = *state_.actives.find(id);
  const auto& node = node_of(active.node);
  if ((node.loop || node.multi) && active.holder == 0 && !active.loop) return begin_loop(id);
  if (has_scope(node.kind) || (node.kind == NodeKind::call_activity && node.own_scope != kNone)) {
    const bool calls = node.kind == NodeKind::call_activity;
    const auto scope = open_scope(node.own_scope, id, calls ? 0 : active.scope);
    if (!scope)
      return fail_body(active,
                       unprocessable("bpmn.too_deep", "子流程嵌套过深 / sub-processes and calls nest too deeply"));
    if (calls) state_.scopes.find(scope)->variables = inputs_of(active);
    active.inner = scope;
    active.phase = Phase::inside;
    return begin_scope(scope);
  }
  begin_task(active);
}

void Run::begin_task(Active& active) {
  const auto& node = node_of(active.node);
  switch (node.kind) {
    case NodeKind::user_task:
      return begin_user(active);
    case NodeKind::script_task:
      return begin_script(active);
    case NodeKind::business_rule_task:
      return begin_rule(active);
    case NodeKind::service_task:
      return begin_service(active);
    case NodeKind::receive_task:
      return arm_event(active.id, active.scope, active.node);
    case NodeKind::send_task: {
      Move move;
      move.kind = MoveKind::throwing;
      move.scope = active.scope;
      move.node = active.node;
      move.active = active.id;
      throws_.push_back(move);
      return;
    }
    case NodeKind::call_activity: {
      Effect effect;
      effect.kind = EffectKind::call_wanted;
      effect.node = active.node;
      effect.active = active.id;
      effect.name = node.reference;
      effect.variables = inputs_of(active);
      effects_.push_back(std::move(effect));
      return;
    }
    default:
      return complete_body(active.id);  // no work: abstract and manual tasks
  }
}

// The assignee is a plain name, or an expression with a leading equals sign, or the item of the loop: one signer each.
void Run::begin_user(Active& active) {
  const auto& node = node_of(active.node);
  if (active.assignee.empty()) {
    auto named = std::string(node.attribute("assignee"));
    if (named.size() > 3 && named.substr(0, 2) == "${") named = "=" + named.substr(2, named.size() - 3);
    if (!named.empty() && named.front() == '=') {
      const auto value = look_up(&active, active.scope, named.substr(1));
      named = value.is(feel::Kind::string) ? value.as_string() : "";
    }
    if (named.empty() && node.multi && !node.multi->item.empty()) {
      const auto value = look_up(&active, active.scope, node.multi->item);
      if (value.is(feel::Kind::string)) named = value.as_string();
    }
    active.assignee = named;
  }
  active.phase = Phase::waiting;
  tell(EffectKind::task_created, active.node, active.id, active.assignee);
  if (node.limit) arm(active.id, active.scope, active.node, kTimeLimit);
}

void Run::begin_script(Active& active) {
  const auto& node = node_of(active.node);
  if (const auto done = services_.script(node, inputs_of(active))) {
    if (!*done) return fail_body(active, done->error());
    set_variables(&active, active.scope, (*done)->variables);
    if ((*done)->later) {
      tell(EffectKind::service_wanted, active.node, active.id, node.script);
      return;
    }
    return complete_body(active.id);
  }
  const auto value = evaluate(node.script_value, &active, active.scope);
  if (!value) return fail_body(active, value.error());
  // A context gives each of its entries, a single value the result variable.
  if (!node.result.empty()) {
    set_variables(&active, active.scope, {{node.result, *value}});
  } else if (value->is(feel::Kind::context)) {
    Variables given;
    for (const auto& entry : value->as_context().entries()) given.emplace_back(entry.name, entry.value);
    set_variables(&active, active.scope, given);
  }
  complete_body(active.id);
}

void Run::begin_rule(Active& active) {
  const auto& node = node_of(active.node);
  std::vector<feel::Entry> entries;
  for (auto& [name, value] : inputs_of(active)) entries.push_back({name, value});
  const auto value = services_.decide(node.reference, Value::context(std::move(entries)));
  if (!value) return fail_body(active, value.error());
  if (!node.result.empty()) {
    set_variables(&active, active.scope, {{node.result, *value}});
  } else if (value->is(feel::Kind::context)) {
    Variables given;
    for (const auto& entry : value->as_context().entries()) given.emplace_back(entry.name, entry.value);
    set_variables(&active, active.scope, given);
  }
  complete_body(active.id);
}

void Run::begin_service(Active& active) {
  const auto& node = node_of(active.node);
  auto inputs = inputs_of(active);
  if (const auto done = services_.service(node, inputs)) {
    if (!*done) return fail_body(active, done->error());
    set_variables(&active, active.scope, **done);
    return complete_body(active.id);
  }
  Effect effect;
  effect.kind = EffectKind::service_wanted;
  effect.node = active.node;
  effect.active = active.id;
  effect.name = node.reference;
  effect.variables = std::move(inputs);
  effects_.push_back(std::move(effect));
}

void Run::complete_body(int id) {
  auto& active = *state_.actives.find(id);
  if (active.holder) return instance_done(active.holder, id);
  complete_activity(id);
}

void Run::complete_activity(int id) {
  auto& active = *state_.actives.find(id);
  const auto& node = node_of(active.node);
  if (const auto moved = move_out(active); !moved) return fail_body(active, moved.error());
  if (!active.loop) {
    remember(*state_.scopes.find(active.scope), active.node, active.visit, active.inner);
    tell(EffectKind::left, active.node, id);
  }
  const auto scope = active.scope, index = active.node, visit = active.visit;
  const bool handler = node.for_compensation;
  end_active(active);
  leave(scope, index, visit);
  if (handler) handler_done(id);
}

void Run::end_active(Active& active) {
  const auto id = active.id;
  disarm(id);
  state_.actives.erase(id);
}

void Run::fail_body(Active& active, Error problem) {
  active.phase = Phase::incident;
  active.retry = Retry::body;
  active.problem = problem.key + ": " + problem.detail;
  tell(EffectKind::error, active.node, active.id, problem.key, problem.detail);
}

// The token stays, as an activity that waits for a retry.
void Run::incident(int scope, Index node, std::vector<Origin> from, int visit, Retry retry, const Error& problem) {
  auto& active = new_active(scope, node, visit);
  active.arrived = std::move(from);
  fail_body(active, problem);
  active.retry = retry;
}

void Run::retry(Active& active) {
  const auto scope = active.scope, visit = active.visit;
  const auto node = active.node;
  active.problem.clear();
  switch (active.retry) {
    case Retry::arrive: {
      const auto arrived = std::move(active.arrived);
      state_.actives.erase(active.id);
      if (is_activity(node_of(node).kind)) return begin_activity(scope, node, arrived);
      auto& at = *state_.scopes.find(scope);
      if (arrived.size() < 2) {
        --at.tokens;
        return push(scope, node, arrived.empty() ? Origin() : arrived.front());
      }
      if (node_of(node).kind == NodeKind::exclusive_gateway) return choose_one(at, node, arrived);
      return choose_some(at, node, arrived, false);
    }
    case Retry::leave:
      state_.actives.erase(active.id);
      return leave(scope, node, visit);
    default:
      active.retry = Retry::none;
      active.phase = Phase::waiting;
      if (active.loop) {
        active.phase = Phase::looping;
        return next_iteration(active.id);
      }
      if (active.inner) {  // an ad hoc sub-process whose condition could not be evaluated
        active.phase = Phase::inside;
        Move move;
        move.kind = MoveKind::finish;
        move.scope = active.inner;
        moves_.push_back(move);
        return;
      }
      for (const auto wait :
           state_.waits.ids_where([&](const Wait& each) { return each.active == active.id && each.node == node; }))
        drop(*state_.waits.find(wait));
      return begin_body(active.id);
  }
}

}  // namespace tongban::bpmn
