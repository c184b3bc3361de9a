#include "modules/cases/process_models.h"

#include "base/text.h"

namespace tongban::cases {
namespace {

Error unreadable(const std::string& why) { return invalid("cases.unreadable_process", "流程不能运行：" + why); }

std::vector<std::string> split_at(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto end = text.find(separator);
    if (const auto part = trim(text.substr(0, end)); !part.empty()) parts.emplace_back(part);
    if (end == text.npos) break;
    text.remove_prefix(end + 1);
  }
  return parts;
}

}  // namespace

bool done_by_legal_act(std::string_view act) {
  return act == "receive" || act == "accept" || act == "decide" || act == "issue" || act == "deliver";
}

std::vector<OutcomeField> outcome_fields(const bpmn::Node& node) {
  std::vector<OutcomeField> fields;
  for (const auto& part : split_at(node.attribute("outcome"), ';')) {
    const auto colon = part.find(':');
    OutcomeField field{std::string(trim(std::string_view(part).substr(0, colon))), {}};
    if (colon != std::string::npos) field.values = split_at(std::string_view(part).substr(colon + 1), ',');
    if (!field.name.empty()) fields.push_back(std::move(field));
  }
  return fields;
}

Result<std::shared_ptr<const ProcessModel>> read_process_model(std::string digest, const catalog::ProcessTexts& texts) {
  auto reading = bpmn::read_model(texts.bpmn);
  if (!reading.model) {
    for (const auto& finding : reading.findings)
      if (finding.severity == bpmn::Severity::error) return unreadable(finding.element + " " + finding.detail);
    return unreadable("没有模型");
  }
  auto model = std::make_shared<ProcessModel>();
  model->digest = std::move(digest);
  std::vector<dmn::Source> sources;
  for (const auto& decision : texts.decisions)
    sources.push_back({"decision " + std::to_string(sources.size() + 1), decision});
  model->decisions = TRY(dmn::DecisionSet::load(sources));
  for (const auto& node : reading.model->nodes) {
    if (node.kind == bpmn::NodeKind::service_task && node.reference == "grant") model->may_grant = true;
    if (node.kind == bpmn::NodeKind::user_task && node.attribute("act") == "accept")
      model->begins_with_submission = true;
  }
  model->begins_with_submission |= model->may_grant;
  model->process = std::move(reading.model);
  return std::shared_ptr<const ProcessModel>(model);
}

Result<std::shared_ptr<const ProcessModel>> ProcessModels::of(Ctx& ctx, const std::string& digest) {
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = by_digest_.find(digest); found != by_digest_.end()) return found->second;
  }
  auto model = TRY(read_process_model(digest, TRY(catalog::process_texts(ctx, digest))));
  const std::lock_guard lock(mutex_);
  if (by_digest_.size() >= kMost) by_digest_.clear();
  by_digest_.emplace(digest, model);
  return model;
}

}  // namespace tongban::cases
