// What an act leaves behind of the process of its case: the state, the open tasks and the one timer follow from the
// instance, so that only differences are written.
#include <algorithm>

#include "modules/cases/process.h"
#include "platform/crypto/keyring.h"
#include "platform/jobs/jobs.h"

namespace tongban::cases {
namespace {

constexpr int kCountyDigits = 6;

// By when it should be done: the limit drawn in the model (working days), or the clock of the task.
Result<Instant> due_of(Ctx& ctx, const CaseProcess& process, const bpmn::Active& active) {
  const auto& node = process.model->node(active.node);
  for (const auto& wait : process.instance.state.waits)
    if (wait->active == active.id && wait->event == bpmn::kTimeLimit) return wait->due;
  const int days = std::atoi(std::string(node.attribute("days")).c_str());
  if (days <= 0 || days > 500) return kNoUrgency;
  return end_of_day(TRY(due_date(ctx.now, days, ctx.services.calendar)));
}

Result<store::TaskRow> new_task(Ctx& ctx, const Work& work, const CaseProcess& process, const bpmn::Active& active) {
  const auto facts = task_facts(work, process, process.model->node(active.node));
  store::TaskRow row;
  row.case_id = work.row.case_id;
  row.task = active.id;
  row.element = facts.element, row.task_name = facts.task_name, row.act = facts.act;
  row.role = enum_text(facts.role);
  row.department_id = facts.department_id;
  row.department_name = work.row.department_name;
  row.region_code = work.row.region_code;
  if (facts.department_id != work.row.department_id) {
    const auto department = TRY(catalog::department(ctx, facts.department_id));
    row.department_name = department.name;
    row.region_code = department.region_code;
  }
  row.county_code = row.region_code.substr(0, kCountyDigits);
  row.assignee_account_id = parse_id(active.assignee).value_or(0);
  row.urged = active.urged;
  row.created_at = ctx.now;
  row.due_at = TRY(due_of(ctx, process, active));
  return row;
}

Result<void> sync_tasks(Ctx& ctx, Work& work, CaseProcess& process) {
  tasks_of(ctx, process);
  auto old = std::move(process.tasks);
  process.tasks.clear();
  for (const auto* active : waiting_tasks(*process.model, process.instance)) {
    const auto found =
        std::find_if(old.begin(), old.end(), [&](const store::TaskRow& row) { return row.task == active->id; });
    if (found == old.end()) {
      process.tasks.push_back(TRY(new_task(ctx, work, process, *active)));
      store::insert_task(ctx.tx, process.tasks.back());
      continue;
    }
    auto row = *found;
    old.erase(found);
    const auto before = row;
    row.assignee_account_id = parse_id(active->assignee).value_or(0);
    row.urged = active->urged;
    const auto& node = process.model->node(active->node);
    const auto facts = task_facts(work, process, node);
    if (node.id != row.element || facts.department_id != row.department_id) {  // after a migration
      auto fresh = TRY(new_task(ctx, work, process, *active));
      fresh.created_at = row.created_at, fresh.due_at = row.due_at;
      row = std::move(fresh);
    }
    if (process.delay != 0 && row.due_at < kNoUrgency)
      row.due_at = row.due_at + std::chrono::microseconds(process.delay);
    if (row != before) store::update_task(ctx.tx, row);
    process.tasks.push_back(std::move(row));
  }
  for (const auto& gone : old) store::delete_task(ctx.tx, gone.case_id, gone.task);
  process.delay = 0;
  return {};
}

void move_timer(Ctx& ctx, CaseProcess& process) {
  const auto next = is_running(process.instance) ? next_timer(process.instance) : std::nullopt;
  if (next == process.row.wake_at) return;
  process.row.wake_at = next;
  if (next)
    jobs::schedule(ctx, kProcessJob, process.row.case_id, *next);
  else
    jobs::cancel(ctx, kProcessJob, process.row.case_id);
}

}  // namespace

Result<void> save_process(Ctx& ctx, Work& work) {
  if (!work.process || !std::exchange(work.process->changed, false)) return {};
  auto& process = *work.process;
  TRY(sync_tasks(ctx, work, process));
  move_timer(ctx, process);
  process.row.status = status_text(process.instance);
  process.row.state_sealed =
      ctx.services.keyring.seal(process_context(work.row.case_id), text_of(*process.model, process.instance));
  if (std::exchange(process.stored, true))
    store::update_process(ctx.tx, process.row);
  else
    store::insert_process(ctx.tx, process.row);
  return {};
}

}  // namespace tongban::cases
