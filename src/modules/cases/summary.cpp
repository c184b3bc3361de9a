#include "modules/cases/summary.h"

#include "base/masking.h"

namespace tongban::cases {

Urgency urgency_of(const Ctx& ctx, Instant urgency_at) {
  Urgency urgency;
  const auto& calendar = ctx.services.calendar;
  const Date today = local_date(ctx.now);
  if (urgency_at >= kNoUrgency || !calendar.covers(today) || !calendar.covers(local_date(urgency_at))) return urgency;
  const Date due = local_date(urgency_at);
  if (ctx.now > urgency_at) {
    urgency.remaining_days = -std::max(1, calendar.working_days_between(due, today));
    urgency.state = LimitState::overdue;
  } else {
    urgency.remaining_days = calendar.working_days_between(today, due);
    if (*urgency.remaining_days <= 1) urgency.state = LimitState::warning;
  }
  return urgency;
}

CaseSummary summary_of(Ctx& ctx, const store::CaseRow& row, const ApplicantRecord& applicant, StaffNames& names) {
  CaseSummary summary;
  summary.case_id = Id{row.case_id};
  summary.case_number = row.case_number;
  summary.item.item_id = Id{row.item_id};
  summary.item.item_version_id = Id{row.item_version_id};
  summary.item.item_name = row.item_name;
  summary.item.implementing_code = row.implementing_code;
  summary.item.department_id = Id{row.department_id};
  summary.item.department_name = row.department_name;
  summary.item.region_code = row.region_code;
  summary.item.region_name = row.region_name;
  summary.item.demonstration = row.demonstration;
  summary.status = row.status;
  summary.waiting_for = row.waiting_for;
  summary.channel = row.channel;
  const bool own = ctx.actor.kind == ActorKind::applicant ||
                   (row.status == Status::draft && ctx.actor.account_id == row.created_by_account_id);
  summary.applicant_name = person_view(row, applicant, !own).name;
  if (row.assignee_account_id != 0 && ctx.actor.kind == ActorKind::staff) {
    summary.assignee_account_id = Id{row.assignee_account_id};
    summary.assignee_name = names.of(row.assignee_account_id);
  }
  summary.started_at = row.started_at;
  summary.submitted_at = row.submitted_at;
  summary.legal_due_at = row.legal_due_at;
  summary.promised_due_at = row.promised_due_at;
  summary.step_due_at = row.step_due_at;
  if (row.urgency_at < kNoUrgency) summary.urgency_at = row.urgency_at;
  const auto urgency = urgency_of(ctx, row.urgency_at);
  summary.remaining_days = urgency.remaining_days;
  summary.limit_state = urgency.state;
  summary.version = row.version;
  return summary;
}

}  // namespace tongban::cases
