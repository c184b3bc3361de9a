#include <cmath>

#include "engine/bpmn/run.h"

namespace tongban::bpmn {

void Run::begin_loop(int id) {
  auto& active = *state_.actives.find(id);
  active.phase = Phase::looping;
  active.loop.emplace();
  if (const auto ready = prepare_instances(active); !ready) {
    active.loop.reset();
    return fail_body(active, ready.error());
  }
  next_iteration(id);
}

Result<void> Run::prepare_instances(Active& active) {
  const auto& node = node_of(active.node);
  auto& loop = *active.loop;
  if (!node.multi) return {};
  const auto& multi = *node.multi;
  loop.multi = true;
  loop.sequential = multi.sequential;
  if (multi.cardinality != kNone) {
    const auto value = TRY(evaluate(multi.cardinality, &active, active.scope));
    const auto count = value.is(feel::Kind::number) ? value.as_number().to_integer() : std::nullopt;
    if (!count || *count < 0)
      return unprocessable("bpmn.bad_cardinality",
                           "多实例数量不是自然数 / the cardinality is no natural number: " + feel::text_of(value));
    loop.total = *count;
  }
  if (!multi.collection.empty() || multi.collection_value != kNone) {
    const auto value = multi.collection_value != kNone ? TRY(evaluate(multi.collection_value, &active, active.scope))
                                                       : look_up(&active, active.scope, multi.collection);
    if (!value.is(feel::Kind::list))
      return unprocessable("bpmn.bad_collection",
                           "多实例的集合不是列表 / the collection is no list: " + multi.collection);
    loop.items = value.as_list();
    loop.total = multi.cardinality == kNone ? std::ssize(loop.items)
                                            : std::min<std::int64_t>(loop.total, std::ssize(loop.items));
  }
  if (loop.total > limits_.instances)
    return unprocessable("bpmn.too_many_instances", "多实例数量过多 / there are too many instances");
  if (!multi.output.empty()) loop.results.resize(static_cast<std::size_t>(loop.total));
  return {};
}

// What conditions may ask about (BPMN 2.0.2, table 10.30), under the names other engines use as well.
Variables Run::counts_of(const Active& holder) const {
  const auto& loop = *holder.loop;
  const auto number = [](std::int64_t value) { return Value::integer(value); };
  const auto running = loop.started - loop.completed - loop.terminated;
  Variables counts = {{"loopCounter", number(loop.started)},
                      {"numberOfInstances", number(loop.total)},
                      {"numberOfActiveInstances", number(running)},
                      {"numberOfCompletedInstances", number(loop.completed)},
                      {"numberOfTerminatedInstances", number(loop.terminated)},
                      {"nrOfInstances", number(loop.total)},
                      {"nrOfActiveInstances", number(running)},
                      {"nrOfCompletedInstances", number(loop.completed)}};
  std::int64_t yes = 0, no = 0;
  for (const auto& signature : loop.signatures)
    if (signature.approved) ++(*signature.approved ? yes : no);
  counts.emplace_back("numberOfApprovals", number(yes));
  counts.emplace_back("numberOfRejections", number(no));
  if (const auto& multi = node_of(holder.node).multi; multi && !multi->output.empty())
    counts.emplace_back(multi->output, Value::list(loop.results));
  return counts;
}

// The outcome of the signing, once no further signature can change it.
std::optional<bool> Run::signing_result(const Active& holder) const {
  const auto& multi = *node_of(holder.node).multi;
  const auto& loop = *holder.loop;
  std::int64_t yes = 0, no = 0;
  for (const auto& signature : loop.signatures) ++(signature.approved.value_or(true) ? yes : no);
  const auto signers = loop.total - loop.terminated;
  switch (multi.signing) {
    case Signing::all:
      if (no > 0) return false;
      if (yes >= signers) return true;
      return std::nullopt;
    case Signing::any:
      if (yes + no > 0) return yes > 0;
      if (signers == 0) return true;
      return std::nullopt;
    case Signing::vote: {
      const auto needed = std::max<std::int64_t>(
          1, static_cast<std::int64_t>(std::ceil(static_cast<double>(signers) * multi.pass_share - 1e-9)));
      if (yes >= needed) return true;
      if (signers - no < needed) return false;
      return std::nullopt;
    }
    case Signing::none:
      break;
  }
  return std::nullopt;
}

Result<bool> Run::loop_is_over(const Active& holder) const {
  const auto& node = node_of(holder.node);
  const auto& loop = *holder.loop;
  if (!loop.multi) {
    const auto& standard = *node.loop;
    if (standard.maximum >= 0 && loop.completed >= standard.maximum) return true;
    if (loop.completed == 0 && !standard.test_before) return false;
    if (standard.condition == kNone) return false;
    return !TRY(evaluate(standard.condition, &holder, holder.scope, counts_of(holder))).is_true();
  }
  // A task that got a second signer has no loop in the model: all sign.
  if (node.multi && node.multi->signing != Signing::none && signing_result(holder)) return true;
  if (loop.completed + loop.terminated >= loop.total) return true;
  if (node.multi && loop.completed > 0 && node.multi->completion != kNone)
    return TRY(evaluate(node.multi->completion, &holder, holder.scope, counts_of(holder))).is_true();
  return false;
}

void Run::next_iteration(int id) {
  auto& holder = *state_.actives.find(id);
  const auto over = loop_is_over(holder);
  if (!over) return fail_body(holder, over.error());
  if (*over) return finish_loop(id);
  auto& loop = *holder.loop;
  const bool one = !loop.multi || loop.sequential;
  if (one && loop.started > loop.completed + loop.terminated) return;
  if (loop.multi && loop.started >= loop.total) return;
  do start_instance(holder);
  while (!one && loop.started < loop.total);
}

void Run::start_instance(Active& holder) {
  const auto& node = node_of(holder.node);
  auto& loop = *holder.loop;
  auto& instance = new_active(holder.scope, holder.node, holder.visit);
  instance.holder = holder.id;
  instance.number = loop.started++;
  instance.locals.emplace_back("loopCounter", Value::integer(loop.started));
  if (node.multi && !node.multi->item.empty())
    instance.locals.emplace_back(node.multi->item, instance.number < std::ssize(loop.items)
                                                       ? loop.items[static_cast<std::size_t>(instance.number)]
                                                       : Value());
  if (node.multi && !node.multi->output_item.empty()) instance.locals.emplace_back(node.multi->output_item, Value());
  tell(EffectKind::entered, holder.node, instance.id);
  push_body(instance);
}

void Run::instance_done(int holder_id, int id) {
  auto& instance = *state_.actives.find(id);
  auto& holder = *state_.actives.find(holder_id);
  auto& loop = *holder.loop;
  const auto& node = node_of(holder.node);
  if (node.multi && !node.multi->output_item.empty() && !node.multi->output.empty()) {
    if (instance.number >= std::ssize(loop.results)) loop.results.resize(static_cast<std::size_t>(instance.number) + 1);
    loop.results[static_cast<std::size_t>(instance.number)] =
        look_up(&instance, instance.scope, node.multi->output_item);
  }
  remember(*state_.scopes.find(holder.scope), holder.node, holder.visit, instance.inner);
  tell(EffectKind::left, holder.node, id);
  end_active(instance);
  ++loop.completed;
  if (loop.multi) throw_behavior(holder);
  if (state_.actives.find(holder_id)) next_iteration(holder_id);
}

// Events of a multi-instance activity as its instances complete (BPMN 2.0.2, table 10.29), for the boundary events on
// it. They tell of instances, so they do not interrupt what throws them; see docs/processes.md.
void Run::throw_behavior(Active& holder) {
  if (!node_of(holder.node).multi) return;
  const auto& multi = *node_of(holder.node).multi;
  const auto& loop = *holder.loop;
  std::vector<EventDefinition> events;
  EventDefinition plain;
  plain.kind = EventKind::signal;
  if (multi.behavior == Behavior::none || (multi.behavior == Behavior::one && loop.completed == 1))
    events.push_back(multi.event.value_or(plain));
  if (multi.behavior == Behavior::complex)
    for (const auto& complex : multi.complex) {
      const auto holds = evaluate(complex.condition, &holder, holder.scope, counts_of(holder));
      if (!holds) return fail_body(holder, holds.error());
      if (holds->is_true() && complex.event.kind != EventKind::none) events.push_back(complex.event);
    }
  for (const auto& event : events) {
    tell_event(EffectKind::thrown, holder.node, event);
    for (const auto boundary : node_of(holder.node).boundary) {
      const auto& catching = node_of(boundary);
      bool matches = false;
      for (const auto& each : catching.events)
        matches |= each.kind == event.kind && (each.name == event.name || each.name.empty() || event.name.empty());
      if (!matches) continue;
      auto& scope = *state_.scopes.find(holder.scope);
      ++scope.tokens;
      tell_event(EffectKind::caught, boundary, event);
      leave(scope.id, boundary, visit(scope, boundary, {{kNone, holder.visit}}));
    }
    if (event.kind == EventKind::signal && !event.name.empty())
      throw_signal(holder.scope, holder.node, event, holder.id);
  }
}

void Run::finish_loop(int id) {
  auto& holder = *state_.actives.find(id);
  const auto& multi = node_of(holder.node).multi;
  const auto result = multi && multi->signing != Signing::none ? signing_result(holder) : std::nullopt;
  for (const auto other : state_.actives.ids_where([id](const Active& each) { return each.holder == id; })) {
    cancel_active(other, true);
    ++holder.loop->terminated;
  }
  if (multi && !multi->output.empty()) set_variable(holder.scope, multi->output, Value::list(holder.loop->results));
  if (multi && multi->signing != Signing::none)
    set_variable(holder.scope, multi->outcome, Value::boolean(result.value_or(false)));
  complete_activity(id);
}

}  // namespace tongban::bpmn
