// Plan: a loaded model as it is run: elements with their compiled logic and what each needs. Session: one evaluation of
// it, which computes each needed element once. Inside of engine/dmn only.
#pragma once

#include <optional>

#include "engine/dmn/dmn.h"
#include "engine/feel/function.h"
#include "engine/feel/machine.h"
#include "engine/feel/type.h"

namespace tongban::dmn {

using feel::Machine;
using feel::NodePtr;
using feel::TypePtr;

// A variable of an element's logic: the value of another element, or of several of an imported model under its name.
struct Need {
  std::string name;
  int element = -1;
  std::vector<std::pair<std::string, int>> members;
};

struct Element {
  ElementKind kind = ElementKind::input;
  std::string space, id, name, type_name;
  TypePtr type;                             // of the value; of a knowledge model, of its result
  std::vector<feel::Parameter> parameters;  // of a knowledge model or service
  std::vector<Need> needs;                  // variables of the scope, behind the parameters
  feel::Compiled code;                      // root is nullptr where there is no logic
  std::vector<int> outputs, inputs;         // of a service: output decisions; what its parameters stand for
};

struct Plan {
  std::vector<Element> elements;
  std::vector<std::unique_ptr<feel::Types>> types;  // one a document
  std::vector<Finding> findings;
  std::string space, name;  // of the main document
};

class Session {
 public:
  Session(std::shared_ptr<const Plan> plan, const Value& inputs, bool explain);

  Value value_of(Machine& machine, int element);
  // Sets the value of an element beforehand, as the arguments of a service do.
  void set(int element, Value value) { values_[static_cast<std::size_t>(element)] = std::move(value); }
  Value value_of_need(Machine& machine, const Need& need);
  Value call_service(Machine& machine, const Element& service, std::span<Value> arguments);
  Value call_knowledge(Machine& machine, const Element& knowledge, std::span<Value> arguments);
  Value call_with_inputs(Machine& machine, int service);

  const std::shared_ptr<const Plan>& plan() const { return plan_; }
  // nullptr unless asked for.
  std::vector<TableExplanation>* explanation() { return explain_ ? &explanation_ : nullptr; }
  const std::string& current() const { return current_; }
  std::vector<Warning> warnings(Machine& machine);

 private:
  Value compute(Machine& machine, const Element& element);
  Value input_value(Machine& machine, const Element& element) const;
  void name_warnings(Machine& machine, const std::string& element);

  std::shared_ptr<const Plan> plan_;
  Value inputs_;
  std::vector<std::optional<Value>> values_;
  std::vector<char> busy_;
  std::vector<std::string> warned_;  // the element of each warning of the machine
  std::vector<TableExplanation> explanation_;
  std::string current_;
  bool explain_;
};

// A business knowledge model or a decision service as a value that FEEL can call.
class ModelFunction final : public feel::Function {
 public:
  ModelFunction(std::shared_ptr<const Plan> plan, int element) : plan_(std::move(plan)), element_(element) {}
  const std::vector<feel::Parameter>& parameters() const override { return element().parameters; }
  TypePtr result_type() const override { return element().type; }
  Value call(Machine& machine, std::span<Value> arguments) const override;

 private:
  const Element& element() const { return plan_->elements[static_cast<std::size_t>(element_)]; }
  std::shared_ptr<const Plan> plan_;
  int element_;
};

}  // namespace tongban::dmn
