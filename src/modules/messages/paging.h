// Keys of pages: lists follow one another by key, never by offset.
#pragma once

#include <limits>
#include <optional>

#include "modules/messages/store.h"

namespace tongban::messages {

// Error: input.invalid at /query/limit.
inline Result<int> checked_limit(int limit) {
  constexpr int kMost = static_cast<int>(store::kMostListed) - 1;
  if (limit >= 1 && limit <= kMost) return limit;
  return Error{Code::invalid,
               "input.invalid",
               "每页条数不正确",
               {{"/query/limit", "field.range", "应为1至" + std::to_string(kMost)}}};
}

// `after`: an id; without one, past every id. Error: messages.bad_page.
inline Result<std::int64_t> id_key(const std::optional<Str<200>>& after) {
  if (!after) return std::numeric_limits<std::int64_t>::max();
  if (const auto id = parse_id(*after)) return *id;
  return Error{
      Code::invalid, "messages.bad_page", "分页参数不正确", {{"/query/after", "field.format", "分页参数不正确"}}};
}

}  // namespace tongban::messages
