// A case in the hands of an act: loaded with the actor, locked, folded, and — after the act has said what happened —
// written back by record(), the only place that appends events and refreshes the row.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

#include "modules/cases/clocks.h"
#include "modules/cases/store.h"
#include "modules/cases/views.h"
#include "modules/catalog/catalog.h"
#include "platform/act/ctx.h"

namespace tongban::cases {

struct CaseProcess;  // process.h

struct Work {
  store::CaseRow row;
  std::vector<Event> events;
  std::vector<std::string> notes_sealed;  // beside the events as they were loaded
  State state;
  std::shared_ptr<const catalog::FrozenItem> item;
  CaseLimits limits;
  Party party = Party::applicant;        // in what capacity the actor acts
  std::shared_ptr<CaseProcess> process;  // once it was asked for; see process.h
  bool process_asked = false;
  bool takes_part = false;  // by a task of the process only: the actor's department is not that of the case
  Instant now;              // when it was loaded
  // Colleagues who are absent and whose deputy the actor is; asked only where the case is in somebody else's hands.
  std::vector<std::int64_t> stands_for;
  std::int64_t for_id = 0;  // the absent colleague for whom this act is done; record() notes it
  bool unsaved = false;     // the row is not in the database yet: record() inserts it
};

// In what capacities the actor stands to the case; empty: it is somebody else's. Supervisors and heads of the
// department may see it without a part in it, which `may_see` says.
std::vector<Party> parties_of(const Actor& actor, const store::CaseRow& row);
bool may_see(const Actor& actor, const store::CaseRow& row);

// For a change: locks the row, checks in this order that the case exists for this actor (not_found cases.not_found),
// that it is at the version the caller saw (stale cases.stale), that its status allows the action (conflict
// cases.not_allowed_in_status), that the actor's posts do (forbidden cases.not_for_your_role), and that it is this
// stage's and this person's turn (conflict cases.not_your_turn, cases.waiting_for_applicant, cases.assigned_to_other).
Result<Work> load_for(Ctx& ctx, Id case_id, std::optional<std::int64_t> expected_version, Action action);
// For a look. not_found cases.not_found.
Result<Work> load_to_see(Ctx& ctx, Id case_id);
// Without an actor: for what the platform does (locks the row), and for checks of a row at hand.
Result<Work> load_for_platform(Ctx& ctx, std::int64_t case_id);
Result<Work> unfold(Ctx& ctx, store::CaseRow row);

// Fills stands_for.
void find_absent(Ctx& ctx, Work& work);
// All that may follow for this actor now: what load_for would let through.
std::vector<Action> allowed_actions(const Actor& actor, const Work& work);

struct Happening {
  EventKind kind = EventKind::started;
  json::object data = {};
  std::string note = {};     // free text of a person; kept sealed
  bool by_platform = false;  // whoever's act it is part of
};
// Appends, folds, refreshes the row (version + 1), queues the events for other modules, moves the timer, notes the
// audit subject. Everything an act says in one call is one version.
Result<void> record(Ctx& ctx, Work& work, std::vector<Happening> happenings);
// Saves the row after a change that is no event (a draft): version + 1.
void save_row(Ctx& ctx, Work& work);

// The answer of an act; `instrument` is given when one was made.
ActOut act_out(const Work& work, std::optional<InstrumentRef> instrument = std::nullopt);

// What item version and configuration allow; whether the item is decided on the spot (即办).
CaseLimits limits_of(const catalog::FrozenItem& item, const Config& config);
bool decided_on_the_spot(const catalog::FrozenItem& item);

// The row's cached columns as they follow from the events; what record() writes and check compares.
Result<void> project(Work& work, Instant as_of, const WorkCalendar& calendar);

inline constexpr const char* kWatchJob = "cases.watch";

// Errors used by several acts.
Error case_not_found();
Error required_field(std::string pointer, std::string detail);
// Every text must hold something; names all that do not. The pointers are literals ("/reason").
Result<void> require_texts(std::initializer_list<std::pair<const char*, std::string_view>> texts);

}  // namespace tongban::cases
