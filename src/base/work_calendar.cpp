#include "base/work_calendar.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace tongban {
namespace {

// Years have whole ranges of days; a calendar of more than these would only be a mistake.
constexpr std::size_t kMostYears = 300;

Error bad_years() { return invalid("calendar.years", "工作日历的年份应在1900年至2199年之间且前后相连"); }

Result<void> check_years(const std::vector<CalendarYear>& years) {
  if (years.empty() || years.size() > kMostYears) return bad_years();
  for (std::size_t i = 0; i < years.size(); ++i) {
    if (years[i].year < Date::kFirstYear || years[i].year > Date::kLastYear) return bad_years();
    if (years[i].year != years[0].year + static_cast<int>(i)) return bad_years();
  }
  return {};
}

// The year itself, and the days around New Year's Eve that notices of either year may arrange.
bool may_list(int year, Date date) {
  if (date.year() == year) return true;
  if (date.year() == year - 1) return date.month() == 12 && date.day() >= 25;
  return date.year() == year + 1 && date.month() == 1 && date.day() <= 7;
}

Result<void> check_hours(const WorkingHours& hours) {
  int last = 0;
  for (const auto& span : hours.spans) {
    if (span.from < last || span.to <= span.from || span.to > 24 * 60) {
      return invalid("calendar.working_hours", "工作时段应在一天之内、按先后排列且互不重叠");
    }
    last = span.to;
  }
  if (hours.spans.empty()) return invalid("calendar.working_hours", "工作时段不能为空");
  return {};
}

}  // namespace

Error calendar_out_of_range() {
  return unprocessable("calendar.out_of_range", "日期超出工作日历的范围，请先维护工作日历");
}

Result<WorkCalendar> WorkCalendar::make(std::vector<CalendarYear> years, WorkingHours hours) {
  std::sort(years.begin(), years.end(), [](const auto& a, const auto& b) { return a.year < b.year; });
  TRY(check_years(years));
  TRY(check_hours(hours));
  WorkCalendar calendar;
  std::set<Date> make_up_days;
  for (const auto& year : years) {
    const auto outside = [&](Date date) { return !may_list(year.year, date); };
    if (std::any_of(year.make_up_days.begin(), year.make_up_days.end(), outside) ||
        std::any_of(year.holidays.begin(), year.holidays.end(), [&](const Holiday& h) { return outside(h.date); })) {
      return invalid("calendar.day_outside_year", fmt::format("{}年的安排中有不属于该年的日期", year.year));
    }
    for (const auto& holiday : year.holidays) calendar.holiday_names_[holiday.date] = holiday.name;
    make_up_days.insert(year.make_up_days.begin(), year.make_up_days.end());
  }
  for (const auto date : make_up_days) {
    if (calendar.holiday_names_.contains(date)) {
      return invalid("calendar.day_twice", fmt::format("{}既是放假日又是调休上班日", date.text()));
    }
  }
  calendar.first_ = *Date::make(years.front().year, 1, 1);
  calendar.last_ = *Date::make(years.back().year, 12, 31);
  calendar.worked_before_ = {0};
  for (auto date = calendar.first_; date <= calendar.last_; date = date + 1) {
    const bool worked = make_up_days.contains(date) || (!date.is_weekend() && !calendar.holiday_names_.contains(date));
    calendar.worked_before_.push_back(calendar.worked_before_.back() + (worked ? 1 : 0));
  }
  calendar.years_ = std::move(years);
  calendar.hours_ = std::move(hours);
  return calendar;
}

Result<WorkCalendar> WorkCalendar::with_year(CalendarYear year) const {
  auto years = years_;
  const auto same =
      std::find_if(years.begin(), years.end(), [&](const auto& other) { return other.year == year.year; });
  if (same != years.end()) {
    *same = std::move(year);
  } else {
    years.push_back(std::move(year));
  }
  return make(std::move(years), hours_);
}

Result<WorkCalendar> WorkCalendar::with_working_hours(WorkingHours hours) const {
  TRY(check_hours(hours));
  auto calendar = *this;
  calendar.hours_ = std::move(hours);
  return calendar;
}

bool WorkCalendar::is_working_day(Date date) const {
  if (!covers(date)) return false;
  const auto at = static_cast<std::size_t>(date - first_);
  return worked_before_[at + 1] > worked_before_[at];
}

bool WorkCalendar::announced(int year) const {
  const auto at = year - years_.front().year;
  return at >= 0 && at < static_cast<int>(years_.size()) && years_[static_cast<std::size_t>(at)].announced;
}

bool WorkCalendar::estimated(Date from, Date to) const {
  for (int year = from.year(); year <= to.year(); ++year) {
    if (!announced(year)) return true;
  }
  return false;
}

std::string_view WorkCalendar::holiday_name(Date date) const {
  const auto found = holiday_names_.find(date);
  return found == holiday_names_.end() ? std::string_view() : std::string_view(found->second);
}

int WorkCalendar::working_days_between(Date after, Date until) const {
  // Days outside the calendar count as not worked.
  const auto worked_through = [&](Date date) {
    const auto days = std::clamp(date - first_ + 1, 0, static_cast<std::int32_t>(worked_before_.size()) - 1);
    return worked_before_[static_cast<std::size_t>(days)];
  };
  return until <= after ? 0 : worked_through(until) - worked_through(after);
}

Result<Date> WorkCalendar::add_working_days(Date date, int count) const {
  if (!covers(date)) return calendar_out_of_range();
  const auto at = date - first_;
  // The wanted day is the one with exactly this many working days before it, and itself worked.
  const auto before = worked_before_[static_cast<std::size_t>(count > 0 ? at + 1 : at)];
  const auto wanted = static_cast<std::int64_t>(before) + count - (count > 0 ? 1 : 0);
  if (wanted < 0 || wanted >= worked_before_.back()) return calendar_out_of_range();
  const auto next = std::upper_bound(worked_before_.begin(), worked_before_.end(), static_cast<int>(wanted));
  return first_ + static_cast<std::int32_t>(next - worked_before_.begin() - 1);
}

int WorkCalendar::working_minutes_per_day() const {
  int minutes = 0;
  for (const auto& span : hours_.spans) minutes += span.to - span.from;
  return minutes;
}

}  // namespace tongban
