#include "engine/bpmn/reader.h"

#include <array>

namespace tongban::bpmn {
namespace {

constexpr std::array<std::pair<std::string_view, NodeKind>, 22> kNodes = {{
    {"startEvent", NodeKind::start_event},
    {"endEvent", NodeKind::end_event},
    {"intermediateCatchEvent", NodeKind::catch_event},
    {"intermediateThrowEvent", NodeKind::throw_event},
    {"boundaryEvent", NodeKind::boundary_event},
    {"task", NodeKind::task},
    {"manualTask", NodeKind::manual_task},
    {"userTask", NodeKind::user_task},
    {"serviceTask", NodeKind::service_task},
    {"scriptTask", NodeKind::script_task},
    {"businessRuleTask", NodeKind::business_rule_task},
    {"sendTask", NodeKind::send_task},
    {"receiveTask", NodeKind::receive_task},
    {"subProcess", NodeKind::sub_process},
    {"transaction", NodeKind::transaction},
    {"adHocSubProcess", NodeKind::ad_hoc},
    {"callActivity", NodeKind::call_activity},
    {"exclusiveGateway", NodeKind::exclusive_gateway},
    {"parallelGateway", NodeKind::parallel_gateway},
    {"inclusiveGateway", NodeKind::inclusive_gateway},
    {"eventBasedGateway", NodeKind::event_based_gateway},
    {"complexGateway", NodeKind::complex_gateway},
}};

constexpr std::array<std::pair<std::string_view, NodeKind>, 5> kGlobalTasks = {{
    {"globalTask", NodeKind::task},
    {"globalManualTask", NodeKind::manual_task},
    {"globalUserTask", NodeKind::user_task},
    {"globalScriptTask", NodeKind::script_task},
    {"globalBusinessRuleTask", NodeKind::business_rule_task},
}};

// What says nothing about how a process runs, or was read elsewhere.
constexpr std::array<std::string_view, 21> kWithoutEffect = {"documentation",
                                                             "extensionElements",
                                                             "incoming",
                                                             "outgoing",
                                                             "textAnnotation",
                                                             "group",
                                                             "auditing",
                                                             "monitoring",
                                                             "supports",
                                                             "correlationSubscription",
                                                             "resourceRole",
                                                             "performer",
                                                             "humanPerformer",
                                                             "potentialOwner",
                                                             "rendering",
                                                             "ioBinding",
                                                             "ioSpecification",
                                                             "dataInputAssociation",
                                                             "dataOutputAssociation",
                                                             "multiInstanceLoopCharacteristics",
                                                             "standardLoopCharacteristics"};

template <class Table>
std::optional<NodeKind> kind_in(const Table& table, std::string_view name) {
  for (const auto& [each, kind] : table)
    if (each == name) return kind;
  return std::nullopt;
}

}  // namespace

Reader::Reader(std::string_view text, pugi::xml_node definitions) : text_(text), definitions_(definitions) {}

void Reader::error(std::string key, std::string element, std::string detail) {
  if (findings_.size() < 500)
    findings_.push_back({Severity::error, std::move(key), std::move(element), std::move(detail)});
}

void Reader::warn(std::string key, std::string element, std::string detail) {
  if (findings_.size() < 500)
    findings_.push_back({Severity::warning, std::move(key), std::move(element), std::move(detail)});
}

void Reader::read() {
  model_.text = std::string(text_);
  model_.id = attribute(definitions_, "id");
  collect_roots();
  for (const auto xml : definitions_.children()) {
    if (!is_bpmn(xml)) continue;
    if (local_name(xml) == "process")
      read_process(xml);
    else if (kind_in(kGlobalTasks, local_name(xml)))
      read_global_task(xml);
  }
  if (model_.processes.empty()) error("bpmn.no_process", "", "文件中没有流程 / the file holds no process");
  connect();
}

// Ids are one namespace in a file (xsd:ID); root elements may be named before they stand.
void Reader::collect_roots() {
  for (const auto xml : definitions_.children()) {
    const auto id = attribute(xml, "id");
    if (id.empty() || !is_bpmn(xml)) continue;
    if (!roots_.emplace(id, xml).second) error("bpmn.duplicate_id", id, "编号重复 / this id is used twice");
  }
}

Index Reader::new_scope(Index owner, Index process) {
  Scope scope;
  scope.owner = owner;
  scope.process = process;
  model_.scopes.push_back(std::move(scope));
  return static_cast<Index>(model_.scopes.size()) - 1;
}

void Reader::read_process(pugi::xml_node xml) {
  Process process;
  process.id = attribute(xml, "id");
  process.name = attribute(xml, "name");
  process.executable = flag(xml, "isExecutable", true);
  const auto index = static_cast<Index>(model_.processes.size());
  process.scope = new_scope(kNone, index);
  const auto scope = process.scope;
  if (process.id.empty()) error("bpmn.missing_id", "", "流程没有编号 / a process has no id");
  model_.processes.push_back(std::move(process));
  read_scope(xml, scope);
}

void Reader::read_global_task(pugi::xml_node xml) {
  Process process;
  process.id = attribute(xml, "id");
  process.name = attribute(xml, "name");
  process.is_global_task = true;
  const auto index = static_cast<Index>(model_.processes.size());
  process.scope = new_scope(kNone, index);
  const auto scope = process.scope;
  model_.processes.push_back(std::move(process));
  read_node(xml, *kind_in(kGlobalTasks, local_name(xml)), scope);
}

void Reader::read_scope(pugi::xml_node xml, Index scope) {
  // Data first: expressions of the scope may name it wherever it stands.
  for (const auto part : xml.children()) {
    if (!is_bpmn(part)) continue;
    const auto name = local_name(part);
    if (name == "dataObject" || name == "property" || name == "dataObjectReference" || name == "dataStoreReference" ||
        name == "dataStore")
      read_data(part, scope);
    else if (name == "ioSpecification" && model_.scopes[scope].owner == kNone)
      for (const auto item : part.children())
        if (local_name(item) == "dataInput" || local_name(item) == "dataOutput") read_data(item, scope);
  }
  for (const auto part : xml.children()) {
    if (part.type() != pugi::node_element) continue;
    if (!is_bpmn(part)) continue;  // of another namespace: a tool's own, without meaning for the run
    if (!read_in_scope(part, scope))
      error("bpmn.unknown_element", attribute(part, "id"),
            "无法执行的元素 / this element cannot be run: " + std::string(local_name(part)));
  }
}

bool Reader::read_in_scope(pugi::xml_node xml, Index scope) {
  const auto name = local_name(xml);
  if (const auto kind = kind_in(kNodes, name)) {
    const bool event_sub = *kind == NodeKind::sub_process && flag(xml, "triggeredByEvent", false);
    read_node(xml, event_sub ? NodeKind::event_sub_process : *kind, scope);
    return true;
  }
  if (name == "sequenceFlow") {
    read_flow(xml, scope);
  } else if (name == "laneSet") {
    read_lane_set(xml, 0);
  } else if (name == "association") {
    associations_.emplace_back(reference(attribute(xml, "sourceRef")), reference(attribute(xml, "targetRef")));
  } else if (name == "dataObject" || name == "property" || name == "dataObjectReference" ||
             name == "dataStoreReference") {
    return true;
  } else if (model_.scopes[scope].owner != kNone && name == "completionCondition") {
    return true;  // of an ad hoc sub-process, read with the node
  } else {
    for (const auto each : kWithoutEffect)
      if (each == name) return true;
    // Event definitions in a sub-process belong to its loop; choreographies and conversations have no instances.
    return name == "callConversation" || name == "correlationProperty";
  }
  return true;
}

void Reader::read_flow(pugi::xml_node xml, Index scope) { flows_.push_back({xml, scope}); }

void Reader::read_lane_set(pugi::xml_node xml, int depth) {
  if (depth > 32) return;
  for (const auto lane : xml.children()) {
    if (local_name(lane) != "lane") continue;
    auto name = attribute(lane, "name");
    if (name.empty()) name = attribute(lane, "id");
    for (const auto part : lane.children())
      if (local_name(part) == "flowNodeRef") lanes_.emplace_back(reference(text_of(part)), name);
    for (const auto part : lane.children())
      if (local_name(part) == "childLaneSet") read_lane_set(part, depth + 1);
  }
}

void Reader::read_data(pugi::xml_node xml, Index scope) {
  const auto id = attribute(xml, "id");
  auto name = attribute(xml, "name");
  const auto kind = local_name(xml);
  if (kind == "dataObjectReference" || kind == "dataStoreReference") {
    const auto object = reference(attribute(xml, kind == "dataObjectReference" ? "dataObjectRef" : "dataStoreRef"));
    data_objects_[id] = object;
    if (kind == "dataStoreReference") variables_[object] = object.empty() ? (name.empty() ? id : name) : object;
    return;
  }
  if (name.empty()) name = id;
  variables_[id] = name;
  model_.scopes[scope].data.push_back({id, name});
  model_.declared.push_back(name);
}

std::string Reader::variable_of(const std::string& reference_text) {
  auto id = reference(reference_text);
  if (const auto object = data_objects_.find(id); object != data_objects_.end() && !object->second.empty())
    id = object->second;
  const auto found = variables_.find(id);
  return found == variables_.end() ? id : found->second;
}

Index Reader::expression(const std::string& text, const std::string& element) {
  if (const auto known = expressions_.find(text); known != expressions_.end()) return known->second;
  auto parsed = Expression::parse(text, model_.declared);
  if (!parsed) {
    error("bpmn.bad_expression", element,
          "表达式有误 / this is no FEEL: " + text.substr(0, 200) + " — " + parsed.error().detail);
    return kNone;
  }
  model_.expressions.push_back(*std::move(parsed));
  const auto index = static_cast<Index>(model_.expressions.size()) - 1;
  expressions_.emplace(text, index);
  return index;
}

Index Reader::expression(pugi::xml_node xml, const std::string& element) {
  auto text = text_of(xml);
  const auto language = attribute(xml, "language");
  const bool foreign =
      !language.empty() && language.find("FEEL") == std::string::npos && language.find("feel") == std::string::npos;
  if (foreign) {
    error("bpmn.expression_language", element, "只支持 FEEL 表达式 / only FEEL is understood, not " + language);
    return kNone;
  }
  // Modelers write a leading equals sign for "an expression, no plain text".
  if (!text.empty() && text.front() == '=') text.erase(0, 1);
  if (text.empty()) return kNone;
  return expression(text, element);
}

std::string Reader::name_of_root(const std::string& id, const char* kind, const char* attribute_name,
                                 const std::string& element) {
  if (id.empty()) return {};
  const auto found = roots_.find(id);
  if (found == roots_.end() || local_name(found->second) != kind) {
    error("bpmn.dangling_reference", element, "引用的元素不存在 / there is no " + std::string(kind) + " " + id);
    return id;
  }
  auto name = attribute(found->second, attribute_name);
  return name.empty() ? id : name;
}

}  // namespace tongban::bpmn
