// `tongban check` for processes: the history is repeated through the engine and must give the stored state, tasks and
// timer.
#pragma once

#include <functional>
#include <string>

#include "modules/cases/work.h"

namespace tongban::cases {

// Tells a key and a detail of each difference. Reads only.
using TellDifference = std::function<void(std::string key, std::string detail)>;
Result<void> check_process(Ctx& ctx, const Work& work, const TellDifference& tell);

}  // namespace tongban::cases
