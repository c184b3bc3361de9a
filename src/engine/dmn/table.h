// DecisionTable: a decision table as a node of FEEL (DMN 1.5, chapter 8): inputs, rules, hit policy, aggregation.
#pragma once

#include <string>
#include <vector>

#include "engine/dmn/plan.h"

namespace tongban::dmn {

enum class HitPolicy { unique, any, first, priority, rule_order, output_order, collect };
enum class Aggregation { none, sum, count, min, max };

struct TableInput {
  std::string label;
  NodePtr expression;
  TypePtr type;
  std::uint32_t slot = 0;  // of `?` in its cells
  NodePtr allowed;         // nullptr: any value
};

struct TableOutput {
  std::string name;
  TypePtr type;
  std::vector<Value> priorities;  // the best first; empty: none given
  NodePtr default_entry;          // nullptr: none
};

struct TableRule {
  std::string id;
  std::vector<NodePtr> tests;  // nullptr: anything
  std::vector<NodePtr> outputs;
  std::vector<std::string> annotations;
};

class DecisionTable final : public feel::Node {
 public:
  Value evaluate(Machine& machine, Value* slots) const override;

  std::string id, owner, policy_name = "UNIQUE";
  HitPolicy policy = HitPolicy::unique;
  Aggregation aggregation = Aggregation::none;
  std::vector<TableInput> inputs;
  std::vector<TableOutput> outputs;
  std::vector<TableRule> rules;

 private:
  struct Hit {
    std::size_t rule;
    std::vector<Value> outputs;
  };
  bool read_inputs(Machine& machine, Value* slots) const;
  bool matches(Machine& machine, Value* slots, const TableRule& rule) const;
  std::vector<Value> outputs_of(Machine& machine, Value* slots, const TableRule& rule) const;
  Value as_value(std::vector<Value> values) const;
  Value defaults(Machine& machine, Value* slots) const;
  Value decide(Machine& machine, std::vector<Hit> hits) const;
  Value collect(Machine& machine, const std::vector<Hit>& hits) const;
  Value aggregate(Machine& machine, const std::vector<Hit>& hits, std::size_t output) const;
  std::size_t rank(std::size_t output, const Value& value) const;
  void sort_by_priority(std::vector<Hit>& hits) const;
  void explain(Machine& machine, Value* slots, const std::vector<Hit>& hits) const;
};

}  // namespace tongban::dmn
