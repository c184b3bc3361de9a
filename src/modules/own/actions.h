// Table of contents of the module: what the first of the own pages asks.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/described.h"
#include "platform/act/ctx.h"

namespace tongban::own {

enum class TodoKind {
  correct,     // answer a correction notice or a request for revision, by due_at
  supplement,  // hand in the promised material `detail`, by due_at
  fetch,       // the result is ready
  answered,    // the department answered a question, a complaint or praise
  renew,       // the result `detail` ends at due_at
  draft,       // go on
};
BOOST_DESCRIBE_ENUM(TodoKind, correct, supplement, fetch, answered, renew, draft)
enum class TodoState { normal, warning, overdue };
BOOST_DESCRIBE_ENUM(TodoState, normal, warning, overdue)

struct Todo {
  TodoKind kind = TodoKind::draft;
  std::optional<Id> case_id, item_id, inquiry_id;
  std::string number;  // of the case; "" for a draft or an inquiry
  std::string title;   // the item, or what the inquiry is about
  std::string department_name;
  std::string detail;
  std::optional<Instant> due_at;  // the last moment
  // Working days until then, negative: so many late; for `renew` natural days.
  std::optional<int> remaining_days;
  TodoState state = TodoState::normal;
};
BOOST_DESCRIBE_STRUCT(Todo, (),
                      (kind, case_id, item_id, inquiry_id, number, title, department_name, detail, due_at,
                       remaining_days, state))

struct RunningCase {
  Id case_id;
  std::string case_number, item_name, department_name, region_name;
  std::string status;             // as of cases
  std::optional<Instant> due_at;  // null while no clock runs
  std::optional<int> remaining_days;
  TodoState state = TodoState::normal;
};
BOOST_DESCRIBE_STRUCT(RunningCase, (),
                      (case_id, case_number, item_name, department_name, region_name, status, due_at, remaining_days,
                       state))

struct Overview {
  std::vector<Todo> todos;           // in the order in which they should be done
  std::vector<RunningCase> running;  // others have to act; most urgent first
  bool more = false;                 // there are more open cases than these
};
BOOST_DESCRIBE_STRUCT(Overview, (), (todos, running, more))

struct Nothing {};
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

Result<Overview> overview(Ctx& ctx, const Nothing&);  // GET /api/v1/my/overview

// The order of the list: what has a date by its date, then results, answers and drafts. Pure.
void put_in_order(std::vector<Todo>& todos);

}  // namespace tongban::own
