// The rows behind the workbench: filters that people keep, opinions that are awaited, how cases were decided, and the
// figures of a department. Questions and outcomes are copies of what the events say, written by record().
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/cases/store.h"

namespace tongban::cases::store {

// ---- filters ------------------------------------------------------------------------------------------------------
struct FilterRow {
  std::int64_t filter_id = 0, account_id = 0;
  std::string name, filter;  // filter: JSON
};
std::vector<FilterRow> filters_of(db::Tx& tx, std::int64_t account_id);  // by name
// One name has one filter; the id of the row that holds it now.
std::int64_t save_filter(db::Tx& tx, const FilterRow& row, Instant now);
bool delete_filter(db::Tx& tx, std::int64_t account_id, std::int64_t filter_id);

// ---- questions ----------------------------------------------------------------------------------------------------
void put_questions(db::Tx& tx, std::int64_t case_id, const std::vector<Question>& questions);
// Accounts with whether they sign, by account.
std::vector<std::pair<std::int64_t, bool>> questions_of(db::Tx& tx, std::int64_t case_id);

// ---- outcomes -----------------------------------------------------------------------------------------------------
struct OutcomeRow {
  std::int64_t case_id = 0, item_id = 0, department_id = 0;
  DecisionOutcome outcome = DecisionOutcome::granted;
  Instant decided_at;
  bool in_time = true;
  std::optional<int> days_used, days_promised;
  std::string case_number;  // of the case; read only
};
void insert_outcome(db::Tx& tx, const OutcomeRow& row);
std::optional<OutcomeRow> outcome_of(db::Tx& tx, std::int64_t case_id);
// Of one item and department, newest first, without the case itself.
std::vector<OutcomeRow> last_outcomes(db::Tx& tx, std::int64_t item_id, std::int64_t department_id,
                                      std::int64_t except_case_id, int limit);
// The event of the decision with what was written to it; nothing when there is none.
std::optional<EventRow> decision_event(db::Tx& tx, std::int64_t case_id);

// ---- figures of a department --------------------------------------------------------------------------------------
int count_received(db::Tx& tx, std::int64_t department_id, Instant from);
int count_corrections(db::Tx& tx, std::int64_t department_id, int first_year, Instant from);
// Decisions since `from`, put together by what they have in common.
struct OutcomeGroup {
  std::optional<int> days_used, days_promised;
  bool in_time = true;
  int count = 0;
};
std::vector<OutcomeGroup> outcome_groups(db::Tx& tx, std::int64_t department_id, Instant from);
// Open cases by stage and person, with how many of them end before the two moments.
struct WorkloadRow {
  WaitingFor waiting_for = WaitingFor::none;
  std::int64_t assignee_id = 0;
  int count = 0, overdue = 0, soon = 0;  // soon: not overdue yet
};
std::vector<WorkloadRow> workload(db::Tx& tx, std::int64_t department_id, Instant now, Instant soon);

}  // namespace tongban::cases::store
