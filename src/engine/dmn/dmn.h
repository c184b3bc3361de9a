// The face of engine/dmn: decision models of DMN 1.1 to 1.5 as XML. A model is loaded once and evaluated many times, by
// many threads at once. What cannot be read in one decision is a finding and makes that decision null; a document that
// is no model is an Error. Whatever goes wrong while evaluating makes null and a warning, as the standard says.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine/feel/feel.h"

namespace tongban::dmn {

using feel::Environment;
using feel::Value;

// A document; the name is only told in findings.
struct Source {
  std::string name, xml;
};

// Something in the model that cannot work.
struct Finding {
  std::string element;  // the name of the decision, knowledge model or type, or its id
  std::string key;      // stable: `dmn.expression`, `dmn.unknown_type`, `dmn.dangling_reference`, `dmn.cycle`, ...
  std::string detail;
};

struct Warning {
  std::string element;
  feel::Warning warning;
};

struct NamedValue {
  std::string name;
  Value value;
};

// Why a decision table gave what it gave, to be shown to people.
struct MatchedRule {
  int number = 0;  // from 1, as the table shows it
  std::string id;
  std::vector<NamedValue> outputs;
  std::vector<std::string> annotations;
};
struct TableExplanation {
  std::string decision, table_id, hit_policy;
  std::vector<NamedValue> inputs;
  std::vector<MatchedRule> matched;
};

struct Outcome {
  Value value;
  std::vector<Warning> warnings;
  std::vector<TableExplanation> explanation;  // only where asked for, in the order of evaluation
};

enum class ElementKind { input, decision, knowledge, service };
struct ElementInfo {
  ElementKind kind;
  std::string id, name, type;  // type: the name of the declared one, may be empty
  bool imported = false;
};

struct Plan;

class Model {
 public:
  // Errors (Code::invalid): `dmn.syntax`, `dmn.no_definitions`, `dmn.too_large`, `dmn.too_deep`. Documents that `main`
  // does not import are ignored; a missing one is a finding.
  static Result<Model> load(const Source& main, std::span<const Source> others = {});

  const std::vector<Finding>& findings() const;
  const std::string& name() const;  // as the document says
  std::vector<ElementInfo> elements() const;

  // The value of a decision, or of a decision service called with its inputs. `inputs` is a context of the values of
  // input data by name (of an imported model's also as "namespace#name"); missing ones are null.
  // Errors: Code::not_found `dmn.no_such_decision`, and those of feel::Expression::evaluate().
  Result<Outcome> evaluate(std::string_view decision, const Value& inputs, const Environment& environment,
                           bool explain = false) const;

  // What the rules of the decision's table can give, each value once, in the order of the rules; cells are taken
  // without any inputs. Empty where the decision is no table with one result. For trying out all ways of a process.
  std::vector<Value> possible_values(std::string_view decision, const Environment& environment) const;

 private:
  explicit Model(std::shared_ptr<const Plan> plan) : plan_(std::move(plan)) {}
  std::shared_ptr<const Plan> plan_;
};

}  // namespace tongban::dmn
