// The history of a case as a reader may see it: an applicant sees every step and what was said to them, not who thought
// what inside the department.
#pragma once

#include "modules/cases/people.h"

namespace tongban::cases {

Result<std::vector<TimelineEntry>> timeline_of(Ctx& ctx, const Work& work, StaffNames& names);
// What the applicant is asked to revise, while they are.
Result<std::string> revision_note_of(Ctx& ctx, const Work& work);
// Whether the step is told outside the authority: not claims, warnings and opinions.
bool is_public_step(EventKind kind);

}  // namespace tongban::cases
