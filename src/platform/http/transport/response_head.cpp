#include "platform/http/transport/response_head.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>

#include "platform/http/transport/problems.h"
#include "platform/http/transport/request_head.h"

namespace tongban::http {

namespace {

void append_number(std::string& out, uint64_t number) {
  std::array<char, 20> digits;
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  out.append(digits.data(), end);
}

void append_header(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ").append(value).append("\r\n");
}

// The transport alone knows how long the answer is and whether the connection stays.
bool is_own_header(std::string_view name) {
  return equals_lower(name, "content-length") || equals_lower(name, "transfer-encoding") ||
         equals_lower(name, "connection") || equals_lower(name, "date");
}

// Equality of two names, either of which may hold upper case.
bool same_name(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace

bool has_legal_headers(const Response& response) {
  return is_field_value(response.content_type) &&
         std::all_of(response.headers.begin(), response.headers.end(),
                     [](const auto& header) { return is_token(header.first) && is_field_value(header.second); });
}

bool status_forbids_body(int status) { return status < 200 || status == 204 || status == 304; }

void append_head(std::string& out, const Response& response, const ResponseFraming& framing, const Headers& common,
                 std::string_view date) {
  out.append("HTTP/1.1 ");
  append_number(out, static_cast<uint64_t>(response.status));
  out.append(" ").append(status_text(response.status)).append("\r\n");
  append_header(out, "Date", date);
  if (!response.content_type.empty() && !status_forbids_body(response.status)) {
    append_header(out, "Content-Type", response.content_type);
  }
  if (!status_forbids_body(response.status)) {
    if (framing.chunked) append_header(out, "Transfer-Encoding", "chunked");
    if (framing.content_length) {
      out.append("Content-Length: ");
      append_number(out, *framing.content_length);
      out.append("\r\n");
    }
  }
  for (const auto& [name, value] : response.headers) {
    if (!is_own_header(name)) append_header(out, name, value);
  }
  for (const auto& header : common) {
    const bool overridden = std::any_of(response.headers.begin(), response.headers.end(),
                                        [&](const auto& own) { return same_name(own.first, header.first); });
    if (!overridden) append_header(out, header.first, header.second);
  }
  if (!framing.keep_alive) append_header(out, "Connection", "close");
  out.append("\r\n");
}

std::string http_date(int64_t unix_seconds) {
  static constexpr std::array kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::time_t seconds = unix_seconds;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 40> text;
  // strftime() would write the names in the language of the locale.
  const int length = std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT",
                                   kDays[parts.tm_wday], parts.tm_mday, kMonths[parts.tm_mon], parts.tm_year + 1900,
                                   parts.tm_hour, parts.tm_min, parts.tm_sec);
  return std::string(text.data(), static_cast<size_t>(length));
}

}  // namespace tongban::http
