#include <algorithm>
#include <charconv>

#include "engine/bpmn/reader.h"

namespace tongban::bpmn {
namespace {

// The part of a vote that must agree: "2/3", "0.6", "60%".
std::optional<double> share_of(std::string_view text) {
  const auto number = [](std::string_view part) -> std::optional<double> {
    double value = 0;
    const auto [end, failed] = std::from_chars(part.data(), part.data() + part.size(), value);
    if (failed != std::errc() || end != part.data() + part.size()) return std::nullopt;
    return value;
  };
  std::optional<double> share;
  if (const auto slash = text.find('/'); slash != std::string_view::npos) {
    const auto above = number(text.substr(0, slash)), below = number(text.substr(slash + 1));
    if (above && below && *below > 0) share = *above / *below;
  } else if (!text.empty() && text.back() == '%') {
    if (const auto percent = number(text.substr(0, text.size() - 1))) share = *percent / 100;
  } else {
    share = number(text);
  }
  if (!share || !(*share > 0) || *share > 1) return std::nullopt;
  return share;
}

}  // namespace

void Reader::connect() {
  connect_flows();
  connect_defaults();
  connect_boundary();
  connect_links();
  connect_calls();
  connect_compensation();
  for (const auto& [id, lane] : lanes_)
    if (const auto node = model_.find_node(id); node != kNone)
      model_.nodes[node].lane = lane;
    else
      error("bpmn.dangling_reference", id, "泳道引用的元素不存在 / a lane names an element that is not there: " + id);
  for (auto& node : model_.nodes) {
    for (auto* moves : {&node.inputs, &node.outputs})
      for (auto& move : *moves) {
        if (!move.from.empty()) move.from = variable_of(move.from);
        move.to = variable_of(move.to);
      }
    if (!node.multi) continue;
    if (!node.multi->collection.empty()) node.multi->collection = variable_of(node.multi->collection);
    if (!node.multi->output.empty()) node.multi->output = variable_of(node.multi->output);
    connect_signing(node);
  }
  find_starts();
  find_compensable();
  find_joins();
}

void Reader::connect_signing(Node& node) {
  auto& multi = *node.multi;
  const auto mode = node.attribute("signing");
  if (mode.empty()) return;
  multi.signing = mode == "all"    ? Signing::all
                  : mode == "any"  ? Signing::any
                  : mode == "vote" ? Signing::vote
                                   : Signing::none;
  if (multi.signing == Signing::none)
    error("bpmn.bad_signing", node.id,
          "会签方式应为 all、any 或 vote / signing is all, any or vote: " + std::string(mode));
  if (const auto outcome = node.attribute("outcome"); !outcome.empty()) multi.outcome = outcome;
  if (const auto pass = node.attribute("pass"); !pass.empty()) {
    if (const auto share = share_of(pass))
      multi.pass_share = *share;
    else
      error("bpmn.bad_signing", node.id,
            "通过比例应大于 0、不大于 1 / the share that passes is above 0 and at most 1: " + std::string(pass));
  }
}

void Reader::connect_flows() {
  for (const auto& [xml, scope] : flows_) {
    Flow flow;
    flow.id = attribute(xml, "id");
    flow.name = attribute(xml, "name");
    flow.source = model_.find_node(reference(attribute(xml, "sourceRef")));
    flow.target = model_.find_node(reference(attribute(xml, "targetRef")));
    if (flow.source == kNone || flow.target == kNone) {
      error("bpmn.dangling_flow", flow.id, "顺序流的起点或终点不存在 / a sequence flow leads from or to nothing");
      continue;
    }
    if (model_.nodes[flow.source].scope != scope || model_.nodes[flow.target].scope != scope) {
      error("bpmn.flow_crosses", flow.id,
            "顺序流不得越过流程或子流程的边界 / a sequence flow does not leave its process or sub-process");
      continue;
    }
    if (const auto condition = child(xml, "conditionExpression")) flow.condition = expression(condition, flow.id);
    const auto index = static_cast<Index>(model_.flows.size());
    if (!flow.id.empty() && (!flow_by_id_.emplace(flow.id, index).second || model_.node_by_id.count(flow.id))) {
      error("bpmn.duplicate_id", flow.id, "编号重复 / this id is used twice");
      continue;
    }
    model_.nodes[flow.source].outgoing.push_back(index);
    model_.nodes[flow.target].incoming.push_back(index);
    model_.flows.push_back(std::move(flow));
  }
}

void Reader::connect_defaults() {
  for (const auto& [node, id] : defaults_) {
    const auto flow = flow_by_id_.find(id);
    if (flow == flow_by_id_.end() || model_.flows[flow->second].source != node)
      error("bpmn.dangling_default", model_.nodes[node].id,
            "默认流不是该元素的流出 / the default flow does not leave this element: " + id);
    else
      model_.nodes[node].default_flow = flow->second;
  }
}

void Reader::connect_boundary() {
  for (const auto& [event, id] : attachments_) {
    const auto host = model_.find_node(id);
    auto& node = model_.nodes[event];
    if (host == kNone || !is_activity(model_.nodes[host].kind) || model_.nodes[host].scope != node.scope) {
      error("bpmn.dangling_boundary", node.id,
            "边界事件所附的活动不存在 / the boundary event is attached to no activity");
      continue;
    }
    node.attached_to = host;
    model_.nodes[host].boundary.push_back(event);
  }
}

void Reader::connect_links() {
  for (auto& node : model_.nodes) {
    if (node.kind != NodeKind::throw_event && node.kind != NodeKind::end_event) continue;
    for (const auto& event : node.events) {
      if (event.kind != EventKind::link) continue;
      for (const auto other : model_.scopes[node.scope].nodes) {
        const auto& target = model_.nodes[other];
        const bool same = target.kind == NodeKind::catch_event && !target.events.empty() &&
                          target.events.front().kind == EventKind::link && target.events.front().name == event.name;
        if (!same) continue;
        if (node.link_target != kNone)
          error("bpmn.two_link_targets", node.id, "同名的链接目标有多个 / a link leads to two places: " + event.name);
        node.link_target = other;
      }
      if (node.link_target == kNone)
        error("bpmn.dangling_link", node.id, "链接没有目标 / a link leads nowhere: " + event.name);
    }
  }
}

// A call within the file runs in the same instance; any other is for the host.
void Reader::connect_calls() {
  for (auto& node : model_.nodes) {
    if (node.kind != NodeKind::call_activity) continue;
    if (node.reference.empty()) {
      error("bpmn.missing_called_element", node.id, "调用活动没有指明被调用的流程 / a call activity calls nothing");
      continue;
    }
    if (const auto process = model_.find_process(node.reference); process != kNone)
      node.own_scope = model_.processes[process].scope;
  }
}

void Reader::connect_compensation() {
  for (const auto& [from, to] : associations_) {
    const auto event = model_.find_node(from), handler = model_.find_node(to);
    if (event == kNone || handler == kNone) continue;
    auto& node = model_.nodes[event];
    const bool compensates = node.kind == NodeKind::boundary_event && !node.events.empty() &&
                             node.events.front().kind == EventKind::compensation;
    if (!compensates || !is_activity(model_.nodes[handler].kind)) continue;
    if (model_.nodes[handler].scope != node.scope)
      error("bpmn.handler_elsewhere", node.id,
            "补偿活动应在同一范围内 / the compensating activity stands in the same scope");
    node.handler = handler;
    model_.nodes[handler].for_compensation = true;
  }
  for (auto& node : model_.nodes)
    for (auto& event : node.events) {
      if (event.kind != EventKind::compensation || event.activity.empty()) continue;
      event.activity_node = model_.find_node(event.activity);
      if (event.activity_node == kNone)
        error("bpmn.dangling_reference", node.id,
              "补偿的活动不存在 / there is no activity to compensate: " + event.activity);
    }
}

void Reader::find_starts() {
  for (Index index = 0; index < static_cast<Index>(model_.scopes.size()); ++index) {
    auto& scope = model_.scopes[index];
    bool has_start_event = false;
    for (const auto each : scope.nodes) has_start_event |= model_.nodes[each].kind == NodeKind::start_event;
    const bool is_ad_hoc = scope.owner != kNone && model_.nodes[scope.owner].kind == NodeKind::ad_hoc;
    auto* process = scope.owner == kNone ? &model_.processes[scope.process] : nullptr;
    for (const auto each : scope.nodes) {
      const auto& node = model_.nodes[each];
      const bool begins = process && node.incoming.empty() &&
                          ((node.kind == NodeKind::start_event && !node.events.empty()) ||
                           (node.kind == NodeKind::receive_task && node.instantiate) ||
                           (node.kind == NodeKind::event_based_gateway && node.instantiate));
      if (begins) {
        process->event_starts.push_back(each);
        continue;
      }
      if (node.kind == NodeKind::start_event) {
        if (node.events.empty()) scope.starts.push_back(each);
        continue;
      }
      const bool reached =
          !node.incoming.empty() || node.for_compensation || node.kind == NodeKind::boundary_event ||
          node.kind == NodeKind::event_sub_process ||
          (node.kind == NodeKind::catch_event && !node.events.empty() && node.events.front().kind == EventKind::link);
      if (!reached && (!has_start_event || is_ad_hoc)) scope.starts.push_back(each);
    }
    // Where an event begins the process, what nothing leads to is no second beginning.
    if (process && !process->event_starts.empty() && !has_start_event) scope.starts.clear();
    if (process) process->by_request = !scope.starts.empty();
  }
}

// From the inside out; scopes are made before those within them.
void Reader::find_compensable() {
  for (auto scope = static_cast<Index>(model_.scopes.size()) - 1; scope >= 0; --scope) {
    auto& at = model_.scopes[scope];
    for (const auto each : at.nodes) {
      const auto& node = model_.nodes[each];
      for (const auto event : node.boundary) at.compensable |= model_.nodes[event].handler != kNone;
      if (has_scope(node.kind)) at.compensable |= model_.scopes[node.own_scope].compensable;
    }
    for (const auto each : at.event_sub_processes)
      for (const auto start : model_.scopes[model_.nodes[each].own_scope].nodes)
        for (const auto& event : model_.nodes[start].events)
          at.compensable |= model_.nodes[start].kind == NodeKind::start_event && event.kind == EventKind::compensation;
  }
}

// Backwards from each incoming flow, never through the gateway itself (BPMN 2.0.2, 13.4.3).
void Reader::find_joins() {
  std::size_t work = 0;
  for (Index gateway = 0; gateway < static_cast<Index>(model_.nodes.size()); ++gateway) {
    const auto& node = model_.nodes[gateway];
    if (node.kind != NodeKind::inclusive_gateway && node.kind != NodeKind::complex_gateway) continue;
    if (node.incoming.size() < 2) continue;
    work += node.incoming.size() * model_.scopes[node.scope].nodes.size();
    if (work > 20'000'000) {
      error("bpmn.too_large", node.id, "汇聚网关过多 / too many joins");
      return;
    }
    JoinReach reach;
    for (const auto flow : node.incoming) {
      std::vector<bool> seen(model_.nodes.size());
      std::vector<Index> open = {model_.flows[flow].source};
      while (!open.empty()) {
        const auto at = open.back();
        open.pop_back();
        if (at == gateway || seen[at]) continue;
        seen[at] = true;
        for (const auto each : model_.nodes[at].incoming) open.push_back(model_.flows[each].source);
        if (model_.nodes[at].attached_to != kNone) open.push_back(model_.nodes[at].attached_to);
        for (const auto each : model_.scopes[node.scope].nodes)
          if (model_.nodes[each].link_target == at) open.push_back(each);
      }
      reach.from_node.push_back(std::move(seen));
    }
    model_.joins.emplace(gateway, std::move(reach));
  }
}

}  // namespace tongban::bpmn
