#include "engine/bpmn/timer.h"

#include <charconv>

#include "base/number.h"
#include "base/text.h"

namespace tongban::bpmn {
namespace {

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kLongestYears = 1000;

// A number of up to nine digits with an optional fraction (only seconds may have one), then its letter.
struct Part {
  std::int64_t whole = 0, micros = 0;
  bool fraction = false;
  char letter = 0;
};

std::optional<Part> next_part(std::string_view& text) {
  Part part;
  std::size_t digits = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
  if (digits == 0 || digits > 9) return std::nullopt;
  std::from_chars(text.data(), text.data() + digits, part.whole);
  text.remove_prefix(digits);
  if (!text.empty() && (text.front() == '.' || text.front() == ',')) {
    text.remove_prefix(1);
    part.fraction = true;
    std::int64_t unit = kSecond / 10;
    for (digits = 0; digits < text.size() && text[digits] >= '0' && text[digits] <= '9'; ++digits, unit /= 10)
      part.micros += (text[digits] - '0') * unit;
    if (digits == 0) return std::nullopt;
    text.remove_prefix(digits);
  }
  if (text.empty()) return std::nullopt;
  part.letter = text.front();
  text.remove_prefix(1);
  return part;
}

// Adds the part if its letter stands later than the last one.
bool add_part(Step& step, const Part& part, bool in_time, std::string_view order, std::size_t& last) {
  const auto place = order.find(part.letter);
  if (place == std::string_view::npos || place < last) return false;
  if (part.fraction && part.letter != 'S') return false;
  last = place + 1;
  if (in_time) {
    const std::int64_t unit = part.letter == 'H' ? 3600 : part.letter == 'M' ? 60 : 1;
    step.micros += part.whole * unit * kSecond + part.micros;
  } else if (part.letter == 'Y' || part.letter == 'M') {
    step.months += part.whole * (part.letter == 'Y' ? 12 : 1);
  } else {
    step.micros += part.whole * (part.letter == 'W' ? 7 : 1) * 86400 * kSecond;
  }
  return true;
}

std::optional<Instant> parse_moment(std::string_view text) {
  if (const auto instant = parse_instant(text)) return instant;
  if (text.size() == 10)
    if (const auto date = Date::parse(text)) return start_of_day(*date);
  return parse_instant(std::string(text) + "+08:00");
}

std::optional<TimerRule> parse_cycle(std::string_view text) {
  TimerRule rule;
  if (text.empty() || text.front() != 'R') return std::nullopt;
  auto slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const auto count = text.substr(1, slash - 1);
  rule.repeats = -1;
  if (!count.empty()) {
    const auto number = parse_int64_in(count, 0, 1'000'000'000);
    if (!number) return std::nullopt;
    rule.repeats = *number;
  }
  text = text.substr(slash + 1);
  slash = text.find('/');
  const auto first = text.substr(0, slash);
  const auto second = slash == std::string_view::npos ? std::string_view() : text.substr(slash + 1);
  std::optional<Step> step;
  if (second.empty()) {
    step = parse_duration(first);
  } else if (first.front() == 'P') {  // duration and end: fires until then
    step = parse_duration(first);
    rule.until = parse_moment(second);
    if (!rule.until) return std::nullopt;
  } else {
    rule.at = parse_moment(first);
    if (!rule.at) return std::nullopt;
    step = parse_duration(second);
    if (const auto end = parse_moment(second); !step && end && *end > *rule.at)
      step = Step{0, (*end - *rule.at).count()};
  }
  if (!step || (step->months == 0 && step->micros == 0)) return std::nullopt;
  rule.step = *step;
  return rule;
}

}  // namespace

std::optional<Step> parse_duration(std::string_view text) {
  if (text.size() < 3 || text.front() != 'P') return std::nullopt;
  text.remove_prefix(1);
  Step step;
  bool in_time = false;
  std::size_t last = 0;
  while (!text.empty()) {
    if (text.front() == 'T' && !in_time) {
      in_time = true;
      last = 0;
      text.remove_prefix(1);
      if (text.empty()) return std::nullopt;
    }
    const auto part = next_part(text);
    if (!part || !add_part(step, *part, in_time, in_time ? "HMS" : "YMWD", last)) return std::nullopt;
  }
  if (step.months > kLongestYears * 12 || step.micros > kLongestYears * 366 * 86400 * kSecond) return std::nullopt;
  return step;
}

std::optional<TimerRule> parse_timer(TimerKind kind, std::string_view text) {
  text = trim(text);
  if (kind == TimerKind::cycle) return parse_cycle(text);
  TimerRule rule;
  if (kind == TimerKind::date) {
    rule.at = parse_moment(text);
    if (!rule.at) return std::nullopt;
    return rule;
  }
  const auto step = parse_duration(text);
  if (!step) return std::nullopt;
  rule.step = *step;
  return rule;
}

Instant after(Instant at, const Step& step) {
  if (step.months != 0) {
    const auto date = local_date(at);
    const auto months = date.year() * 12 + date.month() - 1 + step.months;
    const auto year = static_cast<int>(months / 12);
    const auto month = static_cast<int>(months % 12) + 1;
    auto day = date.day();
    auto moved = Date::make(year, month, day);
    while (!moved && day > 28) moved = Date::make(year, month, --day);
    // Beyond the calendar of the project nobody waits any more; the last day stands for never.
    if (!moved) moved = Date::make(Date::kLastYear, 12, 31);
    at = at + std::chrono::microseconds(static_cast<std::int64_t>(*moved - date) * 86400 * kSecond);
  }
  return at + std::chrono::microseconds(step.micros);
}

Instant first_due(const TimerRule& rule, Instant now) {
  if (!rule.at) return after(now, rule.step);
  return *rule.at > now ? *rule.at : now;
}

}  // namespace tongban::bpmn
