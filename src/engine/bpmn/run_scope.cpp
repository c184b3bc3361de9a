#include <algorithm>

#include "engine/bpmn/run.h"

namespace tongban::bpmn {
namespace {

constexpr int kDeepest = 100;  // scopes within scopes; a process may call itself

}  // namespace

// 0 where they nest too deeply.
int Run::open_scope(Index index, int owner, int parent) {
  int depth = 0;
  for (const auto* at = owner ? state_.actives.find(owner) : nullptr; at; ++depth) {
    const auto* scope = state_.scopes.find(at->scope);
    at = scope && scope->owner ? state_.actives.find(scope->owner) : nullptr;
  }
  if (depth > kDeepest) return 0;
  ScopeState scope;
  scope.id = next_id();
  scope.scope = index;
  scope.owner = owner;
  scope.parent = parent;
  return state_.scopes.add(std::move(scope)).id;
}

// Data, then what listens, then the tokens; `at` is where the only token begins instead.
void Run::begin_scope(int id, Index at) {
  auto& scope = *state_.scopes.find(id);
  const auto& shape = model_.scopes[scope.scope];
  for (const auto& item : shape.data)
    if (!find(scope.variables, item.name)) scope.variables.emplace_back(item.name, Value());
  arm_event_sub_processes(scope);
  if (at != kNone) return push(id, at, {});
  const bool one_by_one = scope.owner && node_of(state_.actives.find(scope.owner)->node).kind == NodeKind::ad_hoc &&
                          node_of(state_.actives.find(scope.owner)->node).sequential;
  for (const auto start : shape.starts) {
    push(id, start, {});
    // Of several start events one begins; which other one is for the request to say.
    if (one_by_one || node_of(start).kind == NodeKind::start_event) break;
  }
  if (scope.tokens > 0) return;
  ++scope.tokens;
  consume(scope);
}

// The last token is gone. Event sub-processes that only wait do not hold the scope.
void Run::finish_scope(int id) {
  auto& scope = *state_.scopes.find(id);
  if (scope.tokens > 0 || scope.kept || scope.cancelling) return;
  if (scope.owner == 0) return finish_instance(Status::completed);
  auto& owner = *state_.actives.find(scope.owner);
  if (owner.phase == Phase::incident) return;
  const auto& node = node_of(owner.node);
  if (node.kind == NodeKind::ad_hoc && !ad_hoc_is_over(scope, owner)) return;
  for (const auto wait :
       state_.waits.ids_where([id](const Wait& each) { return each.scope == id && each.active == 0; }))
    drop(*state_.waits.find(wait));
  if (node.kind == NodeKind::event_sub_process) {
    const auto outer = owner.scope, active = owner.id;
    tell(EffectKind::left, owner.node, active);
    erase_scope(id);
    end_active(owner);
    consume(*state_.scopes.find(outer));
    return handler_done(active);
  }
  if (node.kind == NodeKind::call_activity) {
    Variables given = std::move(scope.variables);
    erase_scope(id);
    owner.inner = 0;
    if (!node.outputs.empty()) {
      for (auto& [name, value] : given) assign(owner.locals, name, std::move(value));
    } else {
      set_variables(&owner, owner.scope, given);
    }
  } else if (keeps_scope(scope, owner.holder != 0)) {
    scope.kept = true;
    scope.owner = 0;
    if (owner.holder == 0)
      for (auto& visit : state_.scopes.find(owner.scope)->visits)
        if (visit.id == owner.visit) visit.scope = id;
  } else {
    erase_scope(id);
    owner.inner = 0;
  }
  complete_body(owner.id);
}

// Without a condition it is over when nothing is left to do; with one, when that holds (BPMN 2.0.2, 13.3.5).
bool Run::ad_hoc_is_over(ScopeState& scope, const Active& owner) {
  const auto& node = node_of(owner.node);
  if (node.condition != kNone) {
    const auto holds = evaluate(node.condition, nullptr, scope.id);
    if (!holds) {
      fail_body(*state_.actives.find(owner.id), holds.error());
      return false;
    }
    if (holds->is_true()) return true;
  }
  if (node.sequential)
    for (const auto start : model_.scopes[scope.scope].starts) {
      const bool begun = std::any_of(scope.visits.begin(), scope.visits.end(),
                                     [start](const Visit& visit) { return visit.node == start; });
      if (begun) continue;
      push(scope.id, start, {});
      return false;
    }
  return node.condition == kNone;
}

void Run::finish_instance(Status status) {
  const auto root = (*state_.scopes.begin())->id;
  cancel_contents(*state_.scopes.find(root));
  std::vector<int> inner = state_.scopes.ids_where([root](const ScopeState& scope) { return scope.id != root; });
  for (const auto id : inner) state_.scopes.erase(id);
  auto& scope = *state_.scopes.find(root);
  scope.visits.clear();
  scope.done.clear();
  for (const auto id : state_.compensations.ids_where([](const Compensation&) { return true; }))
    state_.compensations.erase(id);
  moves_.clear();
  throws_.clear();
  changed_ = false;
  state_.status = status;
  tell(status == Status::completed ? EffectKind::completed
       : status == Status::failed  ? EffectKind::failed
                                   : EffectKind::terminated,
       kNone, 0, state_.error);
}

void Run::drop_moves(int scope) {
  const auto of = [scope](const Move& move) { return move.scope == scope; };
  moves_.erase(std::remove_if(moves_.begin(), moves_.end(), of), moves_.end());
  throws_.erase(std::remove_if(throws_.begin(), throws_.end(), of), throws_.end());
}

// Everything that moves, waits or works in the scope ends. What was completed there stays compensable.
void Run::cancel_contents(ScopeState& scope) {
  const auto id = scope.id;
  for (const auto active :
       state_.actives.ids_where([id](const Active& each) { return each.scope == id && each.holder == 0; }))
    if (state_.actives.find(active)) cancel_active(active, true);
  for (const auto wait :
       state_.waits.ids_where([id](const Wait& each) { return each.scope == id && each.active == 0; }))
    drop(*state_.waits.find(wait));
  drop_moves(id);
  scope.arrivals.clear();
  scope.fired.clear();
  scope.tokens = 0;
}

// The activity with all in it. Its token is the caller's to keep or to take away.
void Run::cancel_active(int id, bool told) {
  auto& active = *state_.actives.find(id);
  const auto& node = node_of(active.node);
  for (const auto instance : state_.actives.ids_where([id](const Active& each) { return each.holder == id; }))
    cancel_active(instance, told);
  if (active.inner) {
    if (auto* inner = state_.scopes.find(active.inner); inner && !inner->kept) {
      cancel_contents(*inner);
      erase_scope(active.inner);
    }
  }
  for (const auto job : state_.compensations.ids_where(
           [id](const Compensation& each) { return each.thrower == id || each.handler == id; })) {
    const auto handler = state_.compensations.find(job)->handler;
    const auto thrower = state_.compensations.find(job)->thrower;
    state_.compensations.erase(job);
    if (thrower == id && handler && state_.actives.find(handler)) {
      const auto at = state_.actives.find(handler)->scope;
      cancel_active(handler, told);
      if (auto* scope = state_.scopes.find(at)) --scope->tokens;
    }
  }
  if (!active.loop && active.phase == Phase::waiting) {
    if (node.kind == NodeKind::user_task) tell(EffectKind::task_cancelled, active.node, id);
    if (node.kind == NodeKind::service_task || node.kind == NodeKind::script_task)
      tell(EffectKind::service_cancelled, active.node, id);
    if (node.kind == NodeKind::call_activity) tell(EffectKind::call_cancelled, active.node, id);
  }
  if (told && !active.loop) tell(EffectKind::cancelled, active.node, id);
  const auto of = [id](const Move& move) { return move.active == id; };
  moves_.erase(std::remove_if(moves_.begin(), moves_.end(), of), moves_.end());
  throws_.erase(std::remove_if(throws_.begin(), throws_.end(), of), throws_.end());
  end_active(active);
}

// With the scopes kept for it.
void Run::erase_scope(int id) {
  const auto* scope = state_.scopes.find(id);
  if (!scope) return;
  std::vector<int> kept;
  for (const auto& visit : scope->visits)
    if (visit.scope) kept.push_back(visit.scope);
  for (const auto& done : scope->done)
    if (done.scope) kept.push_back(done.scope);
  for (const auto active :
       state_.actives.ids_where([id](const Active& each) { return each.scope == id && each.holder == 0; }))
    if (state_.actives.find(active)) cancel_active(active, true);  // handlers at work in a kept scope
  drop_moves(id);
  state_.scopes.erase(id);
  for (const auto each : kept) erase_scope(each);
}

// A terminate end event ends the process or sub-process it lies in; a sub-process then is left as usual.
void Run::terminate_scope(int id) {
  auto& scope = *state_.scopes.find(id);
  cancel_contents(scope);
  if (scope.owner == 0 && !scope.kept) return finish_instance(Status::completed);
  ++scope.tokens;
  consume(scope);
}

}  // namespace tongban::bpmn
