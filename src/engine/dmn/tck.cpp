#include "engine/dmn/tck.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "engine/dmn/tck_values.h"
#include "engine/dmn/xml.h"

namespace tongban::dmn {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<fs::path> files_below(const fs::path& folder, std::string_view ending) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder, fs::directory_options::skip_permission_denied))
    if (entry.is_regular_file() && entry.path().extension() == ending) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

// The model that a file of cases names, with its neighbours for imports.
Result<Model> model_of(const fs::path& folder, const std::string& model_name) {
  Source main{model_name, read_file(folder / model_name)};
  std::vector<Source> others;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".dmn" && entry.path().filename() != model_name)
      others.push_back({entry.path().filename().string(), read_file(entry.path())});
  return Model::load(main, others);
}

Value inputs_of(const pugi::xml_node& test) {
  std::vector<feel::Entry> inputs;
  for (const auto& node : children(test, "inputNode")) {
    std::string name = node.attribute("name").value();
    const std::string space = node.attribute("namespace").value();
    if (!space.empty()) name = space + "#" + name;
    const bool taken = std::any_of(inputs.begin(), inputs.end(), [&](const auto& one) { return one.name == name; });
    if (!taken) inputs.push_back({std::move(name), test_value(node)});
  }
  return Value::context(std::move(inputs));
}

// The part of a service's result that a result node names.
Value part_of(const Value& result, const std::string& name) {
  if (!result.is(feel::Kind::context)) return result;
  const Value* part = result.as_context().find(name);
  return part == nullptr ? result : *part;
}

std::string told(const Outcome& outcome) {
  return outcome.warnings.empty() ? "" : " (" + outcome.warnings[0].warning.detail + ")";
}

// Empty when all results are as expected.
std::string failure_of(const Model& model, const pugi::xml_node& test, const Environment& environment) {
  const auto inputs = inputs_of(test);
  const std::string invocable = test.attribute("invocableName").value();
  for (const auto& node : children(test, "resultNode")) {
    const std::string name = node.attribute("name").value();
    const auto expected = test_value(child(node, "expected"));
    auto outcome = model.evaluate(invocable.empty() ? name : invocable, inputs, environment);
    if (!outcome) {
      if (expected.is_null() && outcome.error().code != Code::not_found) continue;
      return name + ": " + outcome.error().detail;
    }
    const auto actual = invocable.empty() ? outcome->value : part_of(outcome->value, name);
    if (!same_result(expected, actual))
      return name + ": expected " + feel::text_of(expected, true) + ", got " + feel::text_of(actual, true) +
             told(*outcome);
  }
  return "";
}

std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  std::replace(text.begin(), text.end(), '\r', ' ');
  return text;
}

}  // namespace

Result<TestCounts> run_test_cases(const std::string& folder, const Environment& environment,
                                  const std::function<void(const TestedCase&)>& tell) {
  std::error_code status;
  if (!fs::is_directory(folder, status)) return not_found("dmn.no_such_folder", "没有这个文件夹：" + folder);
  TestCounts counts;
  for (const auto& path : files_below(folder, ".xml")) {
    pugi::xml_document document;
    if (!document.load_file(path.c_str(), pugi::parse_default | pugi::parse_ws_pcdata_single)) continue;
    const auto cases = document.document_element();
    if (local_name(cases) != "testCases") continue;
    const auto parent = path.parent_path();
    auto model = model_of(parent, text_of(cases, "modelName"));
    for (const auto& test : children(cases, "testCase")) {
      TestedCase tested;
      tested.name = parent.filename().string() + "/" + path.filename().string() + "#" + test.attribute("id").value();
      tested.reason = one_line(model ? failure_of(*model, test, environment) : model.error().detail);
      tested.passed = tested.reason.empty();
      ++(tested.passed ? counts.passed : counts.failed);
      tell(tested);
    }
  }
  return counts;
}

}  // namespace tongban::dmn
