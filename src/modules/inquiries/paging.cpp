#include "modules/inquiries/paging.h"

#include <charconv>
#include <limits>

namespace tongban::inquiries {
namespace {

Error bad_page() {
  return {Code::invalid, "inquiries.bad_page", "分页参数不正确", {{"/query/after", "field.format", "分页参数不正确"}}};
}

}  // namespace

Result<int> checked_limit(int limit, int most) {
  if (limit >= 1 && limit <= most) return limit;
  return Error{Code::invalid,
               "input.invalid",
               "每页条数不正确",
               {{"/query/limit", "field.range", "应为1至" + std::to_string(most)}}};
}

Result<std::int64_t> id_key(const std::optional<Str<200>>& after) {
  if (!after) return std::numeric_limits<std::int64_t>::max();
  const auto id = parse_id(*after);
  if (!id) return bad_page();
  return *id;
}

Result<DueKey> due_key(const std::optional<Str<200>>& after) {
  DueKey key;
  if (!after) return key;
  const std::string_view text = *after;
  const auto dot = text.find('.');
  if (dot == text.npos) return bad_page();
  std::int64_t micros = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + dot, micros);
  const auto id = parse_id(text.substr(dot + 1));
  if (error != std::errc() || end != text.data() + dot || !id) return bad_page();
  return DueKey{Instant::from_micros(micros), *id};
}

std::string text_of(const DueKey& key) { return std::to_string(key.due_at.micros()) + "." + id_text(key.inquiry_id); }

}  // namespace tongban::inquiries
