// Days, times and the work calendar: what is read is printed as it was, and counting forth and back ends where it
// began.
#include "base/fuzz_target.h"
#include "base/instant.h"
#include "base/limit_clock.h"
#include "base/work_calendar.h"

namespace tongban {
namespace {

void check_day(Date day) {
  PROMISE(day.in_range() && day.year() >= Date::kFirstYear && day.year() <= Date::kLastYear);
  PROMISE(Date::make(day.year(), day.month(), day.day()) == day);
  PROMISE(Date::parse(day.text()) == day && Date::parse_compact(day.compact_text()) == day);
  PROMISE(local_date(start_of_day(day)) == day && local_date(end_of_day(day)) == day);
}

void check_instant(std::string_view text) {
  const auto at = parse_instant(text);
  if (!at) return;
  const auto printed = iso_text(*at);
  PROMISE(printed.size() == 25 || printed.size() == 32);
  // An instant of the first or last hours of the range may fall on a day outside it in Chinese time.
  if (local_date(*at).in_range()) PROMISE(parse_instant(printed) == at);
  PROMISE(start_of_day(local_date(*at)) <= *at && *at <= end_of_day(local_date(*at)));
  PROMISE(local_minute_of_day(*at) >= 0 && local_minute_of_day(*at) < 1440);
}

void check_calendar(std::string_view text, int count) {
  const auto calendar = parse_work_calendar(text);
  if (!calendar) return;
  PROMISE(calendar->first_day() <= calendar->last_day());
  const auto first = calendar->first_day();
  const auto moved = calendar->add_working_days(first, count);
  if (!moved) return;
  PROMISE(calendar->covers(*moved) && calendar->is_working_day(*moved));
  if (count > 0) PROMISE(calendar->working_days_between(first, *moved) == count);
  if (count > 0) PROMISE(calendar->add_working_days(*moved, -count).ok() || !calendar->is_working_day(first));
  PROMISE(calendar->working_minutes_per_day() > 0 && calendar->working_minutes_per_day() <= 1440);
}

}  // namespace

FUZZ_TARGET(time) {
  if (const auto day = Date::parse(input)) PROMISE(day->text() == input), check_day(*day);
  if (const auto day = Date::parse_compact(input)) PROMISE(day->compact_text() == input), check_day(*day);
  check_instant(input);
  fuzz::Pieces pieces(input);
  const auto count = static_cast<int>(pieces.number(255));
  if (pieces.rest().starts_with('{')) check_calendar(pieces.rest(), count);
}

}  // namespace tongban
