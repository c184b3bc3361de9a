#include "modules/cases/store_process.h"

namespace tongban::cases::store {
namespace {

std::optional<std::int64_t> micros(const std::optional<Instant>& at) {
  return at ? std::optional(at->micros()) : std::nullopt;
}

#define TASK_COLUMNS                                                                                              \
  "t.case_id, t.task, t.element, t.task_name, t.act, t.role, t.department_id, t.department_name, t.region_code, " \
  "t.county_code, t.assignee_account_id, t.created_at, t.due_at, t.urged"

TaskRow task_of(const db::Rows& rows, std::size_t r) {
  TaskRow row;
  row.case_id = rows.integer(r, 0);
  row.task = static_cast<int>(rows.integer(r, 1));
  row.element = rows.text(r, 2), row.task_name = rows.text(r, 3);
  row.act = rows.text(r, 4), row.role = rows.text(r, 5);
  row.department_id = rows.integer(r, 6);
  row.department_name = rows.text(r, 7), row.region_code = rows.text(r, 8), row.county_code = rows.text(r, 9);
  row.assignee_account_id = rows.integer(r, 10);
  row.created_at = Instant::from_micros(rows.integer(r, 11));
  row.due_at = Instant::from_micros(rows.integer(r, 12));
  row.urged = static_cast<int>(rows.integer(r, 13));
  return row;
}

// The page is cut out of the index before the case is looked up: one look for each line that is shown.
#define TASKS_IN(place)                                                                                          \
  "SELECT " TASK_COLUMNS ", c.case_number, c.item_name FROM (SELECT * FROM case_tasks k WHERE " place            \
  " AND k.role = $2 AND (k.due_at, k.case_id, k.task) > (CAST($3 AS BIGINT), CAST($4 AS BIGINT), CAST($5 AS "    \
  "BIGINT)) AND (k.assignee_account_id = 0 OR k.assignee_account_id = $6) ORDER BY k.due_at, k.case_id, k.task " \
  "LIMIT 101) t JOIN cases c ON c.case_id = t.case_id"
constexpr const char* kTasksInDepartment = TASKS_IN("k.department_id = $1");
constexpr const char* kTasksInCounty = TASKS_IN("k.county_code = $1");

}  // namespace

std::optional<ProcessRow> find_process(db::Tx& tx, std::int64_t case_id) {
  const auto rows = tx.query(
      "SELECT process_version_id, digest, status, steps, started_at, wake_at, state_sealed FROM case_processes "
      "WHERE case_id = $1",
      case_id);
  if (rows.empty()) return std::nullopt;
  ProcessRow row;
  row.case_id = case_id;
  row.process_version_id = rows.integer(0, 0);
  row.digest = rows.text(0, 1), row.status = rows.text(0, 2);
  row.steps = static_cast<int>(rows.integer(0, 3));
  row.started_at = Instant::from_micros(rows.integer(0, 4));
  if (const auto at = rows.optional_integer(0, 5)) row.wake_at = Instant::from_micros(*at);
  row.state_sealed = rows.text(0, 6);
  return row;
}

void insert_process(db::Tx& tx, const ProcessRow& row) {
  tx.exec(
      "INSERT INTO case_processes (case_id, process_version_id, digest, status, steps, started_at, wake_at, "
      "state_sealed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      row.case_id, row.process_version_id, row.digest, row.status, row.steps, row.started_at.micros(),
      micros(row.wake_at), row.state_sealed);
}

void update_process(db::Tx& tx, const ProcessRow& row) {
  tx.exec(
      "UPDATE case_processes SET process_version_id = $2, digest = $3, status = $4, steps = $5, wake_at = $6, "
      "state_sealed = $7 WHERE case_id = $1",
      row.case_id, row.process_version_id, row.digest, row.status, row.steps, micros(row.wake_at), row.state_sealed);
}

void insert_process_step(db::Tx& tx, const ProcessStepRow& row) {
  tx.exec(
      "INSERT INTO case_process_steps (case_id, step, kind, at, by_account_id, digest, said_sealed) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7)",
      row.case_id, row.step, row.kind, row.at.micros(), row.by_account_id, row.digest, row.said_sealed);
}

std::vector<ProcessStepRow> process_steps_of(db::Tx& tx, std::int64_t case_id) {
  const auto rows = tx.query(
      "SELECT step, kind, at, by_account_id, digest, said_sealed FROM case_process_steps WHERE case_id = $1 "
      "ORDER BY step",
      case_id);
  std::vector<ProcessStepRow> steps;
  for (std::size_t r = 0; r < rows.size(); ++r)
    steps.push_back({case_id, static_cast<int>(rows.integer(r, 0)), std::string(rows.text(r, 1)),
                     Instant::from_micros(rows.integer(r, 2)), rows.integer(r, 3), std::string(rows.text(r, 4)),
                     std::string(rows.text(r, 5))});
  return steps;
}

void insert_rule(db::Tx& tx, const RuleRow& row) {
  tx.exec("INSERT INTO case_rules (case_id, step, position, at, decision, told_sealed) VALUES ($1, $2, $3, $4, $5, $6)",
          row.case_id, row.step, row.position, row.at.micros(), row.decision, row.told_sealed);
}

std::vector<RuleRow> rules_of(db::Tx& tx, std::int64_t case_id) {
  const auto rows = tx.query(
      "SELECT step, position, at, decision, told_sealed FROM case_rules WHERE case_id = $1 ORDER BY step, position",
      case_id);
  std::vector<RuleRow> rules;
  for (std::size_t r = 0; r < rows.size(); ++r)
    rules.push_back({case_id, static_cast<int>(rows.integer(r, 0)), static_cast<int>(rows.integer(r, 1)),
                     Instant::from_micros(rows.integer(r, 2)), std::string(rows.text(r, 3)),
                     std::string(rows.text(r, 4))});
  return rules;
}

std::vector<TaskRow> tasks_of(db::Tx& tx, std::int64_t case_id) {
  const auto rows = tx.query("SELECT " TASK_COLUMNS " FROM case_tasks t WHERE t.case_id = $1 ORDER BY t.task", case_id);
  std::vector<TaskRow> tasks;
  for (std::size_t r = 0; r < rows.size(); ++r) tasks.push_back(task_of(rows, r));
  return tasks;
}

void insert_task(db::Tx& tx, const TaskRow& row) {
  tx.exec(
      "INSERT INTO case_tasks (case_id, task, element, task_name, act, role, department_id, department_name, "
      "region_code, county_code, assignee_account_id, created_at, due_at, urged) VALUES ($1, $2, $3, $4, $5, $6, $7, "
      "$8, $9, $10, $11, $12, $13, $14)",
      row.case_id, row.task, row.element, row.task_name, row.act, row.role, row.department_id, row.department_name,
      row.region_code, row.county_code, row.assignee_account_id, row.created_at.micros(), row.due_at.micros(),
      row.urged);
}

void update_task(db::Tx& tx, const TaskRow& row) {
  tx.exec(
      "UPDATE case_tasks SET assignee_account_id = $3, due_at = $4, urged = $5, department_id = $6, "
      "department_name = $7, region_code = $8, county_code = $9, role = $10, element = $11, task_name = $12, act = $13 "
      "WHERE case_id = $1 AND task = $2",
      row.case_id, row.task, row.assignee_account_id, row.due_at.micros(), row.urged, row.department_id,
      row.department_name, row.region_code, row.county_code, row.role, row.element, row.task_name, row.act);
}

void delete_task(db::Tx& tx, std::int64_t case_id, int task) {
  tx.exec("DELETE FROM case_tasks WHERE case_id = $1 AND task = $2", case_id, task);
}

std::vector<TaskLine> tasks_in(db::Tx& tx, const TaskSpan& span) {
  const auto rows = span.department_id != 0
                        ? tx.query(kTasksInDepartment, span.department_id, span.role, span.after_due,
                                   span.after_case_id, span.after_task, span.account_id)
                        : tx.query(kTasksInCounty, span.county_code, span.role, span.after_due, span.after_case_id,
                                   span.after_task, span.account_id);
  std::vector<TaskLine> lines;
  for (std::size_t r = 0; r < rows.size(); ++r)
    lines.push_back({task_of(rows, r), std::string(rows.text(r, 14)), std::string(rows.text(r, 15))});
  return lines;
}

std::int64_t count_process_orphans(db::Tx& tx) {
  return tx
      .query(
          "SELECT (SELECT COUNT(*) FROM case_processes p WHERE NOT EXISTS (SELECT 1 FROM cases c WHERE c.case_id = "
          "p.case_id)) + (SELECT COUNT(*) FROM case_tasks t WHERE NOT EXISTS (SELECT 1 FROM case_processes p WHERE "
          "p.case_id = t.case_id AND p.status = 'running')) + (SELECT COUNT(*) FROM case_process_steps s WHERE NOT "
          "EXISTS (SELECT 1 FROM case_processes p WHERE p.case_id = s.case_id)) + (SELECT COUNT(*) FROM case_rules r "
          "WHERE NOT EXISTS (SELECT 1 FROM case_processes p WHERE p.case_id = r.case_id))")
      .integer(0, 0);
}

}  // namespace tongban::cases::store
