#include "engine/bpmn/model.h"

#include "engine/bpmn/reader.h"

namespace tongban::bpmn {

bool is_activity(NodeKind kind) {
  return (kind >= NodeKind::task && kind <= NodeKind::call_activity) && kind != NodeKind::event_sub_process;
}
bool is_gateway(NodeKind kind) { return kind >= NodeKind::exclusive_gateway; }
bool has_scope(NodeKind kind) {
  return kind == NodeKind::sub_process || kind == NodeKind::transaction || kind == NodeKind::ad_hoc ||
         kind == NodeKind::event_sub_process;
}

Index Model::find_node(std::string_view id) const {
  const auto found = node_by_id.find(id);
  return found == node_by_id.end() ? kNone : found->second;
}

Index Model::find_process(std::string_view id) const {
  for (std::size_t i = 0; i < processes.size(); ++i)
    if (processes[i].id == id) return static_cast<Index>(i);
  return kNone;
}

Reading read_model(std::string_view xml, const ReadLimits& limits) {
  Reading reading;
  const auto refuse = [&](const Error& error) {
    reading.findings.push_back({Severity::error, error.key, "", error.detail});
    return reading;
  };
  pugi::xml_document document;
  if (const auto loaded = load_xml(document, xml, limits); !loaded) return refuse(loaded.error());
  const auto root = document.document_element();
  if (local_name(root) != "definitions" || !is_bpmn(root))
    return refuse(invalid("bpmn.not_bpmn", "不是 BPMN 2.0 文件 / this is no BPMN 2.0 file"));
  Reader reader(xml, root);
  reader.read();
  reading.findings = std::move(reader.findings());
  auto model = reader.take();
  // References that lead nowhere would only make the checks of the whole stumble.
  if (!has_errors(reading.findings)) check_model(model, reading.findings);
  if (has_errors(reading.findings)) return reading;
  model.findings = reading.findings;
  reading.model = std::make_shared<const Model>(std::move(model));
  return reading;
}

std::string_view name_of(EventKind kind) {
  switch (kind) {
    case EventKind::none:
      return "none";
    case EventKind::message:
      return "message";
    case EventKind::timer:
      return "timer";
    case EventKind::signal:
      return "signal";
    case EventKind::error:
      return "error";
    case EventKind::escalation:
      return "escalation";
    case EventKind::conditional:
      return "conditional";
    case EventKind::link:
      return "link";
    case EventKind::cancel:
      return "cancel";
    case EventKind::compensation:
      return "compensation";
    case EventKind::terminate:
      return "terminate";
  }
  return "";
}

}  // namespace tongban::bpmn
