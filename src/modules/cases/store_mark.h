// At what point of its life a case is, by one small read: whoever remembers something that follows from its events asks
// whether it still holds.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "platform/db/db.h"

namespace tongban::cases::store {

// Both numbers: events that only tell the time make no new version.
struct CaseMark {
  std::int64_t case_id = 0, version = 0, events = 0;
  bool operator==(const CaseMark&) const = default;
};

std::optional<CaseMark> mark_of_number(db::Tx& tx, std::string_view case_number);

}  // namespace tongban::cases::store
