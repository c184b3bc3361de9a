// What a page shows of the process of a case: where it stands, which departments work on it or are done, and which
// rules decided what. Applicants see who has it and why; opinions and names are for the staff.
#pragma once

#include <string>
#include <vector>

#include "base/described.h"
#include "platform/auth/actor.h"

namespace tongban {
struct Ctx;
}

namespace tongban::cases {

struct Work;

struct ProcessPlace {  // a token
  std::string element, name, type;
  std::string waits_for;  // task, timer, message, call, parts, problem
};
BOOST_DESCRIBE_STRUCT(ProcessPlace, (), (element, name, type, waits_for))

struct TaskField {
  std::string name;
  std::vector<std::string> values;  // empty: yes or no
};
BOOST_DESCRIBE_STRUCT(TaskField, (), (name, values))

struct ReturnTarget {
  std::string element, name;
};
BOOST_DESCRIBE_STRUCT(ReturnTarget, (), (element, name))

struct ProcessTask {
  int task = 0;
  std::string element, name, act;
  Id department_id;
  std::string department_name;
  Role role = Role::reviewer;
  bool done = false;
  std::string what;                     // of one that is done: completed, returned, …
  std::optional<std::string> assignee;  // staff only, as everything below
  std::optional<Instant> created_at, due_at, done_at;
  int urged = 0;
  json::value outcomes;
  std::string opinion;
  bool may_work = false;  // this reader
  std::vector<TaskField> fields;
};
BOOST_DESCRIBE_STRUCT(ProcessTask, (),
                      (task, element, name, act, department_id, department_name, role, done, what, assignee, created_at,
                       due_at, done_at, urged, outcomes, opinion, may_work, fields))

struct RuleView {
  std::string decision;
  std::string sentence;  // plain Chinese
  Instant at;
  json::value tables;  // staff only: inputs, rules, outputs
};
BOOST_DESCRIBE_STRUCT(RuleView, (), (decision, sentence, at, tables))

struct ProcessView {
  std::string name;
  std::string status;  // running, completed, failed, terminated
  Id item_version_id;  // whose process it is
  std::vector<ProcessPlace> places;
  std::vector<ProcessTask> tasks;  // what was done, in order, then what waits
  std::vector<RuleView> rules;
  std::vector<ReturnTarget> may_return_to;  // staff only
};
BOOST_DESCRIBE_STRUCT(ProcessView, (), (name, status, item_version_id, places, tasks, rules, may_return_to))

// Nothing for a case without a process.
Result<std::optional<ProcessView>> process_view(Ctx& ctx, Work& work);

}  // namespace tongban::cases
