#include <algorithm>

#include "engine/bpmn/run.h"

namespace tongban::bpmn {
namespace {

Error finished() { return conflict("bpmn.finished", "流程已经结束 / the process has ended"); }
Error not_waiting() {
  return conflict("bpmn.not_waiting", "该事项不在等待处理 / this is not waiting to be dealt with (any more)");
}
Error no_such(const std::string& id) {
  return not_found("bpmn.no_such_element", "没有这个元素 / there is no such element: " + id);
}

}  // namespace

std::vector<Beginning> beginnings(const Model& model) {
  std::vector<Beginning> all;
  for (std::size_t i = 0; i < model.processes.size(); ++i)
    for (const auto start : model.processes[i].event_starts) {
      const auto add = [&](Index node) {
        for (std::size_t event = 0; event < model.nodes[node].events.size(); ++event)
          all.push_back({static_cast<Index>(i), node, static_cast<int>(event), &model.nodes[node].events[event]});
      };
      if (model.nodes[start].kind != NodeKind::event_based_gateway) {
        add(start);
        continue;
      }
      for (const auto flow : model.nodes[start].outgoing) add(model.flows[flow].target);
    }
  return all;
}

bool State::has_incident() const {
  for (const auto& active : actives)
    if (active->phase == Phase::incident) return true;
  return false;
}

Variables variables_of(const State& state) {
  return state.scopes.empty() ? Variables() : (*state.scopes.begin())->variables;
}

Value variable(const State& state, std::string_view name) {
  if (state.scopes.empty()) return {};
  const auto* found = find((*state.scopes.begin())->variables, name);
  return found ? *found : Value();
}

Result<void> Run::dispatch(const Stimulus& stimulus) {
  if (stimulus.kind == StimulusKind::start) return start(stimulus);
  if (state_.status != Status::running) return finished();
  switch (stimulus.kind) {
    case StimulusKind::complete:
      return complete(stimulus);
    case StimulusKind::timer:
    case StimulusKind::message:
    case StimulusKind::signal:
      return deliver(stimulus);
    case StimulusKind::variables: {
      auto& root = **state_.scopes.begin();
      for (const auto& [name, value] : stimulus.variables) assign(root.variables, name, value);
      changed_ = true;
      return {};
    }
    case StimulusKind::activate:
      return activate(stimulus);
    case StimulusKind::cancel:
      finish_instance(Status::terminated);
      return {};
    case StimulusKind::return_to:
      return return_to(stimulus);
    case StimulusKind::withdraw:
      return withdraw(stimulus);
    case StimulusKind::add_signer:
      return add_signer(stimulus);
    case StimulusKind::remove_signer:
      return remove_signer(stimulus);
    case StimulusKind::transfer:
    case StimulusKind::delegate:
    case StimulusKind::copy_to:
    case StimulusKind::urge:
      return hand_over(stimulus);
    default:
      break;
  }
  auto* active = state_.actives.find(stimulus.active);
  if (!active) return not_waiting();
  if (stimulus.kind == StimulusKind::retry) {
    if (active->phase != Phase::incident) return not_waiting();
    for (const auto& [name, value] : stimulus.variables) set_variable(active->scope, name, value);
    retry(*active);
    return {};
  }
  if (active->loop || (active->phase != Phase::waiting && active->phase != Phase::inside)) return not_waiting();
  if (stimulus.kind == StimulusKind::fail)
    throw_error(active->scope, active->id, stimulus.code);
  else if (stimulus.kind == StimulusKind::escalate)
    throw_escalation(active->scope, active->id, stimulus.code);
  else
    fail_body(*active, unprocessable("bpmn.work_failed", stimulus.detail));
  return {};
}

Result<void> Run::start(const Stimulus& stimulus) {
  if (state_.status != Status::fresh)
    return conflict("bpmn.already_started", "流程已经开始 / the process has begun already");
  Index process = model_.find_process(stimulus.element), node = kNone;
  if (stimulus.element.empty()) {
    for (process = 0; process < std::ssize(model_.processes); ++process)
      if (model_.processes[process].by_request && !model_.processes[process].is_global_task) break;
    if (process == std::ssize(model_.processes)) return no_such("(start)");
  } else if (process == kNone) {
    node = model_.find_node(stimulus.element);
    if (node == kNone || model_.scopes[model_.nodes[node].scope].owner != kNone) return no_such(stimulus.element);
    process = model_.scopes[model_.nodes[node].scope].process;
  }
  const auto& of = model_.processes[process];
  if (node == kNone && !of.by_request)
    return conflict("bpmn.needs_event", "流程只能由事件启动 / this process is begun by an event only: " + of.id);
  if (node != kNone) {
    const auto& starts = model_.scopes[of.scope].starts;
    bool allowed = std::find(starts.begin(), starts.end(), node) != starts.end();
    for (const auto& beginning : beginnings(model_)) allowed |= beginning.node == node;
    if (!allowed) return no_such(stimulus.element);
  }
  state_.status = Status::running;
  state_.process = process;
  const auto root = open_scope(of.scope, 0, 0);
  auto& scope = *state_.scopes.find(root);
  for (const auto& [name, value] : stimulus.variables) assign(scope.variables, name, value);
  // A token that holds the scope while it begins, so that nothing ends it half begun.
  if (node == kNone)
    begin_scope(root);
  else
    begin_at(root, node, stimulus.event);
  return {};
}

// With an event that has happened already.
void Run::begin_at(int root, Index index, int number) {
  const auto& node = node_of(index);
  const bool plain = node.kind == NodeKind::start_event && (node.events.size() < 2 || !node.parallel_multiple);
  if (plain || node.events.empty()) return begin_scope(root, index);
  auto& scope = *state_.scopes.find(root);
  for (const auto& item : model_.scopes[scope.scope].data)
    if (!find(scope.variables, item.name)) scope.variables.emplace_back(item.name, Value());
  arm_event_sub_processes(scope);
  const auto event = std::clamp(number, 0, static_cast<int>(node.events.size()) - 1);
  ++scope.tokens;
  tell(EffectKind::entered, index);
  tell_event(EffectKind::caught, index, node.events[event]);
  if (node.kind == NodeKind::start_event) {
    auto& active = new_active(root, index, visit(scope, index, {}));
    for (int i = 0; i < std::ssize(node.events); ++i)
      if (i != event) arm(active.id, root, index, i);
    return;
  }
  // After an instantiating gateway: of type Parallel the other events are waited for as well.
  Index gateway = kNone;
  for (const auto flow : node.incoming)
    if (node_of(model_.flows[flow].source).instantiate) gateway = model_.flows[flow].source;
  Origin origin;
  if (gateway != kNone) {
    origin.visit = visit(scope, gateway, {});
    for (const auto flow : node_of(gateway).outgoing) {
      const auto target = model_.flows[flow].target;
      if (target == index)
        origin.flow = flow;
      else if (node_of(gateway).all_events)
        push(root, target, {flow, origin.visit});
    }
  }
  const auto id = visit(scope, index, {origin});
  tell(EffectKind::left, index);
  leave(root, index, id);
}

// The signer's own outcome; the variable gets the result of all when the signing is over.
void Run::sign(Active& instance, const Stimulus& stimulus, Variables& variables) {
  auto& holder = *state_.actives.find(instance.holder);
  if (!holder.loop || !holder.loop->multi) return;
  Signature signature;
  signature.instance = static_cast<int>(instance.number);
  signature.by = stimulus.by.empty() ? instance.assignee : stimulus.by;
  const auto& multi = node_of(holder.node).multi;
  const std::string outcome = multi ? multi->outcome : "approved";
  if (const auto* value = find(variables, outcome); value && value->is(feel::Kind::boolean))
    signature.approved = value->as_boolean();
  holder.loop->signatures.push_back(std::move(signature));
  if (!multi || multi->signing == Signing::none) return;
  variables.erase(
      std::remove_if(variables.begin(), variables.end(), [&](const auto& each) { return each.first == outcome; }),
      variables.end());
}

Result<void> Run::complete(const Stimulus& stimulus) {
  auto* active = state_.actives.find(stimulus.active);
  if (!active || active->loop || active->phase != Phase::waiting) return not_waiting();
  const auto& node = node_of(active->node);
  const bool person = node.kind == NodeKind::user_task;
  if (!person && node.kind != NodeKind::service_task && node.kind != NodeKind::script_task &&
      node.kind != NodeKind::call_activity && node.kind != NodeKind::receive_task)
    return not_waiting();
  // Not begun yet: the condition of a boundary event comes first.
  for (const auto& move : moves_)
    if (move.active == active->id) return not_waiting();
  auto variables = stimulus.variables;
  if (active->delegated) {
    set_variables(active, active->scope, variables);
    active->delegated = false;
    active->assignee = std::move(active->owner);
    active->owner.clear();
    tell(EffectKind::task_changed, active->node, active->id, active->assignee);
    return {};
  }
  if (person) {
    for (auto& visit : state_.scopes.find(active->scope)->visits)
      if (visit.id == active->visit) {
        visit.person = true;
        visit.by = stimulus.by.empty() ? active->assignee : stimulus.by;
      }
    if (active->holder) sign(*active, stimulus, variables);
  }
  set_variables(active, active->scope, variables);
  if (person) tell(EffectKind::task_completed, active->node, active->id, stimulus.by);
  complete_body(active->id);
  return {};
}

Result<void> Run::deliver(const Stimulus& stimulus) {
  if (stimulus.kind == StimulusKind::signal) {
    for (const auto id : state_.waits.ids_where([&](const Wait& wait) {
           return wait.kind == EventKind::signal && node_of(wait.node).events[wait.event].name == stimulus.name;
         }))
      if (state_.waits.find(id)) fire(id, stimulus.variables);
    return {};
  }
  const auto kind = stimulus.kind == StimulusKind::timer ? EventKind::timer : EventKind::message;
  int found = 0;
  if (stimulus.wait) {
    const auto* wait = state_.waits.find(stimulus.wait);
    if (wait && wait->kind == kind) found = wait->id;
  } else if (kind == EventKind::message) {
    for (const auto& wait : state_.waits)
      if (!found && wait->kind == kind && node_of(wait->node).events[wait->event].name == stimulus.name &&
          (wait->key.empty() || wait->key == stimulus.key))
        found = wait->id;
  }
  if (!found) return not_waiting();
  fire(found, stimulus.variables);
  return {};
}

Result<void> Run::activate(const Stimulus& stimulus) {
  const auto* owner = state_.actives.find(stimulus.active);
  const auto node = model_.find_node(stimulus.element);
  if (node == kNone) return no_such(stimulus.element);
  auto* scope = owner ? state_.scopes.find(owner->inner) : nullptr;
  const bool fits = scope && !scope->kept && node_of(owner->node).kind == NodeKind::ad_hoc &&
                    node_of(node).scope == scope->scope && is_activity(node_of(node).kind) &&
                    node_of(node).incoming.empty();
  if (!fits) return not_waiting();
  push(scope->id, node, {});
  return {};
}

}  // namespace tongban::bpmn
