// Processes and decision models with their versions, and which items took them. SQL for both databases.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "modules/catalog/actions_process.h"
#include "platform/db/db.h"

namespace tongban::catalog::store {

struct ModelData {
  std::string model_key;
  ModelKind kind = ModelKind::process;
  std::string name;
  std::int64_t department_id = 0;  // 0: of the library
  std::string region_code, department_name;
  int newest_version = 0;
  std::int64_t updated_at = 0;
};
struct ModelVersionData {
  int version = 0;
  std::string name, xml, digest, reason;
  std::int64_t saved_by = 0, saved_at = 0;
};

std::optional<ModelData> find_model(db::Tx& tx, std::string_view model_key);
// By key, after a key; kind "" is both.
std::vector<ModelData> list_models(db::Tx& tx, std::string_view kind, std::string_view after, int limit);
// False when the key is taken.
bool insert_model(db::Tx& tx, const ModelData& model);
// Version 0 is the newest.
std::optional<ModelVersionData> find_model_version(db::Tx& tx, std::string_view model_key, int version);
// Without their texts, newest first.
std::vector<ModelVersionData> list_model_versions(db::Tx& tx, std::string_view model_key, int limit);
// The next version, which becomes the newest. False when `after` is not the newest any more.
bool append_model_version(db::Tx& tx, std::string_view model_key, int after, const ModelVersionData& version);

void note_use(db::Tx& tx, std::string_view model_key, int model_version, std::int64_t item_id,
              std::int64_t item_version_id);
// By versions of items in effect.
std::vector<ModelUse> list_uses(db::Tx& tx, std::string_view model_key, int limit);

// The department of that name there; nothing where there is none or it is no longer active.
struct LaneDepartment {
  std::int64_t department_id = 0;
  bool demonstration = false;
};
std::optional<LaneDepartment> find_lane_department(db::Tx& tx, std::string_view region_code, std::string_view name);

}  // namespace tongban::catalog::store
