// The rows of what happens at the window: all cases of one person, originals that were seen, and deliveries.
#pragma once

#include "modules/cases/store.h"

namespace tongban::cases::store {

// The cases and drafts of one person in all departments, newest first, before `before_case_id` (0: from the newest).
// Who may see which of them, the act asks.
std::vector<CaseRow> cases_of_person(db::Tx& tx, std::string_view applicant_index, std::int64_t before_case_id,
                                     int limit);

// Keeps the first time; a second one changes nothing.
void insert_original(db::Tx& tx, std::int64_t case_id, std::int64_t material_id, Instant seen_at,
                     std::int64_t seen_by_account_id);

struct DeliveryRow {
  std::int64_t case_id = 0;
  std::string form;            // window, express, electronic
  std::string recipient_kind;  // applicant, agent; "": not recorded
  bool identity_checked = false;
  std::string recipient_sealed;
  std::int64_t signature_file_id = 0, authority_file_id = 0;
  Instant delivered_at;
  std::int64_t delivered_by_account_id = 0;
};
void insert_delivery(db::Tx& tx, const DeliveryRow& row);
std::optional<DeliveryRow> delivery_of(db::Tx& tx, std::int64_t case_id);

}  // namespace tongban::cases::store
