#include <fmt/format.h>

#include <boost/json.hpp>

#include "base/number.h"
#include "base/work_calendar.h"

namespace tongban {
namespace {

namespace json = boost::json;

Error bad(std::string_view where) {
  return invalid("calendar.json", fmt::format("工作日历文件格式不正确（{}）", where));
}

std::optional<int> minutes_of(const json::value& value) {
  const auto* text = value.if_string();
  if (text == nullptr || text->size() != 5 || (*text)[2] != ':') return std::nullopt;
  const std::string_view view(*text);
  if (!is_digits(view.substr(0, 2)) || !is_digits(view.substr(3))) return std::nullopt;
  const int hours = (view[0] - '0') * 10 + (view[1] - '0');
  const int minutes = (view[3] - '0') * 10 + (view[4] - '0');
  if (minutes > 59 || hours * 60 + minutes > 24 * 60) return std::nullopt;
  return hours * 60 + minutes;
}

Result<WorkingHours> read_hours(const json::value& value) {
  const auto* spans = value.if_array();
  if (spans == nullptr) return bad("working_hours");
  WorkingHours hours{.spans = {}};
  for (const auto& item : *spans) {
    const auto* span = item.if_array();
    if (span == nullptr || span->size() != 2) return bad("working_hours");
    const auto from = minutes_of((*span)[0]);
    const auto to = minutes_of((*span)[1]);
    if (!from || !to) return bad("working_hours");
    hours.spans.push_back({*from, *to});
  }
  return hours;
}

Result<CalendarYear> read_year(const json::value& value) {
  const auto* object = value.if_object();
  if (object == nullptr) return bad("years");
  const auto* number = object->if_contains("year");
  const auto* announced = object->if_contains("announced");
  const auto* source = object->if_contains("source");
  const auto* holidays = object->if_contains("holidays");
  const auto* make_up_days = object->if_contains("make_up_days");
  if (!number || !number->is_int64() || !announced || !announced->is_bool() || !source || !source->is_string() ||
      !holidays || !holidays->is_object() || !make_up_days || !make_up_days->is_array()) {
    return bad("years");
  }
  if (number->get_int64() < Date::kFirstYear || number->get_int64() > Date::kLastYear) return bad("year");
  CalendarYear year;
  year.year = static_cast<int>(number->get_int64());
  year.announced = announced->get_bool();
  year.source = source->get_string();
  for (const auto& [key, name] : holidays->get_object()) {
    const auto date = Date::parse(key);
    if (!date || !name.is_string()) return bad(fmt::format("{}/holidays", year.year));
    year.holidays.push_back({*date, std::string(name.get_string())});
  }
  for (const auto& item : make_up_days->get_array()) {
    const auto date = item.is_string() ? Date::parse(item.get_string()) : std::nullopt;
    if (!date) return bad(fmt::format("{}/make_up_days", year.year));
    year.make_up_days.push_back(*date);
  }
  return year;
}

}  // namespace

Result<WorkCalendar> parse_work_calendar(std::string_view json_text) {
  boost::system::error_code error;
  const auto document = json::parse(json_text, error);
  if (error || !document.is_object()) return bad("JSON");
  WorkingHours hours;
  if (const auto* value = document.get_object().if_contains("working_hours")) hours = TRY(read_hours(*value));
  const auto* list = document.get_object().if_contains("years");
  if (list == nullptr || !list->is_array()) return bad("years");
  std::vector<CalendarYear> years;
  for (const auto& item : list->get_array()) years.push_back(TRY(read_year(item)));
  return WorkCalendar::make(std::move(years), std::move(hours));
}

}  // namespace tongban
