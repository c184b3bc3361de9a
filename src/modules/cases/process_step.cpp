#include "modules/cases/process_step.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "base/ids.h"

namespace tongban::cases {
namespace {

using bpmn::StimulusKind;

constexpr std::pair<std::string_view, StimulusKind> kKinds[] = {
    {"start", StimulusKind::start},           {"complete", StimulusKind::complete},
    {"timer", StimulusKind::timer},           {"message", StimulusKind::message},
    {"signal", StimulusKind::signal},         {"variables", StimulusKind::variables},
    {"retry", StimulusKind::retry},           {"cancel", StimulusKind::cancel},
    {"return_to", StimulusKind::return_to},   {"withdraw", StimulusKind::withdraw},
    {"add_signer", StimulusKind::add_signer}, {"remove_signer", StimulusKind::remove_signer},
    {"transfer", StimulusKind::transfer},     {"delegate", StimulusKind::delegate},
    {"copy_to", StimulusKind::copy_to},       {"urge", StimulusKind::urge},
};

std::string text_in(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}
int number_in(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value != nullptr && value->is_int64() ? static_cast<int>(value->get_int64()) : 0;
}
const json::object& object_in(const json::object& object, std::string_view key) {
  static const json::object kEmpty;
  const auto* value = object.if_contains(key);
  return value != nullptr && value->is_object() ? value->get_object() : kEmpty;
}
bool flag_in(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value != nullptr && value->is_bool() && value->get_bool();
}

feel::DateTime moment_of(Instant now) {
  const auto zone = feel::make_offset(8 * 3600).value_or(feel::Zone());
  const auto nanosecond = static_cast<std::uint32_t>((now.micros() - now.seconds() * 1'000'000) * 1000);
  return feel::date_time_of(now.seconds(), nanosecond, zone).value_or(feel::DateTime());
}

json::array named(const std::vector<dmn::NamedValue>& values) {
  json::array list;
  for (const auto& each : values)
    list.push_back(json::object{{"name", each.name}, {"value", feel::text_of(each.value)}});
  return list;
}

json::object told_of(const dmn::Outcome& outcome) {
  json::array tables;
  for (const auto& table : outcome.explanation) {
    json::array rules;
    for (const auto& rule : table.matched) {
      json::array annotations;
      for (const auto& annotation : rule.annotations) annotations.push_back(json::value(annotation));
      rules.push_back(json::object{
          {"number", rule.number}, {"outputs", named(rule.outputs)}, {"annotations", std::move(annotations)}});
    }
    tables.push_back(
        json::object{{"decision", table.decision}, {"inputs", named(table.inputs)}, {"rules", std::move(rules)}});
  }
  return {{"value", feel::text_of(outcome.value)}, {"tables", std::move(tables)}};
}

// What only the platform can do at once. Nothing is done here: what must follow is written down.
class StepServices final : public bpmn::Services {
 public:
  StepServices(const ProcessModel& model, const ProcessStep& step, StepOutcome& outcome)
      : model_(model), step_(step), outcome_(outcome) {}

  Result<feel::Value> decide(const std::string& decision, const feel::Value& context) override {
    feel::Environment environment;
    environment.limits.steps = 500'000;
    environment.limits.memory = 16 * 1024 * 1024;
    environment.now = moment_of(step_.at);
    auto found = TRY(model_.decisions.evaluate(decision, context, environment, true));
    outcome_.rules.push_back({decision, told_of(found)});
    return found.value;
  }

  std::optional<Result<bpmn::Variables>> service(const bpmn::Node& node, const bpmn::Variables&) override {
    const auto& topic = node.reference;
    const auto index = model_.process->find_node(node.id);
    const auto& facts = object_in(step_.said, "facts");
    if (topic == "grant") {
      // Only where a rule said so in this very step, and where nothing speaks against it: else people decide.
      const bool granted = flag_in(facts, "may_grant") && !outcome_.rules.empty() && !granted_;
      if (granted) use(topic, index);
      granted_ |= granted;
      return Result<bpmn::Variables>(bpmn::Variables{{"granted", feel::Value::boolean(granted)}});
    }
    if (topic == "suspend" || topic == "resume") {
      const bool able = flag_in(facts, topic == "suspend" ? "may_suspend" : "may_resume");
      if (able) use(topic, index);
      return Result<bpmn::Variables>(bpmn::Variables{{topic + "ed", feel::Value::boolean(able)}});
    }
    if (topic == "notify" || topic == "publicity") {
      use(topic, index);
      return Result<bpmn::Variables>(bpmn::Variables{});
    }
    return Result<bpmn::Variables>(
        unprocessable("cases.unknown_service", "平台没有这项服务 / there is no such service: " + topic));
  }

 private:
  void use(const std::string& topic, bpmn::Index node) { outcome_.services.push_back({topic, node}); }

  const ProcessModel& model_;
  const ProcessStep& step_;
  StepOutcome& outcome_;
  bool granted_ = false;
};

bpmn::Stimulus stimulus_of(StimulusKind kind, const ProcessStep& step) {
  bpmn::Stimulus stimulus;
  stimulus.kind = kind;
  stimulus.element = text_in(step.said, "element");
  stimulus.name = text_in(step.said, "name");
  stimulus.person = text_in(step.said, "person");
  stimulus.active = number_in(step.said, "active");
  stimulus.wait = number_in(step.said, "wait");
  if (step.by != 0) stimulus.by = id_text(step.by);
  for (const auto& [name, value] : object_in(step.said, "variables"))
    stimulus.variables.emplace_back(std::string(name), feel::value_of_json(value));
  return stimulus;
}

bool is_timer(const bpmn::Wait& wait) { return wait.kind == bpmn::EventKind::timer; }

void hold(ProcessInstance& instance, Instant at) {
  for (const auto& wait : instance.state.waits)
    if (is_timer(*wait) && !instance.held.contains(wait->id))
      instance.held[wait->id] = std::max<std::int64_t>(0, wait->due.micros() - at.micros());
}

void release(ProcessInstance& instance, Instant at) {
  for (const auto& [id, left] : instance.held)
    if (auto* wait = instance.state.waits.find(id)) wait->due = at + std::chrono::microseconds(left);
  instance.held.clear();
}

}  // namespace

Result<void> apply_step(const ProcessModel& model, ProcessInstance& instance, const ProcessStep& step,
                        StepOutcome& outcome) {
  if (step.kind == "hold") return hold(instance, step.at), Result<void>();
  if (step.kind == "release") return release(instance, step.at), Result<void>();
  const auto* kind =
      std::find_if(std::begin(kKinds), std::end(kKinds), [&](const auto& each) { return each.first == step.kind; });
  if (kind == std::end(kKinds)) return Error{Code::internal, "cases.bad_step", step.kind};
  StepServices services(model, step, outcome);
  TRY(bpmn::advance(*model.process, instance.state, stimulus_of(kind->second, step), services, step.at,
                    outcome.effects));
  std::erase_if(instance.held, [&](const auto& held) { return instance.state.waits.find(held.first) == nullptr; });
  return {};
}

Result<void> migrate_instance(const ProcessModel& from, const ProcessModel& to, ProcessInstance& instance,
                              const ProcessStep& step) {
  bpmn::Mapping mapping;
  for (const auto& [old_id, new_id] : object_in(step.said, "mapping"))
    if (new_id.is_string()) mapping.emplace(std::string(old_id), std::string(new_id.get_string()));
  instance.state = TRY(bpmn::migrate(*from.process, instance.state, *to.process, mapping));
  return {};
}

std::string text_of(const ProcessModel& model, const ProcessInstance& instance) {
  json::object out{{"state", bpmn::json_of(*model.process, instance.state)}};
  json::object held;
  for (const auto& [wait, left] : instance.held) held[std::to_string(wait)] = left;
  if (!held.empty()) out["held"] = std::move(held);
  return to_json_text(out);
}

Result<ProcessInstance> instance_of(const ProcessModel& model, std::string_view text) {
  const auto document = TRY(parse_json(text, 300));
  const auto broken = [] { return Error{Code::internal, "cases.bad_process_state", "stored state"}; };
  if (!document.is_object() || !document.get_object().contains("state")) return broken();
  ProcessInstance instance;
  instance.state = TRY(bpmn::state_of(*model.process, document.get_object().at("state")));
  for (const auto& [wait, left] : object_in(document.get_object(), "held")) {
    if (!left.is_int64()) return broken();
    instance.held[std::atoi(std::string(wait).c_str())] = left.get_int64();
  }
  return instance;
}

std::vector<int> due_timers(const ProcessInstance& instance, Instant now) {
  std::vector<std::pair<Instant, int>> due;
  for (const auto& wait : instance.state.waits)
    if (is_timer(*wait) && wait->due <= now && !instance.held.contains(wait->id)) due.emplace_back(wait->due, wait->id);
  std::sort(due.begin(), due.end());
  std::vector<int> ids;
  for (const auto& [at, id] : due) ids.push_back(id);
  return ids;
}

std::optional<Instant> next_timer(const ProcessInstance& instance) {
  std::optional<Instant> next;
  for (const auto& wait : instance.state.waits)
    if (is_timer(*wait) && !instance.held.contains(wait->id) && (!next || wait->due < *next)) next = wait->due;
  return next;
}

bool is_running(const ProcessInstance& instance) { return instance.state.status == bpmn::Status::running; }

std::string_view status_text(const ProcessInstance& instance) {
  switch (instance.state.status) {
    case bpmn::Status::completed:
      return "completed";
    case bpmn::Status::failed:
      return "failed";
    case bpmn::Status::terminated:
      return "terminated";
    default:
      return "running";
  }
}

std::vector<const bpmn::Active*> waiting_tasks(const ProcessModel& model, const ProcessInstance& instance) {
  std::vector<const bpmn::Active*> tasks;
  for (const auto& active : instance.state.actives)
    if (!active->loop && active->phase == bpmn::Phase::waiting &&
        model.node(active->node).kind == bpmn::NodeKind::user_task)
      tasks.push_back(active.get());
  return tasks;
}

}  // namespace tongban::cases
