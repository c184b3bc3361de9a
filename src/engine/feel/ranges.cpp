#include "engine/feel/ranges.h"

#include "base/text.h"
#include "engine/feel/strings.h"

namespace tongban::feel {
namespace {

// What stands in the quotes; nullopt where it is more, or less, than one literal.
std::optional<std::string> quoted(std::string_view text) {
  text = trim(text);
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::nullopt;
  for (std::size_t at = 1; at + 1 < text.size(); ++at) {
    if (text[at] == '\\') ++at;
    if (at + 1 >= text.size() || text[at] == '"') return std::nullopt;
  }
  return unescaped(text.substr(1, text.size() - 2));
}

Value call_of(std::string_view function, const std::string& text) {
  if (function == "date") {
    const auto date = parse_date(text);
    return date ? Value::date(*date) : Value();
  }
  if (function == "time") {
    const auto time = parse_time(text);
    return time ? Value::time(*time) : Value();
  }
  if (function == "date and time") {
    const auto moment = parse_date_time(text);
    return moment ? Value::date_time(*moment) : Value();
  }
  const Value value = function == "duration" ? temporal_of_text(text) : Value();
  return value.is(Kind::days_time) || value.is(Kind::years_months) ? value : Value();
}

Value literal(std::string_view text) {
  text = trim(text);
  if (text.empty()) return {};
  if (text.front() == '"') {
    auto inside = quoted(text);
    return inside ? Value::string(*std::move(inside)) : Value();
  }
  if (text.front() == '@') {
    const auto inside = quoted(text.substr(1));
    return inside ? temporal_of_text(*inside) : Value();
  }
  if (text.back() == ')') {
    const auto open = text.find('(');
    if (open == std::string_view::npos) return {};
    const auto inside = quoted(text.substr(open + 1, text.size() - open - 2));
    return inside ? call_of(trim(text.substr(0, open)), *inside) : Value();
  }
  if (text.front() == '+') return {};
  return Value::number(Number::parse(text));
}

// Where the two dots stand that are in no quotes.
std::size_t dots(std::string_view text) {
  bool in_quotes = false;
  for (std::size_t at = 0; at + 1 < text.size(); ++at) {
    if (in_quotes && text[at] == '\\') {
      ++at;
    } else if (text[at] == '"') {
      in_quotes = !in_quotes;
    } else if (!in_quotes && text[at] == '.' && text[at + 1] == '.') {
      return at;
    }
  }
  return std::string_view::npos;
}

}  // namespace

Value range_of_text(std::string_view text) {
  text = trim(text);
  if (text.size() < 4) return {};
  const char first = text.front(), last = text.back();
  const bool closed_low = first == '[', closed_high = last == ']';
  if (!(closed_low || first == '(' || first == ']') || !(closed_high || last == ')' || last == '[')) return {};
  text = text.substr(1, text.size() - 2);
  const auto middle = dots(text);
  if (middle == std::string_view::npos) return {};
  const auto low_text = trim(text.substr(0, middle)), high_text = trim(text.substr(middle + 2));
  Range range{literal(low_text), literal(high_text)};
  range.low_end = closed_low ? Range::End::closed : Range::End::open;
  range.high_end = closed_high ? Range::End::closed : Range::End::open;
  if (low_text.empty() && high_text.empty()) return {};
  if (low_text.empty() && !closed_low) range.low_end = Range::End::unbounded;
  if (high_text.empty() && !closed_high) range.high_end = Range::End::unbounded;
  if (range.low.is_null() && range.low_end != Range::End::unbounded) return {};
  if (range.high.is_null() && range.high_end != Range::End::unbounded) return {};
  if (!range.low.is_null() && !range.high.is_null()) {
    const auto compared = order(range.low, range.high);
    if (!compared || *compared > 0) return {};
  }
  return Value::range(std::move(range));
}

}  // namespace tongban::feel
