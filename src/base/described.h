// One description of a struct (BOOST_DESCRIBE_STRUCT / BOOST_DESCRIBE_ENUM) serves four readers: JSON in (with every
// problem found, each with its JSON pointer), JSON out, JSON Schema for OpenAPI, and the TypeScript types of the web.
//
// A member is required unless it is std::optional, std::vector, or its struct declares `static constexpr bool kDefaults
// = true;` (then a missing key keeps the member's initialiser). Unknown keys are refused. An optional is written as
// null. A type of one's own joins by specialising JsonType<T> (read, write, schema, typescript); see Str below.
#pragma once

#include <boost/describe.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <boost/mp11.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "base/json.h"
#include "base/result.h"

namespace tongban {

// Text of at most `Max` code points (checked when read). Control characters other than line feed and tab are refused.
template <int Max>
struct Str : std::string {
  using std::string::string;
  Str() = default;
  Str(std::string s) : std::string(std::move(s)) {}
};
inline constexpr int kDefaultTextLimit = 4000;  // code points of a plain std::string member

// Told of one document: a megabyte of wrong members must not become a hundred of explanations.
inline constexpr std::size_t kMaxInputErrors = 200;

// A 64-bit id, outside an opaque string (base/ids.h).
struct Id {
  std::int64_t value = 0;
  bool operator==(const Id&) const = default;
  auto operator<=>(const Id&) const = default;
};

// Collects what is wrong while a document is read.
class JsonReader {
 public:
  void fail(std::string key, std::string detail) {
    if (errors_.size() < kMaxInputErrors) errors_.push_back({pointer_, std::move(key), std::move(detail)});
  }
  bool ok() const { return errors_.empty(); }
  std::vector<FieldError> take_errors() { return std::move(errors_); }
  template <class F>
  void inside(std::string_view name, F&& body) {
    const auto length = pointer_.size();
    pointer_ += '/';
    for (char ch : name) {
      if (ch == '~')
        pointer_ += "~0";
      else if (ch == '/')
        pointer_ += "~1";
      else
        pointer_ += ch;
    }
    body();
    pointer_.resize(length);
  }
  void text(const json::value& value, std::string& into, int max_code_points);

 private:
  std::string pointer_;
  std::vector<FieldError> errors_;
};

// Named schemas and TypeScript declarations met on the way, by type name.
struct TypeCatalogue {
  // Whether the types collected are written by the server, so that every member is present, or read by it.
  bool all_present = false;
  bool output = false;  // what we write always has all members, so TypeScript need not ask whether they are there
  std::map<std::string, json::object> schemas;
  std::map<std::string, std::string> typescript;
};

template <class T>
struct JsonType;

// "tongban::cases::CaseView" → "CasesCaseView": unique over the modules, readable in TypeScript.
std::string published_name(std::string_view pretty_function);
template <class T>
std::string type_name() {
  return published_name(__PRETTY_FUNCTION__);
}

template <class T>
void read_value(JsonReader& reader, const json::value& value, T& into) {
  JsonType<T>::read(reader, value, into);
}
template <class T>
void write_value(std::string& out, const T& value) {
  JsonType<T>::write(out, value);
}

// The struct of a document. Errors: Code::invalid, key `input.invalid`, one FieldError each problem up to
// kMaxInputErrors.
template <class T>
Result<T> from_json(const json::value& value) {
  T out{};
  JsonReader reader;
  read_value(reader, value, out);
  if (reader.ok()) return out;
  return Error{Code::invalid, "input.invalid", "提交的内容有误，请按提示修改", reader.take_errors()};
}
template <class T>
Result<T> from_json_text(std::string_view text) {
  auto value = TRY(parse_json(text));
  return from_json<T>(value);
}
template <class T>
std::string to_json(const T& value) {
  std::string out;
  write_value(out, value);
  return out;
}

// ---- leaves -------------------------------------------------------------------------------------------------------

template <>
struct JsonType<bool> {
  static void read(JsonReader& reader, const json::value& value, bool& into);
  static void write(std::string& out, bool value) { out += value ? "true" : "false"; }
  static json::value schema(TypeCatalogue&) { return {{"type", "boolean"}}; }
  static std::string typescript(TypeCatalogue&) { return "boolean"; }
};
template <>
struct JsonType<std::int64_t> {
  static void read(JsonReader& reader, const json::value& value, std::int64_t& into);
  static void write(std::string& out, std::int64_t value) { out += std::to_string(value); }
  static json::value schema(TypeCatalogue&) { return {{"type", "integer"}}; }
  static std::string typescript(TypeCatalogue&) { return "number"; }
};
template <>
struct JsonType<int> {
  static void read(JsonReader& reader, const json::value& value, int& into);
  static void write(std::string& out, int value) { out += std::to_string(value); }
  static json::value schema(TypeCatalogue&) { return {{"type", "integer"}}; }
  static std::string typescript(TypeCatalogue&) { return "number"; }
};
template <>
struct JsonType<double> {
  static void read(JsonReader& reader, const json::value& value, double& into);
  static void write(std::string& out, double value) { append_json_number(out, value); }
  static json::value schema(TypeCatalogue&) { return {{"type", "number"}}; }
  static std::string typescript(TypeCatalogue&) { return "number"; }
};
template <>
struct JsonType<std::string> {
  static void read(JsonReader& reader, const json::value& value, std::string& into) {
    reader.text(value, into, kDefaultTextLimit);
  }
  static void write(std::string& out, const std::string& value) { append_json_string(out, value); }
  static json::value schema(TypeCatalogue&) { return {{"type", "string"}, {"maxLength", kDefaultTextLimit}}; }
  static std::string typescript(TypeCatalogue&) { return "string"; }
};
template <int Max>
struct JsonType<Str<Max>> {
  static void read(JsonReader& reader, const json::value& value, Str<Max>& into) { reader.text(value, into, Max); }
  static void write(std::string& out, const Str<Max>& value) { append_json_string(out, value); }
  static json::value schema(TypeCatalogue&) { return {{"type", "string"}, {"maxLength", Max}}; }
  static std::string typescript(TypeCatalogue&) { return "string"; }
};
template <>
struct JsonType<Id> {
  static void read(JsonReader& reader, const json::value& value, Id& into);
  static void write(std::string& out, Id value) { append_json_string(out, id_text(value.value)); }
  static json::value schema(TypeCatalogue&) { return {{"type", "string"}, {"pattern", "^[0-9a-z]{13}$"}}; }
  static std::string typescript(TypeCatalogue&) { return "string"; }
};
template <>
struct JsonType<Date> {
  static void read(JsonReader& reader, const json::value& value, Date& into);
  static void write(std::string& out, Date value);
  static json::value schema(TypeCatalogue&) { return {{"type", "string"}, {"format", "date"}}; }
  static std::string typescript(TypeCatalogue&) { return "string"; }
};
template <>
struct JsonType<Instant> {  // RFC 3339 with the offset of China, +08:00
  static void read(JsonReader& reader, const json::value& value, Instant& into);
  static void write(std::string& out, Instant value);
  static json::value schema(TypeCatalogue&) { return {{"type", "string"}, {"format", "date-time"}}; }
  static std::string typescript(TypeCatalogue&) { return "string"; }
};
template <>
struct JsonType<json::value> {  // a document whose shape is data
  static void read(JsonReader&, const json::value& value, json::value& into) { into = value; }
  static void write(std::string& out, const json::value& value) { out += to_json_text(value); }
  static json::value schema(TypeCatalogue&) { return json::object{}; }
  static std::string typescript(TypeCatalogue&) { return "unknown"; }
};

// ---- wrappers -----------------------------------------------------------------------------------------------------

template <class T>
struct JsonType<std::optional<T>> {
  static void read(JsonReader& reader, const json::value& value, std::optional<T>& into) {
    if (value.is_null()) return into.reset();
    read_value(reader, value, into.emplace());
  }
  static void write(std::string& out, const std::optional<T>& value) {
    if (value)
      write_value(out, *value);
    else
      out += "null";
  }
  static json::value schema(TypeCatalogue& types) {
    return {{"anyOf", json::array{JsonType<T>::schema(types), {{"type", "null"}}}}};
  }
  static std::string typescript(TypeCatalogue& types) { return JsonType<T>::typescript(types) + " | null"; }
};

inline constexpr std::size_t kMaxArray = 5000;  // elements read into a vector; longer lists are refused

template <class T>
struct JsonType<std::vector<T>> {
  static void read(JsonReader& reader, const json::value& value, std::vector<T>& into) {
    const auto* array = value.if_array();
    if (array == nullptr) return reader.fail("field.type", "此处应为列表");
    if (array->size() > kMaxArray) return reader.fail("field.too_many", "列表过长");
    into.clear();
    into.reserve(array->size());
    for (std::size_t i = 0; i < array->size(); ++i)
      reader.inside(std::to_string(i), [&] {
        T element{};
        read_value(reader, (*array)[i], element);
        into.push_back(std::move(element));
      });
  }
  static void write(std::string& out, const std::vector<T>& values) {
    out += '[';
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i != 0) out += ',';
      write_value(out, static_cast<const T&>(values[i]));
    }
    out += ']';
  }
  static json::value schema(TypeCatalogue& types) { return {{"type", "array"}, {"items", JsonType<T>::schema(types)}}; }
  static std::string typescript(TypeCatalogue& types) {
    const auto element = JsonType<T>::typescript(types);
    return element.find(' ') == std::string::npos ? element + "[]" : "(" + element + ")[]";
  }
};

// ---- enums and structs --------------------------------------------------------------------------------------------

// The enumerator's name, spelled as stored. An unknown value (never stored by us) is "".
template <class E>
std::string_view enum_text(E value) {
  std::string_view name;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) {
    if (d.value == value) name = d.name;
  });
  return name;
}
template <class E>
std::optional<E> parse_enum(std::string_view text) {
  std::optional<E> found;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) {
    if (text == d.name) found = d.value;
  });
  return found;
}
template <class E>
std::vector<E> all_of() {
  std::vector<E> values;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) { values.push_back(d.value); });
  return values;
}

template <class T>
concept DescribedEnum = boost::describe::has_describe_enumerators<T>::value;
template <class T>
concept DescribedStruct = boost::describe::has_describe_members<T>::value && std::is_class_v<T>;
template <class T>
concept HasDefaults = requires {
  requires T::kDefaults;
};

template <class T>
inline constexpr bool kMayBeMissing = false;
template <class T>
inline constexpr bool kMayBeMissing<std::optional<T>> = true;
template <class T>
inline constexpr bool kMayBeMissing<std::vector<T>> = true;

template <DescribedEnum E>
struct JsonType<E> {
  static void read(JsonReader& reader, const json::value& value, E& into) {
    const auto* text = value.if_string();
    const auto found = text ? parse_enum<E>(std::string_view(text->data(), text->size())) : std::nullopt;
    if (!found) return reader.fail("field.unknown_value", "不是允许的取值");
    into = *found;
  }
  static void write(std::string& out, E value) { append_json_string(out, enum_text(value)); }
  static json::value schema(TypeCatalogue& types) {
    const auto name = type_name<E>();
    if (!types.schemas.contains(name)) {
      json::array values;
      std::string declaration;
      for (E value : all_of<E>()) {
        values.emplace_back(enum_text(value));
        declaration += (declaration.empty() ? "'" : " | '") + std::string(enum_text(value)) + "'";
      }
      types.schemas[name] = {{"type", "string"}, {"enum", values}};
      types.typescript[name] = declaration;
    }
    return {{"$ref", "#/components/schemas/" + name}};
  }
  static std::string typescript(TypeCatalogue& types) { return schema(types), type_name<E>(); }
};

template <class T>
using MembersOf = boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;

template <DescribedStruct T>
struct JsonType<T> {
  static void read(JsonReader& reader, const json::value& value, T& into) {
    const auto* object = value.if_object();
    if (object == nullptr) return reader.fail("field.type", "此处应为对象");
    std::size_t known = 0;
    boost::mp11::mp_for_each<MembersOf<T>>([&](auto d) {
      using Member = std::remove_reference_t<decltype(into.*d.pointer)>;
      const auto* member = object->if_contains(d.name);
      reader.inside(d.name, [&] {
        if (member != nullptr) return ++known, read_value(reader, *member, into.*d.pointer);
        if constexpr (!kMayBeMissing<Member> && !HasDefaults<T>) reader.fail("field.required", "此项必填");
      });
    });
    if (known == object->size()) return;
    for (const auto& member : *object) {
      bool described = false;
      const std::string_view key(member.key().data(), member.key().size());
      boost::mp11::mp_for_each<MembersOf<T>>([&](auto d) { described = described || key == d.name; });
      if (!described) reader.inside(key, [&] { reader.fail("field.unknown", "没有这个字段"); });
    }
  }
  static void write(std::string& out, const T& value) {
    out += '{';
    bool first = true;
    boost::mp11::mp_for_each<MembersOf<T>>([&](auto d) {
      out += std::exchange(first, false) ? "\"" : ",\"";
      out += d.name;
      out += "\":";
      write_value(out, value.*d.pointer);
    });
    out += '}';
  }
  static json::value schema(TypeCatalogue& types) {
    const auto name = type_name<T>();
    if (!types.schemas.contains(name)) {
      types.schemas[name] = {};  // before the members: a type may hold a list of itself
      json::object properties;
      json::array required;
      std::string declaration = "{\n";
      boost::mp11::mp_for_each<MembersOf<T>>([&](auto d) {
        using Member = std::remove_reference_t<decltype(std::declval<T&>().*d.pointer)>;
        properties[d.name] = JsonType<Member>::schema(types);
        const bool may_be_missing = !types.all_present && (kMayBeMissing<Member> || HasDefaults<T>);
        if (!may_be_missing) required.emplace_back(d.name);
        declaration += std::string("  ") + d.name + (may_be_missing && !types.output ? "?: " : ": ") +
                       JsonType<Member>::typescript(types) + ";\n";
      });
      json::object schema{{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
      if (!required.empty()) schema["required"] = required;
      types.schemas[name] = schema;
      types.typescript[name] = declaration + "}";
    }
    return {{"$ref", "#/components/schemas/" + name}};
  }
  static std::string typescript(TypeCatalogue& types) { return schema(types), type_name<T>(); }
};

}  // namespace tongban
