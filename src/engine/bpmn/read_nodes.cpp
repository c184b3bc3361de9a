#include <charconv>

#include "engine/bpmn/reader.h"

namespace tongban::bpmn {
namespace {

// Data elements of a task are variables that end with it.
std::string local_variable(pugi::xml_node item) {
  auto name = attribute(item, "name");
  return name.empty() ? attribute(item, "id") : name;
}

bool is_event(NodeKind kind) { return kind <= NodeKind::boundary_event; }

}  // namespace

std::int64_t Reader::quantity(pugi::xml_node xml, const char* name) {
  const std::string_view text = xml.attribute(name).value();
  if (text.empty()) return 1;
  std::int64_t value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc() || end != text.data() + text.size() || value < 1 || value > 1000) {
    error("bpmn.bad_quantity", attribute(xml, "id"),
          "令牌数量应为 1 至 1000 / a quantity of tokens is 1 to 1000: " + std::string(name));
    return 1;
  }
  return value;
}

void Reader::read_node(pugi::xml_node xml, NodeKind kind, Index scope) {
  Node node;
  node.id = attribute(xml, "id");
  node.name = attribute(xml, "name");
  node.type = std::string(local_name(xml));
  node.kind = kind;
  node.scope = scope;
  if (node.id.empty()) error("bpmn.missing_id", "", "元素没有编号 / an element has no id: " + node.type);
  if (roots_.count(node.id) && local_name(roots_[node.id]) != local_name(xml))
    error("bpmn.duplicate_id", node.id, "编号重复 / this id is used twice");
  node.start_quantity = quantity(xml, "startQuantity");
  node.completion_quantity = quantity(xml, "completionQuantity");
  node.for_compensation = kind != NodeKind::event_sub_process && flag(xml, "isForCompensation", false);
  node.parallel_multiple = flag(xml, "parallelMultiple", false);
  node.interrupting = flag(xml, kind == NodeKind::boundary_event ? "cancelActivity" : "isInterrupting", true);
  node.instantiate = flag(xml, "instantiate", false);
  node.all_events = attribute(xml, "eventGatewayType") == "Parallel";
  node.sequential = attribute(xml, "ordering") == "Sequential";
  node.cancel_remaining = flag(xml, "cancelRemainingInstances", true);
  read_attributes(xml, node);
  read_node_parts(xml, node);
  read_task(xml, node);
  const auto index = static_cast<Index>(model_.nodes.size());
  if (const auto flow = reference(attribute(xml, "default")); !flow.empty()) defaults_.emplace_back(index, flow);
  if (kind == NodeKind::boundary_event) attachments_.emplace_back(index, reference(attribute(xml, "attachedToRef")));
  if (!node.id.empty() && !model_.node_by_id.emplace(node.id, index).second)
    error("bpmn.duplicate_id", node.id, "编号重复 / this id is used twice");
  model_.nodes.push_back(std::move(node));
  model_.scopes[scope].nodes.push_back(index);
  if (!has_scope(kind)) return;
  if (kind == NodeKind::event_sub_process) model_.scopes[scope].event_sub_processes.push_back(index);
  const auto own = new_scope(index, model_.scopes[scope].process);
  model_.nodes[index].own_scope = own;
  read_scope(xml, own);
}

void Reader::read_node_parts(pugi::xml_node xml, Node& node) {
  for (const auto part : xml.children())
    if (part.type() == pugi::node_element && is_bpmn(part) && !read_node_part(part, node) && !has_scope(node.kind))
      error("bpmn.unknown_element", node.id,
            "无法执行的元素 / this element cannot be run: " + std::string(local_name(part)));
}

bool Reader::read_node_part(pugi::xml_node part, Node& node) {
  const auto name = local_name(part);
  if (name == "extensionElements")
    read_extensions(part, node);
  else if (name == "ioSpecification" || name == "dataInput" || name == "dataOutput")
    read_io(part, node);
  else if (name == "dataInputAssociation")
    read_association(part, node, true);
  else if (name == "dataOutputAssociation")
    read_association(part, node, false);
  else if (name == "standardLoopCharacteristics" || name == "multiInstanceLoopCharacteristics")
    read_loop(part, node);
  else if (name == "script")
    node.script = text_of(part);
  else if (name == "activationCondition" || name == "completionCondition")
    node.condition = expression(part, node.id);
  else if (name == "property" && !has_scope(node.kind)) {
    variables_[attribute(part, "id")] = local_variable(part);
    node.locals.push_back(local_variable(part));
    model_.declared.push_back(local_variable(part));
  } else if (name == "potentialOwner" || name == "humanPerformer" || name == "performer" || name == "resourceRole") {
    const auto assignment = child(child(part, "resourceAssignmentExpression"), "formalExpression");
    if (assignment)
      node.attributes.emplace_back(name == "potentialOwner" ? "candidateGroups" : "assignee", text_of(assignment));
  } else if (is_event(node.kind) && read_event(part, node)) {
    return true;
  } else {
    return name == "incoming" || name == "outgoing" || name == "documentation" || name == "auditing" ||
           name == "monitoring" || name == "rendering" || name == "ioBinding" || name == "inputSet" ||
           name == "outputSet" || name == "resource" || name == "categoryValueRef";
  }
  return true;
}

// Attributes of other namespaces (assignee, form, ...) are kept by their local name: every designer has its own prefix.
void Reader::read_attributes(pugi::xml_node xml, Node& node) {
  for (const auto each : xml.attributes()) {
    const std::string_view name = each.name();
    const auto colon = name.find(':');
    if (colon == std::string_view::npos || name.substr(0, colon) == "xmlns" || name.substr(0, colon) == "xsi") continue;
    node.attributes.emplace_back(std::string(name.substr(colon + 1)), each.value());
  }
}

void Reader::read_task(pugi::xml_node xml, Node& node) {
  const auto text = [&](const char* name) { return attribute(xml, name); };
  const auto attribute_or = [&](std::string_view name) { return std::string(node.attribute(name)); };
  if (node.kind == NodeKind::script_task) {
    node.script_format = text("scriptFormat");
    node.result = attribute_or("resultVariable");
    // A script of words only is the name of a built-in or of a variable; both are decided when it runs.
    if (!node.script.empty()) {
      auto formula = node.script.front() == '=' ? node.script.substr(1) : node.script;
      node.script_value = expression(formula, node.id);
    }
  } else if (node.kind == NodeKind::send_task || node.kind == NodeKind::receive_task) {
    auto message = reference(text("messageRef"));
    if (message.empty()) {
      const auto operation = reference(text("operationRef"));
      for (const auto& [id, root] : roots_)
        for (const auto each : root.children())
          if (!operation.empty() && attribute(each, "id") == operation)
            message = reference(text_of(child(each, "inMessageRef")));
    }
    EventDefinition definition;
    definition.kind = EventKind::message;
    definition.name = name_of_root(message, "message", "name", node.id);
    node.events.push_back(std::move(definition));
  } else if (node.kind == NodeKind::business_rule_task) {
    node.reference = attribute_or("decisionRef");
    node.result = attribute_or("resultVariable");
  } else if (node.kind == NodeKind::call_activity) {
    node.reference = reference(text("calledElement"));
  } else if (node.kind == NodeKind::service_task) {
    node.reference = attribute_or("topic");
    if (node.reference.empty()) node.reference = reference(text("operationRef"));
    node.result = attribute_or("resultVariable");
  }
  if (const auto key = attribute_or("correlation"); !key.empty())
    for (auto& definition : node.events)
      if (definition.kind == EventKind::message) definition.correlation = expression(key, node.id);
}

// Elements of other tools and ours. Ours: <signing mode pass outcome/> and <timeLimit after action argument/>.
void Reader::read_extensions(pugi::xml_node xml, Node& node) {
  for (const auto each : xml.children()) {
    const auto name = local_name(each);
    if (name == "timeLimit") {
      TimeLimit limit;
      limit.duration = attribute(each, "after");
      limit.argument = attribute(each, "argument");
      const auto action = attribute(each, "action");
      if (!limit.duration.empty() && limit.duration.front() == '=')
        limit.expression = expression(limit.duration.substr(1), node.id);
      if (action == "complete") {
        limit.action = TimeLimit::Action::complete;
        if (!limit.argument.empty()) limit.argument_value = expression(limit.argument, node.id);
      } else if (action == "transfer")
        limit.action = TimeLimit::Action::transfer;
      else if (action == "return")
        limit.action = TimeLimit::Action::give_back;
      else if (action != "urge" && !action.empty())
        error("bpmn.bad_time_limit", node.id,
              "超时动作应为 urge、complete、transfer 或 return / no such action: " + action);
      if (node.kind == NodeKind::user_task) node.limit = std::move(limit);
    } else if (name == "calledDecision" || name == "calledElement" || name == "taskDefinition" || name == "signing") {
      for (const auto part : each.attributes()) node.attributes.emplace_back(part.name(), part.value());
      if (name == "calledDecision") {
        node.attributes.emplace_back("decisionRef", attribute(each, "decisionId"));
        node.attributes.emplace_back("resultVariable", attribute(each, "resultVariable"));
      } else if (name == "taskDefinition") {
        node.attributes.emplace_back("topic", attribute(each, "type"));
      } else if (name == "signing") {
        node.attributes.emplace_back("signing", attribute(each, "mode"));
      }
    }
  }
}

void Reader::read_io(pugi::xml_node xml, Node& node) {
  const auto add = [&](pugi::xml_node item) {
    variables_[attribute(item, "id")] = local_variable(item);
    node.locals.push_back(local_variable(item));
    model_.declared.push_back(local_variable(item));
  };
  if (local_name(xml) != "ioSpecification") {
    add(xml);
    return;
  }
  for (const auto item : xml.children())
    if (local_name(item) == "dataInput" || local_name(item) == "dataOutput") add(item);
}

void Reader::read_association(pugi::xml_node xml, Node& node, bool input) {
  auto& moves = input ? node.inputs : node.outputs;
  const auto target = text_of(child(xml, "targetRef"));
  const auto source = text_of(child(xml, "sourceRef"));
  bool assigned = false;
  for (const auto part : xml.children()) {
    if (local_name(part) != "assignment") continue;
    DataMove move;
    move.value = expression(child(part, "from"), node.id);
    move.to = text_of(child(part, "to"));
    if (move.to.empty()) move.to = target;
    moves.push_back(std::move(move));
    assigned = true;
  }
  if (assigned || target.empty()) return;
  DataMove move;
  move.from = source;
  move.to = target;
  if (const auto transformation = child(xml, "transformation")) move.value = expression(transformation, node.id);
  moves.push_back(std::move(move));
}

std::string_view Node::attribute(std::string_view local_name) const {
  for (const auto& [name, value] : attributes)
    if (name == local_name) return value;
  return {};
}

}  // namespace tongban::bpmn
