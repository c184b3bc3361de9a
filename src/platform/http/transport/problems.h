// The answers the transport gives by itself, before or instead of the application: what each means, its status, stable
// key and Chinese sentence. Written as `application/problem+json` (RFC 9457) like every error of the project.
#pragma once

#include <string_view>

#include "platform/http/transport/message.h"

namespace tongban::http {

struct Problem {
  int status;
  std::string_view key;
  std::string_view detail;
  int retry_after_seconds = 0;
};

namespace problems {
inline constexpr Problem kMalformed{400, "http.malformed_request", "请求格式不正确。"};
inline constexpr Problem kBadHeader{400, "http.malformed_header", "请求头格式不正确。"};
inline constexpr Problem kBadHost{400, "http.bad_host", "请求缺少唯一、正确的主机名。"};
inline constexpr Problem kBadFraming{400, "http.bad_body_framing", "请求体的长度说明不正确。"};
inline constexpr Problem kBadChunk{400, "http.bad_chunk", "请求体的分块格式不正确。"};
inline constexpr Problem kTimeout{408, "http.request_timeout", "请求没有在规定时间内发送完。"};
inline constexpr Problem kBodyTooLarge{413, "http.body_too_large", "请求体过大。"};
inline constexpr Problem kTargetTooLong{414, "http.target_too_long", "网址过长。"};
inline constexpr Problem kExpectation{417, "http.unknown_expectation", "不支持请求所要求的 Expect。"};
inline constexpr Problem kHeaderTooLarge{431, "http.header_too_large", "请求头过大。"};
inline constexpr Problem kInternal{500, "http.internal", "系统内部错误。"};
inline constexpr Problem kMethodUnsupported{501, "http.method_not_implemented", "不支持这种请求方法。"};
inline constexpr Problem kCodingUnsupported{501, "http.unknown_transfer_coding", "不支持请求体的传输编码。"};
inline constexpr Problem kOverloaded{503, "http.overloaded", "系统繁忙，请稍后再试。", 1};
inline constexpr Problem kHandlerTimeout{504, "http.handler_timeout", "系统没有在规定时间内答复。"};
inline constexpr Problem kVersion{505, "http.version_not_supported", "不支持这个 HTTP 版本。"};
}  // namespace problems

// The reason phrase of RFC 9110 15, empty for a status without one.
std::string_view status_text(int status);

// `Cache-Control: no-store`, the problem document as body with a request id of its own (also `X-Request-Id`),
// `Retry-After` where the problem says so.
Response problem_response(const Problem& problem);

}  // namespace tongban::http
