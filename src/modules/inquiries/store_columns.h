// The columns of an inquiry, for the two files of the store that select it whole.
#pragma once

#include "modules/inquiries/store.h"

#define INQUIRY_COLUMNS                                                                                           \
  "inquiry_id, kind, about, item_id, case_id, subject_name, case_number, department_id, department_name, "        \
  "region_code, county_code, asker_account_id, asker_sealed, phone_index, query_code, words_sealed, limit_days, " \
  "version, events, status, is_open, reopened, published, asked_at, due_at, answered_at, closed_at"

namespace tongban::inquiries::store {

// The row at `r` of a statement that selects INQUIRY_COLUMNS.
InquiryRow inquiry_of(const db::Rows& rows, std::size_t r);
std::vector<InquiryRow> inquiries_of(const db::Rows& rows);

}  // namespace tongban::inquiries::store
