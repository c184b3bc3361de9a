#include "engine/dmn/tck_values.h"

#include <algorithm>

#include "base/text.h"

namespace tongban::dmn {
namespace {

using feel::Kind;
using feel::Value;

std::string_view attribute(const pugi::xml_node& node, std::string_view name) {
  for (const auto& one : node.attributes()) {
    const std::string_view full = one.name();
    const auto colon = full.find(':');
    if ((colon == std::string_view::npos ? full : full.substr(colon + 1)) == name) return one.value();
  }
  return {};
}

Value typed(const std::string& text, std::string_view type) {
  const auto colon = type.find(':');
  if (colon != std::string_view::npos) type = type.substr(colon + 1);
  const auto trimmed = trim(text);
  if (type == "boolean") return Value::boolean(trimmed == "true" || trimmed == "1");
  if (type == "date" || type == "time" || type == "dateTime") {
    if (const auto date = feel::parse_date(trimmed); date && type == "date") return Value::date(*date);
    if (const auto time = feel::parse_time(trimmed); time && type == "time") return Value::time(*time);
    if (const auto moment = feel::parse_date_time(trimmed); moment && type == "dateTime")
      return Value::date_time(*moment);
    return {};
  }
  if (type == "duration" || type == "dayTimeDuration" || type == "yearMonthDuration") {
    if (const auto months = feel::parse_years_months(trimmed)) return Value::years_months(*months);
    if (const auto seconds = feel::parse_days_time(trimmed)) return Value::days_time(*seconds);
    return {};
  }
  if (type == "string" || type.empty() || type == "anySimpleType") return Value::string(text);
  return Value::number(feel::Number::parse(trimmed));
}

bool close(const feel::Number& a, const feel::Number& b) {
  if (a == b) return true;
  const auto gap = feel::subtract(a, b);
  if (!gap) return false;
  const auto size = gap->is_negative() ? -*gap : *gap;
  const auto scale = std::max(b.is_negative() ? -b : b, feel::Number(1));
  const auto allowed = feel::divide(scale, feel::Number(100'000'000));
  return allowed && size <= *allowed;
}

}  // namespace

Value test_value(const pugi::xml_node& node) {
  if (const auto list = child(node, "list")) {
    if (attribute(list, "nil") == "true") return {};
    std::vector<Value> items;
    for (const auto& item : children(list, "item")) items.push_back(test_value(item));
    return Value::list(std::move(items));
  }
  if (const auto components = children(node, "component"); !components.empty()) {
    std::vector<feel::Entry> entries;
    for (const auto& component : components)
      entries.push_back({component.attribute("name").value(), test_value(component)});
    return Value::context(std::move(entries));
  }
  const auto value = child(node, "value");
  if (!value || attribute(value, "nil") == "true" || attribute(node, "nil") == "true") return {};
  return typed(text_of(node, "value"), attribute(value, "type"));
}

bool same_result(const Value& expected, const Value& actual) {
  if (expected.kind() != actual.kind()) return false;
  switch (expected.kind()) {
    case Kind::number:
      return close(actual.as_number(), expected.as_number());
    case Kind::list: {
      const auto &a = expected.as_list(), &b = actual.as_list();
      return std::equal(a.begin(), a.end(), b.begin(), b.end(), same_result);
    }
    case Kind::context: {
      const auto& a = expected.as_context().entries();
      const auto& b = actual.as_context();
      return a.size() == b.entries().size() && std::all_of(a.begin(), a.end(), [&b](const feel::Entry& entry) {
               const Value* other = b.find(entry.name);
               return other != nullptr && same_result(entry.value, *other);
             });
    }
    default:
      return feel::equal(expected, actual) == feel::Truth::yes;
  }
}

}  // namespace tongban::dmn
