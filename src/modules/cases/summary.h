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

Result<CaseSummary> summary_of(Ctx& ctx, const store::CaseRow& row, StaffNames& names);

}  // namespace tongban::cases
