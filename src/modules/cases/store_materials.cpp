// How requirements are satisfied.
#include "modules/cases/store.h"

namespace tongban::cases::store {
namespace {

constexpr const char* kEarlier =
    "SELECT m.material_id, m.case_id, m.file_id, c.item_version_id, c.case_number, c.item_name, m.material_key, "
    "m.added_at FROM cases c JOIN case_materials m ON m.case_id = c.case_id "
    "WHERE c.applicant_index = $1 AND c.status <> 'draft' AND c.case_id <> $4 AND m.file_id <> 0 "
    "AND m.removed_at IS NULL AND (c.applicant_account_id = $2 OR c.agent_account_id = $2 OR CAST($3 AS INTEGER) = 1) "
    "ORDER BY m.material_id DESC LIMIT 100";
constexpr const char* kEarlierOne =
    "SELECT m.material_id, m.case_id, m.file_id, c.item_version_id, c.case_number, c.item_name, m.material_key, "
    "m.added_at FROM case_materials m JOIN cases c ON c.case_id = m.case_id "
    "WHERE m.material_id = $1 AND c.applicant_index = $2 AND c.status <> 'draft' AND m.file_id <> 0 "
    "AND m.removed_at IS NULL AND (c.applicant_account_id = $3 OR c.agent_account_id = $3 OR CAST($4 AS INTEGER) = 1)";

EarlierRow earlier_of(const db::Rows& rows, std::size_t r) {
  EarlierRow row;
  row.material_id = rows.integer(r, 0);
  row.case_id = rows.integer(r, 1);
  row.file_id = rows.integer(r, 2);
  row.item_version_id = rows.integer(r, 3);
  row.case_number = rows.text(r, 4);
  row.item_name = rows.text(r, 5);
  row.material_key = rows.text(r, 6);
  row.added_at = Instant::from_micros(rows.integer(r, 7));
  return row;
}

}  // namespace

void insert_material(db::Tx& tx, const MaterialRow& row) {
  tx.exec(
      "INSERT INTO case_materials (material_id, case_id, material_key, source, file_id, earlier_material_id, "
      "promised_date, copies, added_at, added_by_account_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      row.material_id, row.case_id, row.material_key, enum_text(row.source), row.file_id, row.earlier_material_id,
      row.promised_date, row.copies, row.added_at.micros(), row.added_by_account_id);
}

std::vector<MaterialRow> materials_of(db::Tx& tx, std::int64_t case_id) {
  const auto rows = tx.query(
      "SELECT m.material_id, m.material_key, m.source, m.file_id, m.earlier_material_id, m.promised_date, m.copies, "
      "m.added_at, m.added_by_account_id, o.seen_at FROM case_materials m "
      "LEFT JOIN case_originals o ON o.material_id = m.material_id "
      "WHERE m.case_id = $1 AND m.removed_at IS NULL ORDER BY m.material_id",
      case_id);
  std::vector<MaterialRow> materials;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    MaterialRow row;
    row.material_id = rows.integer(r, 0);
    row.case_id = case_id;
    row.material_key = rows.text(r, 1);
    row.source = parse_enum<MaterialSource>(rows.text(r, 2)).value_or(MaterialSource::uploaded);
    row.file_id = rows.integer(r, 3);
    row.earlier_material_id = rows.integer(r, 4);
    row.promised_date = rows.text(r, 5);
    row.copies = static_cast<int>(rows.integer(r, 6));
    row.added_at = Instant::from_micros(rows.integer(r, 7));
    row.added_by_account_id = rows.integer(r, 8);
    if (const auto seen = rows.optional_integer(r, 9)) row.original_seen_at = Instant::from_micros(*seen);
    materials.push_back(std::move(row));
  }
  return materials;
}

void remove_material(db::Tx& tx, std::int64_t material_id, Instant now) {
  tx.exec("UPDATE case_materials SET removed_at = $2 WHERE material_id = $1 AND removed_at IS NULL", material_id,
          now.micros());
}

void remove_materials_of_key(db::Tx& tx, std::int64_t case_id, std::string_view material_key, MaterialSource source,
                             Instant now) {
  tx.exec(
      "UPDATE case_materials SET removed_at = $4 WHERE case_id = $1 AND material_key = $2 AND source = $3 "
      "AND removed_at IS NULL",
      case_id, material_key, enum_text(source), now.micros());
}

std::vector<EarlierRow> earlier_materials(db::Tx& tx, std::string_view applicant_index, std::int64_t account_id,
                                          bool any, std::int64_t except_case_id) {
  const auto rows = tx.query(kEarlier, applicant_index, account_id, any, except_case_id);
  std::vector<EarlierRow> list;
  for (std::size_t r = 0; r < rows.size(); ++r) list.push_back(earlier_of(rows, r));
  return list;
}

std::optional<EarlierRow> earlier_material(db::Tx& tx, std::int64_t material_id, std::string_view applicant_index,
                                           std::int64_t account_id, bool any) {
  const auto rows = tx.query(kEarlierOne, material_id, applicant_index, account_id, any);
  return rows.empty() ? std::nullopt : std::optional(earlier_of(rows, 0));
}

bool file_in_case(db::Tx& tx, std::int64_t case_id, std::int64_t file_id) {
  return !tx.query(
                "SELECT 1 FROM case_materials WHERE case_id = $1 AND file_id = $2 "
                "UNION ALL SELECT 1 FROM case_results WHERE case_id = $1 AND file_id = $2 "
                "UNION ALL SELECT 1 FROM case_deliveries "
                "WHERE case_id = $1 AND (signature_file_id = $2 OR authority_file_id = $2) LIMIT 1",
                case_id, file_id)
              .empty();
}

}  // namespace tongban::cases::store
