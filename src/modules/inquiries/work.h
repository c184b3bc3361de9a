// An inquiry in the hands of an act: loaded with the actor, locked, folded, and — after the act has said what happened
// — written back by record(), the only place that appends events and refreshes the row.
#pragma once

#include <string>
#include <vector>

#include "modules/inquiries/store.h"
#include "modules/inquiries/views.h"
#include "platform/act/ctx.h"

namespace tongban::inquiries {

// Who asks and what they wrote: each sealed in one column.
struct AskerRecord {
  static constexpr bool kDefaults = true;
  std::string name, phone;
  bool legal_person = false;  // the name of a firm is public
};
BOOST_DESCRIBE_STRUCT(AskerRecord, (), (name, phone, legal_person))
struct Words {
  std::string title, text;
};
BOOST_DESCRIBE_STRUCT(Words, (), (title, text))

struct Work {
  store::InquiryRow row;
  std::vector<Event> events;
  std::vector<std::string> notes_sealed;  // beside the events
  State state;
  bool unsaved = false;  // the row is not in the database yet: record() inserts it
};

// Code and phone, as somebody without an account proves to be the asker. Guesses are limited by address at the routes.
struct Proof {
  std::string query_code, phone;
};

// In what capacities the actor stands to the inquiry; empty: it is somebody else's.
std::vector<Party> parties_of(const Actor& actor, const store::InquiryRow& row);
bool is_asker(const Ctx& ctx, const store::InquiryRow& row, const Proof& proof);
// Supervisors see without a part in it.
bool may_see(const Actor& actor, const store::InquiryRow& row);

// For a change: locks the row and checks in this order that the inquiry exists for this actor (not_found
// inquiries.not_found), that it is at the version the caller saw (stale inquiries.stale), that the status allows the
// action (conflict inquiries.not_allowed_in_status), and that the actor's posts do (forbidden
// inquiries.not_for_your_role).
Result<Work> load_for(Ctx& ctx, Id inquiry_id, std::optional<std::int64_t> expected_version, Action action,
                      const Proof& proof = {});
Result<Work> load_to_see(Ctx& ctx, Id inquiry_id);
Result<Work> unfold(Ctx& ctx, store::InquiryRow row);
// All that may follow for these parties now: what load_for would let through.
std::vector<Action> allowed_actions(const Actor& actor, const Work& work, const std::vector<Party>& parties);

struct Happening {
  EventKind kind = EventKind::asked;
  json::object data = {};
  std::string note = {};  // words of a person; kept sealed
};
// Appends, folds, refreshes the row (version + 1, but not for what time tells), queues the event for other modules,
// moves the timer, notes the audit subject.
Result<void> record(Ctx& ctx, Work& work, Happening happening);
// The row's cached columns as they follow from the events; what record() writes and check compares.
Result<void> project(Work& work, const WorkCalendar& calendar);

std::string seal_asker(const Ctx& ctx, std::int64_t inquiry_id, const AskerRecord& record);
Result<AskerRecord> open_asker(const Ctx& ctx, const store::InquiryRow& row);
std::string seal_words(const Ctx& ctx, std::int64_t inquiry_id, const Words& words);
Result<Words> open_words(const Ctx& ctx, const store::InquiryRow& row);
// "" for an event without a note.
Result<std::string> open_note(const Ctx& ctx, const Work& work, std::size_t index);
std::string phone_index(const Ctx& ctx, std::string_view phone);

InquiryActOut act_out(const Work& work);
Result<InquirySummary> summary_of(const Ctx& ctx, const store::InquiryRow& row, const State& state);

inline constexpr const char* kDueJob = "inquiries.due";

Error inquiry_not_found();
Error field_error(std::string pointer, std::string key, std::string detail);
Result<void> require_text(const char* pointer, std::string_view text);

}  // namespace tongban::inquiries
