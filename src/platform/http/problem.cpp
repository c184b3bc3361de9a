#include "platform/http/problem.h"

#include <algorithm>

#include "base/json.h"
#include "platform/http/transport/problems.h"

namespace tongban::http {
namespace {

constexpr std::size_t kMaxShownFields = 100;  // a body of nothing but mistakes must not make a longer answer

}  // namespace

int status_of(Code code) {
  switch (code) {
    case Code::invalid:
      return 400;
    case Code::unauthenticated:
      return 401;
    case Code::forbidden:
      return 403;
    case Code::not_found:
      return 404;
    case Code::method_not_allowed:
      return 405;
    case Code::conflict:
      return 409;
    case Code::gone:
      return 410;
    case Code::stale:
      return 412;
    case Code::too_large:
      return 413;
    case Code::unsupported_media:
      return 415;
    case Code::unprocessable:
      return 422;
    case Code::rate_limited:
      return 429;
    case Code::internal:
      return 500;
    case Code::unavailable:
      return 503;
    case Code::timeout:
      return 504;
  }
  return 500;
}

Response problem_response(const Error& error, std::string_view request_id) {
  const int status = status_of(error.code);
  const bool hidden = error.code == Code::internal;
  // What makes a node unavailable or slow is the operator's business, and so is what its database says.
  const bool generic = error.code == Code::unavailable || error.code == Code::timeout || error.key.starts_with("db.");
  const std::string key = hidden ? "internal" : error.key;
  const std::string detail =
      hidden ? "系统内部错误，请稍后再试" : (generic ? std::string("系统繁忙，请稍后再试") : error.detail);
  std::string body = "{\"type\":";
  append_json_string(body, "urn:tongban:" + key);
  body += ",\"title\":";
  append_json_string(body, status_text(status));
  body += ",\"status\":" + std::to_string(status) + ",\"detail\":";
  append_json_string(body, detail);
  body += ",\"key\":";
  append_json_string(body, key);
  body += ",\"request_id\":";
  append_json_string(body, request_id);
  body += ",\"errors\":[";
  for (std::size_t i = 0; i < std::min(error.fields.size(), kMaxShownFields) && !hidden; ++i) {
    const auto& field = error.fields[i];
    body += i == 0 ? "{\"pointer\":" : ",{\"pointer\":";
    append_json_string(body, field.pointer);
    body += ",\"key\":";
    append_json_string(body, field.key);
    body += ",\"detail\":";
    append_json_string(body, field.detail);
    body += '}';
  }
  body += "]}";
  Response response;
  response.status = status;
  response.content_type = "application/problem+json";
  response.body = std::move(body);
  response.headers.emplace_back("Cache-Control", "no-store");
  const int wait = error.retry_after_seconds > 0 ? error.retry_after_seconds : status == 503 ? 1 : 0;
  if (wait > 0) response.headers.emplace_back("Retry-After", std::to_string(wait));
  return response;
}

}  // namespace tongban::http
