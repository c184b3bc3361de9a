#include <algorithm>

#include "engine/bpmn/run.h"

namespace tongban::bpmn {

std::size_t incoming_place(const Node& node, Index flow) {
  return static_cast<std::size_t>(std::find(node.incoming.begin(), node.incoming.end(), flow) - node.incoming.begin());
}

int Run::visit(ScopeState& scope, Index node, std::vector<Origin> from) {
  if (scope.visits.size() >= limits_.visits) forget_oldest(scope);
  Visit visit;
  visit.id = next_id();
  visit.node = node;
  visit.from = std::move(from);
  scope.visits.push_back(std::move(visit));
  return scope.visits.back().id;
}

// Half of them, so that it is done rarely; scopes kept for them go too.
void Run::forget_oldest(ScopeState& scope) {
  const auto half = scope.visits.size() / 2;
  for (std::size_t i = 0; i < half; ++i) {
    const auto kept = scope.visits[i].scope;
    const bool compensable =
        std::any_of(scope.done.begin(), scope.done.end(), [kept](const Done& done) { return done.scope == kept; });
    if (kept && !compensable) erase_scope(kept);
  }
  scope.visits.erase(scope.visits.begin(), scope.visits.begin() + static_cast<std::ptrdiff_t>(half));
}

void Run::arrive(const Move& move) {
  auto& scope = *state_.scopes.find(move.scope);
  const auto& node = node_of(move.node);
  if (is_activity(node.kind)) {
    if (node.start_quantity > 1) {
      scope.arrivals.push_back({move.node, move.from});
      std::vector<Origin> taken;
      if (!take_arrivals(scope, move.node, taken)) return;
      scope.tokens -= static_cast<int>(taken.size()) - 1;
      begin_activity(scope.id, move.node, std::move(taken));
      return;
    }
    begin_activity(scope.id, move.node, {move.from}, move.job);
    return;
  }
  switch (node.kind) {
    case NodeKind::start_event:
    case NodeKind::boundary_event: {
      tell(EffectKind::entered, move.node);
      const auto id = visit(scope, move.node, {move.from});
      tell(EffectKind::left, move.node);
      leave(scope.id, move.node, id);
      return;
    }
    case NodeKind::catch_event: {
      const auto id = visit(scope, move.node, {move.from});
      tell(EffectKind::entered, move.node);
      if (node.events.empty() || node.events.front().kind == EventKind::link) {
        tell(EffectKind::left, move.node);
        leave(scope.id, move.node, id);
        return;
      }
      arm_event(new_active(scope.id, move.node, id).id, scope.id, move.node);
      return;
    }
    case NodeKind::throw_event:
    case NodeKind::end_event: {
      auto later = move;
      later.kind = MoveKind::throwing;
      const bool speaks = std::any_of(node.events.begin(), node.events.end(), [](const EventDefinition& event) {
        return event.kind == EventKind::message || event.kind == EventKind::signal;
      });
      (speaks ? throws_ : moves_).push_back(later);
      return;
    }
    default:
      arrive_at_gateway(scope, move.node, move.from);
      return;
  }
}

void Run::arrive_at_gateway(ScopeState& scope, Index node, Origin from) {
  const auto& gateway = node_of(node);
  switch (gateway.kind) {
    case NodeKind::exclusive_gateway:
      choose_one(scope, node, {from});
      return;
    case NodeKind::event_based_gateway: {
      tell(EffectKind::entered, node);
      arm_event(new_active(scope.id, node, visit(scope, node, {from})).id, scope.id, node);
      return;
    }
    case NodeKind::parallel_gateway: {
      if (gateway.incoming.size() < 2) return fork(scope, node, {from});
      scope.arrivals.push_back({node, from});
      std::vector<Origin> taken;
      if (!take_arrivals(scope, node, taken)) return;
      scope.tokens -= static_cast<int>(taken.size()) - 1;
      return fork(scope, node, std::move(taken));
    }
    case NodeKind::inclusive_gateway:
      if (gateway.incoming.size() < 2) return choose_some(scope, node, {from}, false);
      scope.arrivals.push_back({node, from});
      return;
    default:
      if (gateway.incoming.size() < 2) return choose_some(scope, node, {from}, false);
      scope.arrivals.push_back({node, from});
      activates(scope, node);
      return;
  }
}

// One token of each incoming flow (parallel gateways), or as many as the task asks for; none if they are not all there.
bool Run::take_arrivals(ScopeState& scope, Index node, std::vector<Origin>& taken) {
  const auto& at = node_of(node);
  std::vector<std::size_t> places;
  if (at.kind == NodeKind::parallel_gateway) {
    for (const auto flow : at.incoming) {
      std::size_t i = 0;
      while (i < scope.arrivals.size() && !(scope.arrivals[i].node == node && scope.arrivals[i].from.flow == flow)) ++i;
      if (i == scope.arrivals.size()) return false;
      places.push_back(i);
    }
    std::sort(places.begin(), places.end());
  } else {
    for (std::size_t i = 0; i < scope.arrivals.size() && std::ssize(places) < at.start_quantity; ++i)
      if (scope.arrivals[i].node == node) places.push_back(i);
    if (std::ssize(places) < at.start_quantity) return false;
  }
  for (const auto i : places) taken.push_back(scope.arrivals[i].from);
  for (auto i = places.rbegin(); i != places.rend(); ++i)
    scope.arrivals.erase(scope.arrivals.begin() + static_cast<std::ptrdiff_t>(*i));
  return true;
}

void Run::fork(ScopeState& scope, Index node, std::vector<Origin> from) {
  tell(EffectKind::entered, node);
  const auto id = visit(scope, node, std::move(from));
  tell(EffectKind::left, node);
  for (const auto flow : node_of(node).outgoing) push(scope.id, model_.flows[flow].target, {flow, id});
  consume(scope);
}

void Run::choose_one(ScopeState& scope, Index node, std::vector<Origin> from) {
  const auto& gateway = node_of(node);
  Index chosen = gateway.outgoing.size() == 1 && model_.flows[gateway.outgoing[0]].condition == kNone
                     ? gateway.outgoing[0]
                     : kNone;
  for (const auto flow : gateway.outgoing) {
    if (chosen != kNone) break;
    if (flow == gateway.default_flow) continue;
    if (model_.flows[flow].condition == kNone) {
      chosen = flow;
      break;
    }
    const auto value = evaluate(model_.flows[flow].condition, nullptr, scope.id);
    if (!value) return incident(scope.id, node, std::move(from), 0, Retry::arrive, value.error());
    if (value->is_true()) chosen = flow;
  }
  if (chosen == kNone) chosen = gateway.default_flow;
  if (chosen == kNone && !gateway.outgoing.empty())
    return incident(scope.id, node, std::move(from), 0, Retry::arrive,
                    unprocessable("bpmn.no_flow", "没有一个分支的条件成立 / no condition of the gateway holds"));
  tell(EffectKind::entered, node);
  const auto id = visit(scope, node, std::move(from));
  tell(EffectKind::left, node);
  if (chosen != kNone) push(scope.id, model_.flows[chosen].target, {chosen, id});
  consume(scope);
}

// The flows whose conditions hold and those without condition; where no condition holds, the default flow.
Result<std::vector<Index>> Run::true_flows(int scope, const Node& node, bool reset, const Variables& more) {
  std::vector<Index> taken;
  bool some = false;
  for (const auto flow : node.outgoing) {
    if (flow == node.default_flow) continue;
    const auto condition = model_.flows[flow].condition;
    if (condition == kNone) {
      if (!reset) taken.push_back(flow);
      some |= is_gateway(node.kind);
      continue;
    }
    // When a complex gateway is reset only conditions that ask for it give tokens; see docs/processes.md.
    if (reset && !model_.expressions[condition].reads("waitingForStart")) continue;
    if (!TRY(evaluate(condition, nullptr, scope, more)).is_true()) continue;
    taken.push_back(flow);
    some = true;
  }
  if (!some && !reset && node.default_flow != kNone) taken.push_back(node.default_flow);
  return taken;
}

void Run::choose_some(ScopeState& scope, Index node, std::vector<Origin> from, bool reset) {
  const auto& gateway = node_of(node);
  Variables more;
  if (gateway.kind == NodeKind::complex_gateway) more.emplace_back("waitingForStart", Value::boolean(!reset));
  const auto flows = true_flows(scope.id, gateway, reset, more);
  if (!flows) return incident(scope.id, node, std::move(from), 0, Retry::arrive, flows.error());
  if (flows->empty() && !reset && !gateway.outgoing.empty())
    return incident(scope.id, node, std::move(from), 0, Retry::arrive,
                    unprocessable("bpmn.no_flow", "没有一个分支的条件成立 / no condition of the gateway holds"));
  tell(EffectKind::entered, node);
  const auto id = visit(scope, node, std::move(from));
  tell(EffectKind::left, node);
  for (const auto flow : *flows) push(scope.id, model_.flows[flow].target, {flow, id});
  consume(scope);
}

// From an activity or event: all flows, as conditions say, times the completion quantity.
void Run::leave(int scope_id, Index index, int visit) {
  auto& scope = *state_.scopes.find(scope_id);
  const auto& node = node_of(index);
  const auto flows = true_flows(scope_id, node, false, {});
  if (!flows) return incident(scope_id, index, {}, visit, Retry::leave, flows.error());
  if (flows->empty() && !node.outgoing.empty())
    return incident(scope_id, index, {}, visit, Retry::leave,
                    unprocessable("bpmn.no_flow", "没有一个流出的条件成立 / no condition of the outgoing flows holds"));
  for (const auto flow : *flows)
    for (std::int64_t i = 0; i < node.completion_quantity; ++i)
      push(scope_id, model_.flows[flow].target, {flow, visit});
  consume(scope);
}

}  // namespace tongban::bpmn
