// Which days are worked in China, and during which hours. Built from facts: the State Council's yearly notice lists the
// days off and the weekend days worked instead. A year whose notice is not out yet carries an estimate (weekends and
// the statutory holidays of 全国年节及纪念日放假办法) and says so: whoever shows a date that depends on it must say so
// too. A calendar never changes; a new notice makes a new calendar (with_year).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"

namespace tongban {

struct Holiday {
  Date date;
  std::string name;  // 春节, …
};

// The facts of one year. Days of the last December week before and the first January week after it may be listed too,
// since some notices arrange them.
struct CalendarYear {
  int year = 0;
  bool announced = false;
  std::string source;              // Address of the notice, or how the estimate was made.
  std::vector<Holiday> holidays;   // Days off; weekend days among them do no harm.
  std::vector<Date> make_up_days;  // Weekend days that are worked.
};

// Office hours as spans of minutes since midnight, in order, not overlapping.
struct WorkingHours {
  struct Span {
    int from = 0;
    int to = 0;
  };
  std::vector<Span> spans = {{9 * 60, 12 * 60}, {13 * 60, 17 * 60}};
};

class WorkCalendar {
 public:
  // Years must follow one another without a gap. Keys: calendar.years, calendar.day_outside_year, calendar.day_twice,
  // calendar.working_hours.
  static Result<WorkCalendar> make(std::vector<CalendarYear> years, WorkingHours hours = {});
  // The same calendar with one year replaced, or added at the end. Keys as above.
  Result<WorkCalendar> with_year(CalendarYear year) const;
  Result<WorkCalendar> with_working_hours(WorkingHours hours) const;

  Date first_day() const { return first_; }
  Date last_day() const { return last_; }
  bool covers(Date date) const { return first_ <= date && date <= last_; }

  // False outside the calendar: ask covers() where that matters.
  bool is_working_day(Date date) const;
  // True if the notice of the year is in the calendar.
  bool announced(int year) const;
  // True if any day of [from, to] lies in a year that is only estimated.
  bool estimated(Date from, Date to) const;
  // The name of the holiday, empty if it is none.
  std::string_view holiday_name(Date date) const;

  // How many working days lie in (after, until]; 0 if until <= after. Both must be covered.
  int working_days_between(Date after, Date until) const;
  // The count-th working day after the date (count >= 1), or before it (count <= -1); for 0 the date itself, or the
  // next working day. Key: calendar.out_of_range.
  Result<Date> add_working_days(Date date, int count) const;
  // The first working day on or after the date. Key: calendar.out_of_range.
  Result<Date> working_day_from(Date date) const { return add_working_days(date, 0); }

  const WorkingHours& working_hours() const { return hours_; }
  int working_minutes_per_day() const;
  const std::vector<CalendarYear>& years() const { return years_; }

 private:
  WorkCalendar() = default;

  std::vector<CalendarYear> years_;
  WorkingHours hours_;
  Date first_;
  Date last_;
  std::vector<int> worked_before_;  // One for each day and one more: the working days from first_ to before that day.
  std::map<Date, std::string> holiday_names_;
};

// Reads the format of data/calendar/work_calendar.json. Keys: calendar.json (with the place in the detail), and those
// of make().
Result<WorkCalendar> parse_work_calendar(std::string_view json_text);

// The error of every question about a day that the calendar does not reach.
Error calendar_out_of_range();

}  // namespace tongban
