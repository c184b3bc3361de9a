// Returning to an earlier step (驳回, 退回) and taking back what one has done (撤回). The visits of a scope are an
// occurrence net: each names the visits its tokens came from. To return to a step is to undo its visit and everything
// that came of it, to restore the tokens that undone joins had taken from branches that did not come of it, and to
// begin the step again. What does not depend on the step stays as it is, so no join waits in vain and nothing is done
// twice.
#include <algorithm>

#include "engine/bpmn/run.h"

namespace tongban::bpmn {

std::vector<int> Run::scopes_outwards(int active) const {
  std::vector<int> scopes;
  for (const auto* at = active ? state_.actives.find(active) : nullptr; at;) {
    scopes.push_back(at->scope);
    const auto* scope = state_.scopes.find(at->scope);
    at = scope && scope->owner ? state_.actives.find(scope->owner) : nullptr;
  }
  // Then the others that live, in the order in which they began.
  for (const auto& scope : state_.scopes)
    if (!scope->kept && std::find(scopes.begin(), scopes.end(), scope->id) == scopes.end()) scopes.push_back(scope->id);
  return scopes;
}

// The latest visit of the node in the scope, or in what is kept of sub-processes in it; the path to it from outside.
bool Run::find_place(int id, Index node, std::vector<Place>& path) const {
  const auto* scope = state_.scopes.find(id);
  if (!scope) return false;
  for (auto visit = scope->visits.rbegin(); visit != scope->visits.rend(); ++visit) {
    path.push_back({id, visit->id});
    if (visit->node == node || (visit->scope && find_place(visit->scope, node, path))) return true;
    path.pop_back();
  }
  return false;
}

// By place: the visit and all that came of it. A visit stands after all it came from.
std::vector<bool> Run::undone_with(const ScopeState& scope, int visit) const {
  std::vector<bool> undone(scope.visits.size());
  for (std::size_t i = 0; i < scope.visits.size(); ++i) {
    const auto& each = scope.visits[i];
    undone[i] = each.id == visit;
    for (const auto& origin : each.from) {
      const auto from = std::lower_bound(scope.visits.begin(), scope.visits.begin() + static_cast<std::ptrdiff_t>(i),
                                         origin.visit, [](const Visit& at, int id) { return at.id < id; });
      const auto place = static_cast<std::size_t>(from - scope.visits.begin());
      if (place < i && from->id == origin.visit && undone[place]) undone[i] = true;
    }
  }
  return undone;
}

// Takes the visit and all that came of it out of the scope; gives the visit.
Visit Run::cut(ScopeState& scope, int id) {
  const auto undone = undone_with(scope, id);
  const auto is_undone = [&](int visit) {
    for (std::size_t i = 0; i < undone.size(); ++i)
      if (scope.visits[i].id == visit) return static_cast<bool>(undone[i]);
    return false;
  };
  const auto freed = tokens_taken(scope, id, undone);
  for (const auto active : state_.actives.ids_where([&](const Active& each) {
         if (each.scope != scope.id || each.holder != 0) return false;
         return is_undone(each.visit) || std::any_of(each.arrived.begin(), each.arrived.end(),
                                                     [&](const Origin& from) { return is_undone(from.visit); });
       }))
    if (state_.actives.find(active)) cancel_active(active, true);
  std::erase_if(scope.arrivals, [&](const Arrival& each) { return is_undone(each.from.visit); });
  scope.arrivals.insert(scope.arrivals.end(), freed.arrivals.begin(), freed.arrivals.end());
  std::erase_if(scope.done, [&](const Done& each) { return is_undone(each.visit); });
  std::erase_if(scope.fired, [&](const Fired& each) {
    for (std::size_t i = 0; i < undone.size(); ++i)
      if (undone[i] && scope.visits[i].node == each.gateway) return true;
    return false;
  });
  Visit found;
  std::vector<Visit> stay, again;
  for (std::size_t i = 0; i < undone.size(); ++i) {
    auto& each = scope.visits[i];
    if (each.id == id)
      found = each;
    else if (undone[i] && each.scope)
      erase_scope(each.scope);
    const bool stopped = std::find(freed.stopped.begin(), freed.stopped.end(), each.id) != freed.stopped.end();
    if (!undone[i]) (stopped ? again : stay).push_back(std::move(each));
  }
  scope.visits = std::move(stay);
  scope.tokens = static_cast<int>(scope.arrivals.size());
  for (const auto& active : state_.actives) scope.tokens += active->scope == scope.id && active->holder == 0;
  if (freed.reopened && scope.interrupted) {
    scope.interrupted = false;
    arm_event_sub_processes(scope);
  }
  begin_again(scope, again);
  return found;
}

// What undone visits had taken from what stays: tokens of joins, and what an interrupting event sub-process stopped.
Run::Freed Run::tokens_taken(const ScopeState& scope, int id, const std::vector<bool>& undone) const {
  Freed freed;
  const auto stays = [&](int visit) {
    for (std::size_t i = 0; i < undone.size(); ++i)
      if (scope.visits[i].id == visit) return !undone[i];
    return true;
  };
  for (std::size_t i = 0; i < undone.size(); ++i) {
    const auto& each = scope.visits[i];
    if (!undone[i] || each.id == id) continue;
    const bool event_sub = node_of(each.node).kind == NodeKind::event_sub_process;
    freed.reopened |= event_sub;
    for (const auto& origin : each.from) {
      if (origin.visit == 0 || !stays(origin.visit)) continue;
      if (origin.flow != kNone)
        freed.arrivals.push_back({model_.flows[origin.flow].target, origin});
      else if (event_sub)
        freed.stopped.push_back(origin.visit);
    }
  }
  return freed;
}

void Run::begin_again(ScopeState& scope, const std::vector<Visit>& stopped) {
  for (const auto& each : stopped) {
    if (is_activity(node_of(each.node).kind)) {
      ++scope.tokens;
      begin_activity(scope.id, each.node, each.from);
    } else {
      push(scope.id, each.node, each.from.empty() ? Origin() : each.from.front());
    }
  }
}

// The sub-process of the visit goes on where it was when it had just ended.
void Run::reopen(int scope_id, int id, int kept) {
  auto& scope = *state_.scopes.find(scope_id);
  auto before = cut(scope, id);
  ++scope.tokens;
  auto& active = new_active(scope_id, before.node, visit(scope, before.node, before.from));
  tell(EffectKind::entered, before.node, active.id);
  auto& inner = *state_.scopes.find(kept);
  inner.kept = false;
  inner.owner = active.id;
  active.inner = kept;
  active.phase = Phase::inside;
  arm_boundary(active);
  arm_event_sub_processes(inner);
}

void Run::go_back(const std::vector<Place>& path, const std::string& assignee) {
  for (std::size_t i = 0; i + 1 < path.size(); ++i) reopen(path[i].scope, path[i].visit, path[i + 1].scope);
  auto& scope = *state_.scopes.find(path.back().scope);
  const auto target = cut(scope, path.back().visit);
  if (target.scope) erase_scope(target.scope);
  ++scope.tokens;
  begin_activity(scope.id, target.node, target.from);
  if (assignee.empty() || node_of(target.node).kind != NodeKind::user_task || node_of(target.node).multi) return;
  for (const auto& active : state_.actives) {
    if (active->scope != scope.id || active->node != target.node || active->holder != 0 ||
        active->phase != Phase::waiting)
      continue;
    if (active->assignee == assignee) continue;
    active->assignee = assignee;
    tell(EffectKind::task_changed, active->node, active->id, assignee);
  }
}

Result<void> Run::return_to(const Stimulus& stimulus) {
  const auto node = model_.find_node(stimulus.element);
  if (node == kNone)
    return not_found("bpmn.no_such_element", "没有这个元素 / there is no such element: " + stimulus.element);
  if (!is_activity(node_of(node).kind) || node_of(node).for_compensation)
    return unprocessable("bpmn.bad_stimulus", "只能退回到活动 / one returns to activities only: " + stimulus.element);
  if (stimulus.active && !state_.actives.find(stimulus.active))
    return conflict("bpmn.not_waiting", "该任务不在等待处理 / this task is not waiting to be dealt with (any more)");
  for (const auto scope : scopes_outwards(stimulus.active)) {
    std::vector<Place> path;
    if (!find_place(scope, node, path)) continue;
    std::string last;
    for (const auto& visit : state_.scopes.find(path.back().scope)->visits)
      if (visit.id == path.back().visit) last = visit.by;
    tell(EffectKind::returned, node, stimulus.active, stimulus.by);
    go_back(path, last);
    return {};
  }
  return conflict("bpmn.not_before", "流程尚未经过该环节 / the process has not passed this step: " + stimulus.element);
}

bool Run::a_person_worked(const ScopeState& scope, int visit) const {
  const auto undone = undone_with(scope, visit);
  for (std::size_t i = 0; i < undone.size(); ++i) {
    if (!undone[i] || scope.visits[i].id == visit) continue;
    if (scope.visits[i].person || scope.visits[i].scope) return true;
  }
  for (const auto& active : state_.actives) {
    if (active->scope != scope.id) continue;
    bool of = false;
    for (std::size_t i = 0; i < undone.size(); ++i) of |= undone[i] && scope.visits[i].id == active->visit;
    if (!of) continue;
    if (active->loop && !active->loop->signatures.empty()) return true;
    if (const auto* inner = active->inner ? state_.scopes.find(active->inner) : nullptr)
      for (const auto& each : inner->visits)
        if (each.person || each.scope) return true;
  }
  return false;
}

Result<void> Run::withdraw(const Stimulus& stimulus) {
  const auto node = model_.find_node(stimulus.element);
  if (node == kNone)
    return not_found("bpmn.no_such_element", "没有这个元素 / there is no such element: " + stimulus.element);
  if (withdraw_signature(stimulus, node)) return {};
  for (const auto id : scopes_outwards(0)) {
    std::vector<Place> path;
    if (!find_place(id, node, path) || path.size() != 1) continue;
    const auto& scope = *state_.scopes.find(id);
    for (const auto& visit : scope.visits) {
      if (visit.id != path.back().visit) continue;
      if (!visit.person || visit.by != stimulus.by) break;
      if (a_person_worked(scope, visit.id))
        return conflict("bpmn.already_handled", "后续环节已有人办理，不能撤回 / someone has worked on it since");
      tell(EffectKind::returned, node, 0, stimulus.by);
      go_back(path, stimulus.by);
      return {};
    }
  }
  return conflict("bpmn.not_before", "本人没有可撤回的办理 / nothing of this person's can be taken back");
}

}  // namespace tongban::bpmn
