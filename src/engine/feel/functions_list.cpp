// Functions of lists (DMN 1.5, 10.3.4.4) that give lists or look into them.
#include <algorithm>
#include <numeric>

#include "engine/feel/builtins.h"

namespace tongban::feel {
namespace {

using Arguments = std::span<const Value>;
using Items = std::vector<Value>;

Value refuse(Machine& machine) { return machine.warn("feel.bad_argument", "the arguments do not fit the function"); }

// A single value stands for a list of it; null for none.
std::optional<Items> items_of(Machine& machine, const Value& value) {
  if (value.is_null()) return std::nullopt;
  if (!value.is(Kind::list)) return Items{value};
  if (!machine.reserve_items(value.as_list().size())) return std::nullopt;
  return value.as_list();
}

bool same(const Value& a, const Value& b) { return equal(a, b) == Truth::yes; }

bool has(Machine& machine, const Items& items, const Value& wanted) {
  machine.step(static_cast<std::int64_t>(items.size()));
  return std::any_of(items.begin(), items.end(), [&](const Value& item) { return same(item, wanted); });
}

// A position of 1 to size, or of -1 to -size from the end, as an index.
std::optional<std::size_t> index_of_position(const Value& position, std::size_t size) {
  const Value& number = single(position);
  if (!number.is(Kind::number)) return std::nullopt;
  const auto at = number.as_number().truncated();
  const auto count = static_cast<std::int64_t>(size);
  if (!at || *at == 0 || *at > count || *at < -count) return std::nullopt;
  return static_cast<std::size_t>(*at > 0 ? *at - 1 : count + *at);
}

Value list_contains(Machine& machine, Arguments arguments) {
  const auto items = items_of(machine, arguments[0]);
  return items ? Value::boolean(has(machine, *items, arguments[1])) : refuse(machine);
}

Value count_of(Machine& machine, Arguments arguments) {
  const Value& list = arguments[0];
  if (list.is_null()) return refuse(machine);
  return Value::integer(list.is(Kind::list) ? static_cast<std::int64_t>(list.as_list().size()) : 1);
}

Value sublist(Machine& machine, Arguments arguments) {
  const auto items = items_of(machine, arguments[0]);
  if (!items) return refuse(machine);
  const auto start = index_of_position(arguments[1], items->size());
  if (!start) return refuse(machine);
  std::size_t count = items->size() - *start;
  const Value& length = single(arguments[2]);
  if (!length.is_null()) {
    const auto wanted = length.is(Kind::number) ? length.as_number().truncated() : std::nullopt;
    if (!wanted || *wanted < 0 || *wanted > static_cast<std::int64_t>(count)) return refuse(machine);
    count = static_cast<std::size_t>(*wanted);
  }
  const auto first = items->begin() + static_cast<std::ptrdiff_t>(*start);
  return Value::list(Items(first, first + static_cast<std::ptrdiff_t>(count)));
}

Value append(Machine& machine, Arguments arguments) {
  auto items = items_of(machine, arguments[0]);
  if (!items) return refuse(machine);
  items->insert(items->end(), arguments.begin() + 1, arguments.end());
  return Value::list(*std::move(items));
}

Value joined(Machine& machine, Arguments lists, bool distinct) {
  Items all;
  for (const auto& list : lists) {
    const auto items = items_of(machine, list);
    if (!items) return refuse(machine);
    for (const auto& item : *items)
      if (!distinct || !has(machine, all, item)) all.push_back(item);
    if (machine.stopped()) return {};
  }
  return Value::list(std::move(all));
}

Value concatenate(Machine& machine, Arguments arguments) { return joined(machine, arguments, false); }
Value union_of(Machine& machine, Arguments arguments) { return joined(machine, arguments, true); }
Value distinct_values(Machine& machine, Arguments arguments) { return joined(machine, arguments, true); }

Value insert_before(Machine& machine, Arguments arguments) {
  auto items = items_of(machine, arguments[0]);
  if (!items) return refuse(machine);
  const auto at = index_of_position(arguments[1], items->size());
  if (!at) return refuse(machine);
  items->insert(items->begin() + static_cast<std::ptrdiff_t>(*at), arguments[2]);
  return Value::list(*std::move(items));
}

Value remove_at(Machine& machine, Arguments arguments) {
  auto items = items_of(machine, arguments[0]);
  if (!items) return refuse(machine);
  const auto at = index_of_position(arguments[1], items->size());
  if (!at) return refuse(machine);
  items->erase(items->begin() + static_cast<std::ptrdiff_t>(*at));
  return Value::list(*std::move(items));
}

Value list_replace(Machine& machine, Arguments arguments) {
  auto items = items_of(machine, arguments[0]);
  if (!items) return refuse(machine);
  if (!arguments[1].is(Kind::function)) {
    const auto at = index_of_position(arguments[1], items->size());
    if (!at) return refuse(machine);
    (*items)[*at] = arguments[2];
    return Value::list(*std::move(items));
  }
  const auto& match = arguments[1].as_function();
  if (match.parameters().size() != 2) return refuse(machine);
  for (auto& item : *items) {
    Value pair[] = {item, arguments[2]};
    const Value matched = match.call(machine, pair);
    if (!matched.is(Kind::boolean)) return refuse(machine);
    if (matched.as_boolean()) item = arguments[2];
  }
  return Value::list(*std::move(items));
}

template <Kind wanted>
Value list_replace(Machine& machine, Arguments arguments) {
  return arguments[1].is(wanted) ? list_replace(machine, arguments) : refuse(machine);
}

Value reverse(Machine& machine, Arguments arguments) {
  auto items = items_of(machine, arguments[0]);
  if (!items) return refuse(machine);
  std::reverse(items->begin(), items->end());
  return Value::list(*std::move(items));
}

Value index_of(Machine& machine, Arguments arguments) {
  const auto items = items_of(machine, arguments[0]);
  if (!items) return refuse(machine);
  Items found;
  for (std::size_t at = 0; at < items->size(); ++at)
    if (same((*items)[at], arguments[1])) found.push_back(Value::integer(static_cast<std::int64_t>(at + 1)));
  return Value::list(std::move(found));
}

void flatten_into(Machine& machine, const Value& value, Items& out) {
  if (!value.is(Kind::list)) {
    if (machine.reserve(sizeof(Value)) && machine.step()) out.push_back(value);
    return;
  }
  for (const auto& item : value.as_list()) {
    if (machine.stopped()) return;
    flatten_into(machine, item, out);
  }
}

Value flatten(Machine& machine, Arguments arguments) {
  if (arguments[0].is_null()) return refuse(machine);
  Items out;
  flatten_into(machine, arguments[0], out);
  return Value::list(std::move(out));
}

// A merge that asks the function once for each pair; it need not be a strict order to end.
bool merge_sorted(Machine& machine, const Function* precedes, Items& items, Items& buffer, std::size_t from,
                  std::size_t to) {
  if (to - from < 2) return true;
  const auto middle = from + (to - from) / 2;
  if (!merge_sorted(machine, precedes, items, buffer, from, middle) ||
      !merge_sorted(machine, precedes, items, buffer, middle, to))
    return false;
  std::size_t left = from, right = middle, out = from;
  while (left < middle && right < to) {
    if (!machine.step()) return false;
    bool right_first = false;
    if (precedes != nullptr) {
      Value pair[] = {items[right], items[left]};
      const Value first = precedes->call(machine, pair);
      if (!first.is(Kind::boolean)) return false;
      right_first = first.as_boolean();
    } else {
      const auto ordered = order(items[left], items[right]);
      if (!ordered) return false;
      right_first = *ordered > 0;
    }
    buffer[out++] = items[right_first ? right++ : left++];
  }
  while (left < middle) buffer[out++] = items[left++];
  while (right < to) buffer[out++] = items[right++];
  std::copy(buffer.begin() + static_cast<std::ptrdiff_t>(from), buffer.begin() + static_cast<std::ptrdiff_t>(to),
            items.begin() + static_cast<std::ptrdiff_t>(from));
  return true;
}

Value sort_list(Machine& machine, Arguments arguments) {
  auto items = items_of(machine, arguments[0]);
  if (!items || !(arguments[1].is(Kind::function) || arguments[1].is_null())) return refuse(machine);
  const Function* precedes = arguments[1].is_null() ? nullptr : &arguments[1].as_function();
  Items buffer(items->size());
  if (!merge_sorted(machine, precedes, *items, buffer, 0, items->size())) return refuse(machine);
  return Value::list(*std::move(items));
}

}  // namespace

std::span<const Builtin> list_functions() {
  static const Builtin kTable[] = {
      {"list contains", {{{"list", "element"}, 2, list_contains}}},
      {"count", {{{"list"}, 1, count_of}}},
      {"sublist", {{{"list", "start position", "length"}, 2, sublist}}},
      {"append", {{{"list", "item"}, 1, append, true}}},
      {"concatenate", {{{"list"}, 1, concatenate, true}}},
      {"union", {{{"list"}, 1, union_of, true}}},
      {"distinct values", {{{"list"}, 1, distinct_values}}},
      {"insert before", {{{"list", "position", "newItem"}, 3, insert_before}}},
      {"remove", {{{"list", "position"}, 2, remove_at}}},
      {"list replace",
       {{{"list", "position or match", "newItem"}, 3, list_replace},
        {{"list", "position", "newItem"}, 3, list_replace<Kind::number>},
        {{"list", "match", "newItem"}, 3, list_replace<Kind::function>}}},
      {"reverse", {{{"list"}, 1, reverse}}},
      {"index of", {{{"list", "match"}, 2, index_of}}},
      {"flatten", {{{"list"}, 1, flatten}}},
      {"sort", {{{"list", "precedes"}, 1, sort_list}}},
  };
  return kTable;
}

}  // namespace tongban::feel
