#include <algorithm>

#include "engine/bpmn/run.h"

namespace tongban::bpmn {
namespace {

Error not_waiting() {
  return conflict("bpmn.not_waiting", "该任务不在等待处理 / this task is not waiting to be dealt with (any more)");
}

}  // namespace

// A user task that waits for a person.
Result<int> Run::task(const Stimulus& stimulus) const {
  const auto* active = state_.actives.find(stimulus.active);
  if (!active || active->loop || active->phase != Phase::waiting || node_of(active->node).kind != NodeKind::user_task)
    return not_waiting();
  return active->id;
}

Result<void> Run::hand_over(const Stimulus& stimulus) {
  auto& active = *state_.actives.find(TRY(task(stimulus)));
  if (stimulus.person.empty() && stimulus.kind != StimulusKind::urge)
    return unprocessable("bpmn.bad_stimulus", "没有指明人员 / nobody is named");
  switch (stimulus.kind) {
    case StimulusKind::transfer:
      active.assignee = stimulus.person;
      tell(EffectKind::task_changed, active.node, active.id, active.assignee);
      return {};
    case StimulusKind::delegate:
      // Delegating on keeps the owner to whom it comes back.
      if (!active.delegated) active.owner = active.assignee;
      active.delegated = true;
      active.assignee = stimulus.person;
      tell(EffectKind::task_changed, active.node, active.id, active.assignee);
      return {};
    case StimulusKind::copy_to:
      tell(EffectKind::task_copied, active.node, active.id, stimulus.person);
      return {};
    default:
      ++active.urged;
      tell(EffectKind::task_urged, active.node, active.id, active.assignee);
      return {};
  }
}

// One more instance, with the person as its item. A task that one person has becomes one that both must sign.
Result<void> Run::add_signer(const Stimulus& stimulus) {
  if (stimulus.person.empty()) return unprocessable("bpmn.bad_stimulus", "没有指明人员 / nobody is named");
  auto* active = state_.actives.find(stimulus.active);
  if (!active || node_of(active->node).kind != NodeKind::user_task) return not_waiting();
  auto* holder = active->loop ? active : active->holder ? state_.actives.find(active->holder) : nullptr;
  if (holder && !holder->loop->multi) return not_waiting();
  if (!holder) {
    if (active->phase != Phase::waiting) return not_waiting();
    const auto assignee = active->assignee;
    tell(EffectKind::task_cancelled, active->node, active->id);
    for (const auto id : state_.waits.ids_where(
             [&](const Wait& wait) { return wait.active == active->id && wait.event == kTimeLimit; }))
      drop(*state_.waits.find(id));
    active->phase = Phase::looping;
    active->loop.emplace();
    active->loop->multi = true;
    active->loop->total = 1;
    holder = active;
    start_instance(*holder);
    (*std::prev(state_.actives.end()))->assignee = assignee;
  }
  auto& loop = *holder->loop;
  if (loop.total >= limits_.instances)
    return conflict("bpmn.too_many_instances", "加签人数过多 / there are too many signers");
  const auto& multi = node_of(holder->node).multi;
  if (multi && !multi->item.empty() && std::ssize(loop.items) == loop.total)
    loop.items.push_back(Value::string(stimulus.person));
  ++loop.total;
  if (!loop.sequential) {
    start_instance(*holder);
    auto& added = **std::prev(state_.actives.end());
    added.assignee = stimulus.person;
  }
  return {};
}

// The signer's task ends without a signature; the last one cannot be taken away.
Result<void> Run::remove_signer(const Stimulus& stimulus) {
  const auto id = TRY(task(stimulus));
  auto& instance = *state_.actives.find(id);
  auto* holder = instance.holder ? state_.actives.find(instance.holder) : nullptr;
  if (!holder || !holder->loop->multi) return not_waiting();
  auto& loop = *holder->loop;
  if (loop.total - loop.terminated <= 1)
    return conflict("bpmn.last_signer", "至少应有一名签署人 / the last signer cannot be taken away");
  cancel_active(id, true);
  ++loop.terminated;
  const auto holder_id = holder->id;
  next_iteration(holder_id);
  return {};
}

// While others still sign, one's own signature can be taken back: the instance begins again.
bool Run::withdraw_signature(const Stimulus& stimulus, Index node) {
  for (const auto& row : state_.actives) {
    auto& holder = *row;
    if (holder.node != node || !holder.loop || !holder.loop->multi || holder.loop->sequential) continue;
    auto& signatures = holder.loop->signatures;
    const auto mine = std::find_if(signatures.rbegin(), signatures.rend(),
                                   [&](const Signature& each) { return each.by == stimulus.by; });
    if (mine == signatures.rend()) continue;
    const auto number = mine->instance;
    signatures.erase(std::next(mine).base());
    --holder.loop->completed;
    // It takes the number it had, so that it has the same item.
    const auto started = holder.loop->started;
    holder.loop->started = number;
    start_instance(holder);
    holder.loop->started = started;
    (*std::prev(state_.actives.end()))->assignee = stimulus.by;
    tell(EffectKind::returned, node, holder.id, stimulus.by);
    return true;
  }
  return false;
}

}  // namespace tongban::bpmn
