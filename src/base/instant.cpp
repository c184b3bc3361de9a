#include "base/instant.h"

#include <fmt/format.h>

#include "base/number.h"

namespace tongban {
namespace {

constexpr std::int64_t kMicrosPerDay = 86'400'000'000;
constexpr std::int64_t kMicrosPerMinute = 60'000'000;
constexpr std::int64_t kChinaOffset = 8 * 60 * kMicrosPerMinute;

std::int64_t floor_divide(std::int64_t value, std::int64_t by) { return value / by - (value % by < 0 ? 1 : 0); }

std::chrono::year_month_day civil(Date date) {
  return std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(date.days())));
}

// The number that `length` digits at `at` make, or -1.
int digits_at(std::string_view text, std::size_t at, std::size_t length) {
  if (at + length > text.size() || !is_digits(text.substr(at, length))) return -1;
  int value = 0;
  for (char ch : text.substr(at, length)) value = value * 10 + (ch - '0');
  return value;
}

// Microseconds since local midnight.
std::int64_t local_micros_of_day(Instant at) {
  const auto local = at.micros() + kChinaOffset;
  return local - floor_divide(local, kMicrosPerDay) * kMicrosPerDay;
}

// Minutes east of Greenwich of `Z` or `±hh:mm`, the whole of the text.
std::optional<int> parse_zone(std::string_view text) {
  if (text == "Z" || text == "z") return 0;
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const int hours = digits_at(text, 1, 2);
  const int minutes = digits_at(text, 4, 2);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return std::nullopt;
  return (text[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
}

}  // namespace

std::optional<Date> Date::make(int year, int month, int day) {
  if (year < kFirstYear || year > kLastYear || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  const std::chrono::year_month_day ymd{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                        std::chrono::day(static_cast<unsigned>(day))};
  if (!ymd.ok()) return std::nullopt;
  return from_days(static_cast<std::int32_t>(std::chrono::sys_days(ymd).time_since_epoch().count()));
}

std::optional<Date> Date::parse(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  return make(digits_at(text, 0, 4), digits_at(text, 5, 2), digits_at(text, 8, 2));
}

std::optional<Date> Date::parse_compact(std::string_view text) {
  if (text.size() != 8) return std::nullopt;
  return make(digits_at(text, 0, 4), digits_at(text, 4, 2), digits_at(text, 6, 2));
}

int Date::year() const { return static_cast<int>(civil(*this).year()); }
int Date::month() const { return static_cast<int>(static_cast<unsigned>(civil(*this).month())); }
int Date::day() const { return static_cast<int>(static_cast<unsigned>(civil(*this).day())); }

int Date::weekday() const {
  // 1970-01-01 was a Thursday.
  const int since_monday = (days_ + 3) % 7;
  return (since_monday < 0 ? since_monday + 7 : since_monday) + 1;
}

bool Date::in_range() const {
  static constexpr std::int32_t kFirst = -25'567;  // 1900-01-01
  static constexpr std::int32_t kLast = 84'005;    // 2199-12-31
  return kFirst <= days_ && days_ <= kLast;
}

std::string Date::text() const {
  if (!in_range()) return fmt::format("{:04}-{:02}-{:02}", year(), month(), day());
  const int y = year(), m = month(), d = day();
  const auto digit = [](int number) { return static_cast<char>('0' + number % 10); };
  return {digit(y / 1000), digit(y / 100), digit(y / 10), digit(y),      '-',
          digit(m / 10),   digit(m),       '-',           digit(d / 10), digit(d)};
}
std::string Date::compact_text() const { return fmt::format("{:04}{:02}{:02}", year(), month(), day()); }

Date local_date(Instant at) {
  return Date::from_days(static_cast<std::int32_t>(floor_divide(at.micros() + kChinaOffset, kMicrosPerDay)));
}

int local_minute_of_day(Instant at) { return static_cast<int>(local_micros_of_day(at) / kMicrosPerMinute); }

Instant at_local(Date date, int minutes_of_day) {
  return Instant::from_micros(date.days() * kMicrosPerDay - kChinaOffset + minutes_of_day * kMicrosPerMinute);
}

Instant start_of_day(Date date) { return at_local(date, 0); }
Instant end_of_day(Date date) { return start_of_day(date + 1) - std::chrono::microseconds(1); }

std::string iso_text(Instant at) {
  const auto micros = local_micros_of_day(at);
  const auto seconds = micros / 1'000'000;
  auto fraction = micros % 1'000'000;
  auto text = local_date(at).text();
  // Written digit by digit: every answer and every line of the log holds some of these.
  const auto two = [&](char before, std::int64_t number) {
    text += before;
    text += static_cast<char>('0' + number / 10);
    text += static_cast<char>('0' + number % 10);
  };
  two('T', seconds / 3600);
  two(':', seconds / 60 % 60);
  two(':', seconds % 60);
  if (fraction != 0) {
    char digits[] = ".000000";
    for (int i = 6; i > 0; --i, fraction /= 10) digits[i] = static_cast<char>('0' + fraction % 10);
    text += digits;
  }
  return text += "+08:00";
}

std::string compact_text(Instant at) {
  const auto seconds = local_micros_of_day(at) / 1'000'000;
  return fmt::format("{}{:02}{:02}{:02}", local_date(at).compact_text(), seconds / 3600, seconds / 60 % 60,
                     seconds % 60);
}

std::optional<Instant> parse_instant(std::string_view text) {
  if (text.size() < 20 || (text[10] != 'T' && text[10] != 't') || text[13] != ':' || text[16] != ':')
    return std::nullopt;
  const auto date = Date::parse(text.substr(0, 10));
  const int hours = digits_at(text, 11, 2);
  const int minutes = digits_at(text, 14, 2);
  const int seconds = digits_at(text, 17, 2);
  if (!date || hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59)
    return std::nullopt;
  std::size_t at = 19;
  std::int64_t fraction = 0;
  if (text[at] == '.') {
    std::int64_t weight = 100'000;
    const auto first = ++at;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, weight /= 10)
      fraction += (text[at] - '0') * weight;
    if (at == first || at - first > 6) return std::nullopt;
  }
  const auto zone = parse_zone(text.substr(at));
  if (!zone) return std::nullopt;
  const std::int64_t minutes_of_day = hours * 60 + minutes - *zone;
  return Instant::from_micros(date->days() * kMicrosPerDay + minutes_of_day * kMicrosPerMinute + seconds * 1'000'000LL +
                              fraction);
}

Instant SystemClock::now() const {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return Instant::from_micros(std::chrono::duration_cast<std::chrono::microseconds>(since).count());
}

}  // namespace tongban
