#include "app/process_decisions.h"

#include <algorithm>
#include <fstream>
#include <memory>
#include <sstream>

#include "engine/dmn/decision_set.h"

namespace tongban::app {

Result<std::string> read_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return not_found("process.no_file", "无法读取文件 / cannot read " + path.string());
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

Result<CaseDecisions> decisions_of(const std::vector<std::string>& files) {
  if (files.empty()) return CaseDecisions();
  std::vector<dmn::Source> sources;
  for (const auto& file : files)
    sources.push_back({std::filesystem::path(file).filename().string(), TRY(read_text(file))});
  const auto set = std::make_shared<const dmn::DecisionSet>(TRY(dmn::DecisionSet::load(sources)));
  if (!set->findings().empty()) {
    const auto& first = set->findings().front();
    return invalid("process.bad_decisions", first.element + "：" + first.detail + " (" + first.key + ")");
  }
  return CaseDecisions([set](const std::string& decision, const feel::Value& context) -> Result<feel::Value> {
    return TRY(set->evaluate(decision, context, feel::environment_now())).value;
  });
}

std::vector<std::string> decisions_beside(const std::filesystem::path& model) {
  std::vector<std::string> files;
  std::error_code failed;
  const auto folder = model.has_parent_path() ? model.parent_path() : std::filesystem::path(".");
  for (const auto& each : std::filesystem::directory_iterator(folder, failed))
    if (each.path().extension() == ".dmn") files.push_back(each.path().string());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace tongban::app
