#include "modules/cases/store_workbench.h"

namespace tongban::cases::store {
namespace {

constexpr const char* kFilters =
    "SELECT filter_id, account_id, name, filter FROM worklist_filters WHERE account_id = $1 ORDER BY name LIMIT 100";
constexpr const char* kSaveFilter =
    "INSERT INTO worklist_filters (filter_id, account_id, name, filter, saved_at) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (account_id, name) DO UPDATE SET filter = excluded.filter, saved_at = excluded.saved_at "
    "RETURNING filter_id";
constexpr const char* kDeleteFilter =
    "DELETE FROM worklist_filters WHERE account_id = $1 AND filter_id = $2 RETURNING filter_id";

#define OUTCOME_COLUMNS \
  "o.case_id, o.item_id, o.department_id, o.outcome, o.decided_at, o.in_time, o.days_used, o.days_promised"
constexpr const char* kInsertOutcome =
    "INSERT INTO case_outcomes (case_id, item_id, department_id, outcome, decided_at, in_time, days_used, "
    "days_promised) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
constexpr const char* kOutcome = "SELECT " OUTCOME_COLUMNS ", '' FROM case_outcomes o WHERE o.case_id = $1";
constexpr const char* kLastOutcomes = "SELECT " OUTCOME_COLUMNS
                                      ", c.case_number FROM case_outcomes o JOIN cases c ON c.case_id = o.case_id "
                                      "WHERE o.item_id = $1 AND o.department_id = $2 AND o.case_id <> $3 "
                                      "ORDER BY o.decided_at DESC, o.case_id DESC LIMIT CAST($4 AS INTEGER)";
constexpr const char* kDecisionEvent =
    "SELECT event_id, sequence, at, data, note_sealed FROM case_events WHERE case_id = $1 AND kind = 'decided'";

constexpr const char* kReceived =
    "SELECT COUNT(*) FROM cases WHERE department_id = $1 AND submitted_at IS NOT NULL AND submitted_at >= $2";
// Notices are numbered by year, so the years of the period narrow them.
constexpr const char* kCorrections =
    "SELECT COUNT(*) FROM instruments WHERE department_id = $1 AND kind = 'correction_notice' AND year >= $2 "
    "AND made_at >= $3";
constexpr const char* kOutcomeGroups =
    "SELECT days_used, days_promised, in_time, COUNT(*) FROM case_outcomes WHERE department_id = $1 "
    "AND decided_at >= $2 GROUP BY days_used, days_promised, in_time";
constexpr const char* kWorkload =
    "SELECT waiting_for, assignee_account_id, COUNT(*), SUM(CASE WHEN urgency_at < $2 THEN 1 ELSE 0 END), "
    "SUM(CASE WHEN urgency_at >= $2 AND urgency_at < $3 THEN 1 ELSE 0 END) FROM cases "
    "WHERE department_id = $1 AND is_open = 1 GROUP BY waiting_for, assignee_account_id";

std::optional<int> small(const db::Rows& rows, std::size_t r, int column) {
  const auto value = rows.optional_integer(r, column);
  return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
}

OutcomeRow outcome_at(const db::Rows& rows, std::size_t r) {
  OutcomeRow row;
  row.case_id = rows.integer(r, 0);
  row.item_id = rows.integer(r, 1);
  row.department_id = rows.integer(r, 2);
  row.outcome = parse_enum<DecisionOutcome>(rows.text(r, 3)).value_or(DecisionOutcome::granted);
  row.decided_at = Instant::from_micros(rows.integer(r, 4));
  row.in_time = rows.integer(r, 5) != 0;
  row.days_used = small(rows, r, 6);
  row.days_promised = small(rows, r, 7);
  row.case_number = rows.text(r, 8);
  return row;
}

}  // namespace

std::vector<FilterRow> filters_of(db::Tx& tx, std::int64_t account_id) {
  const auto rows = tx.query(kFilters, account_id);
  std::vector<FilterRow> list;
  for (std::size_t r = 0; r < rows.size(); ++r)
    list.push_back(
        {rows.integer(r, 0), rows.integer(r, 1), std::string(rows.text(r, 2)), std::string(rows.text(r, 3))});
  return list;
}
std::int64_t save_filter(db::Tx& tx, const FilterRow& row, Instant now) {
  return tx.query(kSaveFilter, row.filter_id, row.account_id, row.name, row.filter, now.micros()).integer(0, 0);
}
bool delete_filter(db::Tx& tx, std::int64_t account_id, std::int64_t filter_id) {
  return !tx.query(kDeleteFilter, account_id, filter_id).empty();
}

void put_questions(db::Tx& tx, std::int64_t case_id, const std::vector<Question>& questions) {
  tx.exec("DELETE FROM case_questions WHERE case_id = $1", case_id);
  for (const auto& question : questions)
    tx.exec("INSERT INTO case_questions (account_id, case_id, signer) VALUES ($1, $2, $3)", question.account_id,
            case_id, question.signer);
}
std::vector<std::pair<std::int64_t, bool>> questions_of(db::Tx& tx, std::int64_t case_id) {
  const auto rows =
      tx.query("SELECT account_id, signer FROM case_questions WHERE case_id = $1 ORDER BY account_id", case_id);
  std::vector<std::pair<std::int64_t, bool>> list;
  for (std::size_t r = 0; r < rows.size(); ++r) list.emplace_back(rows.integer(r, 0), rows.integer(r, 1) != 0);
  return list;
}

void insert_outcome(db::Tx& tx, const OutcomeRow& row) {
  tx.exec(kInsertOutcome, row.case_id, row.item_id, row.department_id, enum_text(row.outcome), row.decided_at.micros(),
          row.in_time, row.days_used, row.days_promised);
}
std::optional<OutcomeRow> outcome_of(db::Tx& tx, std::int64_t case_id) {
  const auto rows = tx.query(kOutcome, case_id);
  return rows.empty() ? std::nullopt : std::optional(outcome_at(rows, 0));
}
std::vector<OutcomeRow> last_outcomes(db::Tx& tx, std::int64_t item_id, std::int64_t department_id,
                                      std::int64_t except_case_id, int limit) {
  const auto rows = tx.query(kLastOutcomes, item_id, department_id, except_case_id, limit);
  std::vector<OutcomeRow> list;
  for (std::size_t r = 0; r < rows.size(); ++r) list.push_back(outcome_at(rows, r));
  return list;
}
std::optional<EventRow> decision_event(db::Tx& tx, std::int64_t case_id) {
  const auto rows = tx.query(kDecisionEvent, case_id);
  if (rows.empty()) return std::nullopt;
  EventRow row;
  row.event.event_id = rows.integer(0, 0);
  row.event.sequence = static_cast<int>(rows.integer(0, 1));
  row.event.kind = EventKind::decided;
  row.event.at = Instant::from_micros(rows.integer(0, 2));
  row.note_sealed = rows.text(0, 4);
  return row;
}

int count_received(db::Tx& tx, std::int64_t department_id, Instant from) {
  return static_cast<int>(tx.query(kReceived, department_id, from.micros()).integer(0, 0));
}
int count_corrections(db::Tx& tx, std::int64_t department_id, int first_year, Instant from) {
  return static_cast<int>(tx.query(kCorrections, department_id, first_year, from.micros()).integer(0, 0));
}
std::vector<OutcomeGroup> outcome_groups(db::Tx& tx, std::int64_t department_id, Instant from) {
  const auto rows = tx.query(kOutcomeGroups, department_id, from.micros());
  std::vector<OutcomeGroup> groups;
  for (std::size_t r = 0; r < rows.size(); ++r)
    groups.push_back(
        {small(rows, r, 0), small(rows, r, 1), rows.integer(r, 2) != 0, static_cast<int>(rows.integer(r, 3))});
  return groups;
}
std::vector<WorkloadRow> workload(db::Tx& tx, std::int64_t department_id, Instant now, Instant soon) {
  const auto rows = tx.query(kWorkload, department_id, now.micros(), soon.micros());
  std::vector<WorkloadRow> list;
  for (std::size_t r = 0; r < rows.size(); ++r)
    list.push_back({parse_enum<WaitingFor>(rows.text(r, 0)).value_or(WaitingFor::none), rows.integer(r, 1),
                    static_cast<int>(rows.integer(r, 2)), static_cast<int>(rows.integer(r, 3)),
                    static_cast<int>(rows.integer(r, 4))});
  return list;
}

}  // namespace tongban::cases::store
