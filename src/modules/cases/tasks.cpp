// Acts on the tasks of a process. Each takes one step of the engine and records what was done as an event of the case;
// the lock of the case makes of two completions of one task one, and tells the other.
#include "modules/cases/tasks.h"

#include <algorithm>
#include <boost/json/array.hpp>

#include "modules/cases/process.h"
#include "modules/identity/identity.h"

namespace tongban::cases {
namespace {

struct Hand {
  Work work;
  CaseProcess* process = nullptr;
  const bpmn::Active* active = nullptr;
  TaskFacts facts;
  std::string department_name, region_code;
};

Error task_done() { return conflict("cases.task_done", "该任务已办理完毕或者已被撤回，请刷新后再试"); }
Error no_process() { return conflict("cases.no_process", "该办件没有正在运行的流程"); }
Error not_for_role() { return {Code::forbidden, "cases.not_for_your_role", "您的岗位不能进行此操作"}; }

Result<Work> load_with_process(Ctx& ctx, Id case_id, std::optional<std::int64_t> expected_version) {
  auto work = TRY(load_for_platform(ctx, case_id.value));
  if (!may_see(ctx.actor, work.row) && !TRY(takes_part(ctx, work.row))) return case_not_found();
  ctx.audit = {"case", case_id.value, ""};
  if (expected_version && *expected_version != work.row.version)
    return Error{Code::stale, "cases.stale", "办件已被更新，请刷新后再试"};
  const auto* process = TRY(process_of(ctx, work));
  if (process == nullptr || !is_running(process->instance)) return no_process();
  return work;
}

bool is_open_for_work(Status status) {
  return status != Status::draft && status != Status::correcting && !is_final(status);
}

Result<Hand> load_task(Ctx& ctx, Id case_id, std::optional<std::int64_t> expected_version, int task) {
  Hand hand;
  hand.work = TRY(load_with_process(ctx, case_id, expected_version));
  if (!is_open_for_work(hand.work.state.status))
    return conflict("cases.not_allowed_in_status", "办件当前状态不能办理流程任务");
  hand.process = hand.work.process.get();
  for (const auto& row : tasks_of(ctx, *hand.process))
    if (row.task == task) hand.department_name = row.department_name, hand.region_code = row.region_code;
  for (const auto* active : waiting_tasks(*hand.process->model, hand.process->instance))
    if (active->id == task) hand.active = active;
  if (hand.active == nullptr || hand.region_code.empty()) return task_done();
  hand.facts = task_facts(hand.work, *hand.process, hand.process->model->node(hand.active->node));
  return hand;
}

bool covers(const Actor& actor, const Hand& hand, Role role) {
  return actor.may(role, hand.facts.department_id, hand.region_code);
}

// Whether this person may work on the task now.
Result<void> check_turn(const Actor& actor, const Hand& hand) {
  if (!covers(actor, hand, hand.facts.role)) return not_for_role();
  const auto assignee = parse_id(hand.active->assignee).value_or(0);
  if (assignee != 0 && assignee != actor.account_id)
    return conflict("cases.assigned_to_other", "该任务已由其他人员办理");
  return {};
}

Result<void> check_colleague(Ctx& ctx, const Hand& hand, const std::optional<Id>& account_id) {
  const auto wrong = [](const char* why) {
    return unprocessable("cases.not_in_post", why, {{"/account_id", "cases.not_in_post", why}});
  };
  if (!account_id) return wrong("请选择人员");
  const auto staff = identity::staff_with_role(ctx, hand.facts.role, hand.facts.department_id);
  if (std::any_of(staff.begin(), staff.end(),
                  [&](const auto& member) { return member.account_id == account_id->value; }))
    return {};
  return wrong("该人员不在本环节的岗位上");
}

// Only what the model lets the task say; values are those it names, or yes and no.
Result<json::object> checked_outcomes(const bpmn::Node& node, const json::value& given) {
  json::object variables;
  std::vector<FieldError> wrong;
  const json::object empty;
  const auto& said = given.is_object() ? given.get_object() : empty;
  const auto fields = outcome_fields(node);
  for (const auto& [name, value] : said)
    if (std::none_of(fields.begin(), fields.end(), [&](const auto& field) { return field.name == name; }))
      wrong.push_back({"/outcomes/" + std::string(name), "field.unknown", "该任务没有这一项结论"});
  for (const auto& field : fields) {
    const auto* value = said.if_contains(field.name);
    const auto pointer = "/outcomes/" + field.name;
    if (value == nullptr && field.values.size() == 1) {
      variables[field.name] = field.values.front() == "true" ? json::value(true) : json::value(field.values.front());
    } else if (value == nullptr || value->is_null()) {
      wrong.push_back({pointer, "field.required", "请给出结论"});
    } else if (value->is_bool()) {
      const auto text = value->get_bool() ? "true" : "false";
      if (field.values.empty() || std::find(field.values.begin(), field.values.end(), text) != field.values.end())
        variables[field.name] = *value;
      else
        wrong.push_back({pointer, "field.choice", "不在可选的结论中"});
    } else if (value->is_string() &&
               std::find(field.values.begin(), field.values.end(), std::string_view(value->get_string())) !=
                   field.values.end() &&
               value->get_string() != "true" && value->get_string() != "false") {
      variables[field.name] = *value;
    } else {
      wrong.push_back({pointer, "field.choice", "不在可选的结论中"});
    }
  }
  if (!wrong.empty()) return Error{Code::invalid, "input.invalid", "提交的内容有误，请按提示修改", std::move(wrong)};
  return variables;
}

// Nobody goes back to what was not done, and an act of the law cannot be undone by going back to before it.
bool cannot_go_back(const CaseProcess& process, std::string_view element) {
  const auto target = process.model->process->find_node(element);
  if (target == bpmn::kNone || process.model->node(target).kind != bpmn::NodeKind::user_task) return true;
  int latest = 0, legal = 0;
  for (const auto& scope : process.instance.state.scopes)
    for (const auto& visit : scope->visits) {
      if (visit.node == target && visit.person) latest = std::max(latest, visit.id);
      if (visit.person && done_by_legal_act(process.model->node(visit.node).attribute("act")))
        legal = std::max(legal, visit.id);
    }
  return latest <= legal;
}

Error cannot_return() {
  return unprocessable("cases.cannot_return_there", "不能退回到该环节",
                       {{"/element", "cases.cannot_return_there", "不能退回到该环节"}});
}

Happening done(const Hand& hand, const char* what, std::string note = {}) {
  return {EventKind::task_done,
          {{"what", what},
           {"task", hand.active->id},
           {"element", hand.facts.element},
           {"name", hand.facts.task_name},
           {"role", enum_text(hand.facts.role)},
           {"department_id", id_text(hand.facts.department_id)},
           {"department_name", hand.department_name}},
          std::move(note)};
}

Result<ActOut> conclude(Ctx& ctx, Work& work, ProcessStep step, Happening main) {
  step.at = ctx.now;
  step.by = ctx.actor.account_id;
  auto happenings = take_step(ctx, work, std::move(step), std::move(main));
  if (!happenings && happenings.error().key == "bpmn.not_waiting") return task_done();
  if (!happenings) return happenings.error();
  TRY(record(ctx, work, *std::move(happenings)));
  return act_out(work);
}

}  // namespace

Result<ActOut> complete_task(Ctx& ctx, const CompleteTaskIn& in) {
  auto hand = TRY(load_task(ctx, in.case_id, in.expected_version, in.task));
  if (done_by_legal_act(hand.facts.act))
    return conflict("cases.by_legal_act", "该任务随受理、决定等法定行为一并完成，请直接办理");
  TRY(check_turn(ctx.actor, hand));
  auto variables = TRY(checked_outcomes(hand.process->model->node(hand.active->node), in.outcomes));
  auto main = done(hand, "completed", in.opinion);
  main.data["outcomes"] = variables;
  // Who examined it for the department of the case does not decide it.
  if (hand.facts.department_id == hand.work.row.department_id && hand.facts.role == Role::reviewer)
    main.data["reviewed"] = true;
  return conclude(ctx, hand.work, {"complete", {}, 0, {{"active", in.task}, {"variables", std::move(variables)}}},
                  std::move(main));
}

Result<ActOut> return_task(Ctx& ctx, const ReturnTaskIn& in) {
  auto hand = TRY(load_task(ctx, in.case_id, in.expected_version, in.task));
  TRY(check_turn(ctx.actor, hand));
  TRY(require_texts({{"/element", in.element}, {"/reason", in.reason}}));
  if (cannot_go_back(*hand.process, in.element)) return cannot_return();
  auto main = done(hand, "returned", in.reason);
  main.data["to"] = std::string(in.element);
  return conclude(ctx, hand.work, {"return_to", {}, 0, {{"active", in.task}, {"element", std::string(in.element)}}},
                  std::move(main));
}

Result<ActOut> withdraw_task(Ctx& ctx, const WithdrawTaskIn& in) {
  auto work = TRY(load_with_process(ctx, in.case_id, in.expected_version));
  if (!is_open_for_work(work.state.status))
    return conflict("cases.not_allowed_in_status", "办件当前状态不能办理流程任务");
  if (cannot_go_back(*work.process, in.element)) return cannot_return();
  Happening main{EventKind::task_done, {{"what", "withdrawn"}, {"element", std::string(in.element)}}};
  return conclude(ctx, work, {"withdraw", {}, 0, {{"element", std::string(in.element)}}}, std::move(main));
}

namespace {

// After a problem of the process itself: its head lets it try again.
Result<ActOut> retry(Ctx& ctx, const ChangeTaskIn& in) {
  auto work = TRY(load_with_process(ctx, in.case_id, in.expected_version));
  if (!ctx.actor.may(Role::department_head, work.row.department_id, work.row.region_code)) return not_for_role();
  Happening main{EventKind::task_done, {{"what", "retried"}, {"task", in.task}}, in.note};
  return conclude(ctx, work, {"retry", {}, 0, {{"active", in.task}}}, std::move(main));
}

Result<void> check_change(Ctx& ctx, const Hand& hand, const ChangeTaskIn& in) {
  using enum TaskChange;
  const bool head = covers(ctx.actor, hand, Role::department_head);
  if (in.what == urge) {
    // Whoever waits for it may: the department of the case, and the head of its own.
    const auto& row = hand.work.row;
    if (head || ctx.actor.may_any({Role::reviewer, Role::approver, Role::department_head, Role::supervisor},
                                  row.department_id, row.region_code))
      return {};
    return not_for_role();
  }
  if (!(head && in.what == transfer)) TRY(check_turn(ctx.actor, hand));
  if (in.what == claim || in.what == remove_signer) return {};
  return check_colleague(ctx, hand, in.account_id);
}

}  // namespace

Result<ActOut> change_task(Ctx& ctx, const ChangeTaskIn& in) {
  if (in.what == TaskChange::retry) return retry(ctx, in);
  auto hand = TRY(load_task(ctx, in.case_id, in.expected_version, in.task));
  TRY(check_change(ctx, hand, in));
  const bool claims = in.what == TaskChange::claim;
  const auto person = claims ? Id{ctx.actor.account_id} : in.account_id.value_or(Id{});
  ProcessStep step{std::string(claims ? "transfer" : enum_text(in.what)), {}, 0, {{"active", in.task}}};
  auto main = done(hand, "", in.note);
  main.data["what"] = enum_text(in.what);
  if (person.value != 0) {
    step.said["person"] = id_text(person.value);
    main.data["colleague"] = person.value;
  }
  return conclude(ctx, hand.work, std::move(step), std::move(main));
}

Result<ActOut> migrate_process(Ctx& ctx, const MigrateProcessIn& in) {
  auto work = TRY(load_with_process(ctx, in.case_id, in.expected_version));
  if (!ctx.actor.may(Role::department_head, work.row.department_id, work.row.region_code)) return not_for_role();
  const auto current = TRY(catalog::current_version(ctx, work.row.item_id));
  if (work.process->row.process_version_id == current->item_version_id)
    return conflict("cases.process_is_current", "该办件的流程已是现行版本");
  json::object mapping;
  for (const auto& each : in.mapping) mapping[std::string(each.from)] = std::string(each.to);
  auto happenings = TRY(move_to_version(ctx, work, current->item_version_id, mapping));
  TRY(record(ctx, work, std::move(happenings)));
  return act_out(work);
}

}  // namespace tongban::cases
