// What the timer needs of acceptance.
#pragma once

#include "modules/cases/work.h"

namespace tongban::cases {

// By the platform, as of the day the materials came; makes the notice too.
Result<void> deem_accepted(Ctx& ctx, Work& work);

// The notice that the case, accepted a moment ago, has been accepted.
Result<InstrumentRef> make_acceptance_notice(Ctx& ctx, const Work& work);

}  // namespace tongban::cases
