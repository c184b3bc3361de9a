// The line of a case in lists, and on top of its page.
#pragma once

#include "modules/cases/people.h"

namespace tongban::cases {

// `today` counts: working days until the urgent date, and whether that is near or past.
struct Urgency {
  std::optional<int> remaining_days;
  LimitState state = LimitState::normal;
};
Urgency urgency_of(const Ctx& ctx, Instant urgency_at);

// `applicant` is what open_applicant() gave of the row.
CaseSummary summary_of(Ctx& ctx, const store::CaseRow& row, const ApplicantRecord& applicant, StaffNames& names);

}  // namespace tongban::cases
