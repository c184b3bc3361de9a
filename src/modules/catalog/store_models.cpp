#include "modules/catalog/store_models.h"

namespace tongban::catalog::store {
namespace {

#define MODEL_SELECT                                                                           \
  "SELECT m.model_key, m.kind, m.name, m.department_id, m.region_code, COALESCE(d.name, ''), " \
  "m.newest_version, m.updated_at FROM process_models m "                                      \
  "LEFT JOIN departments d ON d.department_id = m.department_id "

ModelData read_model_row(const db::Rows& rows, std::size_t r) {
  ModelData model;
  model.model_key = rows.text(r, 0);
  model.kind = parse_enum<ModelKind>(rows.text(r, 1)).value_or(ModelKind::process);
  model.name = rows.text(r, 2);
  model.department_id = rows.integer(r, 3);
  model.region_code = rows.text(r, 4);
  model.department_name = rows.text(r, 5);
  model.newest_version = static_cast<int>(rows.integer(r, 6));
  model.updated_at = rows.integer(r, 7);
  return model;
}

}  // namespace

std::optional<ModelData> find_model(db::Tx& tx, std::string_view model_key) {
  const auto rows = tx.query(MODEL_SELECT "WHERE m.model_key = $1", model_key);
  if (rows.empty()) return std::nullopt;
  return read_model_row(rows, 0);
}

std::vector<ModelData> list_models(db::Tx& tx, std::string_view kind, std::string_view after, int limit) {
  const auto rows =
      tx.query(MODEL_SELECT "WHERE m.model_key > $1 AND ($2 = '' OR m.kind = $2) ORDER BY m.model_key LIMIT $3", after,
               kind, limit);
  std::vector<ModelData> models;
  for (std::size_t r = 0; r < rows.size(); ++r) models.push_back(read_model_row(rows, r));
  return models;
}

bool insert_model(db::Tx& tx, const ModelData& model) {
  return !tx.query(
                "INSERT INTO process_models (model_key, kind, name, department_id, region_code, newest_version, "
                "created_at, updated_at) VALUES ($1, $2, $3, $4, $5, 0, $6, $6) ON CONFLICT (model_key) DO NOTHING "
                "RETURNING model_key",
                model.model_key, enum_text(model.kind), model.name, model.department_id, model.region_code,
                model.updated_at)
              .empty();
}

std::optional<ModelVersionData> find_model_version(db::Tx& tx, std::string_view model_key, int version) {
  const auto rows = tx.query(
      "SELECT version, name, xml, digest, reason, saved_by, saved_at FROM process_model_versions WHERE model_key = $1 "
      "AND ($2 = 0 OR version = $2) ORDER BY version DESC LIMIT 1",
      model_key, version);
  if (rows.empty()) return std::nullopt;
  return ModelVersionData{static_cast<int>(rows.integer(0, 0)),
                          std::string(rows.text(0, 1)),
                          std::string(rows.text(0, 2)),
                          std::string(rows.text(0, 3)),
                          std::string(rows.text(0, 4)),
                          rows.integer(0, 5),
                          rows.integer(0, 6)};
}

std::vector<ModelVersionData> list_model_versions(db::Tx& tx, std::string_view model_key, int limit) {
  const auto rows = tx.query(
      "SELECT version, name, reason, saved_by, saved_at FROM process_model_versions WHERE model_key = $1 "
      "ORDER BY version DESC LIMIT $2",
      model_key, limit);
  std::vector<ModelVersionData> versions;
  for (std::size_t r = 0; r < rows.size(); ++r)
    versions.push_back({static_cast<int>(rows.integer(r, 0)), std::string(rows.text(r, 1)), "", "",
                        std::string(rows.text(r, 2)), rows.integer(r, 3), rows.integer(r, 4)});
  return versions;
}

bool append_model_version(db::Tx& tx, std::string_view model_key, int after, const ModelVersionData& version) {
  const auto moved = tx.query(
      "UPDATE process_models SET newest_version = newest_version + 1, name = $3, updated_at = $4 "
      "WHERE model_key = $1 AND newest_version = $2 RETURNING model_key",
      model_key, after, version.name, version.saved_at);
  if (moved.empty()) return false;
  tx.exec(
      "INSERT INTO process_model_versions (model_key, version, name, xml, digest, reason, saved_by, saved_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      model_key, after + 1, version.name, version.xml, version.digest, version.reason, version.saved_by,
      version.saved_at);
  return true;
}

void note_use(db::Tx& tx, std::string_view model_key, int model_version, std::int64_t item_id,
              std::int64_t item_version_id) {
  tx.exec(
      "INSERT INTO process_model_uses (model_key, item_version_id, item_id, model_version) VALUES ($1, $2, $3, $4) "
      "ON CONFLICT (model_key, item_version_id) DO UPDATE SET model_version = excluded.model_version",
      model_key, item_version_id, item_id, model_version);
}

std::vector<ModelUse> list_uses(db::Tx& tx, std::string_view model_key, int limit) {
  const auto rows = tx.query(
      "SELECT u.item_id, v.item_name, d.name, v.version, u.model_version FROM process_model_uses u "
      "JOIN items i ON i.item_id = u.item_id AND i.current_version_id = u.item_version_id "
      "JOIN item_versions v ON v.item_version_id = u.item_version_id "
      "JOIN departments d ON d.department_id = i.department_id "
      "WHERE u.model_key = $1 ORDER BY u.item_version_id LIMIT $2",
      model_key, limit);
  std::vector<ModelUse> uses;
  for (std::size_t r = 0; r < rows.size(); ++r)
    uses.push_back({{rows.integer(r, 0)},
                    std::string(rows.text(r, 1)),
                    std::string(rows.text(r, 2)),
                    static_cast<int>(rows.integer(r, 3)),
                    static_cast<int>(rows.integer(r, 4))});
  return uses;
}

std::optional<LaneDepartment> find_lane_department(db::Tx& tx, std::string_view region_code, std::string_view name) {
  const auto rows = tx.query(
      "SELECT department_id, demonstration FROM departments WHERE region_code = $1 AND name = $2 AND active = 1 "
      "ORDER BY department_id LIMIT 1",
      region_code, name);
  if (rows.empty()) return std::nullopt;
  return LaneDepartment{rows.integer(0, 0), rows.integer(0, 1) != 0};
}

}  // namespace tongban::catalog::store
