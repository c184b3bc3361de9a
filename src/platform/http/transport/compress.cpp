#include "platform/http/transport/compress.h"

#include <brotli/encode.h>
#include <zlib.h>

#include <algorithm>
#include <array>

namespace tongban::http {

namespace {

constexpr int kQuickGzip = 3;
constexpr int kQuickBrotli = 3;

// `q` in thousandths (RFC 9110 12.4.2): "q=0.5" is 500; what is no weight counts as 0, so nothing is sent unasked.
int weight(std::string_view parameters) {
  parameters = trim_blanks(parameters);
  if (parameters.empty()) return 1000;
  if (!parameters.starts_with("q=") && !parameters.starts_with("Q=")) return 0;
  parameters.remove_prefix(2);
  if (parameters.empty() || (parameters[0] != '0' && parameters[0] != '1')) return 0;
  if (parameters[0] == '1') return 1000;
  int value = 0;
  int unit = 100;
  for (size_t i = 2; i < parameters.size() && unit > 0; ++i, unit /= 10) {
    if (parameters[i] < '0' || parameters[i] > '9') return 0;
    value += (parameters[i] - '0') * unit;
  }
  return value;
}

}  // namespace

Coding preferred_coding(std::string_view accept_encoding) {
  int gzip_weight = -1;
  int brotli_weight = -1;
  int other_weight = 0;
  while (!accept_encoding.empty()) {
    const size_t comma = accept_encoding.find(',');
    const std::string_view element = accept_encoding.substr(0, comma);
    accept_encoding = comma == std::string_view::npos ? std::string_view{} : accept_encoding.substr(comma + 1);
    const size_t semicolon = element.find(';');
    const std::string_view name = trim_blanks(element.substr(0, semicolon));
    const int value = weight(semicolon == std::string_view::npos ? std::string_view{} : element.substr(semicolon + 1));
    if (equals_lower(name, "gzip") || equals_lower(name, "x-gzip")) gzip_weight = value;
    if (equals_lower(name, "br")) brotli_weight = value;
    if (name == "*") other_weight = value;
  }
  if (gzip_weight < 0) gzip_weight = other_weight;
  if (brotli_weight < 0) brotli_weight = other_weight;
  if (brotli_weight > 0 && brotli_weight >= gzip_weight) return Coding::brotli;
  return gzip_weight > 0 ? Coding::gzip : Coding::identity;
}

std::optional<std::string> gzip(std::string_view text, int level) {
  z_stream stream{};
  constexpr int kGzipWrapper = 16;
  if (deflateInit2(&stream, level, Z_DEFLATED, MAX_WBITS + kGzipWrapper, 8, Z_DEFAULT_STRATEGY) != Z_OK) return {};
  std::string out(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const bool finished = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (!finished) return {};
  return out;
}

std::optional<std::string> brotli(std::string_view text, int quality) {
  size_t size = BrotliEncoderMaxCompressedSize(text.size());
  std::string out(size, '\0');
  if (!BrotliEncoderCompress(quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, text.size(),
                             reinterpret_cast<const uint8_t*>(text.data()), &size,
                             reinterpret_cast<uint8_t*>(out.data()))) {
    return {};
  }
  out.resize(size);
  return out;
}

bool is_compressible(std::string_view content_type) {
  static constexpr std::array kTypes{"application/json",        "application/javascript",    "application/xml",
                                     "application/wasm",        "application/manifest+json", "image/svg+xml",
                                     "application/problem+json"};
  const std::string_view type = trim_blanks(content_type.substr(0, content_type.find(';')));
  return type.starts_with("text/") || type.ends_with("+json") || type.ends_with("+xml") ||
         std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end();
}

void compress_response(std::string_view accept_encoding, Response& response) {
  if (response.stream || response.shared_body || response.body.size() < kMinCompressedBody) return;
  if (!is_compressible(response.content_type) || find_header(response.headers, "content-encoding")) return;
  response.headers.emplace_back("Vary", "Accept-Encoding");
  const Coding coding = preferred_coding(accept_encoding);
  if (coding == Coding::identity) return;
  const bool use_brotli = coding == Coding::brotli;
  auto smaller = use_brotli ? brotli(response.body, kQuickBrotli) : gzip(response.body, kQuickGzip);
  if (!smaller || smaller->size() >= response.body.size()) return;
  response.body = std::move(*smaller);
  response.headers.emplace_back("Content-Encoding", use_brotli ? "br" : "gzip");
}

}  // namespace tongban::http
