#include "base/json.h"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <charconv>
#include <cmath>
#include <utility>
#include <vector>

#include "base/text.h"

namespace tongban {
namespace {

// Builds the tree in one pass. The library's own builder would swallow a key given twice (the last one wins there),
// rounds numbers of many digits wrongly, so that a document would not read back as it was written, and can be made slow
// with chosen keys: see on_object_end().
class Builder {
 public:
  static constexpr std::size_t max_object_size = std::size_t(-1);
  static constexpr std::size_t max_array_size = std::size_t(-1);
  static constexpr std::size_t max_key_size = std::size_t(-1);
  static constexpr std::size_t max_string_size = std::size_t(-1);
  using string_view = json::string_view;
  using error_code = json::error_code;

  json::value release() { return std::move(values_.back()); }
  bool duplicate() const { return duplicate_; }
  bool out_of_range() const { return out_of_range_; }

  bool on_document_begin(error_code&) { return true; }
  bool on_document_end(error_code&) { return true; }
  bool on_object_begin(error_code&) { return true; }
  bool on_array_begin(error_code&) { return true; }

  bool on_object_end(std::size_t count, error_code&) {
    json::object object;
    // The library's hash is salted with an address, whose low bits are no secret, and cut to the capacity by modulo: a
    // power of two would keep just those bits. With an odd capacity every bit counts.
    object.reserve(count | 1);
    auto value = values_.end() - static_cast<std::ptrdiff_t>(count);
    for (auto key = keys_.end() - static_cast<std::ptrdiff_t>(count); key != keys_.end(); ++key, ++value)
      duplicate_ = !object.emplace(*key, std::move(*value)).second || duplicate_;
    keys_.resize(keys_.size() - count);
    return put(count, std::move(object));
  }
  bool on_array_end(std::size_t count, error_code&) {
    json::array array;
    array.reserve(count);
    for (auto value = values_.end() - static_cast<std::ptrdiff_t>(count); value != values_.end(); ++value)
      array.push_back(std::move(*value));
    return put(count, std::move(array));
  }

  bool on_key_part(string_view part, std::size_t, error_code&) { return text_.append(part.data(), part.size()), true; }
  bool on_key(string_view rest, std::size_t, error_code&) {
    text_.append(rest.data(), rest.size());
    keys_.push_back(text_);
    text_.clear();
    return true;
  }
  bool on_string_part(string_view part, std::size_t n, error_code& code) { return on_key_part(part, n, code); }
  bool on_string(string_view rest, std::size_t, error_code&) {
    if (text_.empty()) return put(0, json::string(rest));
    text_.append(rest.data(), rest.size());
    put(0, json::string(text_));
    text_.clear();
    return true;
  }

  bool on_number_part(string_view part, error_code& code) { return on_key_part(part, 0, code); }
  bool on_int64(std::int64_t value, string_view, error_code&) { return text_.clear(), put(0, value); }
  bool on_uint64(std::uint64_t value, string_view, error_code&) { return text_.clear(), put(0, value); }
  bool on_double(double near, string_view rest, error_code&) {
    text_.append(rest.data(), rest.size());
    double exact = 0;
    const auto read = std::from_chars(text_.data(), text_.data() + text_.size(), exact);
    text_.clear();
    // Outside the range of a double, the library's number tells what is as good as nothing from what is too large.
    if (read.ec != std::errc()) exact = std::abs(near) < 1 ? 0 : HUGE_VAL;
    out_of_range_ = out_of_range_ || !std::isfinite(exact);
    return put(0, exact);
  }
  bool on_bool(bool value, error_code&) { return put(0, value); }
  bool on_null(error_code&) { return put(0, nullptr); }
  bool on_comment_part(string_view, error_code&) { return true; }
  bool on_comment(string_view, error_code&) { return true; }

 private:
  // In the place of the last `count` values.
  template <class T>
  bool put(std::size_t count, T&& value) {
    values_.resize(values_.size() - count);
    values_.emplace_back(std::forward<T>(value));
    return true;
  }

  std::vector<json::value> values_;
  std::vector<std::string> keys_;
  std::string text_;  // of a key, string or number that the parser hands over in parts
  bool duplicate_ = false;
  bool out_of_range_ = false;
};

Error syntax_error(const json::error_code& failure, std::string_view text) {
  if (failure == json::error::too_deep) return invalid("json.too_deep", "JSON 嵌套层数过多");
  if (failure == json::error::exponent_overflow) return invalid("json.number_range", "JSON 中的数字超出范围");
  if (failure == json::error::illegal_leading_surrogate || failure == json::error::illegal_trailing_surrogate ||
      failure == json::error::expected_utf16_escape || !is_valid_utf8(text))
    return invalid("json.bad_utf8", "JSON 中有不合法的字符编码");
  return invalid("json.syntax", "不是合法的 JSON");
}

enum class Members { as_they_are, sorted };

void append_value(std::string& out, const json::value& value, Members members);

void append_member(std::string& out, bool first, const json::key_value_pair& member, Members members) {
  if (!first) out += ',';
  append_json_string(out, std::string_view(member.key().data(), member.key().size()));
  out += ':';
  append_value(out, member.value(), members);
}

void append_object(std::string& out, const json::object& object, Members members) {
  out += '{';
  bool first = true;
  if (members == Members::as_they_are) {
    for (const auto& member : object) append_member(out, std::exchange(first, false), member, members);
  } else {
    std::vector<const json::key_value_pair*> in_order;
    in_order.reserve(object.size());
    for (const auto& member : object) in_order.push_back(&member);
    std::sort(in_order.begin(), in_order.end(), [](const auto* a, const auto* b) { return a->key() < b->key(); });
    for (const auto* member : in_order) append_member(out, std::exchange(first, false), *member, members);
  }
  out += '}';
}

template <class Integer>
void append_integer(std::string& out, Integer value) {
  char buffer[24];
  out.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr);
}

void append_value(std::string& out, const json::value& value, Members members) {
  switch (value.kind()) {
    case json::kind::null:
      out += "null";
      return;
    case json::kind::bool_:
      out += value.get_bool() ? "true" : "false";
      return;
    case json::kind::int64:
      return append_integer(out, value.get_int64());
    case json::kind::uint64:
      return append_integer(out, value.get_uint64());
    case json::kind::double_:
      return append_json_number(out, value.get_double());
    case json::kind::string: {
      const auto& text = value.get_string();
      return append_json_string(out, std::string_view(text.data(), text.size()));
    }
    case json::kind::array: {
      out += '[';
      bool first = true;
      for (const auto& element : value.get_array()) {
        if (!std::exchange(first, false)) out += ',';
        append_value(out, element, members);
      }
      out += ']';
      return;
    }
    case json::kind::object:
      return append_object(out, value.get_object(), members);
  }
}

}  // namespace

Result<json::value> parse_json(std::string_view text, int max_depth) {
  json::parse_options options;
  options.max_depth = static_cast<std::size_t>(max_depth);
  json::error_code failure;
  json::basic_parser<Builder> parser(options);
  const auto read = parser.write_some(false, text.data(), text.size(), failure);
  if (failure) return syntax_error(failure, text);
  if (text.find_first_not_of(" \t\r\n", read) != std::string_view::npos)
    return invalid("json.syntax", "JSON 之后还有多余内容");
  if (parser.handler().duplicate()) return invalid("json.duplicate_key", "JSON 对象中有重复的字段名");
  if (parser.handler().out_of_range()) return invalid("json.number_range", "JSON 中的数字超出范围");
  return parser.handler().release();
}

void append_json_string(std::string& out, std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  out += '"';
  // Nearly all text needs no escape: it is appended in runs, not by the character.
  std::size_t run = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto ch = static_cast<unsigned char>(text[i]);
    if (ch >= 0x20 && ch != '"' && ch != '\\') continue;
    out.append(text, run, i - run);
    run = i + 1;
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
        out += "\\u00";
        out += kHex[ch >> 4];
        out += kHex[ch & 0xf];
    }
  }
  out.append(text, run);
  out += '"';
}

void append_json_number(std::string& out, double value) {
  if (value == 0) value = 0;  // a negative zero would read back as the integer 0, with another text
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value);
  out.append(buffer, end.ptr);
}

std::string to_json_text(const json::value& value) {
  std::string out;
  append_value(out, value, Members::as_they_are);
  return out;
}

std::string canonical_json(const json::value& value) {
  std::string out;
  append_value(out, value, Members::sorted);
  return out;
}

}  // namespace tongban
