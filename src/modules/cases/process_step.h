// One step of a running process, as the history keeps it and as `tongban check` repeats it: what happened, when, by
// whom, and what the platform knew then. Pure: the same steps on the same models give the same state on every machine.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "engine/bpmn/engine.h"
#include "engine/bpmn/migrate.h"
#include "modules/cases/process_models.h"

namespace tongban::cases {

struct ProcessInstance {
  bpmn::State state;
  // Timers that stand still while a special procedure stops the clocks of the case: wait → microseconds left.
  std::map<int, std::int64_t> held;
};
std::string text_of(const ProcessModel& model, const ProcessInstance& instance);
Result<ProcessInstance> instance_of(const ProcessModel& model, std::string_view text);

struct ProcessStep {
  // A stimulus of the engine by its name (start, complete, return_to, …), or hold, release, migrate.
  std::string kind;
  Instant at;
  std::int64_t by = 0;
  // element, name, person, code (text), active, wait (number), variables (object), facts (may_grant, may_suspend),
  // mapping (object), as the kind needs.
  json::object said;
};

struct RuleUse {
  std::string decision;
  json::object told;  // value, tables: [{decision, inputs, rules: [{number, outputs, annotations}]}]
};
// A built-in service that the process called and that the host now has to do. (A node of the model of the step.)
struct ServiceUse {
  std::string topic;
  bpmn::Index node = bpmn::kNone;
};
struct StepOutcome {
  bpmn::Effects effects;
  std::vector<RuleUse> rules;
  std::vector<ServiceUse> services;
};

// Errors: those of bpmn::advance(); the instance is as it was then. A migrate step is for migrate_instance().
Result<void> apply_step(const ProcessModel& model, ProcessInstance& instance, const ProcessStep& step,
                        StepOutcome& outcome);
// Errors: those of bpmn::migrate().
Result<void> migrate_instance(const ProcessModel& from, const ProcessModel& to, ProcessInstance& instance,
                              const ProcessStep& step);

// When the next timer that runs is due.
std::optional<Instant> next_timer(const ProcessInstance& instance);
// Those that are due, the earliest first.
std::vector<int> due_timers(const ProcessInstance& instance, Instant now);
bool is_running(const ProcessInstance& instance);
std::string_view status_text(const ProcessInstance& instance);
// The user tasks that wait for a person.
std::vector<const bpmn::Active*> waiting_tasks(const ProcessModel& model, const ProcessInstance& instance);

}  // namespace tongban::cases
