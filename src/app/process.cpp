#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "app/process_commands.h"
#include "base/json.h"
#include "engine/bpmn/simulate.h"

namespace tongban::app {
namespace {

Result<std::string> read_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return not_found("process.no_file", "无法读取文件 / cannot read " + path.string());
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

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

void run_cases(const std::filesystem::path& folder, const json::object& model, Totals& totals) {
  const auto name = text_of(model, "name");
  const auto file = text_of(model, "file");
  const auto xml = read_text(folder / file);
  const auto* cases = model.if_contains("cases");
  if (!cases || !cases->is_array()) return;
  int number = 0;
  for (const auto& each : cases->get_array()) {
    ++number;
    if (!each.is_object()) continue;
    const auto& object = each.get_object();
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
  return bpmn::simulate(*xml, {*std::move(variables), *std::move(answers), arguments.start},
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
