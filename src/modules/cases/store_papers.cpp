// Numbers, instruments and results: what is handed out.
#include "modules/cases/store.h"

namespace tongban::cases::store {
namespace {

#define INSTRUMENT_COLUMNS \
  "instrument_id, case_id, kind, department_id, year, serial, number, made_at, content_sealed, digest"

InstrumentRow instrument_of(const db::Rows& rows, std::size_t r) {
  InstrumentRow row;
  row.instrument_id = rows.integer(r, 0);
  row.case_id = rows.integer(r, 1);
  row.kind = rows.text(r, 2);
  row.department_id = rows.integer(r, 3);
  row.year = static_cast<int>(rows.integer(r, 4));
  row.serial = static_cast<int>(rows.integer(r, 5));
  row.number = rows.text(r, 6);
  row.made_at = Instant::from_micros(rows.integer(r, 7));
  row.content_sealed = rows.text(r, 8);
  row.digest = rows.text(r, 9);
  return row;
}

}  // namespace

int next_case_serial(db::Tx& tx, std::string_view implementing_code, const std::string& day) {
  const auto rows = tx.query(
      "INSERT INTO case_serials (implementing_code, day, last_serial) VALUES ($1, $2, 1) "
      "ON CONFLICT (implementing_code, day) DO UPDATE SET last_serial = case_serials.last_serial + 1 "
      "RETURNING last_serial",
      implementing_code, day);
  return static_cast<int>(rows.integer(0, 0));
}

std::optional<std::string> stand_in_code(db::Tx& tx, std::int64_t item_id) {
  const auto rows = tx.query("SELECT implementing_code FROM case_stand_in_codes WHERE item_id = $1", item_id);
  return rows.empty() ? std::nullopt : rows.optional_text(0, 0);
}

bool insert_stand_in_code(db::Tx& tx, std::int64_t item_id, std::string_view implementing_code, int ordinal) {
  return !tx.query(
                "INSERT INTO case_stand_in_codes (item_id, implementing_code, ordinal) VALUES ($1, $2, $3) "
                "ON CONFLICT DO NOTHING RETURNING item_id",
                item_id, implementing_code, ordinal)
              .empty();
}

int next_instrument_serial(db::Tx& tx, std::int64_t department_id, std::string_view kind, int year) {
  const auto rows = tx.query(
      "INSERT INTO instrument_serials (department_id, kind, year, last_serial) VALUES ($1, $2, $3, 1) "
      "ON CONFLICT (department_id, kind, year) DO UPDATE SET last_serial = instrument_serials.last_serial + 1 "
      "RETURNING last_serial",
      department_id, kind, year);
  return static_cast<int>(rows.integer(0, 0));
}

void insert_instrument(db::Tx& tx, const InstrumentRow& row) {
  tx.exec("INSERT INTO instruments (" INSTRUMENT_COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
          row.instrument_id, row.case_id, row.kind, row.department_id, row.year, row.serial, row.number,
          row.made_at.micros(), row.content_sealed, row.digest);
}

std::vector<InstrumentRow> instruments_of(db::Tx& tx, std::int64_t case_id) {
  const auto rows =
      tx.query("SELECT " INSTRUMENT_COLUMNS " FROM instruments WHERE case_id = $1 ORDER BY instrument_id", case_id);
  std::vector<InstrumentRow> instruments;
  for (std::size_t r = 0; r < rows.size(); ++r) instruments.push_back(instrument_of(rows, r));
  return instruments;
}

std::optional<InstrumentRow> find_instrument(db::Tx& tx, std::int64_t case_id, std::int64_t instrument_id) {
  const auto rows = tx.query("SELECT " INSTRUMENT_COLUMNS " FROM instruments WHERE case_id = $1 AND instrument_id = $2",
                             case_id, instrument_id);
  return rows.empty() ? std::nullopt : std::optional(instrument_of(rows, 0));
}

void insert_result(db::Tx& tx, const ResultRow& row) {
  tx.exec(
      "INSERT INTO case_results (case_id, result_name, result_number, valid_from, valid_to, file_id, "
      "applicant_account_id) SELECT CAST($1 AS BIGINT), CAST($2 AS TEXT), CAST($3 AS TEXT), CAST($4 AS TEXT), "
      "CAST($5 AS TEXT), CAST($6 AS BIGINT), applicant_account_id FROM cases WHERE case_id = $1",
      row.case_id, row.result_name, row.result_number, row.valid_from, row.valid_to, row.file_id);
}

std::optional<ResultRow> result_of(db::Tx& tx, std::int64_t case_id) {
  const auto rows = tx.query(
      "SELECT result_name, result_number, valid_from, valid_to, file_id FROM case_results WHERE case_id = $1", case_id);
  if (rows.empty()) return std::nullopt;
  ResultRow row{case_id};
  row.result_name = rows.text(0, 0);
  row.result_number = rows.text(0, 1);
  row.valid_from = rows.text(0, 2);
  row.valid_to = rows.text(0, 3);
  row.file_id = rows.integer(0, 4);
  return row;
}

TableFaults table_faults(db::Tx& tx) {
  TableFaults faults;
  faults.gapped_instrument_series =
      tx.query(
            "SELECT COUNT(*) FROM (SELECT s.department_id FROM instrument_serials s LEFT JOIN instruments i "
            "ON i.department_id = s.department_id AND i.kind = s.kind AND i.year = s.year "
            "GROUP BY s.department_id, s.kind, s.year, s.last_serial HAVING COUNT(i.instrument_id) <> s.last_serial) g")
          .integer(0, 0);
  faults.orphans = tx.query(
                         "SELECT (SELECT COUNT(*) FROM case_events e LEFT JOIN cases c ON c.case_id = e.case_id "
                         "WHERE c.case_id IS NULL) + (SELECT COUNT(*) FROM instruments i LEFT JOIN cases c "
                         "ON c.case_id = i.case_id WHERE c.case_id IS NULL) + (SELECT COUNT(*) FROM case_submissions s "
                         "LEFT JOIN cases c ON c.case_id = s.case_id WHERE c.case_id IS NULL)")
                       .integer(0, 0);
  return faults;
}

}  // namespace tongban::cases::store
