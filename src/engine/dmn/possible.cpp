#include <algorithm>

#include "engine/dmn/table.h"

namespace tongban::dmn {
namespace {

// One row of a table as the decision gives it: the cell, or a context of the cells.
Value result_of(const DecisionTable& table, const TableRule& rule, Machine& machine, Value* slots) {
  if (rule.outputs.size() == 1) return rule.outputs[0] ? rule.outputs[0]->evaluate(machine, slots) : Value();
  std::vector<feel::Entry> entries;
  for (std::size_t at = 0; at < table.outputs.size() && at < rule.outputs.size(); ++at)
    entries.push_back(
        {table.outputs[at].name, rule.outputs[at] ? rule.outputs[at]->evaluate(machine, slots) : Value()});
  return Value::context(std::move(entries));
}

bool gives_one(HitPolicy policy) {
  return policy != HitPolicy::collect && policy != HitPolicy::rule_order && policy != HitPolicy::output_order;
}

}  // namespace

std::vector<Value> Model::possible_values(std::string_view decision, const Environment& environment) const {
  for (const auto& element : plan_->elements) {
    if (element.name != decision || element.kind != ElementKind::decision || element.space != plan_->space) continue;
    const auto* table = dynamic_cast<const DecisionTable*>(element.code.root.get());
    if (table == nullptr || !gives_one(table->policy)) return {};
    std::vector<Value> values;
    std::vector<std::string> seen;
    Machine machine(environment);
    Session session(plan_, Value(), false);
    machine.host = &session;
    for (const auto& rule : table->rules) {
      feel::Slots slots(element.code.slots);
      auto value = result_of(*table, rule, machine, slots.get());
      auto text = feel::json_text_of(value);
      if (machine.stopped() || std::find(seen.begin(), seen.end(), text) != seen.end()) continue;
      seen.push_back(std::move(text));
      values.push_back(std::move(value));
    }
    return values;
  }
  return {};
}

}  // namespace tongban::dmn
