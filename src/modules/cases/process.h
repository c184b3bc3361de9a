// The process of a case in the hands of an act: who works when. The law's acts (accept, suspend, decide, …) stay what
// they are; what happens to the case moves the process (follow_case, called by record()), and what the process wants of
// the platform becomes happenings of the case. State, history, open tasks and the timer commit with the act.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "modules/cases/process_step.h"
#include "modules/cases/store_process.h"
#include "modules/cases/work.h"
#include "modules/catalog/process.h"

namespace tongban::cases {

// One case, one writer: the lock of the case's row is that of its process.
struct CaseProcess {
  store::ProcessRow row;
  std::shared_ptr<const ProcessModel> model;
  std::shared_ptr<const catalog::ItemProcess> lanes;  // departments and sampling
  ProcessInstance instance;
  std::vector<store::TaskRow> tasks;  // as stored, once they were asked for
  bool tasks_loaded = false;
  bool stored = false, changed = false;
  std::int64_t delay = 0;  // microseconds by which the open tasks are put off: a special procedure ended
};

inline constexpr const char* kProcessJob = "cases.process";

// Who a user task is for.
struct TaskFacts {
  std::string element, task_name, act;
  Role role = Role::reviewer;
  std::int64_t department_id = 0;
};
TaskFacts task_facts(const Work& work, const CaseProcess& process, const bpmn::Node& node);

// The process of the case, or null. Asked for once: Work keeps it.
Result<CaseProcess*> process_of(Ctx& ctx, Work& work);
const std::vector<store::TaskRow>& tasks_of(Ctx& ctx, CaseProcess& process);

// Takes one step and says what comes of it for the case: `main`, completed by what the case must know (waiting_for,
// in_process, tasks that began), then the acts that the process wants done. Errors: those of apply_step.
Result<std::vector<Happening>> take_step(Ctx& ctx, Work& work, ProcessStep step, Happening main);

// What the built-in services that were called mean for the case.
Result<void> do_services(Ctx& ctx, const Work& work, const StepOutcome& outcome, std::vector<Happening>& happenings);

// What follows in the process from the events from `first` on.
Result<std::vector<Happening>> follow_case(Ctx& ctx, Work& work, std::size_t first);
// Writes down what changed, once an act.
Result<void> save_process(Ctx& ctx, Work& work);
// Makes the instruments of what a rule or the process did.
Result<void> make_process_papers(Ctx& ctx, const Work& work, std::size_t first);

// The rules in words for people: 按《即办判断》第4条（…）.
std::string rules_in_words(const json::object& told);

// Whether the actor works in a department of the process without standing to the case itself.
Result<bool> takes_part(Ctx& ctx, const store::CaseRow& row);

// Takes the running process to that of another version of the item. Errors: conflict `bpmn.cannot_migrate`.
Result<std::vector<Happening>> move_to_version(Ctx& ctx, Work& work, std::int64_t item_version_id,
                                               const json::object& mapping);

std::string process_context(std::int64_t case_id);
std::string step_context(std::int64_t case_id, int step);
std::string rule_context(std::int64_t case_id, int step, int position);

}  // namespace tongban::cases
