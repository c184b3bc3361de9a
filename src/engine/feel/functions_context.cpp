// Functions of contexts (DMN 1.5, 10.3.4.8), and `is`.
#include <algorithm>

#include "engine/feel/builtins.h"

namespace tongban::feel {
namespace {

using Arguments = std::span<const Value>;

Value refuse(Machine& machine) { return machine.warn("feel.bad_argument", "the arguments do not fit the function"); }

void put(std::vector<Entry>& entries, std::string_view name, Value value) {
  const auto at =
      std::find_if(entries.begin(), entries.end(), [name](const Entry& entry) { return entry.name == name; });
  if (at != entries.end()) {
    at->value = std::move(value);
  } else {
    entries.push_back({std::string(name), std::move(value)});
  }
}

// Along the keys, making contexts on the way where there are none.
Value put_along(Machine& machine, const Value& context, std::span<const Value> keys, const Value& value) {
  if (!context.is(Kind::context) || !keys[0].is(Kind::string)) return refuse(machine);
  if (!machine.reserve_items(context.as_context().entries().size())) return {};
  auto entries = context.as_context().entries();
  Value inner = value;
  if (keys.size() > 1) {
    const Value* there = context.as_context().find(keys[0].as_string());
    if (!machine.may_call()) return {};
    inner =
        put_along(machine, there == nullptr || there->is_null() ? Value::context({}) : *there, keys.subspan(1), value);
    if (!inner.is(Kind::context)) return {};
  }
  put(entries, keys[0].as_string(), std::move(inner));
  return Value::context(std::move(entries));
}

Value get_value(Machine& machine, Arguments arguments) {
  Value found = single(arguments[0]);
  if (!found.is(Kind::context)) return refuse(machine);
  if (arguments[1].is(Kind::string)) {
    const Value* value = found.as_context().find(arguments[1].as_string());
    return value == nullptr ? machine.warn("feel.unknown_member", "the context has no such entry") : *value;
  }
  if (!arguments[1].is(Kind::list) || arguments[1].as_list().empty()) return refuse(machine);
  for (const auto& key : arguments[1].as_list()) {
    if (!found.is(Kind::context) || !key.is(Kind::string)) return refuse(machine);
    const Value* value = found.as_context().find(key.as_string());
    if (value == nullptr) return machine.warn("feel.unknown_member", "the context has no such entry");
    Value next = *value;
    found = std::move(next);
  }
  return found;
}

Value get_entries(Machine& machine, Arguments arguments) {
  const Value& context = single(arguments[0]);
  if (!context.is(Kind::context)) return refuse(machine);
  std::vector<Value> out;
  for (const auto& entry : context.as_context().entries()) {
    if (!machine.reserve(sizeof(Context) + 2 * sizeof(Entry))) return {};
    out.push_back(Value::context({{"key", Value::string(entry.name)}, {"value", entry.value}}));
  }
  return Value::list(std::move(out));
}

Value context_of_entries(Machine& machine, Arguments arguments) {
  const std::vector<Value> one{arguments[0]};
  const auto& list = arguments[0].is(Kind::list) ? arguments[0].as_list() : one;
  if (!machine.reserve_items(list.size())) return {};
  std::vector<Entry> entries;
  for (const auto& item : list) {
    if (!item.is(Kind::context)) return refuse(machine);
    const Value *key = item.as_context().find("key"), *value = item.as_context().find("value");
    if (key == nullptr || value == nullptr || !key->is(Kind::string)) return refuse(machine);
    const bool taken =
        std::any_of(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.name == key->as_string(); });
    if (taken || !machine.step(static_cast<std::int64_t>(entries.size()))) return refuse(machine);
    entries.push_back({key->as_string(), *value});
  }
  return Value::context(std::move(entries));
}

Value context_put(Machine& machine, Arguments arguments) {
  const Value& context = single(arguments[0]);
  if (arguments[1].is(Kind::list) && !arguments[1].as_list().empty())
    return put_along(machine, context, arguments[1].as_list(), arguments[2]);
  if (!arguments[1].is(Kind::string)) return refuse(machine);
  return put_along(machine, context, {&arguments[1], 1}, arguments[2]);
}

// By name a single key and a list of them are different parameters.
template <Kind wanted>
Value context_put(Machine& machine, Arguments arguments) {
  return arguments[1].is(wanted) ? context_put(machine, arguments) : refuse(machine);
}

template <Kind wanted>
Value get_value(Machine& machine, Arguments arguments) {
  return arguments[1].is(wanted) ? get_value(machine, arguments) : refuse(machine);
}

Value context_merge(Machine& machine, Arguments arguments) {
  const std::vector<Value> one{arguments[0]};
  const auto& list = arguments[0].is(Kind::list) ? arguments[0].as_list() : one;
  std::vector<Entry> merged;
  for (const auto& item : list) {
    if (!item.is(Kind::context)) return refuse(machine);
    for (const auto& entry : item.as_context().entries()) {
      if (!machine.reserve(sizeof(Entry)) || !machine.step(1 + static_cast<std::int64_t>(merged.size()) / 4)) return {};
      put(merged, entry.name, entry.value);
    }
  }
  return Value::context(std::move(merged));
}

Value is_same(Machine&, Arguments arguments) { return Value::boolean(identical(arguments[0], arguments[1])); }

}  // namespace

std::span<const Builtin> context_functions() {
  static const Builtin kTable[] = {
      {"get value",
       {{{"m", "key or keys"}, 2, get_value},
        {{"m", "key"}, 2, get_value<Kind::string>},
        {{"m", "keys"}, 2, get_value<Kind::list>}}},
      {"get entries", {{{"m"}, 1, get_entries}}},
      {"context", {{{"entries"}, 1, context_of_entries}}},
      {"context put",
       {{{"context", "key or keys", "value"}, 3, context_put},
        {{"context", "key", "value"}, 3, context_put<Kind::string>},
        {{"context", "keys", "value"}, 3, context_put<Kind::list>}}},
      {"context merge", {{{"contexts"}, 1, context_merge}}},
      {"is", {{{"value1", "value2"}, 2, is_same}}},
  };
  return kTable;
}

}  // namespace tongban::feel
