// The processes of cases, their history, their rules and their open tasks: every statement over them. Sealed columns go
// in and out sealed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "platform/db/db.h"

namespace tongban::cases::store {

struct ProcessRow {
  std::int64_t case_id = 0, process_version_id = 0;
  std::string digest, status;
  int steps = 0;
  Instant started_at;
  std::optional<Instant> wake_at;
  std::string state_sealed;
};
std::optional<ProcessRow> find_process(db::Tx& tx, std::int64_t case_id);
void insert_process(db::Tx& tx, const ProcessRow& row);
void update_process(db::Tx& tx, const ProcessRow& row);

struct ProcessStepRow {
  std::int64_t case_id = 0;
  int step = 0;  // 1, 2, … without gaps
  std::string kind;
  Instant at;
  std::int64_t by_account_id = 0;
  std::string digest;  // of the texts it happened on
  std::string said_sealed;
};
void insert_process_step(db::Tx& tx, const ProcessStepRow& row);
std::vector<ProcessStepRow> process_steps_of(db::Tx& tx, std::int64_t case_id);

struct RuleRow {
  std::int64_t case_id = 0;
  int step = 0, position = 0;
  Instant at;
  std::string decision, told_sealed;
};
void insert_rule(db::Tx& tx, const RuleRow& row);
std::vector<RuleRow> rules_of(db::Tx& tx, std::int64_t case_id);

struct TaskRow {
  std::int64_t case_id = 0;
  int task = 0;
  std::string element, task_name, act, role;
  std::int64_t department_id = 0;
  std::string department_name, region_code, county_code;
  std::int64_t assignee_account_id = 0;
  Instant created_at, due_at;
  int urged = 0;
  bool operator==(const TaskRow&) const = default;
};
std::vector<TaskRow> tasks_of(db::Tx& tx, std::int64_t case_id);
void insert_task(db::Tx& tx, const TaskRow& row);
void update_task(db::Tx& tx, const TaskRow& row);  // assignee, due and urged
void delete_task(db::Tx& tx, std::int64_t case_id, int task);

// A page of the tasks of one post, most urgent first, after a place in the order.
struct TaskSpan {
  std::int64_t department_id = 0;  // 0: of the county
  std::string county_code, role;
  std::int64_t account_id = 0;  // whose list: tasks that are free or theirs
  std::int64_t after_due = -1, after_case_id = 0;
  int after_task = 0;
};
inline constexpr int kMostTasks = 101;
struct TaskLine {
  TaskRow task;
  std::string case_number, item_name;
};
std::vector<TaskLine> tasks_in(db::Tx& tx, const TaskSpan& span);

// Tasks, steps and rules whose process is gone, and processes without a case.
std::int64_t count_process_orphans(db::Tx& tx);

}  // namespace tongban::cases::store
