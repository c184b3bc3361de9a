// + - * / ** of numbers, texts, dates, times and durations (DMN 1.5, 10.3.2.13, tables 55 to 58).
#include "engine/feel/arithmetic.h"

#include "engine/feel/nodes.h"

namespace tongban::feel {
namespace {

using Maybe = std::optional<Value>;

// The year and so on may leave its range: then there is no value, but the operator was right.
template <class T>
Maybe value_or_null(const std::optional<T>& value, Value (*make)(const T&)) {
  return value ? make(*value) : Value();
}

constexpr int pair(Kind a, Kind b) { return static_cast<int>(a) * 32 + static_cast<int>(b); }

// A date counts as its midnight in UTC.
DateTime moment_of(const Value& value) {
  if (!value.is(Kind::date)) return value.as_date_time();
  auto moment = midnight(value.as_date());
  moment.zone = *make_offset(0);
  return moment;
}

Maybe plus_days_time(const Value& moment, const DaysTime& duration) {
  if (moment.is(Kind::time)) return Value::time(add(moment.as_time(), duration));
  if (moment.is(Kind::date_time)) return value_or_null(add(moment.as_date_time(), duration), Value::date_time);
  const auto sum = add(midnight(moment.as_date()), duration);
  return sum ? Value::date(sum->date) : Value();
}

Maybe plus_months(const Value& moment, std::int64_t months) {
  if (moment.is(Kind::date)) return value_or_null(add_months(moment.as_date(), months), Value::date);
  return value_or_null(add_months(moment.as_date_time(), months), Value::date_time);
}

Maybe sum_of_months(std::int64_t a, std::int64_t b) {
  std::int64_t sum = 0;
  return __builtin_add_overflow(a, b, &sum) ? Value() : Value::years_months({sum});
}

Maybe plus(const Value& a, const Value& b) {
  switch (pair(a.kind(), b.kind())) {
    case pair(Kind::number, Kind::number):
      return Value::number(add(a.as_number(), b.as_number()));
    case pair(Kind::string, Kind::string):
      return Value::string(a.as_string() + b.as_string());
    case pair(Kind::date, Kind::days_time):
    case pair(Kind::time, Kind::days_time):
    case pair(Kind::date_time, Kind::days_time):
      return plus_days_time(a, b.as_days_time());
    case pair(Kind::days_time, Kind::date):
    case pair(Kind::days_time, Kind::time):
    case pair(Kind::days_time, Kind::date_time):
      return plus_days_time(b, a.as_days_time());
    case pair(Kind::date, Kind::years_months):
    case pair(Kind::date_time, Kind::years_months):
      return plus_months(a, b.as_years_months().months);
    case pair(Kind::years_months, Kind::date):
    case pair(Kind::years_months, Kind::date_time):
      return plus_months(b, a.as_years_months().months);
    case pair(Kind::years_months, Kind::years_months):
      return sum_of_months(a.as_years_months().months, b.as_years_months().months);
    case pair(Kind::days_time, Kind::days_time):
      return value_or_null(add(a.as_days_time(), b.as_days_time()), Value::days_time);
    default:
      return std::nullopt;
  }
}

Maybe difference_of(const DateTime& a, const DateTime& b) {
  if ((a.zone.kind == Zone::Kind::none) != (b.zone.kind == Zone::Kind::none)) return std::nullopt;
  return value_or_null(difference(a, b), Value::days_time);
}

Maybe minus(const Value& a, const Value& b) {
  switch (pair(a.kind(), b.kind())) {
    case pair(Kind::number, Kind::number):
      return Value::number(subtract(a.as_number(), b.as_number()));
    case pair(Kind::date, Kind::date):
    case pair(Kind::date, Kind::date_time):
    case pair(Kind::date_time, Kind::date):
    case pair(Kind::date_time, Kind::date_time):
      return difference_of(moment_of(a), moment_of(b));
    case pair(Kind::time, Kind::time): {
      const Time x = a.as_time(), y = b.as_time();
      if ((x.zone.kind == Zone::Kind::none) != (y.zone.kind == Zone::Kind::none)) return std::nullopt;
      return Value::days_time(difference(x, y));
    }
    case pair(Kind::date, Kind::days_time):
    case pair(Kind::time, Kind::days_time):
    case pair(Kind::date_time, Kind::days_time):
      return plus_days_time(a, negated(b.as_days_time()));
    case pair(Kind::date, Kind::years_months):
    case pair(Kind::date_time, Kind::years_months):
      return b.as_years_months().months == INT64_MIN ? Value() : plus_months(a, -b.as_years_months().months);
    case pair(Kind::years_months, Kind::years_months): {
      std::int64_t rest = 0;
      if (__builtin_sub_overflow(a.as_years_months().months, b.as_years_months().months, &rest)) return Value();
      return Value::years_months({rest});
    }
    case pair(Kind::days_time, Kind::days_time):
      return value_or_null(add(a.as_days_time(), negated(b.as_days_time())), Value::days_time);
    default:
      return std::nullopt;
  }
}

Maybe scaled(const Value& duration, const MaybeNumber& size) {
  if (!size) return Value();
  if (duration.is(Kind::days_time)) return value_or_null(days_time_of(*size), Value::days_time);
  const auto months = size->truncated();
  return months ? Value::years_months({*months}) : Value();
}

Number size_of(const Value& duration) {
  return duration.is(Kind::days_time) ? number_of(duration.as_days_time()) : Number(duration.as_years_months().months);
}

bool is_duration(const Value& value) { return value.is(Kind::days_time) || value.is(Kind::years_months); }

Maybe times(const Value& a, const Value& b) {
  if (a.is(Kind::number) && b.is(Kind::number)) return Value::number(multiply(a.as_number(), b.as_number()));
  if (is_duration(a) && b.is(Kind::number)) return scaled(a, multiply(size_of(a), b.as_number()));
  if (a.is(Kind::number) && is_duration(b)) return scaled(b, multiply(size_of(b), a.as_number()));
  return std::nullopt;
}

Maybe over(const Value& a, const Value& b) {
  if (a.is(Kind::number) && b.is(Kind::number)) {
    const auto quotient = divide(a.as_number(), b.as_number());
    return quotient ? Maybe(Value::number(*quotient)) : std::nullopt;
  }
  if (is_duration(a) && b.is(Kind::number)) return scaled(a, divide(size_of(a), b.as_number()));
  if (is_duration(a) && a.kind() == b.kind()) return Value::number(divide(size_of(a), size_of(b)));
  return std::nullopt;
}

constexpr std::string_view kSymbols[] = {"+", "-", "*", "/", "**"};

}  // namespace

Number number_of(const DaysTime& duration) {
  const Number seconds(duration.seconds);
  if (duration.nanoseconds == 0) return seconds;
  return *add(seconds, *divide(Number(duration.nanoseconds), Number(kNanosecondsASecond)));
}

std::optional<DaysTime> days_time_of(const Number& seconds) {
  const auto whole = seconds.truncated();
  if (!whole) return std::nullopt;
  const auto rest = multiply(*subtract(seconds, Number(*whole)), Number(kNanosecondsASecond));
  return DaysTime{*whole, static_cast<std::int32_t>(rest->truncated().value_or(0))};
}

std::optional<Value> calculate(ArithmeticOperator op, const Value& a, const Value& b) {
  switch (op) {
    case ArithmeticOperator::add:
      return plus(a, b);
    case ArithmeticOperator::subtract:
      return minus(a, b);
    case ArithmeticOperator::multiply:
      return times(a, b);
    case ArithmeticOperator::divide:
      return over(a, b);
    case ArithmeticOperator::power:
      if (!a.is(Kind::number) || !b.is(Kind::number)) return std::nullopt;
      return Value::number(power(a.as_number(), b.as_number()));
  }
  return std::nullopt;
}

Value Arithmetic::evaluate(Machine& machine, Value* slots) const {
  if (!machine.step()) return {};
  const Value a = left_->evaluate(machine, slots), b = right_->evaluate(machine, slots);
  if (a.is(Kind::string) && b.is(Kind::string) && !machine.reserve(a.as_string().size() + b.as_string().size()))
    return {};
  if (a.is_null() || b.is_null()) return machine.warn(position, "feel.null_operand", "an operand is null");
  auto result = calculate(op_, a, b);
  if (result) return *std::move(result);
  return machine.warn(position, "feel.wrong_type",
                      "`" + std::string(kSymbols[static_cast<int>(op_)]) + "` is not defined for " +
                          std::string(name_of(a.kind())) + " and " + std::string(name_of(b.kind())) + " here");
}

Value Negation::evaluate(Machine& machine, Value* slots) const {
  if (!machine.step()) return {};
  const Value value = operand_->evaluate(machine, slots);
  if (value.is(Kind::number)) return Value::number(-value.as_number());
  if (value.is(Kind::days_time)) return Value::days_time(negated(value.as_days_time()));
  if (value.is(Kind::years_months) && value.as_years_months().months != INT64_MIN)
    return Value::years_months({-value.as_years_months().months});
  return machine.warn(position, "feel.wrong_type", "`-` is not defined for " + std::string(name_of(value.kind())));
}

}  // namespace tongban::feel
