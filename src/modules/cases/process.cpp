#include "modules/cases/process.h"

#include <algorithm>
#include <boost/json/array.hpp>

#include "platform/crypto/keyring.h"
#include "platform/jobs/jobs.h"

namespace tongban::cases {
namespace {

// While the law leaves the case to the department the process says whose turn it is.
bool is_handled(Status status) {
  return status == Status::accepted || status == Status::under_review || status == Status::suspended;
}

WaitingFor waiting_for_of(const Work& work, const CaseProcess& process) {
  if (!is_running(process.instance)) {
    // It ended without a decision: people go on as with any case.
    return work.state.instant || work.state.reviewer_id != 0 ? WaitingFor::approver : WaitingFor::reviewer;
  }
  bool clerk = false, others = false;
  for (const auto* active : waiting_tasks(*process.model, process.instance)) {
    const auto facts = task_facts(work, process, process.model->node(active->node));
    if (facts.act == "decide") return WaitingFor::approver;
    (facts.role == Role::window_clerk ? clerk : others) = true;
  }
  return clerk && !others ? WaitingFor::window_clerk : WaitingFor::reviewer;
}

json::array begun_tasks(const Work& work, const CaseProcess& process, const StepOutcome& outcome) {
  json::array list;
  for (const auto& effect : outcome.effects) {
    if (effect.kind != bpmn::EffectKind::task_created) continue;
    const auto facts = task_facts(work, process, process.model->node(effect.node));
    list.push_back(json::object{{"task", effect.active},
                                {"element", facts.element},
                                {"name", facts.task_name},
                                {"department_id", id_text(facts.department_id)},
                                {"role", enum_text(facts.role)}});
  }
  return list;
}

void tell_effects(Happening& main, const CaseProcess& process, const StepOutcome& outcome) {
  json::array problems, urged, thrown;
  for (const auto& effect : outcome.effects) {
    const auto element = effect.node == bpmn::kNone ? std::string() : process.model->node(effect.node).id;
    if (effect.kind == bpmn::EffectKind::error)
      problems.push_back(json::object{{"element", element}, {"problem", effect.name}});
    if (effect.kind == bpmn::EffectKind::task_urged) urged.push_back(json::value(effect.active));
    if (effect.kind == bpmn::EffectKind::message_thrown || effect.kind == bpmn::EffectKind::signal_thrown)
      thrown.push_back(json::value(effect.name));
  }
  if (!problems.empty()) main.data["problems"] = std::move(problems);
  if (!urged.empty()) main.data["urged"] = std::move(urged);
  if (!thrown.empty()) main.data["thrown"] = std::move(thrown);
}

Result<void> keep_step(Ctx& ctx, CaseProcess& process, const ProcessStep& step, const StepOutcome& outcome) {
  const auto case_id = process.row.case_id;
  const int number = ++process.row.steps;
  store::insert_process_step(ctx.tx,
                             {case_id, number, step.kind, step.at, step.by, process.row.digest,
                              ctx.services.keyring.seal(step_context(case_id, number), to_json_text(step.said))});
  int position = 0;
  for (const auto& rule : outcome.rules) {
    ++position;
    store::insert_rule(ctx.tx,
                       {case_id, number, position, step.at, rule.decision,
                        ctx.services.keyring.seal(rule_context(case_id, number, position), to_json_text(rule.told))});
  }
  process.changed = true;
  return {};
}

// What the law allows at this moment, for the services that the process may call. The first work on a task takes the
// case under review.
void add_facts(const Work& work, const Happening& main, ProcessStep& step) {
  const auto status = work.state.status;
  const bool reviewed =
      status == Status::under_review || (status == Status::accepted && main.kind == EventKind::task_done);
  json::object facts;
  if (const auto* given = step.said.if_contains("facts"); given != nullptr && given->is_object())
    facts = given->get_object();
  if (reviewed && !work.item->content.special_procedures.empty()) facts["may_suspend"] = true;
  if (status == Status::suspended) facts["may_resume"] = true;
  if (!facts.empty()) step.said["facts"] = std::move(facts);
}

void complete_main(const Work& work, const CaseProcess& process, const StepOutcome& outcome, Happening& main) {
  main.data["in_process"] = is_running(process.instance);
  if (is_handled(work.state.status)) main.data["waiting_for"] = enum_text(waiting_for_of(work, process));
  if (auto begun = begun_tasks(work, process, outcome); !begun.empty()) main.data["tasks"] = std::move(begun);
  tell_effects(main, process, outcome);
}

}  // namespace

std::string process_context(std::int64_t case_id) { return "case_processes.state_sealed/" + id_text(case_id); }
std::string step_context(std::int64_t case_id, int step) {
  return "case_process_steps.said_sealed/" + id_text(case_id) + "/" + std::to_string(step);
}
std::string rule_context(std::int64_t case_id, int step, int position) {
  return "case_rules.told_sealed/" + id_text(case_id) + "/" + std::to_string(step) + "/" + std::to_string(position);
}

TaskFacts task_facts(const Work& work, const CaseProcess& process, const bpmn::Node& node) {
  TaskFacts facts;
  facts.element = node.id;
  facts.task_name = node.name.empty() ? node.id : node.name;
  facts.act = node.attribute("act");
  facts.role = parse_enum<Role>(node.attribute("candidateGroups")).value_or(Role::reviewer);
  facts.department_id = work.row.department_id;
  for (const auto& lane : process.lanes->departments)
    if (lane.key == node.lane) facts.department_id = lane.department_id.value;
  return facts;
}

Result<CaseProcess*> process_of(Ctx& ctx, Work& work) {
  if (work.process_asked) return work.process.get();
  work.process_asked = true;
  if (work.events.empty() || !TRY(catalog::process_of(ctx, work.row.item_version_id))) return nullptr;
  auto row = store::find_process(ctx.tx, work.row.case_id);
  if (!row) return nullptr;
  auto process = std::make_shared<CaseProcess>();
  process->model = TRY(ctx.services.state<ProcessModels>().of(ctx, row->digest));
  process->lanes = TRY(catalog::process_of(ctx, row->process_version_id));
  const auto text = TRY(ctx.services.keyring.open(process_context(work.row.case_id), row->state_sealed));
  process->instance = TRY(instance_of(*process->model, text));
  process->row = *std::move(row);
  process->stored = true;
  work.process = std::move(process);
  return work.process.get();
}

const std::vector<store::TaskRow>& tasks_of(Ctx& ctx, CaseProcess& process) {
  if (!std::exchange(process.tasks_loaded, true) && process.stored)
    process.tasks = store::tasks_of(ctx.tx, process.row.case_id);
  return process.tasks;
}

Result<std::vector<Happening>> take_step(Ctx& ctx, Work& work, ProcessStep step, Happening main) {
  auto& process = *work.process;
  add_facts(work, main, step);
  StepOutcome outcome;
  TRY(apply_step(*process.model, process.instance, step, outcome));
  TRY(keep_step(ctx, process, step, outcome));
  complete_main(work, process, outcome, main);
  std::vector<Happening> happenings;
  happenings.push_back(std::move(main));
  TRY(do_services(ctx, work, outcome, happenings));
  return happenings;
}

Result<std::vector<Happening>> move_to_version(Ctx& ctx, Work& work, std::int64_t item_version_id,
                                               const json::object& mapping) {
  auto& process = *work.process;
  const auto lanes = TRY(catalog::process_of(ctx, item_version_id));
  if (!lanes) return not_found("catalog.no_such_process", "新版本没有流程");
  const auto model = TRY(ctx.services.state<ProcessModels>().of(ctx, lanes->digest));
  ProcessStep step{"migrate", ctx.now, ctx.actor.account_id, {{"mapping", mapping}}};
  TRY(migrate_instance(*process.model, *model, process.instance, step));
  process.model = model;
  process.lanes = lanes;
  process.row.digest = lanes->digest;
  process.row.process_version_id = item_version_id;
  TRY(keep_step(ctx, process, step, {}));
  Happening main{EventKind::process_moved, {{"what", "migrated"}, {"item_version_id", id_text(item_version_id)}}};
  complete_main(work, process, {}, main);
  std::vector<Happening> happenings;
  happenings.push_back(std::move(main));
  return happenings;
}

}  // namespace tongban::cases
