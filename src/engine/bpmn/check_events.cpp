#include <algorithm>

#include "engine/bpmn/check.h"

namespace tongban::bpmn {

// BPMN 2.0.2, table 10.93: which event may have which definition.
bool Check::allowed(const Node& node, EventKind kind) const {
  const bool waits = kind == EventKind::message || kind == EventKind::timer || kind == EventKind::signal ||
                     kind == EventKind::conditional;
  switch (node.kind) {
    case NodeKind::start_event: {
      const auto owner = model_.scopes[node.scope].owner;
      if (owner == kNone) return waits;
      if (model_.nodes[owner].kind != NodeKind::event_sub_process) return false;
      return waits || kind == EventKind::error || kind == EventKind::escalation || kind == EventKind::compensation;
    }
    case NodeKind::catch_event:
      return waits || kind == EventKind::link;
    case NodeKind::boundary_event:
      return waits || kind == EventKind::error || kind == EventKind::escalation || kind == EventKind::cancel ||
             kind == EventKind::compensation;
    case NodeKind::throw_event:
      return kind == EventKind::message || kind == EventKind::signal || kind == EventKind::escalation ||
             kind == EventKind::compensation || kind == EventKind::link;
    case NodeKind::end_event:
      return kind != EventKind::timer && kind != EventKind::conditional && kind != EventKind::link;
    default:
      return true;
  }
}

bool Check::inside_transaction(const Node& node) const {
  for (auto owner = model_.scopes[node.scope].owner; owner != kNone;
       owner = model_.scopes[model_.nodes[owner].scope].owner)
    if (model_.nodes[owner].kind == NodeKind::transaction) return true;
  return false;
}

void Check::check_events(const Node& node) {
  if (node.kind > NodeKind::boundary_event) return;
  if (node.events.empty() && (node.kind == NodeKind::catch_event || node.kind == NodeKind::boundary_event))
    error("bpmn.missing_event", node, "捕获事件没有触发条件 / a catching event waits for nothing");
  for (const auto& event : node.events) {
    if (!allowed(node, event.kind))
      error("bpmn.event_not_allowed", node,
            "此处不得使用该类事件 / an event of this kind may not stand here: " + std::string(name_of(event.kind)));
    const bool named = event.kind == EventKind::message || event.kind == EventKind::signal;
    if (named && event.name.empty())
      warn("bpmn.nameless_event", node, "消息或信号没有名称 / the message or signal has no name");
    if (event.kind == EventKind::cancel && node.kind == NodeKind::end_event && !inside_transaction(node))
      error("bpmn.cancel_outside", node, "取消结束事件只能在事务中 / a cancel end event stands in a transaction");
    if (event.kind == EventKind::link && event.name.empty())
      error("bpmn.dangling_link", node, "链接没有名称 / a link has no name");
    const bool always_interrupts = event.kind == EventKind::error || event.kind == EventKind::cancel;
    if (always_interrupts && !node.interrupting)
      error("bpmn.must_interrupt", node, "错误和取消事件总是中断的 / error and cancel events always interrupt");
    if (event.kind == EventKind::error && node.kind == NodeKind::end_event && event.name.empty())
      warn("bpmn.nameless_event", node, "错误没有编号 / the error has no code");
  }
  const auto compensations = std::count_if(node.events.begin(), node.events.end(), [](const EventDefinition& event) {
    return event.kind == EventKind::compensation;
  });
  if (compensations > 1)
    error("bpmn.event_not_allowed", node, "一个事件只能补偿一次 / an event asks for compensation once");
  if (node.kind == NodeKind::boundary_event) check_boundary(node);
}

void Check::check_boundary(const Node& node) {
  if (node.attached_to == kNone) return;
  const auto& host = model_.nodes[node.attached_to];
  for (const auto& event : node.events) {
    if (event.kind == EventKind::cancel && host.kind != NodeKind::transaction)
      error("bpmn.cancel_outside", node,
            "取消边界事件只能附在事务上 / a cancel boundary event is attached to a transaction");
    if (event.kind != EventKind::compensation) continue;
    if (node.handler == kNone)
      error("bpmn.missing_handler", node,
            "补偿边界事件没有关联补偿活动 / a compensation boundary event has no activity associated");
    if (!node.outgoing.empty())
      error("bpmn.flow_at_handler", node, "补偿边界事件没有流出 / no flow leaves a compensation boundary event");
    if (node.events.size() > 1)
      error("bpmn.event_not_allowed", node,
            "补偿边界事件不得与其他事件合用 / a compensation boundary event stands alone");
  }
}

}  // namespace tongban::bpmn
