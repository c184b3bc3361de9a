// Functions of texts (DMN 1.5, 10.3.4.3). Positions and lengths count code points.
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include "base/text.h"
#include "engine/feel/builtins.h"
#include "engine/feel/strings.h"

namespace tongban::feel {
namespace {

using Arguments = std::span<const Value>;

Value refuse(Machine& machine) { return machine.warn("feel.bad_argument", "a text is needed"); }

bool texts(Arguments arguments) {
  return single(arguments[0]).is(Kind::string) && single(arguments[1]).is(Kind::string);
}

Value substring(Machine& machine, Arguments arguments) {
  const Value &text = single(arguments[0]), &from = single(arguments[1]), &length = single(arguments[2]);
  if (!text.is(Kind::string) || !from.is(Kind::number)) return refuse(machine);
  const auto start = from.as_number().truncated();
  if (!start || *start == 0) return machine.warn("feel.bad_argument", "positions count from 1, or from -1 at the end");
  const auto size = static_cast<std::int64_t>(code_points(text));
  const std::int64_t first = *start > 0 ? *start - 1 : size + *start;
  if (first < 0 || first > size) return machine.warn("feel.bad_argument", "the position is outside of the text");
  std::int64_t count = size - first;
  if (!length.is_null()) {
    if (!length.is(Kind::number)) return refuse(machine);
    const auto wanted = length.as_number().truncated();
    if (!wanted || *wanted < 1) return machine.warn("feel.bad_argument", "a length of at least 1 is needed");
    count = std::min(count, *wanted);
  }
  if (!machine.reserve(text.as_string().size())) return {};
  return Value::string(std::string(sub_text(text, static_cast<std::size_t>(first), static_cast<std::size_t>(count))));
}

Value string_length(Machine& machine, Arguments arguments) {
  const Value& text = single(arguments[0]);
  if (!text.is(Kind::string)) return refuse(machine);
  return Value::integer(static_cast<std::int64_t>(code_points(text)));
}

Value in_case(Machine& machine, Arguments arguments, bool upper) {
  const Value& text = single(arguments[0]);
  if (!text.is(Kind::string)) return refuse(machine);
  if (!machine.reserve(2 * text.as_string().size())) return {};
  if (text.is_ascii_text()) return Value::string(upper ? ascii_upper(text.as_string()) : ascii_lower(text.as_string()));
  auto converted = icu::UnicodeString::fromUTF8(text.as_string());
  upper ? converted.toUpper(icu::Locale::getRoot()) : converted.toLower(icu::Locale::getRoot());
  std::string out;
  converted.toUTF8String(out);
  return Value::string(std::move(out));
}

Value upper_case(Machine& machine, Arguments arguments) { return in_case(machine, arguments, true); }
Value lower_case(Machine& machine, Arguments arguments) { return in_case(machine, arguments, false); }

Value substring_before(Machine& machine, Arguments arguments) {
  if (!texts(arguments)) return refuse(machine);
  const auto &text = single(arguments[0]).as_string(), &match = single(arguments[1]).as_string();
  const auto at = text.find(match);
  return Value::string(at == std::string::npos ? std::string() : text.substr(0, at));
}

Value substring_after(Machine& machine, Arguments arguments) {
  if (!texts(arguments)) return refuse(machine);
  const auto &text = single(arguments[0]).as_string(), &match = single(arguments[1]).as_string();
  const auto at = text.find(match);
  return Value::string(at == std::string::npos ? std::string() : text.substr(at + match.size()));
}

Value contains_text(Machine& machine, Arguments arguments) {
  if (!texts(arguments)) return refuse(machine);
  return Value::boolean(single(arguments[0]).as_string().find(single(arguments[1]).as_string()) != std::string::npos);
}

Value starts_with(Machine& machine, Arguments arguments) {
  if (!texts(arguments)) return refuse(machine);
  return Value::boolean(single(arguments[0]).as_string().starts_with(single(arguments[1]).as_string()));
}

Value ends_with(Machine& machine, Arguments arguments) {
  if (!texts(arguments)) return refuse(machine);
  return Value::boolean(single(arguments[0]).as_string().ends_with(single(arguments[1]).as_string()));
}

// Nulls in the list are passed over.
Value string_join(Machine& machine, Arguments arguments) {
  const Value& delimiter = single(arguments[1]);
  if (arguments[0].is_null() || !(delimiter.is_null() || delimiter.is(Kind::string))) return refuse(machine);
  const std::string_view between = delimiter.is_null() ? std::string_view() : delimiter.as_string();
  const std::vector<Value> one{arguments[0]};
  const auto& items = arguments[0].is(Kind::list) ? arguments[0].as_list() : one;
  std::string joined;
  bool first = true;
  for (const auto& item : items) {
    if (item.is_null()) continue;
    if (!item.is(Kind::string)) return refuse(machine);
    if (!machine.reserve(item.as_string().size() + between.size())) return {};
    if (!first) joined += between;
    joined += item.as_string();
    first = false;
  }
  return Value::string(std::move(joined));
}

}  // namespace

std::span<const Builtin> text_functions() {
  static const Builtin kTable[] = {
      {"substring", {{{"string", "start position", "length"}, 2, substring}}},
      {"string length", {{{"string"}, 1, string_length}}},
      {"upper case", {{{"string"}, 1, upper_case}}},
      {"lower case", {{{"string"}, 1, lower_case}}},
      {"substring before", {{{"string", "match"}, 2, substring_before}}},
      {"substring after", {{{"string", "match"}, 2, substring_after}}},
      {"contains", {{{"string", "match"}, 2, contains_text}}},
      {"starts with", {{{"string", "match"}, 2, starts_with}}},
      {"ends with", {{{"string", "match"}, 2, ends_with}}},
      {"string join", {{{"list", "delimiter"}, 1, string_join}}},
  };
  return kTable;
}

}  // namespace tongban::feel
