#include "modules/cases/store_mark.h"

namespace tongban::cases::store {

std::optional<CaseMark> mark_of_number(db::Tx& tx, std::string_view case_number) {
  const auto rows = tx.query("SELECT case_id, version, events FROM cases WHERE case_number = $1", case_number);
  if (rows.empty()) return std::nullopt;
  return CaseMark{rows.integer(0, 0), rows.integer(0, 1), rows.integer(0, 2)};
}

}  // namespace tongban::cases::store
