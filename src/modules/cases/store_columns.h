// The columns of a case row, for the two files of the store that select it whole.
#pragma once

#include "modules/cases/store.h"

#define CASE_COLUMNS                                                                                             \
  "case_id, case_number, query_code, channel, item_id, item_version_id, basic_item_id, item_name, "              \
  "implementing_code, demonstration, department_id, department_name, region_code, region_name, applicant_kind, " \
  "applicant_account_id, agent_account_id, created_by_account_id, applicant_sealed, applicant_index, "           \
  "scenario_sealed, version, events, status, waiting_for, is_open, assignee_account_id, "                        \
  "responsible_account_id, started_at, submitted_at, accepted_at, decided_at, ended_at, legal_due_at, "          \
  "promised_due_at, step_due_at, urgency_at, watch_at, county_code"
// The same behind the alias `c`.
#define QUALIFIED_CASE_COLUMNS                                                                     \
  "c.case_id, c.case_number, c.query_code, c.channel, c.item_id, c.item_version_id, "              \
  "c.basic_item_id, c.item_name, c.implementing_code, c.demonstration, c.department_id, "          \
  "c.department_name, c.region_code, c.region_name, c.applicant_kind, c.applicant_account_id, "    \
  "c.agent_account_id, c.created_by_account_id, c.applicant_sealed, c.applicant_index, "           \
  "c.scenario_sealed, c.version, c.events, c.status, c.waiting_for, c.is_open, "                   \
  "c.assignee_account_id, c.responsible_account_id, c.started_at, c.submitted_at, c.accepted_at, " \
  "c.decided_at, c.ended_at, c.legal_due_at, c.promised_due_at, c.step_due_at, c.urgency_at, "     \
  "c.watch_at, c.county_code"

namespace tongban::cases::store {

// The row at `r` of a statement that selects CASE_COLUMNS.
CaseRow case_of(const db::Rows& rows, std::size_t r);

}  // namespace tongban::cases::store
