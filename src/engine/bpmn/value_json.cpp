#include "engine/bpmn/value_json.h"

#include "engine/feel/feel.h"

namespace tongban::bpmn {
namespace {

using feel::Kind;
using feel::Value;

constexpr std::int64_t kExactInteger = 1LL << 53;

json::value tagged(const char* tag, std::string text) { return json::object{{tag, std::move(text)}}; }

json::value stored_number(const feel::Number& number) {
  const auto whole = number.to_integer();
  if (whole && *whole<kExactInteger&& * whole> - kExactInteger && feel::Number(*whole).text() == number.text())
    return *whole;
  return tagged("$number", number.text());
}

json::value stored_context(const feel::Context& context) {
  bool plain = true;
  for (const auto& entry : context.entries()) plain &= entry.name.empty() || entry.name[0] != '$';
  json::object object;
  for (const auto& entry : context.entries()) object[entry.name] = stored(entry.value);
  if (plain && object.size() == context.entries().size()) return object;
  return json::object{{"$context", std::move(object)}};
}

Error bad(const char* what) {
  return invalid("bpmn.bad_state", std::string("存储的值有误 / a stored value is damaged: ") + what);
}

Result<Value> restored_context(const json::object& object) {
  std::vector<feel::Entry> entries;
  for (const auto& [key, value] : object) entries.push_back({std::string(key), TRY(restored(value))});
  return Value::context(std::move(entries));
}

template <class Parsed, class Make>
Result<Value> made(const Parsed& parsed, Make make, const char* what) {
  if (!parsed) return bad(what);
  return make(*parsed);
}

Result<Value> restored_range(const json::value& json) {
  const auto* list = json.if_array();
  if (!list || list->size() != 4 || !(*list)[2].is_int64() || !(*list)[3].is_int64()) return bad("range");
  feel::Range range;
  range.low = TRY(restored((*list)[0]));
  range.high = TRY(restored((*list)[1]));
  const auto low = (*list)[2].get_int64(), high = (*list)[3].get_int64();
  if (low < 0 || low > 2 || high < 0 || high > 2) return bad("range");
  range.low_end = static_cast<feel::Range::End>(low);
  range.high_end = static_cast<feel::Range::End>(high);
  return Value::range(std::move(range));
}

Result<Value> restored_tagged(std::string_view tag, const json::value& json) {
  if (tag == "$context") return json.is_object() ? restored_context(json.get_object()) : Result<Value>(bad("context"));
  if (tag == "$range") return restored_range(json);
  if (!json.is_string()) return bad("tag");
  const std::string text(json.get_string());
  if (tag == "$number")
    return made(
        feel::Number::parse(text), [](const auto& it) { return Value::number(it); }, "number");
  if (tag == "$date") return made(feel::parse_date(text), Value::date, "date");
  if (tag == "$time") return made(feel::parse_time(text), Value::time, "time");
  if (tag == "$dateTime") return made(feel::parse_date_time(text), Value::date_time, "date and time");
  if (tag == "$months") return made(feel::parse_years_months(text), Value::years_months, "duration");
  if (tag == "$duration") return made(feel::parse_days_time(text), Value::days_time, "duration");
  return bad("tag");
}

}  // namespace

json::value stored(const Value& value) {
  switch (value.kind()) {
    case Kind::null:
    case Kind::function:
      return nullptr;
    case Kind::boolean:
      return value.as_boolean();
    case Kind::number:
      return stored_number(value.as_number());
    case Kind::string:
      return json::string(value.as_string());
    case Kind::date:
      return tagged("$date", feel::text_of(value.as_date()));
    case Kind::time:
      return tagged("$time", feel::text_of(value.as_time()));
    case Kind::date_time:
      return tagged("$dateTime", feel::text_of(value.as_date_time()));
    case Kind::years_months:
      return tagged("$months", feel::text_of(value.as_years_months()));
    case Kind::days_time:
      return tagged("$duration", feel::text_of(value.as_days_time()));
    case Kind::list: {
      json::array list;
      for (const auto& each : value.as_list()) list.push_back(stored(each));
      return list;
    }
    case Kind::context:
      return stored_context(value.as_context());
    case Kind::range: {
      const auto& range = value.as_range();
      return json::object{
          {"$range", json::array{stored(range.low), stored(range.high), static_cast<std::int64_t>(range.low_end),
                                 static_cast<std::int64_t>(range.high_end)}}};
    }
  }
  return nullptr;
}

Result<Value> restored(const json::value& json) {
  switch (json.kind()) {
    case json::kind::null:
      return Value();
    case json::kind::bool_:
      return Value::boolean(json.get_bool());
    case json::kind::int64:
      return Value::integer(json.get_int64());
    case json::kind::string:
      return Value::string(std::string(json.get_string()));
    case json::kind::array: {
      std::vector<Value> items;
      for (const auto& each : json.get_array()) items.push_back(TRY(restored(each)));
      return Value::list(std::move(items));
    }
    case json::kind::object: {
      const auto& object = json.get_object();
      if (object.size() == 1 && !object.begin()->key().empty() && object.begin()->key()[0] == '$')
        return restored_tagged(object.begin()->key(), object.begin()->value());
      return restored_context(object);
    }
    default:
      return feel::value_of_json(json);
  }
}

}  // namespace tongban::bpmn
