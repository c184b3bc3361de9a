#include <algorithm>

#include "engine/bpmn/check.h"

namespace tongban::bpmn {

void Check::error(std::string key, const Node& node, std::string detail) {
  if (findings_.size() < 500) findings_.push_back({Severity::error, std::move(key), node.id, std::move(detail)});
}

void Check::warn(std::string key, const Node& node, std::string detail) {
  if (findings_.size() < 500) findings_.push_back({Severity::warning, std::move(key), node.id, std::move(detail)});
}

void Check::run() {
  for (std::size_t i = 0; i < model_.nodes.size(); ++i) {
    const auto& node = model_.nodes[i];
    check_events(node);
    check_flows(node);
    check_activity(node);
    if (node.kind == NodeKind::event_based_gateway) check_event_gateway(node);
    if (node.kind == NodeKind::event_sub_process) check_event_sub_process(node);
  }
  for (const auto& scope : model_.scopes) {
    check_starts(scope);
    check_ways(scope);
  }
}

void Check::check_flows(const Node& node) {
  if (node.kind == NodeKind::start_event && !node.incoming.empty())
    error("bpmn.flow_into_start", node, "开始事件不得有流入 / nothing leads to a start event");
  if (node.kind == NodeKind::boundary_event && !node.incoming.empty())
    error("bpmn.flow_into_boundary", node, "边界事件不得有流入 / nothing leads to a boundary event");
  if (node.kind == NodeKind::end_event && !node.outgoing.empty())
    error("bpmn.flow_from_end", node, "结束事件不得有流出 / nothing leaves an end event");
  if (node.kind == NodeKind::throw_event && node.link_target != kNone && !node.outgoing.empty())
    error("bpmn.flow_from_link", node, "链接抛出事件不得有流出 / nothing leaves a throwing link");
  if (node.for_compensation && (!node.incoming.empty() || !node.outgoing.empty()))
    error("bpmn.flow_at_handler", node, "补偿活动不在正常流程中 / a compensating activity has no sequence flows");
  const bool chooses = node.kind == NodeKind::exclusive_gateway && node.outgoing.size() > 1;
  for (const auto flow : node.outgoing) {
    const bool conditional = model_.flows[flow].condition != kNone;
    if (conditional && (node.kind == NodeKind::parallel_gateway || node.kind == NodeKind::event_based_gateway))
      error("bpmn.condition_ignored", node, "该网关的流出不得有条件 / flows from this gateway have no conditions");
    if (chooses && !conditional && flow != node.default_flow)
      warn("bpmn.missing_condition", node,
           "排他网关的非默认流出没有条件，视为总成立 / a flow without condition always holds");
    if (conditional && flow == node.default_flow)
      warn("bpmn.condition_on_default", node,
           "默认流的条件不起作用 / the condition of a default flow is not looked at");
  }
  if (node.default_flow != kNone &&
      (node.kind == NodeKind::parallel_gateway || node.kind == NodeKind::event_based_gateway))
    error("bpmn.default_ignored", node, "该网关没有默认流 / this gateway has no default flow");
}

void Check::check_activity(const Node& node) {
  if (node.kind == NodeKind::ad_hoc)
    for (const auto inner : model_.scopes[node.own_scope].nodes)
      if (model_.nodes[inner].kind == NodeKind::start_event || model_.nodes[inner].kind == NodeKind::end_event)
        error("bpmn.event_in_ad_hoc", model_.nodes[inner],
              "即席子流程没有开始和结束事件 / an ad hoc sub-process has no start or end event");
  if (node.instantiate && node.kind == NodeKind::receive_task && !node.incoming.empty())
    error("bpmn.flow_into_start", node,
          "启动流程的接收任务不得有流入 / nothing leads to a receive task that begins a process");
  if (!node.attribute("signing").empty() && !node.multi)
    error("bpmn.bad_signing", node, "会签任务应为多实例 / several signers need a multi-instance task");
  if (!node.limit) return;
  const auto& limit = *node.limit;
  if (limit.expression == kNone && !parse_timer(TimerKind::duration, limit.duration))
    error("bpmn.bad_time_limit", node, "时限不是 ISO 8601 时长 / the time limit is no duration: " + limit.duration);
  if (limit.action == TimeLimit::Action::give_back) {
    const auto target = model_.find_node(limit.argument);
    if (target == kNone || !is_activity(model_.nodes[target].kind))
      error("bpmn.bad_time_limit", node,
            "超时退回的环节不存在 / there is no such step to return to: " + limit.argument);
  }
  if (limit.action == TimeLimit::Action::transfer && limit.argument.empty())
    error("bpmn.bad_time_limit", node, "超时转办没有指明人员 / nobody is named to transfer to");
}

void Check::check_event_gateway(const Node& node) {
  if (node.outgoing.empty()) error("bpmn.no_events", node, "事件网关之后没有事件 / no event follows the gateway");
  for (const auto flow : node.outgoing) {
    const auto& target = model_.nodes[model_.flows[flow].target];
    const bool catches =
        target.kind == NodeKind::catch_event && !target.events.empty() && target.events[0].kind != EventKind::link;
    if (!catches && target.kind != NodeKind::receive_task)
      error("bpmn.not_an_event", target,
            "事件网关之后只能是捕获事件或接收任务 / only catching events and receive tasks follow an event-based "
            "gateway");
    if (target.incoming.size() > 1)
      warn("bpmn.shared_event", target,
           "事件网关之后的事件另有流入 / an event after the gateway is reached another way as well");
  }
  if (node.instantiate && !node.incoming.empty())
    error("bpmn.flow_into_start", node, "启动流程的网关不得有流入 / nothing leads to a gateway that begins a process");
}

void Check::check_event_sub_process(const Node& node) {
  int starts = 0;
  for (const auto inner : model_.scopes[node.own_scope].nodes) {
    const auto& start = model_.nodes[inner];
    if (start.kind != NodeKind::start_event) continue;
    ++starts;
    if (start.events.empty())
      error("bpmn.missing_event", start,
            "事件子流程的开始事件没有触发条件 / the start event of an event sub-process waits for nothing");
  }
  if (starts != 1)
    error("bpmn.event_sub_process_starts", node,
          "事件子流程应有一个开始事件 / an event sub-process has one start event");
  if (!node.incoming.empty() || !node.outgoing.empty())
    error("bpmn.flow_at_event_sub_process", node,
          "事件子流程不得有流入流出 / no flow leads to or from an event sub-process");
  if (!node.boundary.empty())
    error("bpmn.dangling_boundary", node, "事件子流程没有边界事件 / an event sub-process has no boundary events");
}

void Check::check_starts(const Scope& scope) {
  const bool outermost = scope.owner == kNone;
  const Node nameless;
  const auto& at = outermost ? nameless : model_.nodes[scope.owner];
  if (!outermost && at.kind == NodeKind::event_sub_process) return;
  std::size_t plain = 0;
  for (const auto start : scope.starts) plain += model_.nodes[start].kind == NodeKind::start_event;
  if (!outermost && plain > 1)
    error("bpmn.several_starts", at, "子流程只能有一个开始事件 / a sub-process has one start event");
  if (!scope.starts.empty()) return;
  const auto& process = model_.processes[scope.process];
  if (outermost && (!process.event_starts.empty() || scope.nodes.empty() || !process.executable)) {
    if (scope.nodes.empty())
      findings_.push_back({Severity::warning, "bpmn.empty_process", process.id, "流程是空的 / the process is empty"});
    return;
  }
  if (scope.nodes.empty()) return warn("bpmn.empty_sub_process", at, "子流程是空的 / the sub-process is empty");
  findings_.push_back({Severity::error, "bpmn.no_start", outermost ? process.id : at.id,
                       "没有可以开始的地方 / there is nowhere to begin"});
}

// What can never be reached is doubtful; what can never be left, without anyone waited for, is an endless circle.
void Check::check_ways(const Scope& scope) {
  std::vector<bool> reached(model_.nodes.size());
  std::vector<Index> open = scope.starts;
  if (scope.owner == kNone)
    open.insert(open.end(), model_.processes[scope.process].event_starts.begin(),
                model_.processes[scope.process].event_starts.end());
  for (const auto each : scope.nodes)
    if (model_.nodes[each].kind == NodeKind::start_event || model_.nodes[each].kind == NodeKind::event_sub_process ||
        model_.nodes[each].for_compensation)
      open.push_back(each);
  while (!open.empty()) {
    const auto at = open.back();
    open.pop_back();
    if (reached[at]) continue;
    reached[at] = true;
    for (const auto next : onwards(at)) open.push_back(next);
  }
  std::vector<bool> gets_out(model_.nodes.size());
  std::vector<std::vector<Index>> back(scope.nodes.size());
  std::map<Index, std::size_t> place;
  for (std::size_t i = 0; i < scope.nodes.size(); ++i) place[scope.nodes[i]] = i;
  for (const auto each : scope.nodes)
    for (const auto next : onwards(each))
      if (place.count(next)) back[place[next]].push_back(each);
  for (const auto each : scope.nodes)
    if (waits(model_.nodes[each]) || onwards(each).empty()) open.push_back(each);
  while (!open.empty()) {
    const auto at = open.back();
    open.pop_back();
    if (gets_out[at]) continue;
    gets_out[at] = true;
    for (const auto before : back[place[at]]) open.push_back(before);
  }
  for (const auto each : scope.nodes) {
    const auto& node = model_.nodes[each];
    if (!reached[each] && node.kind != NodeKind::boundary_event)
      warn("bpmn.unreachable", node, "流程到不了这里 / nothing leads here");
    if (reached[each] && !gets_out[each])
      error("bpmn.endless", node, "进入后无法离开且无人处理的循环 / an endless circle in which nobody is waited for");
  }
}

std::vector<Index> Check::onwards(Index index) const {
  const auto& node = model_.nodes[index];
  std::vector<Index> next;
  for (const auto flow : node.outgoing) next.push_back(model_.flows[flow].target);
  for (const auto event : node.boundary) next.push_back(event);
  if (node.link_target != kNone) next.push_back(node.link_target);
  return next;
}

bool Check::waits(const Node& node) const {
  switch (node.kind) {
    case NodeKind::user_task:
    case NodeKind::service_task:
    case NodeKind::receive_task:
    case NodeKind::call_activity:
    case NodeKind::sub_process:
    case NodeKind::transaction:
    case NodeKind::ad_hoc:
    case NodeKind::event_based_gateway:
    case NodeKind::end_event:
      return true;
    case NodeKind::catch_event:
      return node.events.empty() || node.events[0].kind != EventKind::link;
    default:
      return false;
  }
}

void check_model(const Model& model, Findings& findings) { Check(model, findings).run(); }

}  // namespace tongban::bpmn
