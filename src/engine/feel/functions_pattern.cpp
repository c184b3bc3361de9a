// matches(), replace() and split() (DMN 1.5, 10.3.4.3; XPath Functions 3.1, 5.6).
#include "engine/feel/builtins.h"
#include "engine/feel/pattern.h"

namespace tongban::feel {
namespace {

using Arguments = std::span<const Value>;

constexpr std::size_t kMostBytes = 1 << 24;

Value refuse(Machine& machine) {
  return machine.warn("feel.bad_argument", "a text, a regular expression and flags are needed");
}

// The pattern and its flags; nullopt where they are none.
std::optional<Pattern> pattern_of(Machine& machine, const Value& pattern, const Value& flags) {
  if (!pattern.is(Kind::string) || !(flags.is_null() || flags.is(Kind::string))) return std::nullopt;
  // A regular expression costs about as much as some hundred nodes.
  if (pattern.as_string().size() > 10'000 || !machine.step(200)) return std::nullopt;
  return Pattern::compile(pattern.as_string(), flags.is_null() ? std::string_view() : flags.as_string());
}

bool charge(Machine& machine, const Value& text) {
  const auto size = text.as_string().size();
  return machine.step(static_cast<std::int64_t>(size)) && machine.reserve(4 * size);
}

Value matches(Machine& machine, Arguments arguments) {
  const Value& text = single(arguments[0]);
  const auto pattern = pattern_of(machine, single(arguments[1]), single(arguments[2]));
  if (!pattern || !text.is(Kind::string) || !charge(machine, text)) return refuse(machine);
  const auto found = pattern->matches(text.as_string());
  return found ? Value::boolean(*found) : refuse(machine);
}

Value replace(Machine& machine, Arguments arguments) {
  const Value &text = single(arguments[0]), &replacement = single(arguments[2]);
  const auto pattern = pattern_of(machine, single(arguments[1]), single(arguments[3]));
  if (!pattern || !text.is(Kind::string) || !replacement.is(Kind::string) || !charge(machine, text))
    return refuse(machine);
  auto replaced = pattern->replaced(text.as_string(), replacement.as_string(), kMostBytes);
  if (!replaced || !machine.reserve(replaced->size())) return refuse(machine);
  return Value::string(*std::move(replaced));
}

Value split(Machine& machine, Arguments arguments) {
  const Value& text = single(arguments[0]);
  const auto pattern = pattern_of(machine, single(arguments[1]), Value());
  if (!pattern || !text.is(Kind::string) || !charge(machine, text)) return refuse(machine);
  auto parts = pattern->split(text.as_string());
  if (!parts || !machine.reserve_items(parts->size())) return refuse(machine);
  std::vector<Value> items;
  items.reserve(parts->size());
  for (auto& part : *parts) items.push_back(Value::string(std::move(part)));
  return Value::list(std::move(items));
}

}  // namespace

std::span<const Builtin> pattern_functions() {
  static const Builtin kTable[] = {
      {"matches", {{{"input", "pattern", "flags"}, 2, matches}}},
      {"replace", {{{"input", "pattern", "replacement", "flags"}, 3, replace}}},
      {"split", {{{"string", "delimiter"}, 2, split}}},
  };
  return kTable;
}

}  // namespace tongban::feel
