// Timers of BPMN (10.5.4): a date, a duration or a repeating interval in ISO 8601, as the moments at which they fire.
// A time without a zone is Beijing time.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/instant.h"
#include "engine/bpmn/model.h"

namespace tongban::bpmn {

// A step of the calendar: months first, then microseconds.
struct Step {
  std::int64_t months = 0, micros = 0;
  bool operator==(const Step&) const = default;
};

struct TimerRule {
  std::optional<Instant> at;     // a date, or the start of a repeating interval
  Step step;                     // of a duration or a cycle
  std::int64_t repeats = 1;      // how often it fires; -1 without end
  std::optional<Instant> until;  // no later than this
};

// Empty for a text that is none of ISO 8601 of that kind, for durations that are negative, and for cycles of no length.
std::optional<TimerRule> parse_timer(TimerKind kind, std::string_view text);
std::optional<Step> parse_duration(std::string_view text);
Instant after(Instant at, const Step& step);
// The first moment at which it fires, armed now. A date that has passed fires at once.
Instant first_due(const TimerRule& rule, Instant now);

}  // namespace tongban::bpmn
