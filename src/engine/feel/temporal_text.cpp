// Dates, times and durations from and to their ISO 8601 texts.
#include <fmt/format.h>

#include "engine/feel/temporal.h"
#include "engine/feel/zone.h"

namespace tongban::feel {
namespace {

// Takes a text apart from left to right; a piece that does not fit leaves `good` false.
struct Reader {
  std::string_view left;
  bool good = true;

  bool take(char c) {
    if (left.empty() || left.front() != c) return false;
    left.remove_prefix(1);
    return true;
  }
  void expect(char c) { good = take(c) && good; }
  std::string_view digits() {
    std::size_t count = 0;
    while (count < left.size() && left[count] >= '0' && left[count] <= '9') ++count;
    const auto taken = left.substr(0, count);
    left.remove_prefix(count);
    return taken;
  }
  // Exactly that many digits.
  std::int64_t number(std::size_t count) {
    if (left.size() < count) good = false;
    std::int64_t value = 0;
    for (std::size_t at = 0; good && at < count; ++at) {
      if (left[at] < '0' || left[at] > '9') good = false;
      value = value * 10 + (left[at] - '0');
    }
    if (good) left.remove_prefix(count);
    return value;
  }
};

std::optional<std::int64_t> whole(std::string_view digits) {
  std::int64_t value = 0;
  for (const char c : digits)
    if (__builtin_mul_overflow(value, 10, &value) || __builtin_add_overflow(value, c - '0', &value))
      return std::nullopt;
  return digits.empty() ? std::nullopt : std::optional(value);
}

// The digits behind the point, as nanoseconds; finer ones are cut off.
std::int64_t fraction(std::string_view digits) {
  std::int64_t value = 0;
  for (std::size_t at = 0; at < 9; ++at) value = value * 10 + (at < digits.size() ? digits[at] - '0' : 0);
  return value;
}

std::optional<Date> read_date(Reader& reader) {
  const bool negative = reader.take('-');
  const auto year_digits = reader.digits();
  if (year_digits.size() < 4 || year_digits.size() > 9) return std::nullopt;
  if (year_digits.size() > 4 && year_digits[0] == '0') return std::nullopt;
  const auto year = *whole(year_digits);
  reader.expect('-');
  const auto month = reader.number(2);
  reader.expect('-');
  const auto day = reader.number(2);
  if (!reader.good) return std::nullopt;
  return make_date(negative ? -year : year, month, day);
}

std::optional<Zone> read_zone(Reader& reader) {
  if (reader.left.empty()) return Zone();
  if (reader.take('Z')) return make_offset(0);
  if (reader.take('@')) {
    const auto id = zone_id(reader.left);
    reader.left = {};
    if (!id) return std::nullopt;
    return Zone{Zone::Kind::named, *id, 0};
  }
  const bool west = !reader.left.empty() && reader.left.front() == '-';
  if (!west && reader.left.front() != '+') return std::nullopt;
  reader.left.remove_prefix(1);
  const auto hours = reader.number(2);
  reader.expect(':');
  const auto minutes = reader.number(2);
  const auto seconds = reader.take(':') ? reader.number(2) : 0;
  if (!reader.good || minutes > 59 || seconds > 59) return std::nullopt;
  const auto offset = hours * 3600 + minutes * 60 + seconds;
  return make_offset(west ? -offset : offset);
}

// The end of the day may be written 24:00:00; `next_day` tells that it was.
std::optional<Time> read_time(Reader& reader, bool& next_day) {
  auto hour = reader.number(2);
  reader.expect(':');
  const auto minute = reader.number(2);
  reader.expect(':');
  const auto second = reader.number(2);
  std::int64_t nanosecond = 0;
  if (reader.good && reader.take('.')) {
    const auto digits = reader.digits();
    if (digits.empty()) return std::nullopt;
    nanosecond = fraction(digits);
  }
  if (!reader.good) return std::nullopt;
  next_day = hour == 24 && minute == 0 && second == 0 && nanosecond == 0;
  if (next_day) hour = 0;
  const auto clock = make_clock(hour, minute, second, nanosecond);
  const auto zone = read_zone(reader);
  if (!clock || !zone || !reader.left.empty()) return std::nullopt;
  return Time{*clock, *zone};
}

std::string text_of(const ClockTime& clock) {
  auto text = fmt::format("{:02}:{:02}:{:02}", clock.hour, clock.minute, clock.second);
  if (clock.nanosecond != 0) {
    text += fmt::format(".{:09}", clock.nanosecond);
    while (text.back() == '0') text.pop_back();
  }
  return text;
}

std::string text_of(const Zone& zone) {
  if (zone.kind == Zone::Kind::none) return "";
  if (zone.kind == Zone::Kind::named) return "@" + std::string(zone_name(zone.id));
  if (zone.offset == 0) return "Z";
  const auto size = zone.offset < 0 ? -zone.offset : zone.offset;
  auto text = fmt::format("{}{:02}:{:02}", zone.offset < 0 ? '-' : '+', size / 3600, size / 60 % 60);
  if (size % 60 != 0) text += fmt::format(":{:02}", size % 60);
  return text;
}

// One "12H" of a duration; advances only where the letter fits.
std::optional<std::int64_t> component(Reader& reader, char letter, bool& any, bool& good) {
  const auto before = reader.left;
  const auto digits = reader.digits();
  if (digits.empty() || !reader.take(letter)) {
    reader.left = before;
    return 0;
  }
  any = true;
  const auto value = whole(digits);
  if (!value) good = false;
  return value;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  Reader reader{text};
  const auto date = read_date(reader);
  return reader.left.empty() ? date : std::nullopt;
}

std::optional<Time> parse_time(std::string_view text) {
  Reader reader{text};
  bool next_day = false;
  return read_time(reader, next_day);
}

std::optional<DateTime> parse_date_time(std::string_view text) {
  Reader reader{text};
  const auto date = read_date(reader);
  if (!date) return std::nullopt;
  if (reader.left.empty()) return midnight(*date);
  if (!reader.take('T')) return std::nullopt;
  bool next_day = false;
  const auto time = read_time(reader, next_day);
  if (!time) return std::nullopt;
  const auto day = next_day ? date_of_day(day_number(*date) + 1) : *date;
  if (day.year > kMaxYear) return std::nullopt;
  return DateTime{day, time->clock, time->zone};
}

std::optional<YearsMonths> parse_years_months(std::string_view text) {
  Reader reader{text};
  const bool negative = reader.take('-');
  reader.expect('P');
  bool any = false, good = true;
  const auto years = component(reader, 'Y', any, good), months = component(reader, 'M', any, good);
  if (!reader.good || !good || !any || !reader.left.empty()) return std::nullopt;
  std::int64_t total = 0;
  if (__builtin_mul_overflow(*years, 12, &total) || __builtin_add_overflow(total, *months, &total)) return std::nullopt;
  return YearsMonths{negative ? -total : total};
}

std::optional<DaysTime> parse_days_time(std::string_view text) {
  Reader reader{text};
  const bool negative = reader.take('-');
  reader.expect('P');
  bool any = false, any_time = false, good = true;
  const auto days = component(reader, 'D', any, good);
  std::optional<std::int64_t> hours = 0, minutes = 0, seconds = 0;
  std::int64_t nanoseconds = 0;
  if (reader.take('T')) {
    hours = component(reader, 'H', any_time, good);
    minutes = component(reader, 'M', any_time, good);
    const auto digits = reader.digits();
    if (!digits.empty()) {
      seconds = whole(digits);
      const auto behind = reader.take('.') ? reader.digits() : std::string_view();
      if (!seconds) return std::nullopt;
      nanoseconds = fraction(behind);
      reader.expect('S');
      any_time = true;
    }
    if (!any_time) return std::nullopt;
  }
  if (!reader.good || !good || !(any || any_time) || !reader.left.empty()) return std::nullopt;
  std::int64_t total = 0, part = 0;
  if (__builtin_mul_overflow(*days, 86'400, &total) || __builtin_mul_overflow(*hours, 3600, &part) ||
      __builtin_add_overflow(total, part, &total) || __builtin_mul_overflow(*minutes, 60, &part) ||
      __builtin_add_overflow(total, part, &total) || __builtin_add_overflow(total, *seconds, &total))
    return std::nullopt;
  const DaysTime duration{total, static_cast<std::int32_t>(nanoseconds)};
  return negative ? negated(duration) : duration;
}

std::string text_of(const Date& date) {
  return fmt::format("{}{:04}-{:02}-{:02}", date.year < 0 ? "-" : "", date.year < 0 ? -date.year : date.year,
                     date.month, date.day);
}

std::string text_of(const Time& time) { return text_of(time.clock) + text_of(time.zone); }

std::string text_of(const DateTime& time) {
  return text_of(time.date) + "T" + text_of(time.clock) + text_of(time.zone);
}

std::string text_of(const YearsMonths& duration) {
  const bool negative = duration.months < 0;
  const auto size =
      negative ? -static_cast<std::uint64_t>(duration.months) : static_cast<std::uint64_t>(duration.months);
  std::string text = negative ? "-P" : "P";
  if (size / 12 != 0) text += fmt::format("{}Y", size / 12);
  if (size % 12 != 0 || size == 0) text += fmt::format("{}M", size % 12);
  return text;
}

std::string text_of(const DaysTime& duration) {
  const bool negative = duration.seconds < 0 || duration.nanoseconds < 0;
  const auto size = duration.seconds < 0 ? -static_cast<std::uint64_t>(duration.seconds)
                                         : static_cast<std::uint64_t>(duration.seconds);
  const auto nanoseconds = duration.nanoseconds < 0 ? -duration.nanoseconds : duration.nanoseconds;
  std::string text = negative ? "-P" : "P";
  if (size / 86'400 != 0) text += fmt::format("{}D", size / 86'400);
  std::string clock;
  if (size / 3600 % 24 != 0) clock += fmt::format("{}H", size / 3600 % 24);
  if (size / 60 % 60 != 0) clock += fmt::format("{}M", size / 60 % 60);
  if (size % 60 != 0 || nanoseconds != 0) {
    clock += fmt::format("{}", size % 60);
    if (nanoseconds != 0) {
      clock += fmt::format(".{:09}", nanoseconds);
      while (clock.back() == '0') clock.pop_back();
    }
    clock += "S";
  }
  if (!clock.empty()) return text + "T" + clock;
  return size / 86'400 != 0 ? text : text + "T0S";
}

}  // namespace tongban::feel
