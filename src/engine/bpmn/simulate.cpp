#include "engine/bpmn/simulate.h"

#include <algorithm>

#include "engine/bpmn/world.h"

namespace tongban::bpmn {
namespace {

Variables variables_of(const json::value& given) {
  Variables variables;
  if (given.is_object())
    for (const auto& [key, value] : given.get_object())
      variables.emplace_back(std::string(key), feel::value_of_json(value));
  return variables;
}

json::object to_json(const Variables& variables) {
  json::object object;
  for (const auto& [name, value] : variables) object[name] = feel::json_of(value);
  return object;
}

json::array to_json(const Findings& findings) {
  json::array list;
  for (const auto& finding : findings)
    list.push_back(json::object{{"severity", finding.severity == Severity::error ? "error" : "warning"},
                                {"key", finding.key},
                                {"element", finding.element},
                                {"detail", finding.detail}});
  return list;
}

constexpr std::string_view kHistory[] = {"entered", "left", "cancelled", "thrown", "caught", "error"};

// One line of history; empty for effects that are work for a host.
std::string line_of(const Model& model, const WorldEvent& event) {
  const auto& effect = *event.effect;
  if (effect.kind > EffectKind::error) return {};
  json::object line = {{"at", iso_text(event.at)}, {"event", kHistory[static_cast<int>(effect.kind)]}};
  if (effect.node != kNone) {
    const auto& node = model.nodes[effect.node];
    line["element"] = node.id;
    line["name"] = node.name;
    line["type"] = node.type;
  } else {
    line["element"] = "";
    line["name"] = "";
    line["type"] = "process";
  }
  line["instance"] = event.instance;
  if (effect.kind == EffectKind::error) {
    line["code"] = effect.name;
    line["detail"] = effect.key;
  } else if (effect.kind == EffectKind::thrown || effect.kind == EffectKind::caught) {
    line["kind"] = name_of(effect.event);
    if (!effect.name.empty()) line["what"] = effect.name;
  }
  return to_json_text(line);
}

// What an instance that has not ended waits for; where nothing is waited for it is stuck.
json::array waiting_of(const Model& model, const State& state) {
  json::array list;
  for (const auto& active : state.actives) {
    if (active->phase == Phase::inside || active->phase == Phase::looping || active->phase == Phase::compensating)
      continue;
    const auto& node = model.nodes[active->node];
    json::object one = {{"element", node.id}, {"name", node.name}, {"type", node.type}};
    if (!active->assignee.empty()) one["assignee"] = active->assignee;
    if (active->phase == Phase::incident) one["problem"] = active->problem;
    list.push_back(std::move(one));
  }
  for (const auto& scope : state.scopes)
    for (const auto& arrival : scope->arrivals) {
      const auto& node = model.nodes[arrival.node];
      list.push_back(json::object{{"element", node.id}, {"name", node.name}, {"type", node.type}, {"token", true}});
    }
  return list;
}

bool is_called(const Model& model, const Process& process) {
  return std::any_of(model.nodes.begin(), model.nodes.end(), [&](const Node& node) {
    return node.kind == NodeKind::call_activity && node.reference == process.id;
  });
}

// Processes that begin by request and are not called by another; the first one last, so that others listen already.
std::vector<std::string> default_starts(const Model& model) {
  std::vector<std::string> starts;
  for (const auto& process : model.processes)
    if (process.executable && process.by_request && !process.is_global_task && !is_called(model, process))
      starts.push_back(process.id);
  std::reverse(starts.begin(), starts.end());
  return starts;
}

// `last`: when something happened last; the clock may have gone on to a timer that nobody waited for any more.
json::object summary(const Model& model, const World& world, Instant last) {
  json::object result = {{"result", "waiting"}, {"at", iso_text(last)}};
  bool all_ended = !world.instances().empty(), failed = false;
  json::array waiting;
  for (const auto& instance : world.instances()) {
    const auto& state = instance->state;
    all_ended &= state.status != Status::running;
    failed |= state.status == Status::failed || state.has_incident();
    if (state.status == Status::failed) result["code"] = state.error;
    if (state.status == Status::running)
      for (auto& each : waiting_of(model, state)) waiting.push_back(std::move(each));
  }
  if (failed)
    result["result"] = "error";
  else if (all_ended)
    result["result"] = "completed";
  if (!world.instances().empty()) result["variables"] = to_json(bpmn::variables_of(world.instances().back()->state));
  for (const auto& instance : world.instances())
    if (instance->number == 1) result["variables"] = to_json(bpmn::variables_of(instance->state));
  if (!all_ended) result["waiting"] = std::move(waiting);
  if (world.exhausted()) result["limit"] = "too many steps";
  if (!model.findings.empty()) result["findings"] = to_json(model.findings);
  return result;
}

// What only another system could do is refused before the first step.
Findings cannot_call(const Model& model) {
  Findings findings;
  for (const auto& node : model.nodes)
    if (node.kind == NodeKind::call_activity && node.own_scope == kNone)
      findings.push_back({Severity::error, "bpmn.unknown_called_element", node.id,
                          "被调用的流程不在文件中 / the called element is not in the file: " + node.reference});
  return findings;
}

constexpr std::int64_t kYearMicros = 366LL * 86400 * 1'000'000;
const Instant kBegin = start_of_day(Date::from_days(20454));  // 2026-01-01

}  // namespace

int simulate(std::string_view xml, const Simulation& simulation, const std::function<void(const std::string&)>& print) {
  auto reading = read_model(xml);
  if (reading.model)
    for (auto& finding : cannot_call(*reading.model)) reading.findings.push_back(std::move(finding));
  if (!reading.model || has_errors(reading.findings)) {
    print(to_json_text(json::object{{"result", "refused"}, {"findings", to_json(reading.findings)}}));
    return 1;
  }
  const auto& model = *reading.model;
  Answers answers(simulation.answers);
  World* clock = nullptr;
  KitServices services([&clock] { return clock->now(); }, simulation.decide);
  auto last = kBegin;
  World world(model, services, answers, kBegin, [&](const WorldEvent& event) {
    last = event.at;
    if (const auto line = line_of(model, event); !line.empty()) print(line);
  });
  clock = &world;
  const auto variables = variables_of(simulation.variables);
  const auto starts = simulation.start.empty() ? default_starts(model) : simulation.start;
  if (simulation.start.empty()) world.arm_beginnings(variables);
  for (const auto& start : starts)
    if (const auto begun = world.start(start, variables); !begun) {
      print(to_json_text(
          json::object{{"result", "error"}, {"code", begun.error().key}, {"detail", begun.error().detail}}));
      return 1;
    }
  world.run_until(kBegin + std::chrono::microseconds(100 * kYearMicros));
  const auto result = summary(model, world, last);
  print(to_json_text(result));
  return result.at("result") == "error" ? 1 : 0;
}

std::vector<std::string> run_kit(std::string_view xml, const KitRun& run) {
  const auto reading = read_model(xml);
  if (!reading.model || has_errors(cannot_call(*reading.model))) return {"ERROR_deployment"};
  const auto& model = *reading.model;
  Answers answers{json::value(json::object())};
  World* clock = nullptr;
  KitServices services([&clock] { return clock->now(); });
  bool failed = false, uncaught = false;
  World world(model, services, answers, kBegin, [&](const WorldEvent& event) {
    if (event.effect->kind == EffectKind::failed) uncaught = true;
    if (event.effect->kind == EffectKind::error && event.effect->node != kNone) failed = true;
  });
  clock = &world;
  const auto variables = variables_of(run.variables);
  world.arm_beginnings(variables);
  auto main = model.find_process(run.process);
  if (main == kNone) main = 0;
  for (const auto& process : model.processes)
    if (run.beside && process.id != model.processes[main].id && process.by_request && !process.is_global_task)
      if (!world.start(process.id, variables)) failed = true;
  if (model.processes[main].by_request && !world.start(model.processes[main].id, variables)) failed = true;
  world.run_until(kBegin + std::chrono::milliseconds(run.delay_ms));
  auto traces = services.traces();
  if (failed) traces.push_back("ERROR_runtime");
  if (uncaught) traces.push_back("ERROR_thrownErrorEvent");
  std::sort(traces.begin(), traces.end());
  return traces;
}

bool same_traces(std::vector<std::string> expected, std::vector<std::string> traces) {
  for (auto& each : expected)
    if (each == "ERROR")
      for (const auto& trace : traces)
        if (trace.rfind("ERROR_", 0) == 0) each = trace;
  std::sort(expected.begin(), expected.end());
  std::sort(traces.begin(), traces.end());
  return expected == traces;
}

}  // namespace tongban::bpmn
