#include "engine/bpmn/migrate.h"

#include <algorithm>
#include <set>

namespace tongban::bpmn {
namespace {

class Migration {
 public:
  Migration(const Model& from, const Model& to, const Mapping& mapping) : from_(from), to_(to), mapping_(mapping) {}

  Result<State> run(State state) {
    const auto process = state.process == kNone ? kNone : to_.find_process(from_.processes[state.process].id);
    if (process == kNone) in_the_way("", "流程不在新版本中 / the new version lacks the process");
    state.process = process;
    for (const auto& scope : state.scopes) move_scope(*scope);
    for (const auto& active : state.actives) {
      active->node = must(active->node);
      for (auto& origin : active->arrived) origin = moved(origin, true);
    }
    for (const auto& wait : state.waits) move_wait(*wait);
    for (const auto& job : state.compensations)
      for (auto& step : job->steps) step.handler = must(step.handler);
    if (!problems_.empty())
      return Error{Code::conflict, "bpmn.cannot_migrate",
                   "流程实例不能迁移到新版本 / the instance cannot go on in the new version", problems_};
    // What the rows say of each other is checked as for a stored state.
    if (!state_of(to_, json_of(to_, state)))
      return conflict("bpmn.cannot_migrate",
                      "新版本的范围与实例不符 / the scopes of the new version do not fit the instance");
    return state;
  }

 private:
  void in_the_way(const std::string& id, std::string detail) {
    if (!told_.insert(id).second) return;
    problems_.push_back({"/" + id, "bpmn.cannot_migrate", std::move(detail)});
  }

  Index found(Index node) const {
    const auto& id = from_.nodes[node].id;
    const auto named = mapping_.find(id);
    const auto other = to_.find_node(named == mapping_.end() ? id : named->second);
    return other != kNone && to_.nodes[other].kind == from_.nodes[node].kind ? other : kNone;
  }

  Index must(Index node) {
    const auto other = found(node);
    const bool loops = other != kNone && (to_.nodes[other].multi.has_value() != from_.nodes[node].multi.has_value() ||
                                          to_.nodes[other].loop.has_value() != from_.nodes[node].loop.has_value());
    if (other == kNone || loops)
      in_the_way(from_.nodes[node].id,
                 "新版本没有同类的元素 / the new version lacks an element of this kind: " + from_.nodes[node].id);
    return std::max(other, 0);
  }

  // The flow between the same elements; where there are several, the one with the same id.
  Index flow(Index index) const {
    const auto& old = from_.flows[index];
    const auto source = found(old.source), target = found(old.target);
    Index best = kNone;
    if (source != kNone && target != kNone)
      for (const auto each : to_.nodes[source].outgoing)
        if (to_.flows[each].target == target && (best == kNone || to_.flows[each].id == old.id)) best = each;
    return best;
  }

  Origin moved(Origin origin, bool needed) {
    if (origin.flow == kNone) return origin;
    const auto other = flow(origin.flow);
    if (other == kNone && needed)
      in_the_way(from_.flows[origin.flow].id,
                 "新版本没有这条顺序流 / the new version lacks this sequence flow: " + from_.flows[origin.flow].id);
    origin.flow = other;
    return origin;
  }

  void move_scope(ScopeState& scope) {
    const auto& old = from_.scopes[scope.scope];
    if (old.owner == kNone) {
      const auto process = to_.find_process(from_.processes[old.process].id);
      if (process == kNone)
        in_the_way(from_.processes[old.process].id, "流程不在新版本中 / the new version lacks the process");
      else
        scope.scope = to_.processes[process].scope;
    } else {
      const auto owner = must(old.owner);
      scope.scope = std::max(to_.nodes[owner].own_scope, 0);
    }
    for (auto& arrival : scope.arrivals) {
      arrival.node = must(arrival.node);
      arrival.from = moved(arrival.from, true);
    }
    std::vector<Visit> visits;
    for (auto& visit : scope.visits) {
      const auto node = found(visit.node);
      if (node == kNone || to_.nodes[node].scope != scope.scope) continue;
      visit.node = node;
      for (auto& origin : visit.from) origin = moved(origin, false);
      visits.push_back(std::move(visit));
    }
    scope.visits = std::move(visits);
    for (auto& done : scope.done) done.node = must(done.node);
    for (auto& fired : scope.fired) {
      fired.gateway = must(fired.gateway);
      for (auto& each : fired.flows) each = std::max(flow(each), 0);
    }
  }

  void move_wait(Wait& wait) {
    const auto node = must(wait.node);
    const auto& events = to_.nodes[node].events;
    const bool fits = wait.event == kTimeLimit
                          ? to_.nodes[node].limit.has_value()
                          : wait.event < std::ssize(events) && events[wait.event].kind == wait.kind;
    if (!fits)
      in_the_way(from_.nodes[wait.node].id,
                 "新版本的事件不同 / the event differs in the new version: " + from_.nodes[wait.node].id);
    wait.node = node;
  }

  const Model& from_;
  const Model& to_;
  const Mapping& mapping_;
  std::vector<FieldError> problems_;
  std::set<std::string> told_;
};

}  // namespace

Result<State> migrate(const Model& from, const State& state, const Model& to, const Mapping& mapping) {
  if (state.status != Status::running) return conflict("bpmn.finished", "流程不在运行 / the process is not running");
  return Migration(from, to, mapping).run(state);
}

}  // namespace tongban::bpmn
