#include "engine/bpmn/state.h"
#include "engine/bpmn/value_json.h"

namespace tongban::bpmn {
namespace {

// Only what differs from the beginning is written: most members of most rows are not.
class Writer {
 public:
  explicit Writer(const Model& model) : model_(model) {}

  json::value node(Index index) const {
    return index == kNone ? json::value(nullptr) : json::value(model_.nodes[index].id);
  }
  // Flows may have no id; their number is as good within one version.
  json::array origin(const Origin& from) const { return {from.flow, from.visit}; }
  json::array origins(const std::vector<Origin>& list) const {
    json::array all;
    for (const auto& each : list) all.push_back(origin(each));
    return all;
  }
  static json::object variables(const Variables& variables) {
    json::object all;
    for (const auto& [name, value] : variables) all[name] = stored(value);
    return all;
  }

  json::object scope(const ScopeState& scope) const {
    json::object out = {{"id", scope.id}, {"scope", scope.scope}, {"variables", variables(scope.variables)}};
    put(out, "owner", scope.owner);
    put(out, "parent", scope.parent);
    put(out, "tokens", scope.tokens);
    put(out, "kept", scope.kept);
    put(out, "interrupted", scope.interrupted);
    put(out, "cancelling", scope.cancelling);
    json::array arrivals, visits, done, fired;
    for (const auto& each : scope.arrivals) arrivals.push_back(json::array{node(each.node), origin(each.from)});
    for (const auto& each : scope.visits) {
      json::object one = {{"id", each.id}, {"node", node(each.node)}, {"from", origins(each.from)}};
      put(one, "by", each.by);
      put(one, "scope", each.scope);
      put(one, "person", each.person);
      visits.push_back(std::move(one));
    }
    for (const auto& each : scope.done)
      done.push_back(json::array{each.order, node(each.node), each.visit, each.scope});
    for (const auto& each : scope.fired) {
      json::array flows;
      for (const auto flow : each.flows) flows.push_back(flow);
      fired.push_back(json::array{node(each.gateway), std::move(flows)});
    }
    if (!arrivals.empty()) out["arrivals"] = std::move(arrivals);
    if (!visits.empty()) out["visits"] = std::move(visits);
    if (!done.empty()) out["done"] = std::move(done);
    if (!fired.empty()) out["fired"] = std::move(fired);
    return out;
  }

  json::object active(const Active& active) const {
    json::object out = {{"id", active.id}, {"node", node(active.node)}, {"scope", active.scope}};
    put(out, "holder", active.holder);
    put(out, "visit", active.visit);
    put(out, "inner", active.inner);
    put(out, "phase", static_cast<int>(active.phase));
    put(out, "retry", static_cast<int>(active.retry));
    put(out, "number", active.number);
    if (!active.locals.empty()) out["locals"] = variables(active.locals);
    if (!active.arrived.empty()) out["arrived"] = origins(active.arrived);
    put(out, "problem", active.problem);
    put(out, "assignee", active.assignee);
    put(out, "owner", active.owner);
    put(out, "delegated", active.delegated);
    put(out, "urged", active.urged);
    if (active.loop) out["loop"] = loop(*active.loop);
    return out;
  }

  static json::object loop(const LoopState& loop) {
    json::object out;
    put(out, "multi", loop.multi);
    put(out, "sequential", loop.sequential);
    put(out, "total", loop.total);
    put(out, "started", loop.started);
    put(out, "completed", loop.completed);
    put(out, "terminated", loop.terminated);
    if (!loop.items.empty()) out["items"] = stored(Value::list(loop.items));
    if (!loop.results.empty()) out["results"] = stored(Value::list(loop.results));
    json::array signatures;
    for (const auto& each : loop.signatures)
      signatures.push_back(
          json::array{each.instance, each.by, each.approved ? json::value(*each.approved) : json::value(nullptr)});
    if (!signatures.empty()) out["signatures"] = std::move(signatures);
    return out;
  }

  json::object wait(const Wait& wait) const {
    json::object out = {{"id", wait.id},
                        {"scope", wait.scope},
                        {"node", node(wait.node)},
                        {"event", wait.event},
                        {"kind", static_cast<int>(wait.kind)}};
    put(out, "active", wait.active);
    put(out, "key", wait.key);
    put(out, "due", wait.due.micros());
    put(out, "months", wait.step.months);
    put(out, "micros", wait.step.micros);
    put(out, "repeats", wait.repeats);
    if (wait.until) out["until"] = wait.until->micros();
    put(out, "was_true", wait.was_true);
    return out;
  }

  json::object compensation(const Compensation& job) const {
    json::object out = {{"id", job.id}};
    put(out, "thrower", job.thrower);
    put(out, "cancels", job.cancels);
    put(out, "handler", job.handler);
    json::array steps;
    for (const auto& each : job.steps) steps.push_back(json::array{each.scope, node(each.handler)});
    out["steps"] = std::move(steps);
    return out;
  }

 private:
  template <class T>
  static void put(json::object& out, const char* name, const T& value) {
    if (value != T()) out[name] = value;
  }
  const Model& model_;
};

}  // namespace

json::value json_of(const Model& model, const State& state) {
  const Writer writer(model);
  json::array scopes, actives, waits, compensations;
  for (const auto& each : state.scopes) scopes.push_back(writer.scope(*each));
  for (const auto& each : state.actives) actives.push_back(writer.active(*each));
  for (const auto& each : state.waits) waits.push_back(writer.wait(*each));
  for (const auto& each : state.compensations) compensations.push_back(writer.compensation(*each));
  return json::object{{"version", State::kVersion},
                      {"status", static_cast<int>(state.status)},
                      {"process", state.process},
                      {"next_id", state.next_id},
                      {"error", state.error},
                      {"scopes", std::move(scopes)},
                      {"actives", std::move(actives)},
                      {"waits", std::move(waits)},
                      {"compensations", std::move(compensations)}};
}

}  // namespace tongban::bpmn
