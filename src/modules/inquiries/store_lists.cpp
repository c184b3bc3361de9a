// Lists of inquiries. A list of staff is put together of stretches of an index, each read in the order of the list and
// no further than a page, so that its cost does not grow with the table.
#include <limits>

#include "modules/inquiries/store_columns.h"

namespace tongban::inquiries::store {
namespace {

#define DEPARTMENT "department_id = $1 "
#define COUNTY "county_code = $1 "
#define CITY "substr(county_code, 1, 4) = $1 "
#define PROVINCE "substr(county_code, 1, 2) = $1 "
#define WITHIN "AND (CAST($3 AS TEXT) = '' OR (region_code >= $3 AND region_code < $4)) "
// The number of rows is written out because PostgreSQL plans for it.
#define OPEN(place)                                                                                \
  "SELECT " INQUIRY_COLUMNS " FROM inquiries WHERE " place "AND kind = $2 AND is_open = 1 " WITHIN \
  "AND (due_at, inquiry_id) > (CAST($5 AS BIGINT), CAST($6 AS BIGINT)) "                           \
  "ORDER BY due_at, inquiry_id LIMIT 101"
// The kind is asked for as a span of the index and stands in the order, because PostgreSQL would walk the primary key
// instead and hope to meet it soon.
#define DONE(place)                                        \
  "SELECT " INQUIRY_COLUMNS " FROM inquiries WHERE " place \
  "AND is_open = 0 AND kind >= $2 "                        \
  "AND (kind, inquiry_id) < ($2, CAST($5 AS BIGINT)) " WITHIN "ORDER BY kind DESC, inquiry_id DESC LIMIT 101"

// In the order of Span::Place.
constexpr const char* kOpen[] = {OPEN(DEPARTMENT), OPEN(COUNTY), OPEN(CITY), OPEN(PROVINCE)};
constexpr const char* kDone[] = {DONE(DEPARTMENT), DONE(COUNTY), DONE(CITY), DONE(PROVINCE)};

constexpr const char* kOfAsker =
    "SELECT " INQUIRY_COLUMNS
    " FROM inquiries WHERE asker_account_id <> 0 AND asker_account_id >= $1 "
    "AND (asker_account_id, inquiry_id) < ($1, CAST($2 AS BIGINT)) AND (CAST($3 AS TEXT) = '' OR kind = $3) "
    "ORDER BY asker_account_id DESC, inquiry_id DESC LIMIT 101";

const char* text_of(const char* const (&texts)[4], const Span& span) {
  return texts[static_cast<std::size_t>(span.place)];
}

}  // namespace

std::vector<InquiryRow> open_in(db::Tx& tx, const Span& span, Instant after_due, std::int64_t after_id) {
  const char* sql = text_of(kOpen, span);
  const auto kind = enum_text(span.kind);
  if (span.place == Span::Place::department)
    return inquiries_of(
        tx.query(sql, span.department_id, kind, span.region_from, span.region_to, after_due.micros(), after_id));
  return inquiries_of(tx.query(sql, span.area, kind, span.region_from, span.region_to, after_due.micros(), after_id));
}

std::vector<InquiryRow> done_in(db::Tx& tx, const Span& span, std::int64_t before) {
  const char* sql = text_of(kDone, span);
  const auto kind = enum_text(span.kind);
  if (span.place == Span::Place::department)
    return inquiries_of(tx.query(sql, span.department_id, kind, span.region_from, span.region_to, before));
  return inquiries_of(tx.query(sql, span.area, kind, span.region_from, span.region_to, before));
}

std::vector<InquiryRow> of_asker(db::Tx& tx, std::int64_t account_id, std::string_view kind, std::int64_t before) {
  return inquiries_of(tx.query(kOfAsker, account_id, before, kind));
}

}  // namespace tongban::inquiries::store
