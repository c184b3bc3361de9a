#include <algorithm>

#include "engine/bpmn/run.h"

namespace tongban::bpmn {

// Whether each token elsewhere that could still reach an incoming flow without token could as well reach one that has
// a token, never passing the gateway (BPMN 2.0.2, 13.4.3, inclusive gateway).
bool Run::nothing_else_comes(const ScopeState& scope, Index gateway, const std::vector<bool>& has) const {
  const auto& reach = model_.joins.at(gateway).from_node;
  const auto comes = [&](Index from) {
    bool empty = false, full = false;
    for (std::size_t i = 0; i < has.size(); ++i)
      if (reach[i][from]) (has[i] ? full : empty) = true;
    return empty && !full;
  };
  for (const auto& active : state_.actives)
    if (active->scope == scope.id && active->holder == 0 && comes(active->node)) return false;
  for (const auto& arrival : scope.arrivals)
    if (arrival.node != gateway && comes(arrival.node)) return false;
  return true;
}

// Only when nothing else moves. One join at a time: what it sets free may reach the next.
bool Run::resolve_joins() {
  if (model_.joins.empty()) return false;
  for (const auto& row : state_.scopes) {
    auto& scope = *row;
    if (scope.kept) continue;
    for (std::size_t i = 0; i < scope.arrivals.size(); ++i) {
      const auto gateway = scope.arrivals[i].node;
      const auto& node = node_of(gateway);
      if (node.kind == NodeKind::complex_gateway && node.condition != kNone) continue;
      if (node.kind != NodeKind::inclusive_gateway && node.kind != NodeKind::complex_gateway) continue;
      std::vector<bool> has(node.incoming.size());
      for (const auto& arrival : scope.arrivals)
        if (arrival.node == gateway && arrival.from.flow != kNone) has[incoming_place(node, arrival.from.flow)] = true;
      if (!nothing_else_comes(scope, gateway, has)) continue;
      std::vector<Origin> taken;
      for (std::size_t k = 0; k < has.size(); ++k) {
        const auto found = std::find_if(scope.arrivals.begin(), scope.arrivals.end(), [&](const Arrival& arrival) {
          return arrival.node == gateway && arrival.from.flow == node.incoming[k];
        });
        if (found == scope.arrivals.end()) continue;
        taken.push_back(found->from);
        scope.arrivals.erase(found);
      }
      scope.tokens -= static_cast<int>(taken.size()) - 1;
      choose_some(scope, gateway, std::move(taken), false);
      return true;
    }
    for (std::size_t i = 0; i < scope.fired.size(); ++i)
      if (resolve_complex(scope, scope.fired[i].gateway)) return true;
  }
  return false;
}

// A complex gateway with a condition of its own: fires when it holds, once before it is reset.
bool Run::activates(ScopeState& scope, Index gateway) {
  const auto& node = node_of(gateway);
  if (node.condition == kNone) return false;
  for (const auto& fired : scope.fired)
    if (fired.gateway == gateway) return false;
  Variables counts;
  std::int64_t all = 0;
  for (const auto flow : node.incoming) {
    std::int64_t count = 0;
    for (const auto& arrival : scope.arrivals) count += arrival.node == gateway && arrival.from.flow == flow;
    counts.emplace_back(model_.flows[flow].id, Value::integer(count));
    all += count;
  }
  counts.emplace_back("activationCount", Value::integer(all));
  counts.emplace_back("waitingForStart", Value::boolean(true));
  const auto holds = evaluate(node.condition, nullptr, scope.id, counts);
  if (!holds) {
    const auto from = scope.arrivals.back().from;
    scope.arrivals.pop_back();
    incident(scope.id, gateway, {from}, 0, Retry::arrive, holds.error());
    return false;
  }
  if (!holds->is_true()) return false;
  Fired fired;
  fired.gateway = gateway;
  std::vector<Origin> taken;
  for (const auto flow : node.incoming) {
    const auto found = std::find_if(scope.arrivals.begin(), scope.arrivals.end(), [&](const Arrival& arrival) {
      return arrival.node == gateway && arrival.from.flow == flow;
    });
    if (found == scope.arrivals.end()) continue;
    fired.flows.push_back(flow);
    taken.push_back(found->from);
    scope.arrivals.erase(found);
  }
  scope.tokens -= static_cast<int>(taken.size()) - 1;
  scope.fired.push_back(std::move(fired));
  choose_some(scope, gateway, std::move(taken), false);
  return true;
}

// Reset: when no further token can come along a flow that had none, those that came since are taken away.
bool Run::resolve_complex(ScopeState& scope, Index gateway) {
  const auto& node = node_of(gateway);
  const auto fired =
      std::find_if(scope.fired.begin(), scope.fired.end(), [&](const Fired& each) { return each.gateway == gateway; });
  std::vector<bool> has(node.incoming.size());
  for (const auto flow : fired->flows) has[incoming_place(node, flow)] = true;
  std::vector<std::ptrdiff_t> late;
  for (std::size_t i = 0; i < scope.arrivals.size(); ++i) {
    const auto& arrival = scope.arrivals[i];
    if (arrival.node != gateway || arrival.from.flow == kNone) continue;
    auto place = incoming_place(node, arrival.from.flow);
    if (has[place]) continue;  // a second token of that flow belongs to the next round
    has[place] = true;
    late.push_back(static_cast<std::ptrdiff_t>(i));
  }
  if (!nothing_else_comes(scope, gateway, has)) return false;
  std::vector<Origin> taken;
  for (const auto i : late) taken.push_back(scope.arrivals[static_cast<std::size_t>(i)].from);
  for (auto i = late.rbegin(); i != late.rend(); ++i) scope.arrivals.erase(scope.arrivals.begin() + *i);
  scope.fired.erase(fired);
  if (!taken.empty()) {
    scope.tokens -= static_cast<int>(taken.size()) - 1;
    choose_some(scope, gateway, std::move(taken), true);
  }
  // Tokens that waited for the next round begin it.
  activates(scope, gateway);
  return true;
}

}  // namespace tongban::bpmn
