// Which stretches of the lists a member of staff may read, by their posts and what they asked to see. Pure. Each
// stretch is read through an index of its own in the order of the list, so that permission costs nothing on top.
#pragma once

#include <vector>

#include "modules/cases/inputs.h"
#include "modules/cases/store.h"
#include "platform/auth/actor.h"

namespace tongban::cases {

// No two stretches share a case. Errors: those of RegionCode::parse for `region_code`.
Result<std::vector<store::Span>> spans_of(const Actor& actor, const WorklistIn& in);
// What the two ways to name items and statuses ask for together; empty: all.
std::vector<std::int64_t> asked_items(const WorklistIn& in);
std::vector<Status> asked_statuses(const WorklistIn& in);
// Whether the case lies in the stretch.
bool covers(const store::Span& span, const store::CaseRow& row);

}  // namespace tongban::cases
