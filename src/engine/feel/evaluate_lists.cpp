// Ranges, lists, contexts, filters and loops.
#include <algorithm>

#include "engine/feel/nodes.h"

namespace tongban::feel {
namespace {

// What a loop runs over, one value at a time, without writing ranges out.
class Domain {
 public:
  // False where the values cannot be run over.
  bool open(Machine& machine, const Iterator& iterator, Value* slots) {
    value_ = iterator.domain->evaluate(machine, slots);
    if (iterator.to) {
      const Value to = iterator.to->evaluate(machine, slots);
      return span(value_, to, true, true);
    }
    if (value_.is(Kind::range)) {
      const auto& range = value_.as_range();
      if (range.form != Range::Form::interval || range.low_end == Range::End::unbounded ||
          range.high_end == Range::End::unbounded)
        return false;
      const Range copy = range;
      if (order(copy.low, copy.high).value_or(1) > 0) return false;
      return span(copy.low, copy.high, copy.low_end == Range::End::closed, copy.high_end == Range::End::closed);
    }
    if (value_.is_null()) return false;
    if (!value_.is(Kind::list)) value_ = Value::list({value_});
    count_ = value_.is(Kind::list) ? static_cast<std::int64_t>(value_.as_list().size()) : 0;
    return true;
  }
  std::int64_t count() const { return count_; }
  Value at(std::int64_t index) const {
    if (step_ == 0) return value_.as_list()[static_cast<std::size_t>(index)];
    const auto here = from_ + step_ * index;
    return dates_ ? Value::date(date_of_day(here)) : Value::integer(here);
  }

 private:
  bool span(const Value& from, const Value& to, bool with_from, bool with_to) {
    dates_ = from.is(Kind::date) && to.is(Kind::date);
    std::int64_t first = 0, last = 0;
    if (dates_) {
      first = day_number(from.as_date());
      last = day_number(to.as_date());
    } else {
      if (!from.is(Kind::number) || !to.is(Kind::number)) return false;
      const auto a = from.as_number().to_integer(), b = to.as_number().to_integer();
      constexpr std::int64_t kMost = 1LL << 60;
      if (!a || !b || *a > kMost || *a < -kMost || *b > kMost || *b < -kMost) return false;
      first = *a;
      last = *b;
    }
    step_ = first <= last ? 1 : -1;
    count_ = (last - first) * step_ + 1 - (with_from ? 0 : 1) - (with_to ? 0 : 1);
    count_ = std::max<std::int64_t>(count_, 0);
    from_ = with_from ? first : first + step_;
    return true;
  }

  Value value_;
  std::int64_t from_ = 0, step_ = 0, count_ = 0;
  bool dates_ = false;
};

// Calls `body` for every combination; it answers false to end. False when a domain was none.
template <class Body>
bool run_over(Machine& machine, const std::vector<Iterator>& iterators, std::size_t level, Value* slots, Body& body,
              bool& ended) {
  if (level == iterators.size()) {
    ended = !body();
    return true;
  }
  Domain domain;
  if (!domain.open(machine, iterators[level], slots)) return false;
  for (std::int64_t index = 0; index < domain.count() && !ended; ++index) {
    if (!machine.step()) return false;
    slots[iterators[level].slot] = domain.at(index);
    if (!run_over(machine, iterators, level + 1, slots, body, ended)) return false;
  }
  return true;
}

}  // namespace

Value RangeLiteral::evaluate(Machine& machine, Value* slots) const {
  if (!machine.reserve(sizeof(RangeObject))) return {};
  Range range = shape_;
  if (low_) range.low = low_->evaluate(machine, slots);
  if (high_) range.high = high_->evaluate(machine, slots);
  const bool both = !range.low.is_null() && !range.high.is_null();
  if (both && !order(range.low, range.high))
    return machine.warn(position, "feel.wrong_type", "the ends of the range cannot be compared");
  return Value::range(std::move(range));
}

bool ListLiteral::is_constant() const {
  return std::all_of(items_.begin(), items_.end(), [](const NodePtr& item) { return item->is_constant(); });
}

Value ListLiteral::evaluate(Machine& machine, Value* slots) const {
  if (!machine.reserve_items(items_.size())) return {};
  std::vector<Value> items;
  items.reserve(items_.size());
  for (const auto& item : items_) items.push_back(item->evaluate(machine, slots));
  return Value::list(std::move(items));
}

Value ContextLiteral::evaluate(Machine& machine, Value* slots) const {
  if (!machine.reserve(items_.size() * sizeof(Entry)) || !machine.step()) return {};
  std::vector<Entry> entries;
  entries.reserve(items_.size());
  for (const auto& item : items_) {
    Value value = item.value->evaluate(machine, slots);
    if (item.type) value = coerced(machine, std::move(value), item.type.get(), item.value->position, item.name);
    for (const auto& earlier : entries)
      if (earlier.name == item.name)
        return machine.warn(position, "feel.duplicate_entry", "two entries are named " + item.name);
    slots[item.slot] = value;
    entries.push_back({item.name, std::move(value)});
  }
  if (result_) return result_->evaluate(machine, slots);
  return Value::context(std::move(entries));
}

Value If::evaluate(Machine& machine, Value* slots) const {
  if (!machine.step()) return {};
  const Value condition = condition_->evaluate(machine, slots);
  if (boxed_ && !condition.is(Kind::boolean) && !condition.is_null())
    return machine.warn(position, "feel.wrong_type", "the condition is neither true nor false");
  return (condition.is_true() ? then_ : otherwise_)->evaluate(machine, slots);
}

Value For::evaluate(Machine& machine, Value* slots) const {
  std::vector<Value> results;
  bool ended = false;
  auto body = [&] {
    if (uses_partial_) {
      if (!machine.reserve_items(results.size())) return false;
      slots[partial_] = Value::list(results);
    }
    if (!machine.reserve(sizeof(Value))) return false;
    results.push_back(body_->evaluate(machine, slots));
    return !machine.stopped();
  };
  if (!run_over(machine, iterators_, 0, slots, body, ended)) {
    if (machine.stopped()) return {};
    return machine.warn(position, "feel.wrong_type", "`for` needs a list or a range of whole numbers or dates");
  }
  return machine.stopped() ? Value() : Value::list(std::move(results));
}

Value Quantified::evaluate(Machine& machine, Value* slots) const {
  Truth found = every_ ? Truth::yes : Truth::no;
  bool ended = false;
  auto body = [&] {
    const Value value = condition_->evaluate(machine, slots);
    if (every_ ? value.is_false() : value.is_true()) {
      found = every_ ? Truth::no : Truth::yes;
      return false;
    }
    if (!value.is(Kind::boolean)) found = Truth::unknown;
    return !machine.stopped() && (value.is(Kind::boolean) || value.is_null());
  };
  if (!run_over(machine, iterators_, 0, slots, body, ended)) {
    if (machine.stopped()) return {};
    return machine.warn(position, "feel.wrong_type", "`some` and `every` need a list or a range");
  }
  return value_of(found);
}

Value Filter::evaluate(Machine& machine, Value* slots) const {
  Value list = list_->evaluate(machine, slots);
  if (!machine.step()) return {};
  if (list.is_null()) return machine.warn(position, "feel.null_operand", "null is filtered");
  if (!list.is(Kind::list)) list = Value::list({list});
  if (!list.is(Kind::list)) return {};
  const auto& items = list.as_list();
  std::vector<Value> kept;
  for (std::size_t at = 0; at < std::max<std::size_t>(items.size(), 1); ++at) {
    if (!machine.step()) return {};
    slots[item_] = at < items.size() ? items[at] : Value();
    const Value condition = condition_->evaluate(machine, slots);
    if (at == 0 && condition.is(Kind::number) && !boxed_) {
      const auto wanted = condition.as_number().to_integer();
      const auto size = static_cast<std::int64_t>(items.size());
      if (wanted && *wanted >= 1 && *wanted <= size) return items[static_cast<std::size_t>(*wanted - 1)];
      if (wanted && *wanted <= -1 && *wanted >= -size) return items[static_cast<std::size_t>(size + *wanted)];
      return machine.warn(position, "feel.no_such_item", "the list has no item " + text_of(condition));
    }
    if (at >= items.size()) break;
    if (condition.is_true()) {
      if (!machine.reserve(sizeof(Value))) return {};
      kept.push_back(items[at]);
    } else if (!condition.is(Kind::boolean) && (boxed_ || !condition.is_null())) {
      return machine.warn(position, "feel.wrong_type", "a filter needs a condition or a number");
    }
  }
  return Value::list(std::move(kept));
}

}  // namespace tongban::feel
