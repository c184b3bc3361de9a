// A question, complaint or praise is its list of events. This header owns its words (kind, status, action, event
// kinds), the table of who may do what when, and the fold from events to state. Pure: times come with the events.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/described.h"
#include "base/limit_clock.h"

namespace tongban::inquiries {

enum class Kind {
  question,   // 咨询
  complaint,  // 投诉
  praise,     // 表扬
};
BOOST_DESCRIBE_ENUM(Kind, question, complaint, praise)

// What it is about; the department that answers follows from it. "own_case": one of the asker's own.
enum class About { department, item, own_case };
BOOST_DESCRIBE_ENUM(About, department, item, own_case)

enum class Status {
  open,      // the department has to answer
  answered,  // 已答复
  closed,    // the asker has ended it
};
BOOST_DESCRIBE_ENUM(Status, open, answered, closed)

enum class Action {
  transfer,  // 转办: to the department that is competent
  answer,
  reopen,     // the asker is not content with the answer; once
  close,      // the asker ends it, answered or not
  publish,    // question and answer, edited, stand beside the guide
  unpublish,  // and are taken back
};
BOOST_DESCRIBE_ENUM(Action, transfer, answer, reopen, close, publish, unpublish)

enum class Party { asker, window_clerk, reviewer, department_head };
BOOST_DESCRIBE_ENUM(Party, asker, window_clerk, reviewer, department_head)

enum class EventKind {
  asked,        // data: department_id, limit_days
  transferred,  // data: from_department_id, to_department_id, to_department_name; note: the reason
  answered,     // note: the answer
  reopened,     // note: why
  closed,
  published,    // note: what was published
  unpublished,  // note: the reason
  fell_overdue,
};
BOOST_DESCRIBE_ENUM(EventKind, asked, transferred, answered, reopened, closed, published, unpublished, fell_overdue)

// One thing that happened. `data` holds plain facts without personal data; words of people are sealed elsewhere.
struct Event {
  std::int64_t event_id = 0;
  int sequence = 0;  // 1, 2, … without gaps within an inquiry
  EventKind kind = EventKind::asked;
  Instant at;
  std::string actor_kind;  // anonymous, applicant, staff, platform
  std::int64_t actor_id = 0;
  json::object data = {};
};

// Everything the events say.
struct State {
  Status status = Status::open;
  int events = 0;
  std::int64_t department_id = 0;
  int limit_days = 0;
  int transfers = 0;
  bool reopened = false;
  bool published = false;
  bool told_overdue = false;  // of the clock that runs now
  Instant asked_at;
  Instant clock_began;  // when it was asked, or asked again
  std::optional<Instant> answered_at, closed_at;
  std::int64_t answered_by = 0;
};

// A question that goes round in a circle is answered by whoever has it last.
inline constexpr int kMostTransfers = 3;

// The status after the action, or nothing if it is not possible then.
std::optional<Status> next(Status status, Action action);
// Whether that party ever may do it. A complaint is handled by the head of the department, not by those whom it may
// concern; only questions are published.
bool may(Kind kind, Action action, Party party);
// Whether a post of that party sees inquiries of that kind at all.
bool sees(Kind kind, Party party);

// Folds the events in the order of their sequence. Key (Code::internal): inquiries.broken_history.
Result<State> state_of(std::span<const Event> events);

// The clock of the answer, in working days. It goes on through transfers, stops with the answer or the end, and begins
// anew when the asker asks again.
LimitClock clock_of(const State& state, int warning_percent);

}  // namespace tongban::inquiries
