#include "engine/bpmn/world.h"

#include <algorithm>

namespace tongban::bpmn {
namespace {

Variables variables_of_json(const json::object& object) {
  Variables variables;
  for (const auto& [key, value] : object)
    if (key.empty() || key[0] != '$') variables.emplace_back(std::string(key), feel::value_of_json(value));
  return variables;
}

std::string text_at(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

}  // namespace

Answers::Answers(const json::value& given) {
  if (given.is_object()) given_ = given.get_object();
}

std::optional<Answers::Answer> Answers::next(const Node& node) {
  const auto* found = given_.if_contains(node.id);
  if (!found && !node.name.empty()) found = given_.if_contains(node.name);
  if (!found) return std::nullopt;
  if (found->is_array()) {
    auto& used = used_[node.id];
    const auto& list = found->get_array();
    if (used >= list.size()) return std::nullopt;
    found = &list[used++];
  }
  Answer answer;
  if (!found->is_object()) {
    answer.variables.emplace_back(node.id, feel::value_of_json(*found));
    return answer;
  }
  const auto& object = found->get_object();
  answer.variables = variables_of_json(object);
  answer.error = text_at(object, "$error");
  answer.escalation = text_at(object, "$escalation");
  answer.by = text_at(object, "$by");
  if (const auto step = parse_duration(text_at(object, "$after"))) answer.after = *step;
  return answer;
}

World::World(const Model& model, Services& services, Answers& answers, Instant begin, Watcher watcher)
    : model_(model), services_(services), answers_(answers), now_(begin), watcher_(std::move(watcher)) {}

void World::schedule(Due due) {
  due.order = ++order_;
  due_.push(std::move(due));
}

Result<int> World::start(const std::string& element, const Variables& variables, int event) {
  auto instance = std::make_unique<Instance>();
  instance->number = static_cast<int>(instances_.size()) + 1;
  Stimulus stimulus;
  stimulus.element = element;
  stimulus.event = event;
  stimulus.variables = variables;
  Effects effects;
  TRY(advance(model_, instance->state, stimulus, services_, now_, effects));
  instances_.push_back(std::move(instance));
  auto& begun = *instances_.back();
  take(begun, effects);
  return begun.number;
}

void World::arm_beginnings(const Variables& variables) {
  variables_ = variables;
  for (const auto& beginning : beginnings(model_)) {
    if (!model_.processes[beginning.process].executable) continue;
    Due due;
    due.what = What::begin;
    due.stimulus.element = model_.nodes[beginning.node].id;
    due.stimulus.event = beginning.event;
    due.stimulus.variables = variables;
    const auto& definition = *beginning.definition;
    const auto value_of = [&](Index expression) {
      const auto value = model_.expressions[expression].evaluate(
          [&](const std::string& name) {
            const auto* found = find(variables, name);
            return found ? *found : Value();
          },
          now_);
      return value ? *value : Value();
    };
    if (definition.kind == EventKind::conditional) {
      if (!value_of(definition.expression).is_true()) continue;
      due.at = now_;
      schedule(std::move(due));
    } else if (definition.kind == EventKind::timer) {
      const auto text =
          definition.expression == kNone ? definition.timer_text : feel::text_of(value_of(definition.expression));
      const auto rule = parse_timer(definition.timer, text);
      if (!rule) continue;
      due.at = first_due(*rule, now_);
      due.step = rule->step;
      // Nobody wants to see more than a few of those that never end.
      due.repeats = definition.timer != TimerKind::cycle ? 0 : rule->repeats < 0 ? 9 : rule->repeats - 1;
      schedule(std::move(due));
    }
  }
}

void World::run_until(Instant limit, int most) {
  for (int done = 0; !due_.empty() && due_.top().at <= limit; ++done) {
    if (done >= most) {
      exhausted_ = true;
      return;
    }
    auto due = due_.top();
    due_.pop();
    now_ = std::max(now_, due.at);
    switch (due.what) {
      case What::message:
        deliver(due);
        break;
      case What::signal:
        broadcast(due);
        break;
      case What::begin:
        if (start(due.stimulus.element, due.stimulus.variables, due.stimulus.event).ok() && due.repeats > 0) {
          --due.repeats;
          due.at = after(due.at, due.step);
          schedule(std::move(due));
        }
        break;
      case What::stimulus:
        apply(*instances_[static_cast<std::size_t>(due.instance) - 1], due.stimulus);
        break;
    }
  }
  if (due_.empty() || due_.top().at > limit) now_ = due_.empty() ? now_ : std::max(now_, limit);
}

// What no longer waits (a timer that was cleared, a task that was cancelled) is passed over.
void World::apply(Instance& instance, const Stimulus& stimulus) {
  Effects effects;
  if (advance(model_, instance.state, stimulus, services_, now_, effects)) take(instance, effects);
}

void World::take(Instance& instance, const Effects& effects) {
  for (const auto& effect : effects) {
    watcher_({now_, instance.number, &effect});
    react(instance, effect);
  }
}

void World::react(Instance& instance, const Effect& effect) {
  Due due;
  due.at = now_;
  due.instance = instance.number;
  switch (effect.kind) {
    case EffectKind::timer_set:
      due.at = effect.due;
      due.stimulus.kind = StimulusKind::timer;
      due.stimulus.wait = effect.wait;
      return schedule(std::move(due));
    case EffectKind::message_thrown:
    case EffectKind::signal_thrown:
      due.what = effect.kind == EffectKind::message_thrown ? What::message : What::signal;
      due.stimulus.kind = due.what == What::message ? StimulusKind::message : StimulusKind::signal;
      due.stimulus.name = effect.name;
      due.stimulus.key = effect.key;
      due.stimulus.variables = effect.variables;
      return schedule(std::move(due));
    case EffectKind::message_awaited:
      return offer_pending(instance, effect);
    case EffectKind::task_created:
    case EffectKind::service_wanted:
      return answer(instance, effect);
    case EffectKind::call_wanted:
      due.stimulus.kind = StimulusKind::incident;
      due.stimulus.active = effect.active;
      due.stimulus.detail = "被调用的流程不在文件中 / the called element is not in the file: " + effect.name;
      return schedule(std::move(due));
    default:
      return;
  }
}

void World::answer(Instance& instance, const Effect& effect) {
  Due due;
  due.at = now_;
  due.instance = instance.number;
  due.stimulus.active = effect.active;
  due.stimulus.kind = StimulusKind::complete;
  const auto& node = model_.nodes[effect.node];
  const auto given = answers_.next(node);
  if (given) {
    due.at = after(now_, given->after);
    due.stimulus.variables = given->variables;
    due.stimulus.by = given->by;
    if (!given->error.empty() || !given->escalation.empty()) {
      due.stimulus.kind = given->error.empty() ? StimulusKind::escalate : StimulusKind::fail;
      due.stimulus.code = given->error.empty() ? given->escalation : given->error;
    }
  } else if (node.kind == NodeKind::user_task) {
    return;
  } else if (node.kind == NodeKind::script_task) {
    due.at = now_ + std::chrono::microseconds(kLongScriptMicros);
  }
  schedule(std::move(due));
}

// A message that came before, or the one that the answers tell of.
void World::offer_pending(Instance& instance, const Effect& effect) {
  for (auto at = pending_.begin(); at != pending_.end(); ++at) {
    if (at->stimulus.name != effect.name || (!effect.key.empty() && at->stimulus.key != effect.key)) continue;
    auto due = *at;
    due.at = now_;
    pending_.erase(at);
    return schedule(std::move(due));
  }
  const auto given = answers_.next(model_.nodes[effect.node]);
  if (!given) return;
  Due due;
  due.at = after(now_, given->after);
  due.instance = instance.number;
  due.stimulus.kind = StimulusKind::message;
  due.stimulus.wait = effect.wait;
  due.stimulus.variables = given->variables;
  schedule(std::move(due));
}

// To one receiver: another instance that waits, then a process that it begins, then the sender itself; else it is kept.
void World::deliver(const Due& message) {
  const auto waits = [&](const Instance& instance) {
    for (const auto& wait : instance.state.waits)
      if (wait->kind == EventKind::message && wait->event >= 0 && instance.state.status == Status::running &&
          model_.nodes[wait->node].events[wait->event].name == message.stimulus.name &&
          (wait->key.empty() || wait->key == message.stimulus.key))
        return true;
    return false;
  };
  for (std::size_t i = 0; i < instances_.size(); ++i)
    if (instances_[i]->number != message.instance && waits(*instances_[i]))
      return apply(*instances_[i], message.stimulus);
  for (const auto& beginning : beginnings(model_)) {
    if (beginning.definition->kind != EventKind::message || beginning.definition->name != message.stimulus.name)
      continue;
    if (!model_.processes[beginning.process].executable) continue;
    auto variables = variables_;
    for (const auto& [name, value] : message.stimulus.variables) assign(variables, name, value);
    if (start(model_.nodes[beginning.node].id, variables, beginning.event)) return;
  }
  for (std::size_t i = 0; i < instances_.size(); ++i)
    if (waits(*instances_[i])) return apply(*instances_[i], message.stimulus);
  if (pending_.size() < 1000) pending_.push_back(message);
}

void World::broadcast(const Due& signal) {
  const auto present = instances_.size();
  for (std::size_t i = 0; i < present; ++i)
    if (instances_[i]->number != signal.instance && instances_[i]->state.status == Status::running)
      apply(*instances_[i], signal.stimulus);
  for (const auto& beginning : beginnings(model_)) {
    if (beginning.definition->kind != EventKind::signal || beginning.definition->name != signal.stimulus.name) continue;
    if (!model_.processes[beginning.process].executable || instances_.size() > 1000) continue;
    auto variables = variables_;
    for (const auto& [name, value] : signal.stimulus.variables) assign(variables, name, value);
    [[maybe_unused]] const auto begun = start(model_.nodes[beginning.node].id, variables, beginning.event).ok();
  }
}

}  // namespace tongban::bpmn
