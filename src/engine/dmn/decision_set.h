// DecisionSet: the decision documents that belong to one process, loaded together. A rule task names a decision by its
// id or its name; the first document that has it decides. Loaded once, evaluated many times, by many threads.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/dmn/dmn.h"

namespace tongban::dmn {

class DecisionSet {
 public:
  // Each document may import the others. Errors: those of Model::load, the detail begins with the name of the source.
  static Result<DecisionSet> load(const std::vector<Source>& sources);

  // What cannot work, with the name of the source in front of the element.
  const std::vector<Finding>& findings() const { return findings_; }
  bool has(std::string_view decision) const;
  // Errors: not_found `dmn.no_such_decision`, and those of Model::evaluate().
  Result<Outcome> evaluate(std::string_view decision, const Value& inputs, const Environment& environment,
                           bool explain = false) const;
  // See Model::possible_values; empty for a decision that is not there.
  std::vector<Value> possible_values(std::string_view decision, const Environment& environment) const;

 private:
  struct Place {
    std::string id, name;
    std::size_t model = 0;
  };
  const Place* find(std::string_view decision) const;

  std::vector<Model> models_;
  std::vector<Place> places_;
  std::vector<Finding> findings_;
};

}  // namespace tongban::dmn
