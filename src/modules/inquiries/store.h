// The rows of the module and every statement over them. Nothing here knows who asks. Sealed columns go in and out
// sealed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/inquiries/model.h"
#include "platform/db/db.h"

namespace tongban::inquiries::store {

struct InquiryRow {
  std::int64_t inquiry_id = 0;
  Kind kind = Kind::question;
  About about = About::item;
  std::int64_t item_id = 0, case_id = 0;
  std::string subject_name, case_number;
  std::int64_t department_id = 0;
  std::string department_name, region_code;
  std::string county_code;  // the first six digits of region_code
  std::int64_t asker_account_id = 0;
  std::string asker_sealed, phone_index, query_code, words_sealed;
  int limit_days = 0;
  std::int64_t version = 0;
  int events = 0;
  Status status = Status::open;
  bool is_open = true, reopened = false, published = false;
  Instant asked_at, due_at;
  std::optional<Instant> answered_at, closed_at;
};

void insert_inquiry(db::Tx& tx, const InquiryRow& row);
std::optional<InquiryRow> find_inquiry(db::Tx& tx, std::int64_t inquiry_id);
std::optional<InquiryRow> find_inquiry_for_update(db::Tx& tx, std::int64_t inquiry_id);
std::optional<InquiryRow> find_inquiry_by_code(db::Tx& tx, std::string_view query_code);
// Everything that may change in the life of an inquiry; version must be the new one.
void update_inquiry(db::Tx& tx, const InquiryRow& row);
std::vector<std::int64_t> inquiry_ids_after(db::Tx& tx, std::int64_t after, int limit);
// Both stop at kMostOpen + 1.
inline constexpr int kMostOpen = 20;
int count_open_of_account(db::Tx& tx, std::int64_t account_id);
int count_open_of_phone(db::Tx& tx, std::string_view phone_index);

struct EventRow {
  Event event;
  std::string note_sealed;
};
void insert_event(db::Tx& tx, std::int64_t inquiry_id, const EventRow& row);
std::vector<EventRow> events_of(db::Tx& tx, std::int64_t inquiry_id);

struct PublishedRow {
  std::int64_t published_id = 0, inquiry_id = 0, item_id = 0;
  std::string department_name, question, answer;
  Instant asked_at, answered_at, published_at;
};
// Takes the place of what was published of the same inquiry before.
void put_published(db::Tx& tx, const PublishedRow& row);
void delete_published(db::Tx& tx, std::int64_t inquiry_id);
std::optional<PublishedRow> published_of(db::Tx& tx, std::int64_t inquiry_id);
// Newest first, those before `before`, at most kMostListed.
std::vector<PublishedRow> published_of_item(db::Tx& tx, std::int64_t item_id, std::int64_t before);
// Rows without their inquiry, and publications that their inquiry does not know of.
std::int64_t orphans(db::Tx& tx);

// ---- lists: store_lists.cpp ---------------------------------------------------------------------------------------
inline constexpr std::size_t kMostListed = 101;

// A stretch of one of the indexes: inquiries of one kind in one place.
struct Span {
  enum class Place { department, county, city, province };
  Place place = Place::department;
  std::int64_t department_id = 0;
  std::string area;                    // of the other places: the first six, four or two digits
  std::string region_from, region_to;  // asked of each besides; "": not
  Kind kind = Kind::question;

  friend bool operator==(const Span&, const Span&) = default;
};
// Both at most kMostListed: those that wait for an answer, the soonest due first, after (due_at, inquiry_id); and those
// that do not, newest first, before `before`.
std::vector<InquiryRow> open_in(db::Tx& tx, const Span& span, Instant after_due, std::int64_t after_id);
std::vector<InquiryRow> done_in(db::Tx& tx, const Span& span, std::int64_t before);
// Newest first, of that kind or ("") of all.
std::vector<InquiryRow> of_asker(db::Tx& tx, std::int64_t account_id, std::string_view kind, std::int64_t before);

}  // namespace tongban::inquiries::store
