#include "modules/cases/store_columns.h"

#include "platform/db/dialect.h"

namespace tongban::cases::store {
namespace {

constexpr const char* kInsertCase =
    "INSERT INTO cases (" CASE_COLUMNS
    ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, "
    "$23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39)";
constexpr const char* kFindCase = "SELECT " CASE_COLUMNS " FROM cases WHERE case_id = $1";
constexpr const char* kFindCaseLocked = "SELECT " CASE_COLUMNS " FROM cases WHERE case_id = $1 FOR UPDATE";
constexpr const char* kFindCaseByNumber = "SELECT " CASE_COLUMNS " FROM cases WHERE case_number = $1";
constexpr const char* kUpdateCase =
    "UPDATE cases SET case_number = $2, query_code = $3, item_version_id = $4, applicant_sealed = $5, "
    "scenario_sealed = $6, version = $7, events = $8, status = $9, waiting_for = $10, is_open = $11, "
    "assignee_account_id = $12, responsible_account_id = $13, submitted_at = $14, accepted_at = $15, "
    "decided_at = $16, ended_at = $17, legal_due_at = $18, promised_due_at = $19, step_due_at = $20, "
    "urgency_at = $21, watch_at = $22, item_name = $23, implementing_code = $24 WHERE case_id = $1";
constexpr const char* kCaseIdsAfter = "SELECT case_id FROM cases WHERE case_id > $1 ORDER BY case_id LIMIT $2";
constexpr const char* kCountDrafts =
    "SELECT COUNT(*) FROM (SELECT 1 FROM cases WHERE applicant_account_id = $1 AND applicant_account_id <> 0 "
    "AND status = 'draft' ORDER BY case_id DESC LIMIT 1000) d";  // ordered, so that PostgreSQL walks the person's index

std::optional<Instant> instant(const db::Rows& rows, std::size_t row, int column) {
  const auto value = rows.optional_integer(row, column);
  return value ? std::optional(Instant::from_micros(*value)) : std::nullopt;
}

std::optional<std::int64_t> micros(const std::optional<Instant>& at) {
  return at ? std::optional(at->micros()) : std::nullopt;
}
std::optional<CaseRow> first_case(const db::Rows& rows) {
  return rows.empty() ? std::nullopt : std::optional(case_of(rows, 0));
}

}  // namespace

CaseRow case_of(const db::Rows& rows, std::size_t r) {
  CaseRow c;
  int i = 0;
  const auto text = [&] { return std::string(rows.text(r, i++)); };
  const auto number = [&] { return rows.integer(r, i++); };
  c.case_id = number();
  c.case_number = rows.optional_text(r, i++);
  c.query_code = text(), c.channel = text();
  c.item_id = number(), c.item_version_id = number(), c.basic_item_id = number();
  c.item_name = text(), c.implementing_code = text();
  c.demonstration = number() != 0;
  c.department_id = number();
  c.department_name = text(), c.region_code = text(), c.region_name = text(), c.applicant_kind = text();
  c.applicant_account_id = number(), c.agent_account_id = number(), c.created_by_account_id = number();
  c.applicant_sealed = text(), c.applicant_index = text(), c.scenario_sealed = text();
  c.version = number();
  c.events = static_cast<int>(number());
  c.status = parse_enum<Status>(text()).value_or(Status::draft);
  c.waiting_for = parse_enum<WaitingFor>(text()).value_or(WaitingFor::none);
  c.is_open = number() != 0;
  c.assignee_account_id = number(), c.responsible_account_id = number();
  c.started_at = Instant::from_micros(number());
  for (auto* at : {&c.submitted_at, &c.accepted_at, &c.decided_at, &c.ended_at, &c.legal_due_at, &c.promised_due_at,
                   &c.step_due_at})
    *at = instant(rows, r, i++);
  c.urgency_at = Instant::from_micros(number());
  c.watch_at = instant(rows, r, i++);
  c.county_code = text();
  return c;
}

void insert_case(db::Tx& tx, const CaseRow& c) {
  tx.exec(kInsertCase, c.case_id, c.case_number, c.query_code, c.channel, c.item_id, c.item_version_id, c.basic_item_id,
          c.item_name, c.implementing_code, c.demonstration, c.department_id, c.department_name, c.region_code,
          c.region_name, c.applicant_kind, c.applicant_account_id, c.agent_account_id, c.created_by_account_id,
          c.applicant_sealed, c.applicant_index, c.scenario_sealed, c.version, c.events, enum_text(c.status),
          enum_text(c.waiting_for), c.is_open, c.assignee_account_id, c.responsible_account_id, c.started_at.micros(),
          micros(c.submitted_at), micros(c.accepted_at), micros(c.decided_at), micros(c.ended_at),
          micros(c.legal_due_at), micros(c.promised_due_at), micros(c.step_due_at), c.urgency_at.micros(),
          micros(c.watch_at), c.county_code);
}

std::optional<CaseRow> find_case(db::Tx& tx, std::int64_t case_id) { return first_case(tx.query(kFindCase, case_id)); }

std::optional<CaseRow> find_case_for_update(db::Tx& tx, std::int64_t case_id) {
  return first_case(tx.query(db::choose(tx, kFindCase, kFindCaseLocked), case_id));
}

std::optional<CaseRow> find_case_by_number(db::Tx& tx, std::string_view case_number) {
  return first_case(tx.query(kFindCaseByNumber, case_number));
}

void update_case(db::Tx& tx, const CaseRow& c) {
  tx.exec(kUpdateCase, c.case_id, c.case_number, c.query_code, c.item_version_id, c.applicant_sealed, c.scenario_sealed,
          c.version, c.events, enum_text(c.status), enum_text(c.waiting_for), c.is_open, c.assignee_account_id,
          c.responsible_account_id, micros(c.submitted_at), micros(c.accepted_at), micros(c.decided_at),
          micros(c.ended_at), micros(c.legal_due_at), micros(c.promised_due_at), micros(c.step_due_at),
          c.urgency_at.micros(), micros(c.watch_at), c.item_name, c.implementing_code);
}

void delete_draft(db::Tx& tx, std::int64_t case_id) {
  tx.exec("DELETE FROM case_answers WHERE case_id = $1", case_id);
  tx.exec("DELETE FROM case_materials WHERE case_id = $1", case_id);
  tx.exec("DELETE FROM cases WHERE case_id = $1 AND status = 'draft'", case_id);
}

std::vector<std::int64_t> case_ids_after(db::Tx& tx, std::int64_t after, int limit) {
  const auto rows = tx.query(kCaseIdsAfter, after, limit);
  std::vector<std::int64_t> ids;
  for (std::size_t r = 0; r < rows.size(); ++r) ids.push_back(rows.integer(r, 0));
  return ids;
}

int count_drafts_of(db::Tx& tx, std::int64_t account_id) {
  return static_cast<int>(tx.query(kCountDrafts, account_id).integer(0, 0));
}

}  // namespace tongban::cases::store
