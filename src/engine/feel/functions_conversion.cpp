// number() and string() (DMN 1.5, 10.3.4.1).
#include <algorithm>

#include "engine/feel/builtins.h"

namespace tongban::feel {
namespace {

using Arguments = std::span<const Value>;

Value refuse(Machine& machine) { return machine.warn("feel.bad_argument", "the text is no number"); }

// A separator that is null, or one of those allowed.
std::optional<std::string_view> separator(const Value& value, std::string_view allowed) {
  if (value.is_null()) return std::string_view();
  if (!value.is(Kind::string) || value.as_string().size() != 1) return std::nullopt;
  return allowed.find(value.as_string()) == std::string_view::npos ? std::nullopt
                                                                   : std::optional<std::string_view>(value.as_string());
}

Value number_of_text(Machine& machine, Arguments arguments) {
  const Value& from = single(arguments[0]);
  const auto grouping = separator(arguments[1], " ,."), decimal = separator(arguments[2], ".,");
  if (!from.is(Kind::string) || !grouping || !decimal) return refuse(machine);
  if (!grouping->empty() && *grouping == *decimal) return refuse(machine);
  std::string text = from.as_string();
  if (!grouping->empty()) std::erase(text, grouping->front());
  if (!decimal->empty() && *decimal == ",") {
    if (text.find('.') != std::string::npos) return refuse(machine);
    std::replace(text.begin(), text.end(), ',', '.');
  }
  if (text.starts_with("+")) return refuse(machine);
  const auto number = Number::parse(text);
  return number ? Value::number(*number) : refuse(machine);
}

Value string_of(Machine& machine, Arguments arguments) {
  if (arguments[0].is_null()) return {};
  if (arguments[0].is(Kind::string)) return arguments[0];
  if (!machine.reserve(32 * static_cast<std::size_t>(arguments[0].weight()))) return {};
  return Value::string(text_of(arguments[0]));
}

}  // namespace

std::span<const Builtin> conversion_functions() {
  static const Builtin kTable[] = {
      {"number", {{{"from", "grouping separator", "decimal separator"}, 1, number_of_text}}},
      {"string", {{{"from"}, 1, string_of}}},
  };
  return kTable;
}

}  // namespace tongban::feel
