// What time does to processes: one timer a case, set to the next timer of its process.
#pragma once

#include "modules/cases/process.h"
#include "platform/jobs/jobs.h"

namespace tongban::cases {

Result<void> wake_process(Ctx& ctx, const jobs::Job& job);

}  // namespace tongban::cases
