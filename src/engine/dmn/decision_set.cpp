#include "engine/dmn/decision_set.h"

namespace tongban::dmn {

Result<DecisionSet> DecisionSet::load(const std::vector<Source>& sources) {
  DecisionSet set;
  for (std::size_t at = 0; at < sources.size(); ++at) {
    auto others = sources;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(at));
    auto model = Model::load(sources[at], others);
    if (!model) {
      auto error = std::move(model).error();
      error.detail = sources[at].name + "：" + error.detail;
      return error;
    }
    for (const auto& finding : model->findings())
      set.findings_.push_back({sources[at].name + "#" + finding.element, finding.key, finding.detail});
    for (const auto& element : model->elements())
      if (!element.imported && (element.kind == ElementKind::decision || element.kind == ElementKind::service))
        set.places_.push_back({element.id, element.name, at});
    set.models_.push_back(std::move(*model));
  }
  return set;
}

const DecisionSet::Place* DecisionSet::find(std::string_view decision) const {
  for (const auto& place : places_)
    if (place.id == decision) return &place;
  for (const auto& place : places_)
    if (place.name == decision) return &place;
  return nullptr;
}

bool DecisionSet::has(std::string_view decision) const { return find(decision) != nullptr; }

Result<Outcome> DecisionSet::evaluate(std::string_view decision, const Value& inputs, const Environment& environment,
                                      bool explain) const {
  const auto* place = find(decision);
  if (place == nullptr) return not_found("dmn.no_such_decision", "没有这个决策：" + std::string(decision));
  return models_[place->model].evaluate(place->name, inputs, environment, explain);
}

std::vector<Value> DecisionSet::possible_values(std::string_view decision, const Environment& environment) const {
  const auto* place = find(decision);
  return place == nullptr ? std::vector<Value>() : models_[place->model].possible_values(place->name, environment);
}

}  // namespace tongban::dmn
