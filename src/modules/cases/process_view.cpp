#include "modules/cases/process_view.h"

#include <algorithm>
#include <boost/json/array.hpp>

#include "modules/cases/people.h"
#include "modules/cases/process.h"
#include "platform/crypto/keyring.h"

namespace tongban::cases {
namespace {

std::string text_in(const json::object& object, const char* key) {
  const auto* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::string waits_for(const bpmn::Node& node, const bpmn::Active& active) {
  if (active.phase == bpmn::Phase::incident) return "problem";
  if (active.phase != bpmn::Phase::waiting) return "parts";
  if (node.kind == bpmn::NodeKind::user_task) return "task";
  if (node.kind == bpmn::NodeKind::call_activity || node.kind == bpmn::NodeKind::service_task) return "call";
  const bool timer = std::any_of(node.events.begin(), node.events.end(),
                                 [](const auto& event) { return event.kind == bpmn::EventKind::timer; });
  return timer ? "timer" : "message";
}

class Viewer {
 public:
  Viewer(Ctx& ctx, Work& work, CaseProcess& process)
      : ctx_(ctx), work_(work), process_(process), names_(ctx), staff_(ctx.actor.kind == ActorKind::staff) {}

  Result<ProcessView> view() {
    ProcessView view;
    const auto& model = *process_.model->process;
    const auto at = process_.instance.state.process;
    view.name = at == bpmn::kNone ? model.id : model.processes[static_cast<std::size_t>(at)].name;
    view.status = process_.row.status;
    view.item_version_id = Id{process_.row.process_version_id};
    for (const auto& active : process_.instance.state.actives) {
      const auto& node = process_.model->node(active->node);
      view.places.push_back({node.id, node.name, node.type, waits_for(node, *active)});
    }
    TRY(add_done(view));
    for (const auto& row : tasks_of(ctx_, process_)) view.tasks.push_back(open_task(row));
    TRY(add_rules(view));
    if (staff_) add_targets(view);
    return view;
  }

 private:
  ProcessTask open_task(const store::TaskRow& row) {
    ProcessTask task;
    task.task = row.task;
    task.element = row.element, task.name = row.task_name, task.act = row.act;
    task.department_id = Id{row.department_id};
    task.department_name = row.department_name;
    task.role = parse_enum<Role>(row.role).value_or(Role::reviewer);
    task.created_at = row.created_at;
    if (!staff_) return task;
    if (row.assignee_account_id != 0) task.assignee = names_.of(row.assignee_account_id);
    if (row.due_at < kNoUrgency) task.due_at = row.due_at;
    task.urged = row.urged;
    task.may_work = ctx_.actor.may(task.role, row.department_id, row.region_code) &&
                    (row.assignee_account_id == 0 || row.assignee_account_id == ctx_.actor.account_id);
    if (const auto node = process_.model->process->find_node(row.element); node != bpmn::kNone)
      for (auto& field : outcome_fields(process_.model->node(node)))
        task.fields.push_back({std::move(field.name), std::move(field.values)});
    return task;
  }

  // What people did is in the events of the case.
  Result<void> add_done(ProcessView& view) {
    for (std::size_t i = 0; i < work_.events.size(); ++i) {
      const auto& event = work_.events[i];
      if (event.kind != EventKind::task_done) continue;
      const auto what = text_in(event.data, "what");
      if (!staff_ && what != "completed") continue;
      ProcessTask task;
      task.done = true;
      task.what = what;
      task.element = text_in(event.data, "element"), task.name = text_in(event.data, "name");
      task.department_id = Id{parse_id(text_in(event.data, "department_id")).value_or(0)};
      task.department_name = text_in(event.data, "department_name");
      task.role = parse_enum<Role>(text_in(event.data, "role")).value_or(Role::reviewer);
      task.done_at = event.at;
      if (staff_) {
        task.assignee = names_.of(event.actor_id);
        if (const auto* outcomes = event.data.if_contains("outcomes")) task.outcomes = *outcomes;
        if (!work_.notes_sealed[i].empty())
          task.opinion = TRY(
              ctx_.services.keyring.open("case_events.note_sealed/" + id_text(event.event_id), work_.notes_sealed[i]));
      }
      view.tasks.push_back(std::move(task));
    }
    return {};
  }

  Result<void> add_rules(ProcessView& view) {
    for (const auto& row : store::rules_of(ctx_.tx, work_.row.case_id)) {
      const auto text =
          TRY(ctx_.services.keyring.open(rule_context(row.case_id, row.step, row.position), row.told_sealed));
      const auto told = TRY(parse_json(text));
      if (!told.is_object()) continue;
      RuleView rule{row.decision, rules_in_words(told.get_object()), row.at, {}};
      if (staff_) rule.tables = told.get_object().contains("tables") ? told.get_object().at("tables") : json::value();
      view.rules.push_back(std::move(rule));
    }
    return {};
  }

  // Steps of people that were passed, each once.
  void add_targets(ProcessView& view) {
    for (const auto& scope : process_.instance.state.scopes)
      for (const auto& visit : scope->visits) {
        const auto& node = process_.model->node(visit.node);
        if (node.kind != bpmn::NodeKind::user_task || !visit.person || done_by_legal_act(node.attribute("act")))
          continue;
        const bool known = std::any_of(view.may_return_to.begin(), view.may_return_to.end(),
                                       [&](const auto& target) { return target.element == node.id; });
        if (!known) view.may_return_to.push_back({node.id, node.name});
      }
  }

  Ctx& ctx_;
  Work& work_;
  CaseProcess& process_;
  StaffNames names_;
  bool staff_;
};

}  // namespace

Result<std::optional<ProcessView>> process_view(Ctx& ctx, Work& work) {
  auto* process = TRY(process_of(ctx, work));
  if (process == nullptr) return std::optional<ProcessView>();
  return std::optional(TRY(Viewer(ctx, work, *process).view()));
}

}  // namespace tongban::cases
