#include "base/json.h"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <charconv>
#include <cmath>
#include <set>
#include <vector>

#include "base/text.h"

namespace tongban {
namespace {

// Looks for what the tree builder would swallow: a key given twice (last one wins there) and numbers beyond double.
struct Inspector {
  static constexpr std::size_t max_object_size = std::size_t(-1);
  static constexpr std::size_t max_array_size = std::size_t(-1);
  static constexpr std::size_t max_key_size = std::size_t(-1);
  static constexpr std::size_t max_string_size = std::size_t(-1);
  using string_view = json::string_view;
  using error_code = json::error_code;

  std::vector<std::set<std::string, std::less<>>> keys;
  std::string part;
  bool duplicate = false;
  bool not_finite = false;

  bool on_document_begin(error_code&) { return true; }
  bool on_document_end(error_code&) { return true; }
  bool on_object_begin(error_code&) { return keys.emplace_back(), true; }
  bool on_object_end(std::size_t, error_code&) { return keys.pop_back(), true; }
  bool on_array_begin(error_code&) { return true; }
  bool on_array_end(std::size_t, error_code&) { return true; }
  bool on_key_part(string_view s, std::size_t, error_code&) { return part.append(s.data(), s.size()), true; }
  bool on_key(string_view s, std::size_t, error_code&) {
    part.append(s.data(), s.size());
    duplicate = !keys.back().insert(std::move(part)).second || duplicate;
    part.clear();
    return true;
  }
  bool on_string_part(string_view, std::size_t, error_code&) { return true; }
  bool on_string(string_view, std::size_t, error_code&) { return true; }
  bool on_number_part(string_view, error_code&) { return true; }
  bool on_int64(std::int64_t, string_view, error_code&) { return true; }
  bool on_uint64(std::uint64_t, string_view, error_code&) { return true; }
  bool on_double(double d, string_view, error_code&) { return not_finite = not_finite || !std::isfinite(d), true; }
  bool on_bool(bool, error_code&) { return true; }
  bool on_null(error_code&) { return true; }
  bool on_comment_part(string_view, error_code&) { return true; }
  bool on_comment(string_view, error_code&) { return true; }
};

Error syntax_error(const json::error_code& failure, std::string_view text) {
  if (failure == json::error::too_deep) return invalid("json.too_deep", "JSON 嵌套层数过多");
  if (failure == json::error::illegal_leading_surrogate || failure == json::error::illegal_trailing_surrogate ||
      failure == json::error::expected_utf16_escape || !is_valid_utf8(text))
    return invalid("json.bad_utf8", "JSON 中有不合法的字符编码");
  return invalid("json.syntax", "不是合法的 JSON：" + failure.message());
}

json::value sorted(const json::value& value) {
  if (const auto* array = value.if_array()) {
    json::array out;
    for (const auto& element : *array) out.push_back(sorted(element));
    return out;
  }
  const auto* object = value.if_object();
  if (object == nullptr) return value;
  std::vector<std::string_view> names;
  for (const auto& member : *object) names.push_back(std::string_view(member.key().data(), member.key().size()));
  std::sort(names.begin(), names.end());
  json::object out;
  for (auto name : names) out[name] = sorted(object->at(name));
  return out;
}

void append_value(std::string& out, const json::value& value) {
  switch (value.kind()) {
    case json::kind::double_:
      return append_json_number(out, value.get_double());
    case json::kind::array: {
      out += '[';
      bool first = true;
      for (const auto& element : value.get_array()) {
        if (!std::exchange(first, false)) out += ',';
        append_value(out, element);
      }
      out += ']';
      return;
    }
    case json::kind::object: {
      out += '{';
      bool first = true;
      for (const auto& member : value.get_object()) {
        if (!std::exchange(first, false)) out += ',';
        append_json_string(out, std::string_view(member.key().data(), member.key().size()));
        out += ':';
        append_value(out, member.value());
      }
      out += '}';
      return;
    }
    case json::kind::string: {
      const auto& text = value.get_string();
      return append_json_string(out, std::string_view(text.data(), text.size()));
    }
    default:
      out += json::serialize(value);
  }
}

}  // namespace

Result<json::value> parse_json(std::string_view text, int max_depth) {
  json::parse_options options;
  options.max_depth = static_cast<std::size_t>(max_depth);
  json::error_code failure;
  json::basic_parser<Inspector> inspector(options);
  const auto read = inspector.write_some(false, text.data(), text.size(), failure);
  if (failure) return syntax_error(failure, text);
  if (text.find_first_not_of(" \t\r\n", read) != std::string_view::npos)
    return invalid("json.syntax", "JSON 之后还有多余内容");
  if (inspector.handler().duplicate) return invalid("json.duplicate_key", "JSON 对象中有重复的字段名");
  if (inspector.handler().not_finite) return invalid("json.number_range", "JSON 中的数字超出范围");
  json::value value = json::parse(text, failure, {}, options);
  if (failure) return syntax_error(failure, text);
  return value;
}

void append_json_string(std::string& out, std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  out += '"';
  for (const char ch : text) {
    switch (ch) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(ch) < 0x20) {
          out += "\\u00";
          out += kHex[(ch >> 4) & 0xf];
          out += kHex[ch & 0xf];
        } else {
          out += ch;
        }
    }
  }
  out += '"';
}

void append_json_number(std::string& out, double value) {
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value);
  out.append(buffer, end.ptr);
}

std::string to_json_text(const json::value& value) {
  std::string out;
  append_value(out, value);
  return out;
}

std::string canonical_json(const json::value& value) { return to_json_text(sorted(value)); }

}  // namespace tongban
