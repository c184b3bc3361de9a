#include "engine/bpmn/run.h"

namespace tongban::bpmn {

Result<void> advance(const Model& model, State& state, const Stimulus& stimulus, Services& services, Instant now,
                     Effects& effects, const Limits& limits) {
  return Run(model, state, services, now, effects, limits).act(stimulus);
}

Result<void> Run::act(const Stimulus& stimulus) {
  TRY(dispatch(stimulus));
  settle();
  return {};
}

// Until nothing moves. An instance that was stopped has an empty agenda and no scopes.
void Run::settle() {
  for (;;) {
    if (changed_) check_conditions();
    if (moves_.empty() && throws_.empty() && !resolve_joins()) return;
    if (++steps_ > limits_.steps || state_.actives.size() > limits_.tokens) {
      give_up();
      return;
    }
    auto& queue = moves_.empty() ? throws_ : moves_;
    if (queue.empty()) continue;
    const auto move = queue.front();
    queue.pop_front();
    step(move);
  }
}

void Run::step(const Move& move) {
  if (!state_.scopes.find(move.scope)) return;
  switch (move.kind) {
    case MoveKind::arrive:
      arrive(move);
      return;
    case MoveKind::throwing:
      throw_events(move);
      return;
    case MoveKind::finish:
      finish_scope(move.scope);
      return;
    case MoveKind::fire:
      fire(move.wait, {});
      return;
    case MoveKind::body:
      if (state_.actives.find(move.active)) begin_body(move.active);
      return;
  }
}

// An endless cycle, or a flood of tokens: nothing is lost, everything stands still where it is.
void Run::give_up() {
  const auto problem =
      unprocessable("bpmn.endless", "流程在无人处理的循环中运行过久 / the process runs in a circle without end");
  auto moves = std::move(moves_);
  moves_.clear();
  for (auto& move : throws_) moves.push_back(move);
  throws_.clear();
  for (const auto& move : moves) {
    if (!state_.scopes.find(move.scope)) continue;
    if (move.kind == MoveKind::finish) {
      // The scope has no token left; let it end, or it would never.
      finish_scope(move.scope);
      continue;
    }
    if (move.kind == MoveKind::fire) {
      if (auto* wait = state_.waits.find(move.wait)) wait->was_true = false;  // becomes true again
      continue;
    }
    if (auto* active = move.active != 0 ? state_.actives.find(move.active) : nullptr) {
      fail_body(*active, problem);
      continue;
    }
    incident(move.scope, move.node, {move.from}, 0, Retry::arrive, problem);
  }
  // What finishing has set free stands still as well.
  auto rest = std::move(moves_);
  moves_.clear();
  for (const auto& move : rest)
    if (move.kind == MoveKind::arrive && state_.scopes.find(move.scope))
      incident(move.scope, move.node, {move.from}, 0, Retry::arrive, problem);
}

void Run::push(int scope, Index node, Origin from) {
  ++state_.scopes.find(scope)->tokens;
  Move move;
  move.scope = scope;
  move.node = node;
  move.from = from;
  moves_.push_back(move);
}

void Run::consume(ScopeState& scope) {
  if (--scope.tokens > 0 || scope.kept) return;
  Move move;
  move.kind = MoveKind::finish;
  move.scope = scope.id;
  moves_.push_back(move);
}

void Run::check_conditions() {
  changed_ = false;
  for (const auto id : state_.waits.ids_where([](const Wait& wait) { return wait.kind == EventKind::conditional; })) {
    auto* wait = state_.waits.find(id);
    if (!wait) continue;
    const auto& event = node_of(wait->node).events[wait->event];
    const auto value =
        evaluate(event.expression, wait->active ? state_.actives.find(wait->active) : nullptr, wait->scope);
    const bool holds = value && value->is_true();
    // It is triggered when it becomes true, not while it is (BPMN 2.0.2, 10.5.5).
    const bool rises = holds && !wait->was_true;
    wait->was_true = holds;
    if (!rises) continue;
    Move move;
    move.kind = MoveKind::fire;
    move.scope = wait->scope;
    move.wait = id;
    moves_.push_front(move);
  }
}

void Run::tell(EffectKind kind, Index node, int active, std::string name, std::string key) {
  if (kind <= EffectKind::caught && !limits_.history) return;
  Effect effect;
  effect.kind = kind;
  effect.node = node;
  effect.active = active;
  effect.name = std::move(name);
  effect.key = std::move(key);
  effects_.push_back(std::move(effect));
}

void Run::tell_event(EffectKind kind, Index node, const EventDefinition& event) {
  if (!limits_.history) return;
  Effect effect;
  effect.kind = kind;
  effect.node = node;
  effect.event = event.kind;
  effect.name = event.name;
  effects_.push_back(std::move(effect));
}

}  // namespace tongban::bpmn
