#include "platform/http/transport/problems.h"

#include <openssl/rand.h>

#include <algorithm>
#include <array>

namespace tongban::http {

namespace {

struct StatusText {
  int status;
  std::string_view text;
};

// Sorted by status, for the binary search below.
constexpr std::array kStatusTexts{StatusText{100, "Continue"},
                                  StatusText{101, "Switching Protocols"},
                                  StatusText{200, "OK"},
                                  StatusText{201, "Created"},
                                  StatusText{202, "Accepted"},
                                  StatusText{204, "No Content"},
                                  StatusText{205, "Reset Content"},
                                  StatusText{206, "Partial Content"},
                                  StatusText{301, "Moved Permanently"},
                                  StatusText{302, "Found"},
                                  StatusText{303, "See Other"},
                                  StatusText{304, "Not Modified"},
                                  StatusText{307, "Temporary Redirect"},
                                  StatusText{308, "Permanent Redirect"},
                                  StatusText{400, "Bad Request"},
                                  StatusText{401, "Unauthorized"},
                                  StatusText{403, "Forbidden"},
                                  StatusText{404, "Not Found"},
                                  StatusText{405, "Method Not Allowed"},
                                  StatusText{406, "Not Acceptable"},
                                  StatusText{408, "Request Timeout"},
                                  StatusText{409, "Conflict"},
                                  StatusText{410, "Gone"},
                                  StatusText{411, "Length Required"},
                                  StatusText{412, "Precondition Failed"},
                                  StatusText{413, "Content Too Large"},
                                  StatusText{414, "URI Too Long"},
                                  StatusText{415, "Unsupported Media Type"},
                                  StatusText{416, "Range Not Satisfiable"},
                                  StatusText{417, "Expectation Failed"},
                                  StatusText{422, "Unprocessable Content"},
                                  StatusText{423, "Locked"},
                                  StatusText{425, "Too Early"},
                                  StatusText{426, "Upgrade Required"},
                                  StatusText{428, "Precondition Required"},
                                  StatusText{429, "Too Many Requests"},
                                  StatusText{431, "Request Header Fields Too Large"},
                                  StatusText{451, "Unavailable For Legal Reasons"},
                                  StatusText{500, "Internal Server Error"},
                                  StatusText{501, "Not Implemented"},
                                  StatusText{502, "Bad Gateway"},
                                  StatusText{503, "Service Unavailable"},
                                  StatusText{504, "Gateway Timeout"},
                                  StatusText{505, "HTTP Version Not Supported"}};

// What the guard never saw has no id of a caller's either; a person may still quote it. Without randomness it is all
// zeros, which is no reason to give no answer.
std::string new_request_id() {
  std::array<unsigned char, 8> bytes{};
  RAND_bytes(bytes.data(), static_cast<int>(bytes.size()));
  static constexpr char kHex[] = "0123456789abcdef";
  std::string text;
  for (const unsigned char byte : bytes) {
    text += kHex[byte >> 4];
    text += kHex[byte & 0xf];
  }
  return text;
}

}  // namespace

std::string_view status_text(int status) {
  const auto* found = std::lower_bound(kStatusTexts.begin(), kStatusTexts.end(), status,
                                       [](const StatusText& entry, int wanted) { return entry.status < wanted; });
  return found != kStatusTexts.end() && found->status == status ? found->text : std::string_view{};
}

Response problem_response(const Problem& problem) {
  const std::string request_id = new_request_id();
  Response response;
  response.status = problem.status;
  response.content_type = "application/problem+json";
  // Every part is a constant of problems.h without quotes or control characters, so nothing needs escaping.
  response.body.append("{\"type\":\"about:blank\",\"title\":\"").append(status_text(problem.status));
  response.body.append("\",\"status\":").append(std::to_string(problem.status));
  response.body.append(",\"key\":\"").append(problem.key);
  response.body.append("\",\"detail\":\"").append(problem.detail);
  response.body.append("\",\"request_id\":\"").append(request_id).append("\",\"errors\":[]}");
  response.headers.emplace_back("X-Request-Id", request_id);
  response.headers.emplace_back("Cache-Control", "no-store");
  if (problem.retry_after_seconds > 0) {
    response.headers.emplace_back("Retry-After", std::to_string(problem.retry_after_seconds));
  }
  return response;
}

}  // namespace tongban::http
