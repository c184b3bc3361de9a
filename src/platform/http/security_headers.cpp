#include "platform/http/security_headers.h"

#include <zlib.h>

namespace tongban::http {
namespace {

constexpr std::size_t kWorthCompressing = 1024;

bool takes_gzip(std::string_view accepted) {
  while (!accepted.empty()) {
    const auto comma = accepted.find(',');
    auto coding = trim_blanks(accepted.substr(0, comma));
    const auto semicolon = coding.find(';');
    const auto weight = semicolon == std::string_view::npos ? "" : trim_blanks(coding.substr(semicolon + 1));
    coding = trim_blanks(coding.substr(0, semicolon));
    if (equals_lower(coding, "gzip"))
      return weight != "q=0" && weight != "q=0.0" && weight != "q=0.00" && weight != "q=0.000";
    accepted.remove_prefix(comma == std::string_view::npos ? accepted.size() : comma + 1);
  }
  return false;
}

std::string gzip(const std::string& bytes) {
  z_stream stream{};
  constexpr int kGzip = 15 + 16, kMemory = 8;
  if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, kGzip, kMemory, Z_DEFAULT_STRATEGY) != Z_OK) return {};
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const bool done = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  out.resize(done ? stream.total_out : 0);
  deflateEnd(&stream);
  return out;
}

}  // namespace

Headers security_headers(bool https) {
  Headers headers{
      // Element Plus places its pop-ups by style attributes; style elements and scripts stay forbidden.
      {"Content-Security-Policy",
       "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; style-src-attr 'unsafe-inline'; object-src "
       "'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"},
      {"X-Content-Type-Options", "nosniff"},
      {"X-Frame-Options", "DENY"},
      {"Referrer-Policy", "same-origin"},
      {"Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
  };
  if (https) headers.emplace_back("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
  return headers;
}

void compress_answer(const Request& request, Response& response) {
  if (response.stream || response.shared_body || response.body.size() < kWorthCompressing) return;
  if (response.content_type.find("json") == std::string::npos && !response.content_type.starts_with("text/")) return;
  for (const auto& [name, value] : response.headers)
    if (equals_lower(name, "content-encoding")) return;
  response.headers.emplace_back("Vary", "Accept-Encoding");
  if (!takes_gzip(request.header("accept-encoding"))) return;
  auto smaller = gzip(response.body);
  if (smaller.empty() || smaller.size() >= response.body.size()) return;
  response.body = std::move(smaller);
  response.headers.emplace_back("Content-Encoding", "gzip");
}

}  // namespace tongban::http
