// Tasks of the process of a case: what people of the departments do, and what is shown of it. Everybody whose post
// covers the department of a task may work on it; the acts of the law (accept, decide, …) stay those of actions.h and
// complete their tasks by themselves.
#pragma once

#include <string>
#include <vector>

#include "modules/cases/inputs.h"
#include "modules/cases/process_view.h"
#include "modules/cases/views.h"
#include "platform/act/ctx.h"

namespace tongban::cases {

struct CompleteTaskIn {
  Id case_id;
  int task = 0;
  std::optional<std::int64_t> expected_version;
  json::value outcomes;  // an object: variable → value, as `fields` of the task allows
  Str<2000> opinion;
};
BOOST_DESCRIBE_STRUCT(CompleteTaskIn, (), (case_id, task, expected_version, outcomes, opinion))

enum class TaskChange {
  claim,          // to oneself
  transfer,       // 转办, and assigning by the head
  delegate,       // 委派: comes back
  add_signer,     // 加签
  remove_signer,  // 减签: the task of the signer
  copy_to,        // 抄送
  urge,           // 催办
  retry,          // after a problem of the process, by the head
};
BOOST_DESCRIBE_ENUM(TaskChange, claim, transfer, delegate, add_signer, remove_signer, copy_to, urge, retry)
struct ChangeTaskIn {
  Id case_id;
  int task = 0;
  std::optional<std::int64_t> expected_version;
  TaskChange what = TaskChange::claim;
  std::optional<Id> account_id;  // of the colleague, where there is one
  Str<500> note;
};
BOOST_DESCRIBE_STRUCT(ChangeTaskIn, (), (case_id, task, expected_version, what, account_id, note))

struct ReturnTaskIn {  // 退回
  Id case_id;
  int task = 0;
  std::optional<std::int64_t> expected_version;
  Str<100> element;  // of `may_return_to`
  Str<2000> reason;
};
BOOST_DESCRIBE_STRUCT(ReturnTaskIn, (), (case_id, task, expected_version, element, reason))

struct WithdrawTaskIn {  // 撤回 of what one has done, as long as nobody has worked on what came of it
  Id case_id;
  std::optional<std::int64_t> expected_version;
  Str<100> element;
};
BOOST_DESCRIBE_STRUCT(WithdrawTaskIn, (), (case_id, expected_version, element))

struct ElementMapping {
  Str<100> from, to;
};
BOOST_DESCRIBE_STRUCT(ElementMapping, (), (from, to))
struct MigrateProcessIn {
  Id case_id;
  std::optional<std::int64_t> expected_version;
  std::vector<ElementMapping> mapping;  // elements that are named differently in the item's current version
};
BOOST_DESCRIBE_STRUCT(MigrateProcessIn, (), (case_id, expected_version, mapping))

struct TasksIn {
  static constexpr bool kDefaults = true;
  std::optional<Str<200>> after;
  int limit = 20;  // 1..100
};
BOOST_DESCRIBE_STRUCT(TasksIn, (), (after, limit))
struct TaskLineView {
  Id case_id;
  std::string case_number, item_name;
  int task = 0;
  std::string task_name, act, department_name;
  Role role = Role::reviewer;
  bool mine = false;  // taken by or given to the reader
  Instant created_at;
  std::optional<Instant> due_at;
  int urged = 0;
};
BOOST_DESCRIBE_STRUCT(TaskLineView, (),
                      (case_id, case_number, item_name, task, task_name, act, department_name, role, mine, created_at,
                       due_at, urged))
struct TaskPage {
  std::vector<TaskLineView> tasks;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(TaskPage, (), (tasks, next))

// Errors of all acts on a task: not_found `cases.not_found`; stale `cases.stale`; conflict `cases.no_process`,
// `cases.task_done` (somebody was quicker, or the process moved on), `cases.assigned_to_other`, `cases.by_legal_act`;
// forbidden `cases.not_for_your_role`; and those of the engine (`bpmn.…`).
Result<ActOut> complete_task(Ctx& ctx, const CompleteTaskIn& in);      // POST …/tasks/{task}/complete
Result<ActOut> change_task(Ctx& ctx, const ChangeTaskIn& in);          // POST …/tasks/{task}/change
Result<ActOut> return_task(Ctx& ctx, const ReturnTaskIn& in);          // POST …/tasks/{task}/return
Result<ActOut> withdraw_task(Ctx& ctx, const WithdrawTaskIn& in);      // POST …/withdraw-task
Result<ActOut> migrate_process(Ctx& ctx, const MigrateProcessIn& in);  // POST …/migrate-process
Result<TaskPage> my_tasks(Ctx& ctx, const TasksIn& in);                // GET  /api/v1/tasks

}  // namespace tongban::cases
