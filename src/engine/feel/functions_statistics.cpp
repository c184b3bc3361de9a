// Functions that make one value of a list (DMN 1.5, 10.3.4.4): they take the list, or its items as arguments.
#include <algorithm>

#include "engine/feel/arithmetic.h"
#include "engine/feel/builtins.h"
#include "engine/feel/nodes.h"

namespace tongban::feel {
namespace {

using Arguments = std::span<const Value>;

Value refuse(Machine& machine) { return machine.warn("feel.bad_argument", "the items do not fit the function"); }

// The items of the only list, or the arguments themselves.
Arguments items_of(Machine& machine, Arguments arguments) {
  const auto items =
      arguments.size() == 1 && arguments[0].is(Kind::list) ? Arguments(arguments[0].as_list()) : arguments;
  machine.step(static_cast<std::int64_t>(items.size()));
  return items;
}

Value extreme(Machine& machine, Arguments arguments, int wanted) {
  const auto items = items_of(machine, arguments);
  if (items.empty()) return refuse(machine);
  const Value* best = &items[0];
  for (const auto& item : items) {
    const auto compared = order(item, *best);
    if (!compared) return refuse(machine);
    if (*compared == wanted) best = &item;
  }
  return *best;
}

Value minimum(Machine& machine, Arguments arguments) { return extreme(machine, arguments, -1); }
Value maximum(Machine& machine, Arguments arguments) { return extreme(machine, arguments, 1); }

// Sums numbers, or durations of one kind; null where an item is neither.
Value total(Machine& machine, Arguments items) {
  if (items.empty()) return refuse(machine);
  Value sum = items[0];
  const bool fits = sum.is(Kind::number) || sum.is(Kind::days_time) || sum.is(Kind::years_months);
  if (!fits) return refuse(machine);
  for (const auto& item : items.subspan(1)) {
    if (item.kind() != sum.kind()) return refuse(machine);
    sum = calculate(ArithmeticOperator::add, sum, item).value_or(Value());
    if (sum.is_null()) return refuse(machine);
  }
  return sum;
}

Value sum(Machine& machine, Arguments arguments) { return total(machine, items_of(machine, arguments)); }

Value mean(Machine& machine, Arguments arguments) {
  const auto items = items_of(machine, arguments);
  const Value whole = total(machine, items);
  if (whole.is_null()) return whole;
  const auto count = Value::integer(static_cast<std::int64_t>(items.size()));
  return calculate(ArithmeticOperator::divide, whole, count).value_or(Value());
}

// The items as numbers; nullopt where one is none.
std::optional<std::vector<Number>> numbers(Machine& machine, Arguments arguments) {
  std::vector<Number> all;
  for (const auto& item : items_of(machine, arguments)) {
    if (!item.is(Kind::number)) return std::nullopt;
    all.push_back(item.as_number());
  }
  return all;
}

Value product(Machine& machine, Arguments arguments) {
  const auto all = numbers(machine, arguments);
  if (!all || all->empty()) return refuse(machine);
  MaybeNumber result = Number(1);
  for (const auto& number : *all) {
    result = multiply(*result, number);
    if (!result) return refuse(machine);
  }
  return Value::number(result);
}

Value median(Machine& machine, Arguments arguments) {
  auto all = numbers(machine, arguments);
  if (!all || all->empty()) return refuse(machine);
  std::sort(all->begin(), all->end());
  const auto middle = all->size() / 2;
  if (all->size() % 2 == 1) return Value::number((*all)[middle]);
  const auto both = add((*all)[middle - 1], (*all)[middle]);
  return both ? Value::number(divide(*both, Number(2))) : refuse(machine);
}

// The deviation of a sample: divided by one less than the count.
Value standard_deviation(Machine& machine, Arguments arguments) {
  const auto all = numbers(machine, arguments);
  if (!all || all->size() < 2) return refuse(machine);
  MaybeNumber whole = Number(0);
  for (const auto& number : *all)
    if (whole) whole = add(*whole, number);
  const auto count = static_cast<std::int64_t>(all->size());
  const auto middle = whole ? divide(*whole, Number(count)) : whole;
  MaybeNumber squares = Number(0);
  for (const auto& number : *all) {
    const auto distance = middle ? subtract(number, *middle) : middle;
    const auto square = distance ? multiply(*distance, *distance) : distance;
    squares = square && squares ? add(*squares, *square) : std::nullopt;
  }
  const auto variance = squares ? divide(*squares, Number(count - 1)) : squares;
  const auto deviation = variance ? square_root(*variance) : variance;
  return deviation ? Value::number(*deviation) : refuse(machine);
}

// Whatever occurs most often, in ascending order.
Value mode(Machine& machine, Arguments arguments) {
  auto all = numbers(machine, arguments);
  if (!all || (arguments.size() == 1 && arguments[0].is_null())) return refuse(machine);
  std::sort(all->begin(), all->end());
  std::vector<Value> best;
  std::size_t most = 0;
  for (std::size_t from = 0; from < all->size();) {
    std::size_t to = from;
    while (to < all->size() && (*all)[to] == (*all)[from]) ++to;
    if (to - from > most) best.clear();
    if (to - from >= most) best.push_back(Value::number((*all)[from]));
    most = std::max(most, to - from);
    from = to;
  }
  return Value::list(std::move(best));
}

// Three-valued: the decisive value wins over whatever is no boolean.
Value quantified(Machine& machine, Arguments arguments, bool decisive) {
  if (arguments.size() == 1 && arguments[0].is_null()) return refuse(machine);
  bool all_known = true;
  for (const auto& item : items_of(machine, arguments)) {
    if (item.is(Kind::boolean) && item.as_boolean() == decisive) return item;
    if (!item.is(Kind::boolean)) all_known = false;
  }
  return all_known ? Value::boolean(!decisive) : refuse(machine);
}

Value all(Machine& machine, Arguments arguments) { return quantified(machine, arguments, false); }
Value any(Machine& machine, Arguments arguments) { return quantified(machine, arguments, true); }

}  // namespace

std::span<const Builtin> list_statistics() {
  static const Builtin kTable[] = {
      {"min", {{{"list"}, 1, minimum, true}}},
      {"max", {{{"list"}, 1, maximum, true}}},
      {"sum", {{{"list"}, 1, sum, true}}},
      {"mean", {{{"list"}, 1, mean, true}}},
      {"product", {{{"list"}, 1, product, true}}},
      {"median", {{{"list"}, 1, median, true}}},
      {"stddev", {{{"list"}, 1, standard_deviation, true}}},
      {"mode", {{{"list"}, 1, mode, true}}},
      {"all", {{{"list"}, 1, all, true}}},
      {"any", {{{"list"}, 1, any, true}}},
  };
  return kTable;
}

}  // namespace tongban::feel
