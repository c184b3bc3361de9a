#include "modules/cases/store_window.h"

#include "modules/cases/store_columns.h"

namespace tongban::cases::store {
namespace {

// The index is asked for as a span and stands in the order, because for one value PostgreSQL may walk the primary key
// instead and hope to meet it soon (store_lists.cpp).
constexpr const char* kOfPerson = "SELECT " QUALIFIED_CASE_COLUMNS
                                  " FROM cases c WHERE c.applicant_index >= $1 "
                                  "AND (c.applicant_index, c.case_id) < ($1, CAST($2 AS BIGINT)) "
                                  "ORDER BY c.applicant_index DESC, c.case_id DESC LIMIT CAST($3 AS INTEGER)";

}  // namespace

std::vector<CaseRow> cases_of_person(db::Tx& tx, std::string_view applicant_index, std::int64_t before_case_id,
                                     int limit) {
  const auto rows = tx.query(kOfPerson, applicant_index, before_case_id > 0 ? before_case_id : INT64_MAX, limit);
  std::vector<CaseRow> list;
  for (std::size_t r = 0; r < rows.size(); ++r) list.push_back(case_of(rows, r));
  return list;
}

void insert_original(db::Tx& tx, std::int64_t case_id, std::int64_t material_id, Instant seen_at,
                     std::int64_t seen_by_account_id) {
  tx.exec(
      "INSERT INTO case_originals (material_id, case_id, seen_at, seen_by_account_id) VALUES ($1, $2, $3, $4) "
      "ON CONFLICT (material_id) DO NOTHING",
      material_id, case_id, seen_at.micros(), seen_by_account_id);
}

void insert_delivery(db::Tx& tx, const DeliveryRow& row) {
  tx.exec(
      "INSERT INTO case_deliveries (case_id, form, recipient_kind, identity_checked, recipient_sealed, "
      "signature_file_id, authority_file_id, delivered_at, delivered_by_account_id) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      row.case_id, row.form, row.recipient_kind, row.identity_checked, row.recipient_sealed, row.signature_file_id,
      row.authority_file_id, row.delivered_at.micros(), row.delivered_by_account_id);
}

std::optional<DeliveryRow> delivery_of(db::Tx& tx, std::int64_t case_id) {
  const auto rows = tx.query(
      "SELECT form, recipient_kind, identity_checked, recipient_sealed, signature_file_id, authority_file_id, "
      "delivered_at, delivered_by_account_id FROM case_deliveries WHERE case_id = $1",
      case_id);
  if (rows.empty()) return std::nullopt;
  DeliveryRow row{case_id};
  row.form = rows.text(0, 0);
  row.recipient_kind = rows.text(0, 1);
  row.identity_checked = rows.integer(0, 2) != 0;
  row.recipient_sealed = rows.text(0, 3);
  row.signature_file_id = rows.integer(0, 4);
  row.authority_file_id = rows.integer(0, 5);
  row.delivered_at = Instant::from_micros(rows.integer(0, 6));
  row.delivered_by_account_id = rows.integer(0, 7);
  return row;
}

}  // namespace tongban::cases::store
