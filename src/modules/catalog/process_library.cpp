// The library of processes and decision tables: the files that come with the platform, as models that items may name.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "modules/catalog/process_check.h"
#include "modules/catalog/store_models.h"
#include "platform/crypto/digest.h"

namespace tongban::catalog {
namespace {

namespace files = std::filesystem;

std::string text_of(const files::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

struct Named {
  std::string name, problem;
};
// What people call it: the name of the first process, or of the first decision.
Named look_at(ModelKind kind, const std::string& key, const std::string& xml) {
  if (kind == ModelKind::process) {
    const auto reading = bpmn::read_model(xml);
    if (!reading.model) return {key, reading.findings.empty() ? "不能执行" : reading.findings.front().detail};
    for (const auto& process : reading.model->processes)
      if (!process.name.empty()) return {process.name, ""};
    return {key, ""};
  }
  const auto model = dmn::Model::load({key, xml});
  if (!model) return {key, model.error().detail};
  if (!model->findings().empty()) return {key, model->findings().front().detail};
  return {model->name().empty() ? key : model->name(), ""};
}

Result<bool> put_model(Ctx& ctx, ModelKind kind, const files::path& path) {
  store::ModelVersionData version;
  const auto key = path.stem().string();
  version.xml = text_of(path);
  auto named = look_at(kind, key, version.xml);
  if (!named.problem.empty())
    return unprocessable("catalog.bad_library", path.filename().string() + "：" + named.problem);
  version.name = std::move(named.name);
  version.digest = sha256_hex(version.xml);
  version.reason = "随平台提供的流程";
  version.saved_at = ctx.now.micros();
  store::insert_model(ctx.tx, {key, kind, version.name, 0, "", "", 0, version.saved_at});
  const auto newest = store::find_model_version(ctx.tx, key, 0);
  if (newest && newest->digest == version.digest) return false;
  return store::append_model_version(ctx.tx, key, newest ? newest->version : 0, version);
}

}  // namespace

Result<int> put_library(Ctx& ctx, const std::string& folder) {
  std::error_code failed;
  std::vector<files::path> paths;
  for (const auto& each : files::directory_iterator(folder, failed))
    if (each.path().extension() == ".bpmn" || each.path().extension() == ".dmn") paths.push_back(each.path());
  if (failed) return not_found("catalog.no_kit", "读不到文件夹：" + folder);
  std::sort(paths.begin(), paths.end());
  int changed = 0;
  for (const auto& path : paths)
    changed += TRY(put_model(ctx, path.extension() == ".dmn" ? ModelKind::decision : ModelKind::process, path)) ? 1 : 0;
  return changed;
}

}  // namespace tongban::catalog
