// Durations as numbers of seconds and back, for sums, quotients and means.
#pragma once

#include <optional>

#include "engine/feel/number.h"
#include "engine/feel/temporal.h"

namespace tongban::feel {

Number number_of(const DaysTime& duration);
// Finer than nanoseconds is cut off; nullopt where it does not fit.
std::optional<DaysTime> days_time_of(const Number& seconds);

}  // namespace tongban::feel
