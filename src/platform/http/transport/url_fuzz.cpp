// Paths and queries of anybody: what is accepted can be written again and means the same; nothing that climbs, hides or
// breaks is.
#include "base/fuzz_target.h"
#include "base/text.h"
#include "platform/http/transport/url.h"

namespace tongban::http {
namespace {

void check_decoding(std::string_view text) {
  for (const auto plus : {Plus::literal, Plus::space}) {
    const auto decoded = percent_decode(text, plus);
    if (!decoded) continue;
    PROMISE(decoded->size() <= text.size() && is_valid_utf8(*decoded));
    PROMISE(decoded->find('\0') == std::string::npos);
    PROMISE(*percent_decode(percent_encode(*decoded), plus) == *decoded);
  }
  // Any text can be carried.
  if (!is_valid_utf8(text) || text.find('\0') != std::string_view::npos) return;
  const auto carried = percent_decode(percent_encode(text));
  PROMISE(carried.ok() && *carried == text);
}

void check_query(std::string_view text) {
  const auto parameters = parse_query(text);
  if (!parameters) return;
  PROMISE(parameters->size() <= kMaxQueryParameters);
  std::string again;
  for (const auto& [name, value] : *parameters)
    again += (again.empty() ? "" : "&") + percent_encode(name) + "=" + percent_encode(value);
  const auto twice = parse_query(again);
  PROMISE(twice.ok() && *twice == *parameters);
}

void check_path(std::string_view text) {
  const auto segments = path_segments(text);
  if (!segments) return;
  std::string again;
  for (std::size_t i = 0; i < segments->size(); ++i) {
    const auto& segment = (*segments)[i];
    PROMISE(segment != "." && segment != ".." && segment.find_first_of("/\\") == std::string::npos);
    PROMISE(!segment.empty() || i + 1 == segments->size());
    for (const char ch : segment) PROMISE(static_cast<unsigned char>(ch) >= 0x20 && ch != 0x7F);
    again += "/" + percent_encode(segment);
  }
  if (again.empty()) again = "/";
  const auto twice = path_segments(again);
  PROMISE(twice.ok() && *twice == *segments);
}

}  // namespace

FUZZ_TARGET(url) {
  check_decoding(input);
  check_query(input);
  check_path(input);
}

}  // namespace tongban::http
