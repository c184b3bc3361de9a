// Names in filters, and what follows a dot: members of contexts, properties of dates, times, durations and ranges.
#include "engine/feel/nodes.h"
#include "engine/feel/zone.h"

namespace tongban::feel {
namespace {

using Maybe = std::optional<Value>;

Maybe date_property(const Date& date, std::string_view name) {
  if (name == "year") return Value::integer(date.year);
  if (name == "month") return Value::integer(date.month);
  if (name == "day") return Value::integer(date.day);
  if (name == "weekday") return Value::integer(weekday(date));
  return std::nullopt;
}

Maybe clock_property(const ClockTime& clock, const Zone& zone, std::optional<std::int32_t> offset,
                     std::string_view name) {
  if (name == "hour") return Value::integer(clock.hour);
  if (name == "minute") return Value::integer(clock.minute);
  if (name == "second") return Value::integer(clock.second);
  if (name == "time offset") return offset ? Value::days_time({*offset, 0}) : Value();
  if (name == "timezone")
    return zone.kind == Zone::Kind::named ? Value::string(std::string(zone_name(zone.id))) : Value();
  return std::nullopt;
}

Maybe duration_property(const Value& value, std::string_view name) {
  if (value.is(Kind::years_months)) {
    const auto months = value.as_years_months().months;
    if (name == "years") return Value::integer(months / 12);
    if (name == "months") return Value::integer(months % 12);
    return std::nullopt;
  }
  const auto seconds = value.as_days_time().seconds;
  if (name == "days") return Value::integer(seconds / 86'400);
  if (name == "hours") return Value::integer(seconds / 3600 % 24);
  if (name == "minutes") return Value::integer(seconds / 60 % 60);
  if (name == "seconds") return Value::integer(seconds % 60);
  return std::nullopt;
}

Maybe range_property(const Range& range, std::string_view name) {
  const bool test = range.form == Range::Form::equal_to;
  if (name == "start") return range.low;
  if (name == "end") return test ? range.low : range.high;
  if (name == "start included") return Value::boolean(range.low_end == Range::End::closed);
  if (name == "end included") return Value::boolean(test || range.high_end == Range::End::closed);
  return std::nullopt;
}

}  // namespace

std::optional<Value> member_of(const Value& value, std::string_view name) {
  switch (value.kind()) {
    case Kind::context: {
      const Value* found = value.as_context().find(name);
      return found == nullptr ? std::nullopt : Maybe(*found);
    }
    case Kind::date: {
      const auto found = date_property(value.as_date(), name);
      if (found) return found;
      auto moment = midnight(value.as_date());
      moment.zone = *make_offset(0);
      return clock_property(moment.clock, moment.zone, 0, name);
    }
    case Kind::time: {
      const Time time = value.as_time();
      return clock_property(time.clock, time.zone, offset_of(time), name);
    }
    case Kind::date_time: {
      const DateTime moment = value.as_date_time();
      const auto found = date_property(moment.date, name);
      return found ? found : clock_property(moment.clock, moment.zone, offset_of(moment), name);
    }
    case Kind::years_months:
    case Kind::days_time:
      return duration_property(value, name);
    case Kind::range:
      return range_property(value.as_range(), name);
    default:
      return std::nullopt;
  }
}

Value ImplicitMember::evaluate(Machine& machine, Value* slots) const {
  if (!machine.step()) return {};
  for (const auto item : items_) {
    if (!slots[item].is(Kind::context)) continue;
    const Value* found = slots[item].as_context().find(name_);
    if (found != nullptr) return *found;
  }
  if (outside_) return outside_->evaluate(machine, slots);
  return machine.warn(position, "feel.unknown_name", "nothing is named " + name_);
}

Value UnknownName::evaluate(Machine& machine, Value*) const {
  return machine.warn(position, "feel.unknown_name", "nothing is named " + name_);
}

// From a list, what each item has.
Value Path::evaluate(Machine& machine, Value* slots) const {
  if (!machine.step()) return {};
  const Value object = object_->evaluate(machine, slots);
  if (object.is(Kind::list)) {
    const auto& items = object.as_list();
    if (!machine.reserve_items(items.size())) return {};
    std::vector<Value> found;
    found.reserve(items.size());
    for (const auto& item : items) found.push_back(member_of(item, name_).value_or(Value()));
    return Value::list(std::move(found));
  }
  auto found = member_of(object, name_);
  if (found) return *std::move(found);
  return machine.warn(position, "feel.unknown_member", std::string(name_of(object.kind())) + " has no member " + name_);
}

}  // namespace tongban::feel
