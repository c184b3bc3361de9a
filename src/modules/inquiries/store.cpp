#include "platform/db/dialect.h"

#include "modules/inquiries/store_columns.h"

namespace tongban::inquiries::store {
namespace {

constexpr const char* kInsert =
    "INSERT INTO inquiries (" INQUIRY_COLUMNS
    ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, "
    "$23, $24, $25, $26, $27)";
constexpr const char* kFind = "SELECT " INQUIRY_COLUMNS " FROM inquiries WHERE inquiry_id = $1";
constexpr const char* kFindLocked = "SELECT " INQUIRY_COLUMNS " FROM inquiries WHERE inquiry_id = $1 FOR UPDATE";
constexpr const char* kFindByCode = "SELECT " INQUIRY_COLUMNS " FROM inquiries WHERE query_code = $1";
constexpr const char* kUpdate =
    "UPDATE inquiries SET department_id = $2, department_name = $3, region_code = $4, county_code = $5, version = $6, "
    "events = $7, status = $8, is_open = $9, reopened = $10, published = $11, due_at = $12, answered_at = $13, "
    "closed_at = $14 WHERE inquiry_id = $1";
constexpr const char* kIdsAfter = "SELECT inquiry_id FROM inquiries WHERE inquiry_id > $1 ORDER BY inquiry_id LIMIT $2";
// In the order of their index, so that no other one will do.
constexpr const char* kCountOfAccount =
    "SELECT COUNT(*) FROM (SELECT inquiry_id FROM inquiries WHERE asker_account_id = $1 AND asker_account_id <> 0 "
    "AND is_open = 1 ORDER BY asker_account_id, inquiry_id LIMIT 21) d";
constexpr const char* kCountOfPhone =
    "SELECT COUNT(*) FROM (SELECT inquiry_id FROM inquiries WHERE phone_index = $1 AND phone_index <> '' "
    "AND is_open = 1 ORDER BY phone_index, inquiry_id LIMIT 21) d";
#define PUBLISHED_COLUMNS \
  "published_id, inquiry_id, item_id, department_name, question, answer, asked_at, answered_at, published_at"
constexpr const char* kInsertPublished =
    "INSERT INTO published_questions (" PUBLISHED_COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
constexpr const char* kPublishedOf = "SELECT " PUBLISHED_COLUMNS " FROM published_questions WHERE inquiry_id = $1";
// Asked for as a span of the index, because PostgreSQL might walk the primary key instead and hope to meet the item.
constexpr const char* kPublishedOfItem =
    "SELECT " PUBLISHED_COLUMNS
    " FROM published_questions WHERE item_id >= $1 AND (item_id, published_id) < ($1, CAST($2 AS BIGINT)) "
    "ORDER BY item_id DESC, published_id DESC LIMIT 101";

std::optional<Instant> instant(const db::Rows& rows, std::size_t row, int column) {
  const auto value = rows.optional_integer(row, column);
  return value ? std::optional(Instant::from_micros(*value)) : std::nullopt;
}
std::optional<std::int64_t> micros(const std::optional<Instant>& at) {
  return at ? std::optional(at->micros()) : std::nullopt;
}
std::optional<InquiryRow> first(const db::Rows& rows) {
  return rows.empty() ? std::nullopt : std::optional(inquiry_of(rows, 0));
}

PublishedRow published_at_row(const db::Rows& rows, std::size_t r) {
  PublishedRow row;
  row.published_id = rows.integer(r, 0);
  row.inquiry_id = rows.integer(r, 1);
  row.item_id = rows.integer(r, 2);
  row.department_name = rows.text(r, 3);
  row.question = rows.text(r, 4);
  row.answer = rows.text(r, 5);
  row.asked_at = Instant::from_micros(rows.integer(r, 6));
  row.answered_at = Instant::from_micros(rows.integer(r, 7));
  row.published_at = Instant::from_micros(rows.integer(r, 8));
  return row;
}

}  // namespace

InquiryRow inquiry_of(const db::Rows& rows, std::size_t r) {
  InquiryRow row;
  int i = 0;
  const auto text = [&] { return std::string(rows.text(r, i++)); };
  const auto number = [&] { return rows.integer(r, i++); };
  row.inquiry_id = number();
  row.kind = parse_enum<Kind>(text()).value_or(Kind::question);
  row.about = parse_enum<About>(text()).value_or(About::item);
  row.item_id = number(), row.case_id = number();
  row.subject_name = text(), row.case_number = text();
  row.department_id = number();
  row.department_name = text(), row.region_code = text(), row.county_code = text();
  row.asker_account_id = number();
  row.asker_sealed = text(), row.phone_index = text(), row.query_code = text(), row.words_sealed = text();
  row.limit_days = static_cast<int>(number());
  row.version = number();
  row.events = static_cast<int>(number());
  row.status = parse_enum<Status>(text()).value_or(Status::open);
  row.is_open = number() != 0, row.reopened = number() != 0, row.published = number() != 0;
  row.asked_at = Instant::from_micros(number()), row.due_at = Instant::from_micros(number());
  row.answered_at = instant(rows, r, i++), row.closed_at = instant(rows, r, i++);
  return row;
}

std::vector<InquiryRow> inquiries_of(const db::Rows& rows) {
  std::vector<InquiryRow> found;
  for (std::size_t r = 0; r < rows.size(); ++r) found.push_back(inquiry_of(rows, r));
  return found;
}

void insert_inquiry(db::Tx& tx, const InquiryRow& row) {
  tx.exec(kInsert, row.inquiry_id, enum_text(row.kind), enum_text(row.about), row.item_id, row.case_id,
          row.subject_name, row.case_number, row.department_id, row.department_name, row.region_code, row.county_code,
          row.asker_account_id, row.asker_sealed, row.phone_index, row.query_code, row.words_sealed, row.limit_days,
          row.version, row.events, enum_text(row.status), row.is_open, row.reopened, row.published,
          row.asked_at.micros(), row.due_at.micros(), micros(row.answered_at), micros(row.closed_at));
}

std::optional<InquiryRow> find_inquiry(db::Tx& tx, std::int64_t inquiry_id) {
  return first(tx.query(kFind, inquiry_id));
}
std::optional<InquiryRow> find_inquiry_for_update(db::Tx& tx, std::int64_t inquiry_id) {
  return first(tx.query(db::choose(tx, kFind, kFindLocked), inquiry_id));
}
std::optional<InquiryRow> find_inquiry_by_code(db::Tx& tx, std::string_view query_code) {
  return first(tx.query(kFindByCode, query_code));
}

void update_inquiry(db::Tx& tx, const InquiryRow& row) {
  tx.exec(kUpdate, row.inquiry_id, row.department_id, row.department_name, row.region_code, row.county_code,
          row.version, row.events, enum_text(row.status), row.is_open, row.reopened, row.published, row.due_at.micros(),
          micros(row.answered_at), micros(row.closed_at));
}

std::vector<std::int64_t> inquiry_ids_after(db::Tx& tx, std::int64_t after, int limit) {
  const auto rows = tx.query(kIdsAfter, after, limit);
  std::vector<std::int64_t> ids;
  for (std::size_t r = 0; r < rows.size(); ++r) ids.push_back(rows.integer(r, 0));
  return ids;
}

int count_open_of_account(db::Tx& tx, std::int64_t account_id) {
  return static_cast<int>(tx.query(kCountOfAccount, account_id).integer(0, 0));
}
int count_open_of_phone(db::Tx& tx, std::string_view phone_index) {
  return static_cast<int>(tx.query(kCountOfPhone, phone_index).integer(0, 0));
}

void insert_event(db::Tx& tx, std::int64_t inquiry_id, const EventRow& row) {
  tx.exec(
      "INSERT INTO inquiry_events (event_id, inquiry_id, sequence, kind, at, actor_kind, actor_id, data, note_sealed) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      row.event.event_id, inquiry_id, row.event.sequence, enum_text(row.event.kind), row.event.at.micros(),
      row.event.actor_kind, row.event.actor_id, to_json_text(row.event.data), row.note_sealed);
}

std::vector<EventRow> events_of(db::Tx& tx, std::int64_t inquiry_id) {
  const auto rows = tx.query(
      "SELECT event_id, sequence, kind, at, actor_kind, actor_id, data, note_sealed FROM inquiry_events "
      "WHERE inquiry_id = $1 ORDER BY sequence",
      inquiry_id);
  std::vector<EventRow> events;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    EventRow row;
    row.event.event_id = rows.integer(r, 0);
    row.event.sequence = static_cast<int>(rows.integer(r, 1));
    row.event.kind = parse_enum<EventKind>(rows.text(r, 2)).value_or(EventKind::asked);
    row.event.at = Instant::from_micros(rows.integer(r, 3));
    row.event.actor_kind = rows.text(r, 4);
    row.event.actor_id = rows.integer(r, 5);
    if (auto data = parse_json(rows.text(r, 6)); data && data->is_object()) row.event.data = data->get_object();
    row.note_sealed = rows.text(r, 7);
    events.push_back(std::move(row));
  }
  return events;
}

void put_published(db::Tx& tx, const PublishedRow& row) {
  delete_published(tx, row.inquiry_id);
  tx.exec(kInsertPublished, row.published_id, row.inquiry_id, row.item_id, row.department_name, row.question,
          row.answer, row.asked_at.micros(), row.answered_at.micros(), row.published_at.micros());
}

void delete_published(db::Tx& tx, std::int64_t inquiry_id) {
  tx.exec("DELETE FROM published_questions WHERE inquiry_id = $1", inquiry_id);
}

std::optional<PublishedRow> published_of(db::Tx& tx, std::int64_t inquiry_id) {
  const auto rows = tx.query(kPublishedOf, inquiry_id);
  return rows.empty() ? std::nullopt : std::optional(published_at_row(rows, 0));
}

std::vector<PublishedRow> published_of_item(db::Tx& tx, std::int64_t item_id, std::int64_t before) {
  const auto rows = tx.query(kPublishedOfItem, item_id, before);
  std::vector<PublishedRow> found;
  for (std::size_t r = 0; r < rows.size(); ++r) found.push_back(published_at_row(rows, r));
  return found;
}

std::int64_t orphans(db::Tx& tx) {
  return tx
      .query(
          "SELECT (SELECT COUNT(*) FROM inquiry_events e WHERE NOT EXISTS (SELECT 1 FROM inquiries i WHERE "
          "i.inquiry_id = e.inquiry_id)) + (SELECT COUNT(*) FROM published_questions p WHERE NOT EXISTS "
          "(SELECT 1 FROM inquiries i WHERE i.inquiry_id = p.inquiry_id AND i.published = 1))")
      .integer(0, 0);
}

}  // namespace tongban::inquiries::store
