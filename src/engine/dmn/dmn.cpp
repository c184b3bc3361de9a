#include "engine/dmn/dmn.h"

#include "engine/dmn/loader.h"

namespace tongban::dmn {

Result<Model> Model::load(const Source& main, std::span<const Source> others) {
  return Model(TRY(Loader::load(main, others)));
}

const std::vector<Finding>& Model::findings() const { return plan_->findings; }
const std::string& Model::name() const { return plan_->name; }

std::vector<ElementInfo> Model::elements() const {
  std::vector<ElementInfo> infos;
  for (const auto& element : plan_->elements)
    infos.push_back({element.kind, element.id, element.name, element.type_name, element.space != plan_->space});
  return infos;
}

Result<Outcome> Model::evaluate(std::string_view decision, const Value& inputs, const Environment& environment,
                                bool explain) const {
  int found = -1;
  for (std::size_t at = 0; at < plan_->elements.size(); ++at) {
    const auto& element = plan_->elements[at];
    if (element.name != decision || element.kind == ElementKind::input || element.kind == ElementKind::knowledge)
      continue;
    // The main model's own comes first.
    if (found < 0 ||
        (element.space == plan_->space && plan_->elements[static_cast<std::size_t>(found)].space != plan_->space))
      found = static_cast<int>(at);
  }
  if (found < 0) return not_found("dmn.no_such_decision", "模型中没有这个决策：" + std::string(decision));
  Machine machine(environment);
  Session session(plan_, inputs, explain);
  machine.host = &session;
  Outcome outcome;
  const bool is_service = plan_->elements[static_cast<std::size_t>(found)].kind == ElementKind::service;
  outcome.value = is_service ? session.call_with_inputs(machine, found) : session.value_of(machine, found);
  if (machine.stopped()) return machine.reason();
  outcome.warnings = session.warnings(machine);
  if (explain) outcome.explanation = std::move(*session.explanation());
  return outcome;
}

}  // namespace tongban::dmn
