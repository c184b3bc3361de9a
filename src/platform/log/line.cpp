#include "platform/log/line.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/ids.h"
#include "base/json.h"

namespace tongban::log {

namespace {

constexpr std::size_t kMostKeyBytes = 120;
constexpr std::size_t kMostDiagnosticBytes = 300;
constexpr std::size_t kTellingDigits = 5;  // a run this long may be a number of somebody

bool is_key_character(char ch) {
  return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') ||
         std::string_view("_.:/-").find(ch) != std::string_view::npos;
}

bool is_key(std::string_view value) {
  return value.size() <= kMostKeyBytes && std::all_of(value.begin(), value.end(), is_key_character);
}

std::string quoted(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

bool is_digit(char ch) { return ch >= '0' && ch <= '9'; }

// The end of what must not be shown from `at` on, or `at` itself: a quoted part, a parenthesised value list of a
// database
// ("Key (phone)=(138…)"), a long run of digits.
std::size_t end_of_secret(std::string_view text, std::size_t at) {
  const char first = text[at];
  if (first == '\'' || first == '"' || first == '(') {
    const auto end = text.find(first == '(' ? ')' : first, at + 1);
    return end == std::string_view::npos ? text.size() : end + 1;
  }
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - at >= kTellingDigits ? end : at;
}

}  // namespace

std::string_view level_name(Level level) {
  switch (level) {
    case Level::debug:
      return "debug";
    case Level::info:
      return "info";
    case Level::warn:
      return "warn";
    case Level::error:
      return "error";
  }
  return "error";
}

std::string blot_out(std::string_view message) {
  std::string out;
  for (std::size_t at = 0; at < message.size() && out.size() < kMostDiagnosticBytes;) {
    if (const auto end = end_of_secret(message, at); end > at) {
      out += '*';
      at = end;
    } else if (is_digit(message[at])) {
      while (at < message.size() && is_digit(message[at])) out += message[at++];
    } else {
      const auto ch = static_cast<unsigned char>(message[at++]);
      out += ch >= 0x20 && ch < 0x7f ? static_cast<char>(ch) : '?';
    }
  }
  return out;
}

std::string render_line(Instant at, Level level, std::string_view event, std::initializer_list<Field> fields) {
  std::string line =
      fmt::format(R"({{"at":"{}","level":"{}","event":{})", iso_text(at), level_name(level), quoted(event));
  for (const auto& field : fields)
    fmt::format_to(std::back_inserter(line), ",{}:{}", quoted(field.name()), field.rendered());
  return line += '}';
}

Field number(Literal name, std::int64_t value) { return {name.text(), std::to_string(value)}; }
Field decimal(Literal name, double value) {
  return {name.text(), std::isfinite(value) ? fmt::format("{:.6g}", value) : "null"};
}
Field flag(Literal name, bool value) { return {name.text(), value ? "true" : "false"}; }
Field id(Literal name, std::int64_t value) { return {name.text(), value > 0 ? quoted(id_text(value)) : "null"}; }
Field text(Literal name, Literal value) { return {name.text(), quoted(value.text())}; }
Field key(Literal name, std::string_view value) { return {name.text(), quoted(is_key(value) ? value : "invalid")}; }
Field diagnostic(Literal name, std::string_view message) { return {name.text(), quoted(blot_out(message))}; }
Field redacted(Literal name) { return {name.text(), "\"***\""}; }

Field error_key(const Error& error) { return key("error", error.key); }
Field error_detail(const Error& error) {
  return error.code == Code::internal ? diagnostic("detail", error.detail) : text("detail", "");
}

}  // namespace tongban::log
