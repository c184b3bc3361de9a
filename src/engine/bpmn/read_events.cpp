#include <array>
#include <charconv>

#include "engine/bpmn/reader.h"
#include "engine/bpmn/timer.h"

namespace tongban::bpmn {
namespace {

constexpr std::array<std::pair<std::string_view, EventKind>, 10> kDefinitions = {{
    {"messageEventDefinition", EventKind::message},
    {"timerEventDefinition", EventKind::timer},
    {"signalEventDefinition", EventKind::signal},
    {"errorEventDefinition", EventKind::error},
    {"escalationEventDefinition", EventKind::escalation},
    {"conditionalEventDefinition", EventKind::conditional},
    {"linkEventDefinition", EventKind::link},
    {"cancelEventDefinition", EventKind::cancel},
    {"compensateEventDefinition", EventKind::compensation},
    {"terminateEventDefinition", EventKind::terminate},
}};

std::optional<EventKind> definition_kind(std::string_view name) {
  for (const auto& [each, kind] : kDefinitions)
    if (each == name) return kind;
  return std::nullopt;
}

}  // namespace

// A definition inside the event, or the name of one among the root elements.
bool Reader::read_event(pugi::xml_node xml, Node& node) {
  if (definition_kind(local_name(xml))) {
    node.events.push_back(read_definition(xml));
    return true;
  }
  if (local_name(xml) != "eventDefinitionRef") return false;
  const auto id = reference(text_of(xml));
  const auto found = roots_.find(id);
  if (found == roots_.end() || !definition_kind(local_name(found->second)))
    error("bpmn.dangling_reference", node.id, "引用的事件定义不存在 / there is no event definition " + id);
  else
    node.events.push_back(read_definition(found->second));
  return true;
}

EventDefinition Reader::read_definition(pugi::xml_node xml) {
  EventDefinition definition;
  definition.kind = *definition_kind(local_name(xml));
  definition.id = attribute(xml, "id");
  const auto owner = attribute(xml.parent(), "id");
  switch (definition.kind) {
    case EventKind::message: {
      auto message = reference(attribute(xml, "messageRef"));
      if (message.empty()) {
        const auto operation = reference(text_of(child(xml, "operationRef")));
        for (const auto& [id, root] : roots_)
          for (const auto each : root.children())
            if (!operation.empty() && attribute(each, "id") == operation)
              message = reference(text_of(child(each, "inMessageRef")));
      }
      definition.name = name_of_root(message, "message", "name", owner);
      break;
    }
    case EventKind::signal:
      definition.name = name_of_root(reference(attribute(xml, "signalRef")), "signal", "name", owner);
      break;
    case EventKind::error:
      definition.name = name_of_root(reference(attribute(xml, "errorRef")), "error", "errorCode", owner);
      break;
    case EventKind::escalation:
      definition.name = name_of_root(reference(attribute(xml, "escalationRef")), "escalation", "escalationCode", owner);
      break;
    case EventKind::timer:
      read_timer(xml, definition);
      break;
    case EventKind::conditional:
      definition.expression = expression(child(xml, "condition"), owner);
      if (text_of(child(xml, "condition")).empty())
        error("bpmn.missing_condition", owner, "条件事件没有条件 / a conditional event has no condition");
      break;
    case EventKind::link:
      definition.name = attribute(xml, "name");
      break;
    case EventKind::compensation:
      definition.activity = reference(attribute(xml, "activityRef"));
      definition.wait_for_completion = flag(xml, "waitForCompletion", true);
      break;
    default:
      break;
  }
  return definition;
}

void Reader::read_timer(pugi::xml_node xml, EventDefinition& definition) {
  const auto owner = attribute(xml.parent(), "id");
  std::string text;
  for (const auto& [name, kind] :
       {std::pair("timeDate", TimerKind::date), std::pair("timeDuration", TimerKind::duration),
        std::pair("timeCycle", TimerKind::cycle)}) {
    const auto part = child(xml, name);
    if (!part) continue;
    if (definition.timer != TimerKind::none)
      error("bpmn.bad_timer", owner, "定时器只能有一个时间 / a timer has one time");
    definition.timer = kind;
    text = text_of(part);
  }
  if (definition.timer == TimerKind::none || text.empty()) {
    error("bpmn.bad_timer", owner, "定时器没有时间 / a timer has no time");
    return;
  }
  // Plain ISO 8601 is understood as it stands, anything else is an expression that gives it.
  if (text.front() != '=' && parse_timer(definition.timer, text)) {
    definition.timer_text = text;
    return;
  }
  if (text.front() == '=') text.erase(0, 1);
  definition.expression = expression(text, owner);
}

std::optional<EventDefinition> Reader::referenced_event(pugi::xml_node xml, const char* name,
                                                        const std::string& owner) {
  const auto id = reference(attribute(xml, name));
  if (id.empty()) return std::nullopt;
  const auto found = roots_.find(id);
  if (found == roots_.end() || !definition_kind(local_name(found->second))) {
    error("bpmn.dangling_reference", owner, "引用的事件定义不存在 / there is no event definition " + id);
    return std::nullopt;
  }
  return read_definition(found->second);
}

void Reader::read_loop(pugi::xml_node xml, Node& node) {
  if (node.loop || node.multi) {
    error("bpmn.two_loops", node.id, "活动只能有一种循环 / an activity has one kind of loop");
    return;
  }
  if (local_name(xml) == "multiInstanceLoopCharacteristics") {
    read_multi(xml, node);
    return;
  }
  StandardLoop loop;
  loop.test_before = flag(xml, "testBefore", false);
  if (const auto condition = child(xml, "loopCondition")) loop.condition = expression(condition, node.id);
  if (const auto maximum = xml.attribute("loopMaximum")) {
    const std::string_view text = maximum.value();
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), loop.maximum);
    if (failed != std::errc() || end != text.data() + text.size() || loop.maximum < 0)
      error("bpmn.bad_loop_maximum", node.id,
            "循环上限应为非负整数 / loopMaximum is no natural number: " + std::string(text));
  }
  if (loop.condition == kNone && loop.maximum < 0)
    error("bpmn.endless_loop", node.id, "循环既无条件也无上限 / a loop has neither condition nor maximum");
  node.loop = loop;
}

void Reader::read_multi(pugi::xml_node xml, Node& node) {
  MultiInstance multi;
  multi.sequential = flag(xml, "isSequential", false);
  if (const auto part = child(xml, "loopCardinality")) multi.cardinality = expression(part, node.id);
  multi.collection = text_of(child(xml, "loopDataInputRef"));
  multi.output = text_of(child(xml, "loopDataOutputRef"));
  const auto item_name = [&](const char* name) {
    const auto item = child(xml, name);
    if (!item) return std::string();
    auto text = attribute(item, "name");
    if (text.empty()) text = attribute(item, "id");
    variables_[attribute(item, "id")] = text;
    model_.declared.push_back(text);
    return text;
  };
  multi.item = item_name("inputDataItem");
  multi.output_item = item_name("outputDataItem");
  for (const auto each : xml.attributes()) {
    std::string_view name = each.name();
    if (const auto colon = name.find(':'); colon != std::string_view::npos) name = name.substr(colon + 1);
    if (name == "collection") multi.collection = each.value();
    if (name == "elementVariable") multi.item = each.value();
  }
  if (multi.collection.size() > 3 && multi.collection.substr(0, 2) == "${")
    multi.collection = multi.collection.substr(2, multi.collection.size() - 3);
  if (!multi.collection.empty() && multi.collection.front() == '=') {
    multi.collection_value = expression(multi.collection.substr(1), node.id);
    multi.collection.clear();
  }
  if (const auto part = child(xml, "completionCondition")) multi.completion = expression(part, node.id);
  const auto behavior = attribute(xml, "behavior");
  if (behavior == "None")
    multi.behavior = Behavior::none;
  else if (behavior == "One")
    multi.behavior = Behavior::one;
  else if (behavior == "Complex")
    multi.behavior = Behavior::complex;
  else if (!behavior.empty() && behavior != "All")
    error("bpmn.bad_behavior", node.id, "多实例行为有误 / no such behavior: " + behavior);
  multi.event =
      referenced_event(xml, multi.behavior == Behavior::one ? "oneBehaviorEventRef" : "noneBehaviorEventRef", node.id);
  for (const auto part : xml.children()) {
    if (local_name(part) != "complexBehaviorDefinition") continue;
    ComplexBehavior complex;
    complex.condition = expression(child(part, "condition"), node.id);
    for (const auto event : child(part, "event").children()) {
      Node thrown;
      thrown.id = node.id;
      if (read_event(event, thrown) && !thrown.events.empty()) complex.event = thrown.events.front();
    }
    multi.complex.push_back(std::move(complex));
  }
  if (multi.cardinality == kNone && multi.collection.empty() && multi.collection_value == kNone)
    error("bpmn.missing_cardinality", node.id,
          "多实例没有数量或集合 / a multi-instance activity has neither cardinality nor collection");
  node.multi = std::move(multi);
}

}  // namespace tongban::bpmn
