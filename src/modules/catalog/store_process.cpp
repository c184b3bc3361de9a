#include "modules/catalog/store_process.h"

namespace tongban::catalog::store {

std::optional<ProcessRow> find_process(db::Tx& tx, std::int64_t item_version_id) {
  const auto rows = tx.query(
      "SELECT digest, sampling_percent, departments FROM item_processes WHERE item_version_id = $1", item_version_id);
  if (rows.empty()) return std::nullopt;
  return ProcessRow{std::string(rows.text(0, 0)), static_cast<int>(rows.integer(0, 1)), std::string(rows.text(0, 2))};
}

void set_process(db::Tx& tx, std::int64_t item_version_id, const ProcessRow& row) {
  tx.exec(
      "INSERT INTO item_processes (item_version_id, digest, sampling_percent, departments) VALUES ($1, $2, $3, $4) "
      "ON CONFLICT (item_version_id) DO UPDATE SET digest = excluded.digest, "
      "sampling_percent = excluded.sampling_percent, departments = excluded.departments",
      item_version_id, row.digest, row.sampling_percent, row.departments);
}

void remove_process(db::Tx& tx, std::int64_t item_version_id) {
  tx.exec("DELETE FROM item_processes WHERE item_version_id = $1", item_version_id);
}

bool is_frozen(db::Tx& tx, std::int64_t item_version_id) {
  return !tx.query("SELECT 1 FROM item_versions WHERE item_version_id = $1 AND published_at IS NOT NULL",
                   item_version_id)
              .empty();
}

std::vector<ProcessTextRow> process_texts(db::Tx& tx, std::string_view digest) {
  const auto rows = tx.query("SELECT kind, xml FROM process_texts WHERE digest = $1 ORDER BY position", digest);
  std::vector<ProcessTextRow> texts;
  for (std::size_t r = 0; r < rows.size(); ++r)
    texts.push_back({std::string(rows.text(r, 0)), std::string(rows.text(r, 1))});
  return texts;
}

void keep_process_text(db::Tx& tx, std::string_view digest, int position, std::string_view kind, std::string_view xml) {
  tx.exec(
      "INSERT INTO process_texts (digest, position, kind, xml) VALUES ($1, $2, $3, $4) "
      "ON CONFLICT (digest, position) DO NOTHING",
      digest, position, kind, xml);
}

}  // namespace tongban::catalog::store
