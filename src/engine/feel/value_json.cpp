// JSON from and to values.
#include <cmath>

#include "engine/feel/feel.h"

namespace tongban::feel {
namespace {

Value value_of_json(const json::value& value, int depth) {
  if (depth > static_cast<int>(kMaxNesting)) return {};
  switch (value.kind()) {
    case json::kind::null:
      return {};
    case json::kind::bool_:
      return Value::boolean(value.get_bool());
    case json::kind::int64:
      return Value::integer(value.get_int64());
    case json::kind::uint64:
      return Value::number(Number::parse(std::to_string(value.get_uint64())));
    case json::kind::double_:
      return Value::number(Number::from_double(value.get_double()));
    case json::kind::string:
      return Value::string(std::string(value.get_string()));
    case json::kind::array: {
      std::vector<Value> items;
      for (const auto& item : value.get_array()) items.push_back(value_of_json(item, depth + 1));
      return Value::list(std::move(items));
    }
    case json::kind::object: {
      std::vector<Entry> entries;
      for (const auto& member : value.get_object())
        entries.push_back({std::string(member.key()), value_of_json(member.value(), depth + 1)});
      return Value::context(std::move(entries));
    }
  }
  return {};
}

json::value json_of_number(const Number& number, bool exact) {
  if (const auto whole = number.to_integer()) return *whole;
  const double nearest = number.to_double();
  if (!std::isfinite(nearest)) return json::value(number.text());
  if (exact) {
    const auto back = Number::from_double(nearest);
    if (!back || *back != number) return json::value(number.text());
  }
  return nearest;
}

}  // namespace

Value value_of_json(const json::value& value) { return value_of_json(value, 0); }

json::value json_of(const Value& value, bool exact) {
  switch (value.kind()) {
    case Kind::null:
    case Kind::function:
      return nullptr;
    case Kind::boolean:
      return value.as_boolean();
    case Kind::number:
      return json_of_number(value.as_number(), exact);
    case Kind::list: {
      json::array items;
      for (const auto& item : value.as_list()) items.push_back(json_of(item, exact));
      return items;
    }
    case Kind::context: {
      json::object members;
      for (const auto& entry : value.as_context().entries()) members[entry.name] = json_of(entry.value, exact);
      return members;
    }
    default:
      return json::string(text_of(value));
  }
}

std::string json_text_of(const Value& value) {
  if (value.is(Kind::number)) return value.as_number().text();
  std::string out;
  if (value.is(Kind::list)) {
    for (const auto& item : value.as_list()) out.append(out.empty() ? "[" : ",").append(json_text_of(item));
    return out.empty() ? "[]" : out + "]";
  }
  if (value.is(Kind::context)) {
    for (const auto& entry : value.as_context().entries()) {
      out += out.empty() ? "{" : ",";
      append_json_string(out, entry.name);
      out.append(":").append(json_text_of(entry.value));
    }
    return out.empty() ? "{}" : out + "}";
  }
  return to_json_text(json_of(value));
}

}  // namespace tongban::feel
