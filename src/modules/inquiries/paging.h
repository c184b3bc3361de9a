// Keys of pages: lists follow one another by key, never by offset.
#pragma once

#include <optional>

#include "modules/inquiries/views.h"

namespace tongban::inquiries {

// Error: input.invalid at /query/limit.
Result<int> checked_limit(int limit, int most);

// `after` of a list by age: an id; without one, past every id. Error: inquiries.bad_page.
Result<std::int64_t> id_key(const std::optional<Str<200>>& after);

// `after` of a list by urgency: "<due>.<id>". Error: inquiries.bad_page.
struct DueKey {
  Instant due_at = Instant::from_micros(-1);
  std::int64_t inquiry_id = 0;
};
Result<DueKey> due_key(const std::optional<Str<200>>& after);
std::string text_of(const DueKey& key);

}  // namespace tongban::inquiries
