// Comparison, three-valued logic and unary tests.
#include "engine/feel/nodes.h"

namespace tongban::feel {
namespace {

Truth truth_of(const Value& value) {
  return value.is_true() ? Truth::yes : value.is_false() ? Truth::no : Truth::unknown;
}

bool charge(Machine& machine, const Value& a, const Value& b) {
  return machine.step(1 + static_cast<std::int64_t>(std::min(a.weight(), b.weight())) / 4);
}

Truth in_list(const Value& candidate, const std::vector<Value>& list) {
  Truth found = Truth::no;
  for (const auto& item : list) {
    const auto one = item.is(Kind::range) && !candidate.is(Kind::range) ? contains(item.as_range(), candidate)
                                                                        : equal(candidate, item);
    if (one == Truth::yes) return one;
  }
  return found;
}

}  // namespace

Value Comparison::evaluate(Machine& machine, Value* slots) const {
  const Value a = left_->evaluate(machine, slots), b = right_->evaluate(machine, slots);
  if (!charge(machine, a, b)) return {};
  if (op_ == ComparisonOperator::equal || op_ == ComparisonOperator::not_equal) {
    const auto same = equal(a, b);
    if (same == Truth::unknown)
      return machine.warn(
          position, "feel.wrong_type",
          std::string(name_of(a.kind())) + " and " + std::string(name_of(b.kind())) + " cannot be compared");
    return Value::boolean((same == Truth::yes) == (op_ == ComparisonOperator::equal));
  }
  const auto compared = order(a, b);
  if (!compared)
    return machine.warn(position, "feel.wrong_type",
                        std::string(name_of(a.kind())) + " and " + std::string(name_of(b.kind())) + " have no order");
  switch (op_) {
    case ComparisonOperator::less:
      return Value::boolean(*compared < 0);
    case ComparisonOperator::less_equal:
      return Value::boolean(*compared <= 0);
    case ComparisonOperator::greater:
      return Value::boolean(*compared > 0);
    default:
      return Value::boolean(*compared >= 0);
  }
}

Value Between::evaluate(Machine& machine, Value* slots) const {
  if (!machine.step()) return {};
  const Value value = value_->evaluate(machine, slots), low = low_->evaluate(machine, slots),
              high = high_->evaluate(machine, slots);
  const auto from = order(low, value), to = order(value, high);
  if ((from && *from > 0) || (to && *to > 0)) return from && to ? Value::boolean(false) : Value();
  if (!from || !to) return machine.warn(position, "feel.wrong_type", "`between` compares values without an order");
  return Value::boolean(true);
}

Value Logic::evaluate(Machine& machine, Value* slots) const {
  if (!machine.step()) return {};
  const Truth decisive = is_and_ ? Truth::no : Truth::yes;
  const Truth left = truth_of(left_->evaluate(machine, slots));
  if (left == decisive) return value_of(left);
  const Truth right = truth_of(right_->evaluate(machine, slots));
  if (right == decisive) return value_of(right);
  return left == Truth::unknown || right == Truth::unknown ? Value() : value_of(left);
}

Truth satisfies(Machine& machine, const Value& candidate, const Value& test) {
  if (!charge(machine, candidate, test)) return Truth::unknown;
  switch (test.kind()) {
    case Kind::range:
      if (candidate.is(Kind::range)) return equal(candidate, test);
      return contains(test.as_range(), candidate);
    case Kind::list:
      if (candidate.is(Kind::list) && equal(candidate, test) == Truth::yes) return Truth::yes;
      return in_list(candidate, test.as_list());
    case Kind::boolean:
      // A condition that does not name `?`; beside a boolean candidate it is a value like any other.
      if (!candidate.is(Kind::boolean) && !candidate.is_null()) return truth_of(test);
      return equal(candidate, test);
    default:
      if (candidate.is(Kind::list)) {
        const auto& items = candidate.as_list();
        return items.size() == 1 ? equal(items[0], test) : equal(candidate, test);
      }
      return equal(candidate, test);
  }
}

Value InTests::evaluate(Machine& machine, Value* slots) const {
  if (!machine.step()) return {};
  const Value candidate = value_->evaluate(machine, slots);
  Truth any = Truth::no;
  for (const auto& test : tests_) {
    const Value value = test.node->evaluate(machine, slots);
    const bool condition = test.asks && (value.is(Kind::boolean) || value.is_null());
    const auto one = condition ? truth_of(value) : satisfies(machine, candidate, value);
    if (one == Truth::yes) return Value::boolean(!negated_);
    if (one == Truth::unknown) any = Truth::unknown;
  }
  if (any == Truth::unknown) return {};
  return Value::boolean(negated_);
}

Value InstanceOf::evaluate(Machine& machine, Value* slots) const {
  if (!machine.step()) return {};
  const Value value = value_->evaluate(machine, slots);
  return Value::boolean(is_of(machine, value, type_.get(), true));
}

}  // namespace tongban::feel
