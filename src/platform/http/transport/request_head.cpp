#include "platform/http/transport/request_head.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"

namespace tongban::http {

namespace {

using Failure = std::optional<Problem>;

constexpr std::string_view kCrlf = "\r\n";

constexpr std::array<bool, 256> token_characters() {
  std::array<bool, 256> table{};
  for (int c = '0'; c <= '9'; ++c) table[c] = true;
  for (int c = 'a'; c <= 'z'; ++c) table[c] = table[c - 'a' + 'A'] = true;
  for (const char c : std::string_view("!#$%&'*+-.^_`|~")) table[static_cast<unsigned char>(c)] = true;
  return table;
}

constexpr std::array<bool, 256> kTokenCharacters = token_characters();

// Calls `visit` with each trimmed element of a comma-separated list until it answers false.
template <class Visit>
void each_element(std::string_view list, Visit visit) {
  for (;;) {
    const size_t comma = list.find(',');
    if (!visit(trim_blanks(list.substr(0, comma)))) return;
    if (comma == std::string_view::npos) return;
    list.remove_prefix(comma + 1);
  }
}

Failure parse_version(std::string_view text, RequestHead& out) {
  if (text == "HTTP/1.1") return {};
  if (text == "HTTP/1.0") {
    out.http10 = true;
    out.keep_alive = false;
    return {};
  }
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  const bool other_version =
      text.size() == 8 && text.starts_with("HTTP/") && digit(text[5]) && text[6] == '.' && digit(text[7]);
  return other_version ? problems::kVersion : problems::kMalformed;
}

// A host with an optional port: letters, digits and `-._` , or an IPv6 address in brackets. User names, paths, commas
// and escapes have no business there and serve only to confuse caches and virtual hosts.
bool is_host(std::string_view text) {
  std::string_view host = text;
  std::string_view port;
  if (text.starts_with('[')) {
    const size_t end = text.find(']');
    if (end == std::string_view::npos || end < 3) return false;
    host = text.substr(1, end - 1);
    const std::string_view rest = text.substr(end + 1);
    if (!rest.empty() && rest.front() != ':') return false;
    port = rest.empty() ? rest : rest.substr(1);
    if (host.find_first_not_of("0123456789abcdefABCDEF:.") != std::string_view::npos) return false;
  } else {
    const size_t colon = text.find(':');
    host = text.substr(0, colon);
    if (colon != std::string_view::npos) port = text.substr(colon + 1);
    const auto legal = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
             c == '_';
    };
    if (host.empty() || !std::all_of(host.begin(), host.end(), legal)) return false;
  }
  return port.size() <= 5 && std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Sets target, path and query; `authority` is what an absolute-form target names as its host.
Failure parse_target(std::string_view target, RequestHead& out, std::string_view& authority) {
  if (target.size() > kMaxTarget) return problems::kTargetTooLong;
  const auto legal = [](char c) { return c > 0x20 && c < 0x7F && c != '#'; };
  if (target.empty() || !std::all_of(target.begin(), target.end(), legal)) return problems::kMalformed;
  Request& request = out.request;
  if (target == "*" && request.method == "OPTIONS") {
    request.target = request.path = "*";
    return {};
  }
  std::string_view origin = target;
  if (target.front() != '/') {
    const size_t scheme_end = target.find("://");
    if (scheme_end == std::string_view::npos) return problems::kMalformed;
    const std::string_view scheme = target.substr(0, scheme_end);
    if (!equals_lower(scheme, "http") && !equals_lower(scheme, "https")) return problems::kMalformed;
    const size_t start = scheme_end + 3;
    const size_t end = std::min(target.find_first_of("/?", start), target.size());
    authority = target.substr(start, end - start);
    if (!is_host(authority)) return problems::kBadHost;
    origin = target.substr(end);
  }
  // "http://a?b" has no path, which means the root (RFC 9112 3.2.1).
  request.target = origin.starts_with('/') ? "" : "/";
  request.target.append(origin);
  const size_t mark = request.target.find('?');
  request.path = request.target.substr(0, mark);
  if (mark != std::string::npos) request.query = request.target.substr(mark + 1);
  return {};
}

Failure parse_request_line(std::string_view line, RequestHead& out, std::string_view& authority) {
  const size_t first = line.find(' ');
  const size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return problems::kMalformed;
  const std::string_view method = line.substr(0, first);
  if (method.size() > 32 || !is_token(method)) return problems::kMalformed;
  out.request.method = method;
  if (Failure failure = parse_version(line.substr(last + 1), out)) return failure;
  // A tunnel is not ours to make, and TRACE would show a script the cookies it must not read (ASVS 13.4.4).
  if (method == "CONNECT" || method == "TRACE") return problems::kMethodUnsupported;
  return parse_target(line.substr(first + 1, last - first - 1), out, authority);
}

Failure parse_content_length(std::string_view value, RequestHead& out) {
  uint64_t length = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), length);
  const bool digits = !value.empty() && value.front() >= '0' && value.front() <= '9';
  if (!digits || error != std::errc{} || end != value.data() + value.size()) return problems::kBadFraming;
  // Even two equal lengths are refused: a proxy that joins or drops one of them reads another message.
  if (out.content_length) return problems::kBadFraming;
  out.content_length = length;
  return {};
}

Failure parse_transfer_encoding(std::string_view value, RequestHead& out) {
  Failure failure;
  each_element(value, [&](std::string_view coding) {
    if (equals_lower(coding, "chunked")) {
      if (out.chunked) failure = problems::kBadFraming;
      out.chunked = true;
    } else {
      // A name we do not know is 501 (RFC 9112 6.1); anything that is not even a name is a trick.
      failure = is_token(coding) ? problems::kCodingUnsupported : problems::kBadFraming;
    }
    return !failure;
  });
  return failure;
}

// The fields the transport itself obeys. `host` is empty until one came.
Failure obey_field(std::string_view name, std::string_view value, RequestHead& out, std::string_view& host) {
  if (name == "host") {
    if (!host.empty() || !is_host(value)) return problems::kBadHost;
    host = value;
  } else if (name == "content-length") {
    return parse_content_length(value, out);
  } else if (name == "transfer-encoding") {
    return parse_transfer_encoding(value, out);
  } else if (name == "connection") {
    each_element(value, [&](std::string_view option) {
      if (equals_lower(option, "close")) out.keep_alive = false;
      return true;
    });
  } else if (name == "expect") {
    if (!equals_lower(value, "100-continue")) return problems::kExpectation;
    out.expects_continue = !out.http10;
  }
  return {};
}

Failure parse_field(std::string_view line, RequestHead& out, std::string_view& host) {
  Headers& headers = out.request.headers;
  if (headers.size() == kMaxHeaderFields) return problems::kHeaderTooLarge;
  const size_t colon = line.find(':');
  // A line that begins with a space would be a folded one (obs-fold), and "Name :" hides fields from other parsers;
  // neither is a token up to the colon.
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return problems::kBadHeader;
  const std::string_view value = trim_blanks(line.substr(colon + 1));
  if (!is_field_value(value)) return problems::kBadHeader;
  headers.emplace_back(ascii_lower(line.substr(0, colon)), value);
  return obey_field(headers.back().first, value, out, host);
}

Failure check_whole(const RequestHead& head, std::string_view authority, std::string_view host) {
  if (host.empty() && !head.http10) return problems::kBadHost;
  if (!authority.empty() && !host.empty() && ascii_lower(authority) != ascii_lower(host)) return problems::kBadHost;
  if (head.chunked && (head.content_length || head.http10)) return problems::kBadFraming;
  return {};
}

}  // namespace

bool is_token(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return kTokenCharacters[static_cast<unsigned char>(c)]; });
}

bool is_field_value(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\t' || (byte >= 0x20 && byte != 0x7F);
  });
}

std::optional<Problem> parse_request_head(std::string_view text, RequestHead& out) {
  std::string_view authority;
  std::string_view host;
  const size_t line_end = text.find(kCrlf);
  if (Failure failure = parse_request_line(text.substr(0, line_end), out, authority)) return failure;
  text.remove_prefix(line_end + kCrlf.size());
  for (;;) {
    const size_t end = text.find(kCrlf);
    if (end == std::string_view::npos) return problems::kMalformed;
    if (end == 0) break;
    if (Failure failure = parse_field(text.substr(0, end), out, host)) return failure;
    text.remove_prefix(end + kCrlf.size());
  }
  return check_whole(out, authority, host);
}

}  // namespace tongban::http
