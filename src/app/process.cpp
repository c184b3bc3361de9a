#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "app/process_commands.h"
#include "app/process_decisions.h"
#include "base/json.h"
#include "engine/bpmn/simulate.h"

namespace tongban::app {
namespace {

int could_not(const Error& error) {
  std::fprintf(stderr, "tongban: %s (%s)\n", error.detail.c_str(), error.key.c_str());
  return 2;
}

Result<json::value> object_of(const std::string& text, const char* option) {
  auto value = TRY(parse_json(text));
  if (!value.is_object())
    return invalid("process.bad_option", std::string(option) + " 应为 JSON 对象 / is a JSON object");
  return value;
}

std::vector<std::string> texts_of(const json::value* list) {
  std::vector<std::string> texts;
  if (list && list->is_array())
    for (const auto& each : list->get_array())
      if (each.is_string()) texts.emplace_back(each.get_string());
  std::sort(texts.begin(), texts.end());
  return texts;
}

std::string text_of(const json::object& object, const char* key) {
  const auto* value = object.if_contains(key);
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const auto& text : texts) all += (all.empty() ? "" : " ") + text;
  return "[" + all + "]";
}

struct Totals {
  int passed = 0, failed = 0;
};

std::string unfulfilled(const json::object& expected, const std::vector<std::string>& entered,
                        const std::string& result) {
  if (const auto wanted = text_of(expected, "result"); !wanted.empty() && wanted != result)
    return "expected " + wanted + ", was " + result;
  const auto was_there = [&](const std::string& id) {
    return std::find(entered.begin(), entered.end(), id) != entered.end();
  };
  for (const auto& id : texts_of(expected.if_contains("entered")))
    if (!was_there(id)) return "never came to " + id;
  for (const auto& id : texts_of(expected.if_contains("avoided")))
    if (was_there(id)) return "came to " + id;
  return {};
}

// A case that gives answers: the model is simulated with them and must come to its result through the steps named.
std::string run_answers(const std::string& xml, const json::object& given, const CaseDecisions& decide) {
  bpmn::Simulation simulation{json::object(), json::object(), {}, decide};
  if (const auto* variables = given.if_contains("vars")) simulation.variables = *variables;
  if (const auto* answers = given.if_contains("answers")) simulation.answers = *answers;
  std::vector<std::string> entered;
  std::string result;
  bpmn::simulate(xml, simulation, [&](const std::string& line) {
    const auto event = parse_json(line);
    if (!event || !event->is_object()) return;
    const auto& object = event->get_object();
    if (text_of(object, "event") == "entered") entered.push_back(text_of(object, "element"));
    if (object.contains("result")) result = text_of(object, "result");
  });
  return unfulfilled(given, entered, result);
}

void run_cases(const std::filesystem::path& folder, const json::object& model, Totals& totals) {
  const auto name = text_of(model, "name");
  const auto file = text_of(model, "file");
  const auto xml = read_text(folder / file);
  const auto* cases = model.if_contains("cases");
  if (!cases || !cases->is_array()) return;
  std::vector<std::string> files;
  for (const auto& each : texts_of(model.if_contains("decisions"))) files.push_back((folder / each).string());
  const auto decide = decisions_of(files);
  if (!decide) {
    ++totals.failed;
    std::printf("%s FAIL %s\n", file.c_str(), decide.error().detail.c_str());
    return;
  }
  int number = 0;
  for (const auto& each : cases->get_array()) {
    ++number;
    if (!each.is_object()) continue;
    const auto& object = each.get_object();
    if (object.contains("answers")) {
      const auto wrong = xml ? run_answers(*xml, object, *decide) : std::string("no file");
      ++(wrong.empty() ? totals.passed : totals.failed);
      std::printf("%s#%d %s%s\n", file.c_str(), number, wrong.empty() ? "PASS" : "FAIL ", wrong.c_str());
      continue;
    }
    bpmn::KitRun run;
    run.process = name;
    if (const auto* variables = object.if_contains("vars")) run.variables = *variables;
    if (const auto* delay = object.if_contains("delay_ms"); delay && delay->is_int64())
      run.delay_ms = delay->get_int64();
    if (const auto* beside = object.if_contains("parallel"); beside && beside->is_bool())
      run.beside = beside->get_bool();
    const auto expected = texts_of(object.if_contains("expect"));
    const auto traces = xml ? bpmn::run_kit(*xml, run) : std::vector<std::string>{"(no file)"};
    const bool same = bpmn::same_traces(expected, traces);
    ++(same ? totals.passed : totals.failed);
    std::printf("%s#%d %s", file.c_str(), number, same ? "PASS\n" : "FAIL");
    if (!same) std::printf(" expected %s, was %s\n", joined(expected).c_str(), joined(traces).c_str());
  }
}

}  // namespace

int process_simulate(const SimulateArguments& arguments) {
  const auto xml = read_text(arguments.file);
  if (!xml) return could_not(xml.error());
  auto variables = object_of(arguments.variables, "--variables");
  if (!variables) return could_not(variables.error());
  auto answers = object_of(arguments.answers, "--answers");
  if (!answers) return could_not(answers.error());
  // What lies beside a model that asks for no decision is none of its business.
  const bool asks = arguments.decisions.empty() && xml->find("businessRuleTask") != std::string::npos;
  auto decide = decisions_of(asks ? decisions_beside(arguments.file) : arguments.decisions);
  if (!decide) return could_not(decide.error());
  return bpmn::simulate(*xml, {*std::move(variables), *std::move(answers), arguments.start, *std::move(decide)},
                        [](const std::string& line) { std::printf("%s\n", line.c_str()); });
}

int process_test(const std::string& folder) {
  const auto text = read_text(std::filesystem::path(folder) / "cases.json");
  if (!text) return could_not(text.error());
  const auto cases = parse_json(*text);
  if (!cases || !cases->is_array())
    return could_not(cases ? invalid("process.bad_cases", "cases.json 应为数组 / is a list of models") : cases.error());
  Totals totals;
  for (const auto& model : cases->get_array())
    if (model.is_object()) run_cases(folder, model.get_object(), totals);
  std::printf("%d passed, %d failed\n", totals.passed, totals.failed);
  return totals.failed == 0 ? 0 : 1;
}

}  // namespace tongban::app
