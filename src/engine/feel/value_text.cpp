// What string() makes of values.
#include "base/text.h"
#include "engine/feel/names.h"
#include "engine/feel/value.h"

namespace tongban::feel {
namespace {

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string text_of(const Range& range) {
  if (range.form == Range::Form::equal_to) return "(=" + feel::text_of(range.low, true) + ")";
  if (range.form == Range::Form::other_than) return "(!=" + feel::text_of(range.low, true) + ")";
  if (range.low_end == Range::End::unbounded)
    return (range.high_end == Range::End::closed ? "(<=" : "(<") + feel::text_of(range.high, true) + ")";
  if (range.high_end == Range::End::unbounded)
    return (range.low_end == Range::End::closed ? "(>=" : "(>") + feel::text_of(range.low, true) + ")";
  return (range.low_end == Range::End::closed ? "[" : "(") + feel::text_of(range.low, true) + ".." +
         feel::text_of(range.high, true) + (range.high_end == Range::End::closed ? "]" : ")");
}

std::string text_of(const std::vector<Value>& list) {
  std::string out = "[";
  for (const auto& item : list) {
    if (out.size() > 1) out += ", ";
    out += feel::text_of(item, true);
  }
  return out + "]";
}

std::string text_of(const Context& context) {
  std::string out = "{";
  for (const auto& entry : context.entries()) {
    if (out.size() > 1) out += ", ";
    out += is_name(entry.name) ? entry.name : quoted(entry.name);
    out += ": " + feel::text_of(entry.value, true);
  }
  return out + "}";
}

}  // namespace

std::string text_of(const Value& value, bool nested) {
  switch (value.kind()) {
    case Kind::null:
      return "null";
    case Kind::boolean:
      return value.as_boolean() ? "true" : "false";
    case Kind::number:
      return value.as_number().text();
    case Kind::date:
      return text_of(value.as_date());
    case Kind::time:
      return text_of(value.as_time());
    case Kind::date_time:
      return text_of(value.as_date_time());
    case Kind::years_months:
      return text_of(value.as_years_months());
    case Kind::days_time:
      return text_of(value.as_days_time());
    case Kind::string:
      return nested ? quoted(value.as_string()) : value.as_string();
    case Kind::range:
      return text_of(value.as_range());
    case Kind::list:
      return text_of(value.as_list());
    case Kind::context:
      return text_of(value.as_context());
    case Kind::function:
      return "function";
  }
  return "null";
}

}  // namespace tongban::feel
