// Functions of numbers (DMN 1.5, 10.3.4.5).
#include "engine/feel/builtins.h"

namespace tongban::feel {
namespace {

using Arguments = std::span<const Value>;

Value refuse(Machine& machine) {
  return machine.warn("feel.bad_argument", "a number in the function's range is needed");
}

Value checked(Machine& machine, const MaybeNumber& number) { return number ? Value::number(*number) : refuse(machine); }

Value rounded(Machine& machine, Arguments arguments, Rounding mode) {
  const Value &number = single(arguments[0]), &scale = single(arguments[1]);
  if (!number.is(Kind::number) || !(scale.is(Kind::number) || scale.is_null())) return refuse(machine);
  const auto digits = scale.is_null() ? 0 : scale.as_number().truncated();
  return digits ? checked(machine, round(number.as_number(), *digits, mode)) : refuse(machine);
}

template <Rounding mode>
Value round_to(Machine& machine, Arguments arguments) {
  if (arguments[1].is_null()) return refuse(machine);
  return rounded(machine, arguments, mode);
}

// The scale may be left out, but not be null.
template <Rounding mode>
Value round_whole(Machine& machine, Arguments arguments) {
  const Value values[] = {arguments[0], Value::integer(0)};
  return rounded(machine, values, mode);
}

Value absolute(Machine& machine, Arguments arguments) {
  const Value& value = single(arguments[0]);
  if (value.is(Kind::number)) return value.as_number().is_negative() ? Value::number(-value.as_number()) : value;
  if (value.is(Kind::days_time)) {
    const auto duration = value.as_days_time();
    return duration.seconds < 0 || duration.nanoseconds < 0 ? Value::days_time(negated(duration)) : value;
  }
  if (value.is(Kind::years_months) && value.as_years_months().months != INT64_MIN)
    return Value::years_months({std::abs(value.as_years_months().months)});
  return refuse(machine);
}

Value modulo_of(Machine& machine, Arguments arguments) {
  const Value &a = single(arguments[0]), &b = single(arguments[1]);
  if (!a.is(Kind::number) || !b.is(Kind::number)) return refuse(machine);
  return checked(machine, modulo(a.as_number(), b.as_number()));
}

template <MaybeNumber (*function)(const Number&)>
Value of_one(Machine& machine, Arguments arguments) {
  const Value& value = single(arguments[0]);
  return value.is(Kind::number) ? checked(machine, function(value.as_number())) : refuse(machine);
}

Value parity(Machine& machine, Arguments arguments, bool odd) {
  const Value& value = single(arguments[0]);
  if (!value.is(Kind::number)) return refuse(machine);
  const auto rest = modulo(value.as_number(), Number(2));
  return rest ? Value::boolean(*rest == Number(odd ? 1 : 0)) : refuse(machine);
}

Value is_odd(Machine& machine, Arguments arguments) { return parity(machine, arguments, true); }
Value is_even(Machine& machine, Arguments arguments) { return parity(machine, arguments, false); }

Value negand(Machine& machine, Arguments arguments) {
  const Value& value = single(arguments[0]);
  if (!value.is(Kind::boolean)) return machine.warn("feel.bad_argument", "true or false is needed");
  return Value::boolean(!value.as_boolean());
}

}  // namespace

std::span<const Builtin> number_functions() {
  static const Builtin kTable[] = {
      {"decimal", {{{"n", "scale"}, 2, round_to<Rounding::half_even>}}},
      {"floor", {{{"n"}, 1, round_whole<Rounding::floor>}, {{"n", "scale"}, 2, round_to<Rounding::floor>}}},
      {"ceiling", {{{"n"}, 1, round_whole<Rounding::ceiling>}, {{"n", "scale"}, 2, round_to<Rounding::ceiling>}}},
      {"round up", {{{"n", "scale"}, 2, round_to<Rounding::up>}}},
      {"round down", {{{"n", "scale"}, 2, round_to<Rounding::down>}}},
      {"round half up", {{{"n", "scale"}, 2, round_to<Rounding::half_up>}}},
      {"round half down", {{{"n", "scale"}, 2, round_to<Rounding::half_down>}}},
      {"abs", {{{"n"}, 1, absolute}}},
      {"modulo", {{{"dividend", "divisor"}, 2, modulo_of}}},
      {"sqrt", {{{"number"}, 1, of_one<square_root>}}},
      {"log", {{{"number"}, 1, of_one<natural_logarithm>}}},
      {"exp", {{{"number"}, 1, of_one<exponential>}}},
      {"odd", {{{"number"}, 1, is_odd}}},
      {"even", {{{"number"}, 1, is_even}}},
      {"not", {{{"negand"}, 1, negand}}},
  };
  return kTable;
}

}  // namespace tongban::feel
