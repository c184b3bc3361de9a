// The second calculator: written from the rules alone, in the most stupid way (day by day, minute by minute, over sets
// of dates of its own), so that it can only agree with limit_clock.cpp by both being right.
#include <doctest/doctest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cstdlib>
#include <fstream>
#include <random>
#include <sstream>
#include <unordered_set>

#include "base/limit_clock.h"

using namespace tongban;

namespace {

constexpr int kCases = 100'000;
constexpr std::int64_t kMinute = 60'000'000;
constexpr std::int64_t kDay = 24 * 60 * kMinute;
constexpr std::int64_t kZone = 8 * 60 * kMinute;

std::string calendar_text() {
  std::ifstream file(TONGBAN_SOURCE_DIR "/data/calendar/work_calendar.json");
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// Everything in local microseconds and local day numbers.
class NaiveClock {
 public:
  explicit NaiveClock(const std::string& text) {
    const auto document = boost::json::parse(text);
    for (const auto& year : document.at("years").as_array()) {
      for (const auto& [date, name] : year.at("holidays").as_object()) off_.insert(number(date));
      for (const auto& date : year.at("make_up_days").as_array()) on_.insert(number(date.as_string()));
      if (!year.at("announced").as_bool()) unannounced_.insert(static_cast<int>(year.at("year").as_int64()));
    }
  }

  ClockReading read(const LimitClock& clock, Instant now) {
    clock_ = &clock;
    start_ = clock.started_at.micros() + kZone;
    at_ = std::max(start_, (clock.stopped_at ? clock.stopped_at->micros() : now.micros()) + kZone);
    total_ = clock.limit.amount + clock.extension.value_or(0);
    ClockReading reading;
    const bool hours = clock.limit.unit == LimitUnit::working_hour;
    const std::int64_t due = hours && total_ > 0 ? due_by_minutes() : (due_by_days() + 1) * kDay - 1;
    reading.due_at = Instant::from_micros(due - kZone);
    if (hours) {
      count_minutes(reading, due);
    } else {
      count_days(reading, due / kDay);
    }
    if (at_ > due && reading.remaining > -1) reading.remaining = -1;
    reading.state = state(reading, due);
    const auto years_until = Date::from_days(static_cast<int>(std::max(at_, due) / kDay)).year();
    for (int y = Date::from_days(static_cast<int>(start_ / kDay)).year(); y <= years_until; ++y) {
      reading.estimated = reading.estimated || unannounced_.contains(y);
    }
    for (const auto& s : clock.suspensions) {
      const bool running = s.from.micros() + kZone <= at_ && (!s.until || at_ < s.until->micros() + kZone);
      if (running && !clock.stopped_at) reading.suspended = true;
    }
    return reading;
  }

 private:
  static int number(std::string_view date) { return Date::parse(date).value().days(); }

  bool worked(std::int64_t day) const {
    if (on_.contains(static_cast<int>(day))) return true;
    return !off_.contains(static_cast<int>(day)) && (day + 3) % 7 < 5;
  }

  // Is [from, until) of local time touched by a suspension that has been seen? An open one lasts to this very moment.
  bool touched(std::int64_t from, std::int64_t until, std::int64_t open_margin) const {
    for (const auto& s : clock_->suspensions) {
      const auto begin = s.from.micros() + kZone;
      if (begin > at_) continue;
      const auto end = s.until ? s.until->micros() + kZone : at_ + open_margin;
      if (begin < end && begin < until && from < end) return true;
    }
    return false;
  }

  bool counted(std::int64_t day) const {
    if (touched(day * kDay, (day + 1) * kDay, 1)) return false;
    return clock_->limit.unit == LimitUnit::natural_day || worked(day);
  }

  std::int64_t due_by_days() const {
    auto day = start_ / kDay;
    for (int left = total_; left > 0;) {
      if (counted(++day)) --left;
    }
    if (total_ == 0 || clock_->limit.unit == LimitUnit::natural_day) {
      while (!worked(day) || touched(day * kDay, (day + 1) * kDay, 1)) ++day;
    }
    return day;
  }

  void count_days(ClockReading& reading, std::int64_t due_day) const {
    for (auto day = start_ / kDay + 1; day <= at_ / kDay; ++day) reading.used += counted(day);
    for (auto day = at_ / kDay + 1; day <= due_day; ++day) reading.remaining += counted(day);
    for (auto day = due_day + 1; day <= at_ / kDay; ++day) reading.remaining -= counted(day);
  }

  // Calls step(minute, open) for every minute of worked days from `from` on, until it says stop; open is an office
  // minute that is not suspended.
  template <class Step>
  void each_minute(std::int64_t from, Step step) const {
    for (auto day = from / kDay;; ++day) {
      if (!worked(day)) continue;
      for (auto minute = std::max(from, day * kDay + 540 * kMinute); minute < (day + 1) * kDay; minute += kMinute) {
        const auto of_day = minute % kDay / kMinute;
        const bool office = (of_day >= 540 && of_day < 720) || (of_day >= 780 && of_day < 1020);
        const bool open = office && !touched(minute, minute + kMinute, 0);
        if (!step(minute, open)) return;
        if (of_day >= 1020) break;
      }
    }
  }

  std::int64_t due_by_minutes() const {
    std::int64_t due = 0;
    int left = total_ * 60;
    each_minute(start_, [&](std::int64_t minute, bool open) {
      if (open && --left == 0) due = minute + kMinute;
      return left > 0;
    });
    return due;
  }

  void count_minutes(ClockReading& reading, std::int64_t due) const {
    int used = 0;
    int left = 0;
    int late = 0;
    each_minute(start_, [&](std::int64_t minute, bool open) {
      if (minute >= at_ && minute >= due) return false;
      used += open && minute < at_;
      left += open && minute >= at_ && minute < due;
      late += open && minute < at_ && minute >= due;
      return true;
    });
    reading.used = used / 60;
    reading.remaining = at_ > due ? -((late + 59) / 60) : (left + 59) / 60;
  }

  ClockState state(const ClockReading& reading, std::int64_t due) const {
    if (at_ > due) return ClockState::overdue;
    const bool soon = reading.remaining <= std::max(1, total_ / 5);
    return soon && !clock_->stopped_at ? ClockState::warning : ClockState::normal;
  }

  std::unordered_set<int> off_;
  std::unordered_set<int> on_;
  std::unordered_set<int> unannounced_;
  const LimitClock* clock_ = nullptr;
  std::int64_t start_ = 0;
  std::int64_t at_ = 0;
  int total_ = 0;
};

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}
  std::int64_t in(std::int64_t least, std::int64_t most) {
    return least + static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(most - least + 1));
  }
  bool percent(int chance) { return in(0, 99) < chance; }

 private:
  std::mt19937_64 engine_;
};

struct Case {
  LimitClock clock;
  Instant now;
};

// A whole minute (so that minute by minute is exact), often a midnight or the edge of office hours.
Instant random_instant(Random& random, std::int64_t first_day, std::int64_t last_day) {
  static constexpr int kEdges[] = {0, 1, 540, 720, 780, 1020, 1439};
  const auto minute = random.percent(40) ? kEdges[random.in(0, 6)] : random.in(0, 1439);
  return at_local(Date::from_days(static_cast<int>(random.in(first_day, last_day))), static_cast<int>(minute));
}

Case random_case(std::uint64_t seed) {
  Random random(seed);
  const auto start = random_instant(random, Date::make(2016, 1, 1)->days(), Date::make(2027, 12, 31)->days());
  const auto day = local_date(start).days();
  Case result{.clock = {.started_at = start}, .now = random_instant(random, day - 1, day + random.in(0, 60))};
  auto& clock = result.clock;
  clock.limit.unit = static_cast<LimitUnit>(random.in(0, 2));
  clock.limit.amount = static_cast<int>(random.in(0, 45));
  if (random.percent(30)) clock.extension = static_cast<int>(random.in(0, 20));
  for (auto count = random.in(0, 4); count > 0; --count) {
    Suspension suspension{.from = random_instant(random, day - 2, day + 40), .until = {}};
    if (!random.percent(20)) {
      suspension.until =
          std::max(suspension.from, random_instant(random, local_date(suspension.from).days(), day + 45));
    }
    if (!clock.suspensions.empty() && random.percent(20)) suspension.from = clock.suspensions.back().from;
    if (suspension.until && *suspension.until < suspension.from) suspension.until = suspension.from;
    clock.suspensions.push_back(suspension);
  }
  if (random.percent(25)) clock.stopped_at = std::max(start, random_instant(random, day, day + 50));
  // Days do not care for minutes; test them with odd microseconds too.
  if (clock.limit.unit != LimitUnit::working_hour && random.percent(50)) {
    result.now = result.now + std::chrono::microseconds(random.in(-1, 1));
  }
  return result;
}

}  // namespace

TEST_CASE("the clock agrees with a second, naive calculator in 100,000 random cases") {
  const auto text = calendar_text();
  const auto calendar = parse_work_calendar(text).value();
  NaiveClock naive(text);
  const char* chosen = std::getenv("TONGBAN_SEED");
  const std::uint64_t first_seed = chosen != nullptr ? std::strtoull(chosen, nullptr, 10) : 20260101;
  int overdue = 0;
  int suspended = 0;
  int estimated = 0;
  for (std::uint64_t seed = first_seed; seed < first_seed + kCases; ++seed) {
    const auto [clock, now] = random_case(seed);
    const auto reading = read_limit_clock(clock, now, calendar);
    INFO("run this case alone with TONGBAN_SEED=", seed);
    REQUIRE(reading.ok());
    const auto expected = naive.read(clock, now);
    if (*reading == expected) {
      overdue += expected.state == ClockState::overdue;
      suspended += expected.suspended;
      estimated += expected.estimated;
      continue;
    }
    INFO("unit ", limit_unit_text(clock.limit.unit), " amount ", clock.limit.amount, " suspensions ",
         clock.suspensions.size(), " start ", iso_text(clock.started_at), " now ", iso_text(now));
    CHECK(iso_text(reading->due_at) == iso_text(expected.due_at));
    CHECK(reading->used == expected.used);
    CHECK(reading->remaining == expected.remaining);
    CHECK(clock_state_text(reading->state) == clock_state_text(expected.state));
    CHECK(reading->estimated == expected.estimated);
    CHECK(reading->suspended == expected.suspended);
    FAIL("the calculators differ");
  }
  // The cases are worth something only if they reach all corners.
  CHECK(overdue > kCases / 20);
  CHECK(suspended > kCases / 50);
  CHECK(estimated > kCases / 50);
}
