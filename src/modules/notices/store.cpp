#include "modules/notices/store.h"

#include "platform/db/dialect.h"

namespace tongban::notices::store {
namespace {

#define COLUMNS                                                                                                    \
  "notice_id, region_code, department_id, department_name, title, body, valid_until, state, version, created_at, " \
  "changed_at, published_at"

constexpr const char* kFind = "SELECT " COLUMNS " FROM notices WHERE notice_id = $1";
constexpr const char* kFindLocked = "SELECT " COLUMNS " FROM notices WHERE notice_id = $1 FOR UPDATE";
constexpr const char* kInsert =
    "INSERT INTO notices (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
constexpr const char* kUpdate =
    "UPDATE notices SET region_code = $2, department_id = $3, department_name = $4, title = $5, body = $6, "
    "valid_until = $7, state = $8, version = $9, changed_at = $10, published_at = $11 WHERE notice_id = $1";
// The place stands in the order, so that no other index than its own will do.
#define PUBLISHED(place)                                                                                    \
  "SELECT " COLUMNS " FROM notices WHERE state = 'published' AND " place                                    \
  " = $1 AND (valid_until = '' OR valid_until >= $2) AND (published_at, notice_id) < (CAST($3 AS BIGINT), " \
  "CAST($4 AS BIGINT)) ORDER BY " place " DESC, published_at DESC, notice_id DESC LIMIT 51"
constexpr const char* kPublishedIn = PUBLISHED("region_code");
constexpr const char* kPublishedBy = PUBLISHED("department_id");
constexpr const char* kKeptBy = "SELECT " COLUMNS
                                " FROM notices WHERE department_id = $1 AND ($2 = '' OR state = $2) AND notice_id < $3 "
                                "ORDER BY department_id DESC, notice_id DESC LIMIT 51";
// Read along the primary key: a region's posts cover most of the few notices there are.
constexpr const char* kKeptIn =
    "SELECT " COLUMNS
    " FROM notices WHERE region_code >= $1 AND region_code < $2 AND ($3 = '' OR state = $3) AND notice_id < $4 "
    "ORDER BY notice_id DESC LIMIT 51";

std::vector<NoticeRow> read(const db::Rows& rows) {
  std::vector<NoticeRow> found(rows.size());
  for (std::size_t r = 0; r < rows.size(); ++r) {
    auto& row = found[r];
    int i = 0;
    const auto text = [&] { return std::string(rows.text(r, i++)); };
    const auto number = [&] { return rows.integer(r, i++); };
    row.notice_id = number();
    row.region_code = text();
    row.department_id = number();
    row.department_name = text(), row.title = text(), row.body = text(), row.valid_until = text();
    row.state = parse_enum<State>(text()).value_or(State::draft);
    row.version = number();
    row.created_at = Instant::from_micros(number()), row.changed_at = Instant::from_micros(number());
    row.published_at = Instant::from_micros(number());
  }
  return found;
}

std::optional<NoticeRow> first(std::vector<NoticeRow> rows) {
  return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

}  // namespace

void insert_notice(db::Tx& tx, const NoticeRow& row) {
  tx.exec(kInsert, row.notice_id, row.region_code, row.department_id, row.department_name, row.title, row.body,
          row.valid_until, enum_text(row.state), row.version, row.created_at.micros(), row.changed_at.micros(),
          row.published_at.micros());
}

void update_notice(db::Tx& tx, const NoticeRow& row) {
  tx.exec(kUpdate, row.notice_id, row.region_code, row.department_id, row.department_name, row.title, row.body,
          row.valid_until, enum_text(row.state), row.version, row.changed_at.micros(), row.published_at.micros());
}

std::optional<NoticeRow> find_notice(db::Tx& tx, std::int64_t notice_id) {
  return first(read(tx.query(kFind, notice_id)));
}
std::optional<NoticeRow> find_notice_for_update(db::Tx& tx, std::int64_t notice_id) {
  return first(read(tx.query(db::choose(tx, kFind, kFindLocked), notice_id)));
}

std::vector<NoticeRow> published_in(db::Tx& tx, const std::string& region_code, const std::string& today,
                                    const Before& before) {
  return read(tx.query(kPublishedIn, region_code, today, before.published_at, before.notice_id));
}
std::vector<NoticeRow> published_by(db::Tx& tx, std::int64_t department_id, const std::string& today,
                                    const Before& before) {
  return read(tx.query(kPublishedBy, department_id, today, before.published_at, before.notice_id));
}

std::vector<NoticeRow> kept_by(db::Tx& tx, std::int64_t department_id, const std::string& state, std::int64_t before) {
  return read(tx.query(kKeptBy, department_id, state, before));
}
std::vector<NoticeRow> kept_in(db::Tx& tx, const std::string& region_from, const std::string& region_to,
                               const std::string& state, std::int64_t before) {
  return read(tx.query(kKeptIn, region_from, region_to, state, before));
}

}  // namespace tongban::notices::store
