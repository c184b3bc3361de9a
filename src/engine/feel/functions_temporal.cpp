// Functions of dates, times and durations (DMN 1.5, 10.3.4.1, 10.3.4.7 and 10.3.4.9).
#include "engine/feel/arithmetic.h"
#include "engine/feel/builtins.h"
#include "engine/feel/strings.h"
#include "engine/feel/zone.h"

namespace tongban::feel {
namespace {

using Arguments = std::span<const Value>;

Value refuse(Machine& machine) {
  return machine.warn("feel.bad_argument", "the arguments are no date, time or duration");
}

template <class T>
Value made(Machine& machine, const std::optional<T>& value, Value (*make)(const T&)) {
  return value ? make(*value) : refuse(machine);
}

std::optional<std::int64_t> whole(const Value& value) {
  const Value& number = single(value);
  return number.is(Kind::number) ? number.as_number().to_integer() : std::nullopt;
}

std::optional<Date> date_from(const Value& from) {
  if (from.is(Kind::date) || from.is(Kind::date_time)) return from.as_date();
  return from.is(Kind::string) ? parse_date(from.as_string()) : std::nullopt;
}

Value date_of(Machine& machine, Arguments arguments) {
  return made(machine, date_from(single(arguments[0])), Value::date);
}

Value date_of_parts(Machine& machine, Arguments arguments) {
  const auto year = whole(arguments[0]), month = whole(arguments[1]), day = whole(arguments[2]);
  if (!year || !month || !day) return refuse(machine);
  return made(machine, make_date(*year, *month, *day), Value::date);
}

Value time_of(Machine& machine, Arguments arguments) {
  const Value& from = single(arguments[0]);
  if (from.is(Kind::time)) return from;
  if (from.is(Kind::date_time)) return Value::time({from.as_date_time().clock, from.as_date_time().zone});
  if (from.is(Kind::date)) return Value::time({{}, *make_offset(0)});
  return from.is(Kind::string) ? made(machine, parse_time(from.as_string()), Value::time) : refuse(machine);
}

std::optional<Zone> zone_of_duration(const Value& value) {
  if (value.is_null()) return Zone();
  if (!value.is(Kind::days_time) || value.as_days_time().nanoseconds != 0) return std::nullopt;
  return make_offset(value.as_days_time().seconds);
}

// Seconds may have a fraction.
std::optional<ClockTime> clock_of(const Value& hour, const Value& minute, const Value& second) {
  const auto h = whole(hour), m = whole(minute);
  if (!h || !m || !single(second).is(Kind::number)) return std::nullopt;
  const auto s = days_time_of(single(second).as_number());
  return s ? make_clock(*h, *m, s->seconds, s->nanoseconds) : std::nullopt;
}

Value time_of_parts(Machine& machine, Arguments arguments) {
  const auto clock = clock_of(arguments[0], arguments[1], arguments[2]);
  const auto zone = zone_of_duration(single(arguments[3]));
  return clock && zone ? Value::time({*clock, *zone}) : refuse(machine);
}

Value date_time_of_text(Machine& machine, Arguments arguments) {
  const Value& from = single(arguments[0]);
  if (from.is(Kind::date_time)) return from;
  if (from.is(Kind::date)) {
    auto moment = midnight(from.as_date());
    moment.zone = *make_offset(0);
    return Value::date_time(moment);
  }
  return from.is(Kind::string) ? made(machine, parse_date_time(from.as_string()), Value::date_time) : refuse(machine);
}

// A date and a time; or a moment, and the zone it is to be told in.
Value date_time_of_two(Machine& machine, Arguments arguments) {
  const Value &first = single(arguments[0]), &second = single(arguments[1]);
  if ((first.is(Kind::date) || first.is(Kind::date_time)) && second.is(Kind::time))
    return Value::date_time({first.as_date(), second.as_time().clock, second.as_time().zone});
  if (first.is(Kind::date_time) && second.is(Kind::string)) {
    const auto id = zone_id(second.as_string());
    if (!id) return refuse(machine);
    DateTime moment = first.as_date_time();
    const Zone zone{Zone::Kind::named, *id, 0};
    if (moment.zone.kind == Zone::Kind::none) return Value::date_time({moment.date, moment.clock, zone});
    return made(machine, date_time_of(epoch_seconds(moment), moment.clock.nanosecond, zone), Value::date_time);
  }
  return refuse(machine);
}

Value date_time_of_parts(Machine& machine, Arguments arguments) {
  const auto year = whole(arguments[0]), month = whole(arguments[1]), day = whole(arguments[2]);
  const auto clock = clock_of(arguments[3], arguments[4], arguments[5]);
  if (!year || !month || !day || !clock) return refuse(machine);
  const auto date = make_date(*year, *month, *day);
  const Value& where = single(arguments[6]);
  auto zone = zone_of_duration(where);
  if (where.is(Kind::string)) {
    const auto id = zone_id(where.as_string());
    if (id) zone = Zone{Zone::Kind::named, *id, 0};
  }
  return date && zone ? Value::date_time({*date, *clock, *zone}) : refuse(machine);
}

Value duration_of(Machine& machine, Arguments arguments) {
  const Value& from = single(arguments[0]);
  if (from.is(Kind::days_time) || from.is(Kind::years_months)) return from;
  if (!from.is(Kind::string)) return refuse(machine);
  if (const auto months = parse_years_months(from.as_string())) return Value::years_months(*months);
  return made(machine, parse_days_time(from.as_string()), Value::days_time);
}

Value months_from_to(Machine& machine, Arguments arguments) {
  const Value &from = single(arguments[0]), &to = single(arguments[1]);
  const auto is_day = [](const Value& value) { return value.is(Kind::date) || value.is(Kind::date_time); };
  if (!is_day(from) || !is_day(to)) return refuse(machine);
  return Value::years_months({months_between(from.as_date(), to.as_date())});
}

template <int (*property)(const Date&)>
Value number_of_day(Machine& machine, Arguments arguments) {
  const Value& value = single(arguments[0]);
  if (!value.is(Kind::date) && !value.is(Kind::date_time)) return refuse(machine);
  return Value::integer(property(value.as_date()));
}

Value day_of_week(Machine& machine, Arguments arguments) {
  static constexpr const char* kNames[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                           "Friday", "Saturday", "Sunday"};
  const Value& value = single(arguments[0]);
  if (!value.is(Kind::date) && !value.is(Kind::date_time)) return refuse(machine);
  return Value::string(kNames[weekday(value.as_date()) - 1]);
}

Value month_of_year(Machine& machine, Arguments arguments) {
  static constexpr const char* kNames[] = {"January", "February", "March",     "April",   "May",      "June",
                                           "July",    "August",   "September", "October", "November", "December"};
  const Value& value = single(arguments[0]);
  if (!value.is(Kind::date) && !value.is(Kind::date_time)) return refuse(machine);
  return Value::string(kNames[value.as_date().month - 1]);
}

Value now(Machine& machine, Arguments) { return Value::date_time(machine.environment.now); }
Value today(Machine& machine, Arguments) { return Value::date(machine.environment.now.date); }

}  // namespace

std::span<const Builtin> temporal_functions() {
  static const Builtin kTable[] = {
      {"date", {{{"from"}, 1, date_of}, {{"year", "month", "day"}, 3, date_of_parts}}},
      {"time", {{{"from"}, 1, time_of}, {{"hour", "minute", "second", "offset"}, 3, time_of_parts}}},
      {"date and time",
       {{{"from"}, 1, date_time_of_text},
        {{"date", "time"}, 2, date_time_of_two},
        {{"date", "timezone"}, 2, date_time_of_two},
        {{"year", "month", "day", "hour", "minute", "second", "offset"}, 6, date_time_of_parts},
        {{"year", "month", "day", "hour", "minute", "second", "timezone"}, 6, date_time_of_parts}}},
      {"duration", {{{"from"}, 1, duration_of}}},
      {"years and months duration", {{{"from", "to"}, 2, months_from_to}}},
      {"day of year", {{{"date"}, 1, number_of_day<day_of_year>}}},
      {"day of week", {{{"date"}, 1, day_of_week}}},
      {"month of year", {{{"date"}, 1, month_of_year}}},
      {"week of year", {{{"date"}, 1, number_of_day<week_of_year>}}},
      {"now", {{{}, 0, now, false, false}}},
      {"today", {{{}, 0, today, false, false}}},
  };
  return kTable;
}

}  // namespace tongban::feel
