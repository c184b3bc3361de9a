// Equality and order of values (DMN 1.5, 10.3.2.13, tables 49 to 53).
#include <algorithm>

#include "engine/feel/value.h"

namespace tongban::feel {
namespace {

Truth truth(bool value) { return value ? Truth::yes : Truth::no; }

// What tells moments apart: whole seconds, as the standard's valuation of times does; nullopt where only one has a
// zone.
std::optional<std::pair<std::int64_t, std::int64_t>> instants(const Value& a, const Value& b) {
  if (a.is(Kind::time)) {
    const Time x = a.as_time(), y = b.as_time();
    const auto of_x = offset_of(x), of_y = offset_of(y);
    if (of_x.has_value() != of_y.has_value()) return std::nullopt;
    return std::pair(seconds_of(x.clock) - of_x.value_or(0), seconds_of(y.clock) - of_y.value_or(0));
  }
  const DateTime x = a.as_date_time(), y = b.as_date_time();
  if ((x.zone.kind == Zone::Kind::none) != (y.zone.kind == Zone::Kind::none)) return std::nullopt;
  return std::pair(epoch_seconds(x), epoch_seconds(y));
}

bool all_equal(const std::vector<Value>& a, const std::vector<Value>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Value& x, const Value& y) { return equal(x, y) == Truth::yes; });
}

bool all_equal(const Context& a, const Context& b) {
  if (a.entries().size() != b.entries().size()) return false;
  return std::all_of(a.entries().begin(), a.entries().end(), [&b](const Entry& entry) {
    const Value* other = b.find(entry.name);
    return other != nullptr && equal(entry.value, *other) == Truth::yes;
  });
}

bool all_equal(const Range& a, const Range& b) {
  return a.form == b.form && a.low_end == b.low_end && a.high_end == b.high_end && equal(a.low, b.low) == Truth::yes &&
         equal(a.high, b.high) == Truth::yes;
}

int sign(std::strong_ordering ordering) { return ordering < 0 ? -1 : ordering > 0 ? 1 : 0; }

auto ranked(const Date& date) { return std::tuple(date.year, date.month, date.day); }

Truth within(const Value& value, const Range& range) {
  const auto side = [&value](const Value& end, Range::End kind, int wanted) {
    if (kind == Range::End::unbounded) return Truth::yes;
    const auto compared = order(value, end);
    if (!compared) return Truth::unknown;
    return truth(*compared == wanted || (*compared == 0 && kind == Range::End::closed));
  };
  const auto low = side(range.low, range.low_end, 1), high = side(range.high, range.high_end, -1);
  if (low == Truth::unknown || high == Truth::unknown) return Truth::unknown;
  return truth(low == Truth::yes && high == Truth::yes);
}

}  // namespace

Value value_of(Truth truth) { return truth == Truth::unknown ? Value() : Value::boolean(truth == Truth::yes); }

Truth equal(const Value& a, const Value& b) {
  if (a.is_null() || b.is_null()) return truth(a.is_null() && b.is_null());
  if (a.kind() != b.kind()) return Truth::unknown;
  switch (a.kind()) {
    case Kind::null:
      return Truth::yes;
    case Kind::boolean:
      return truth(a.as_boolean() == b.as_boolean());
    case Kind::number:
      return truth(a.as_number() == b.as_number());
    case Kind::date:
      return truth(a.as_date() == b.as_date());
    case Kind::time:
    case Kind::date_time: {
      const auto pair = instants(a, b);
      return truth(pair && pair->first == pair->second);
    }
    case Kind::years_months:
      return truth(a.as_years_months() == b.as_years_months());
    case Kind::days_time:
      return truth(a.as_days_time() == b.as_days_time());
    case Kind::string:
      return truth(a.as_string() == b.as_string());
    case Kind::range:
      return truth(all_equal(a.as_range(), b.as_range()));
    case Kind::list:
      return truth(all_equal(a.as_list(), b.as_list()));
    case Kind::context:
      return truth(all_equal(a.as_context(), b.as_context()));
    case Kind::function:
      return truth(&a.as_function() == &b.as_function());
  }
  return Truth::unknown;
}

std::optional<int> order(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return std::nullopt;
  switch (a.kind()) {
    case Kind::number:
      return sign(a.as_number() <=> b.as_number());
    case Kind::date:
      return sign(ranked(a.as_date()) <=> ranked(b.as_date()));
    case Kind::time:
    case Kind::date_time: {
      const auto pair = instants(a, b);
      return pair ? std::optional(sign(pair->first <=> pair->second)) : std::nullopt;
    }
    case Kind::years_months:
      return sign(a.as_years_months().months <=> b.as_years_months().months);
    case Kind::days_time: {
      const auto x = a.as_days_time(), y = b.as_days_time();
      return sign(std::pair(x.seconds, x.nanoseconds) <=> std::pair(y.seconds, y.nanoseconds));
    }
    // The order of code points is the order of the bytes of UTF-8.
    case Kind::string:
      return sign(a.as_string().compare(b.as_string()) <=> 0);
    default:
      return std::nullopt;
  }
}

bool identical(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return false;
  if (a.is(Kind::time)) return a.as_time().clock == b.as_time().clock && a.as_time().zone == b.as_time().zone;
  if (a.is(Kind::date_time)) {
    const DateTime x = a.as_date_time(), y = b.as_date_time();
    return x.date == y.date && x.clock == y.clock && x.zone == y.zone;
  }
  return equal(a, b) == Truth::yes;
}

Truth contains(const Range& range, const Value& value) {
  if (range.form == Range::Form::interval) return within(value, range);
  const auto same = equal(value, range.low);
  if (same == Truth::unknown || range.form == Range::Form::equal_to) return same;
  return truth(same == Truth::no);
}

}  // namespace tongban::feel
