#include "platform/http/transport/url.h"

#include <algorithm>

#include "base/text.h"

namespace tongban::http {

namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

Error bad_encoding() { return invalid("http.bad_url_encoding", "网址中的编码不正确。"); }
Error bad_path() { return invalid("http.bad_path", "网址的路径不正确。"); }

}  // namespace

Result<std::string> percent_decode(std::string_view text, Plus plus) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '+' && plus == Plus::space) {
      c = ' ';
    } else if (c == '%') {
      if (i + 2 >= text.size()) return bad_encoding();
      const int high = hex_value(text[i + 1]);
      const int low = hex_value(text[i + 2]);
      if (high < 0 || low < 0) return bad_encoding();
      c = static_cast<char>(high * 16 + low);
      i += 2;
    }
    if (c == '\0') return bad_encoding();
    out.push_back(c);
  }
  if (!is_valid_utf8(out)) return bad_encoding();
  return out;
}

std::string percent_encode(std::string_view text) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const bool unreserved = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                            c == '.' || c == '_' || c == '~';
    if (unreserved) {
      out.push_back(c);
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out.push_back('%');
    out.push_back(kHex[byte >> 4]);
    out.push_back(kHex[byte & 15]);
  }
  return out;
}

Result<QueryParameters> parse_query(std::string_view query) {
  QueryParameters out;
  while (!query.empty()) {
    const size_t end = query.find('&');
    const std::string_view piece = query.substr(0, end);
    query = end == std::string_view::npos ? std::string_view{} : query.substr(end + 1);
    if (piece.empty()) continue;
    if (out.size() == kMaxQueryParameters) return invalid("http.too_many_parameters", "网址中的参数过多。");
    const size_t equals = piece.find('=');
    std::string name = TRY(percent_decode(piece.substr(0, equals), Plus::space));
    std::string value;
    if (equals != std::string_view::npos) value = TRY(percent_decode(piece.substr(equals + 1), Plus::space));
    out.emplace_back(std::move(name), std::move(value));
  }
  return out;
}

Result<std::vector<std::string>> path_segments(std::string_view raw_path) {
  if (raw_path.empty() || raw_path.front() != '/') return bad_path();
  std::vector<std::string> out;
  std::string_view rest = raw_path.substr(1);
  if (rest.empty()) return out;
  for (;;) {
    const size_t end = rest.find('/');
    std::string segment = TRY(percent_decode(rest.substr(0, end)));
    const bool last = end == std::string_view::npos;
    const bool illegal = std::any_of(segment.begin(), segment.end(), [](char c) {
      return static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == '/' || c == '\\';
    });
    if (illegal || segment == "." || segment == ".." || (segment.empty() && !last)) return bad_path();
    out.push_back(std::move(segment));
    if (last) return out;
    rest.remove_prefix(end + 1);
  }
}

}  // namespace tongban::http
