#include "engine/dmn/table.h"

#include <algorithm>

#include "engine/feel/nodes.h"

namespace tongban::dmn {

using feel::ArithmeticOperator;

bool DecisionTable::read_inputs(Machine& machine, Value* slots) const {
  for (const auto& input : inputs) {
    auto value = input.expression->evaluate(machine, slots);
    const bool given = !value.is_null();
    value = feel::coerced(machine, std::move(value), input.type.get(), input.expression->position, input.label);
    if (given && value.is_null()) return false;
    slots[input.slot] = std::move(value);
    if (input.allowed && !slots[input.slot].is_null() && !input.allowed->evaluate(machine, slots).is_true()) {
      machine.warn(input.expression->position, "dmn.input_not_allowed",
                   "the value of " + input.label + " is none of those that the table allows");
      return false;
    }
  }
  return true;
}

bool DecisionTable::matches(Machine& machine, Value* slots, const TableRule& rule) const {
  return std::all_of(rule.tests.begin(), rule.tests.end(),
                     [&](const NodePtr& test) { return !test || test->evaluate(machine, slots).is_true(); });
}

std::vector<Value> DecisionTable::outputs_of(Machine& machine, Value* slots, const TableRule& rule) const {
  std::vector<Value> values(outputs.size());
  for (std::size_t at = 0; at < outputs.size() && at < rule.outputs.size(); ++at) {
    if (!rule.outputs[at]) continue;
    values[at] = feel::coerced(machine, rule.outputs[at]->evaluate(machine, slots), outputs[at].type.get(),
                               rule.outputs[at]->position, "the output");
  }
  return values;
}

Value DecisionTable::as_value(std::vector<Value> values) const {
  if (outputs.size() == 1) return std::move(values[0]);
  std::vector<feel::Entry> entries;
  for (std::size_t at = 0; at < outputs.size(); ++at) entries.push_back({outputs[at].name, std::move(values[at])});
  return Value::context(std::move(entries));
}

Value DecisionTable::defaults(Machine& machine, Value* slots) const {
  std::vector<Value> values(outputs.size());
  bool any = false;
  for (std::size_t at = 0; at < outputs.size(); ++at) {
    if (!outputs[at].default_entry) continue;
    any = true;
    values[at] = outputs[at].default_entry->evaluate(machine, slots);
  }
  if (any) {
    auto value = as_value(std::move(values));
    const bool many =
        policy == HitPolicy::collect || policy == HitPolicy::rule_order || policy == HitPolicy::output_order;
    return many && aggregation == Aggregation::none && !value.is(feel::Kind::list) ? Value::list({value}) : value;
  }
  if (policy == HitPolicy::collect && aggregation == Aggregation::none) return Value::list({});
  if (aggregation == Aggregation::count) return Value::integer(0);
  return machine.warn(position, "dmn.no_rule", "no rule of the table matches");
}

// How good a value is; worse than all where it is not listed.
std::size_t DecisionTable::rank(std::size_t output, const Value& value) const {
  const auto& listed = outputs[output].priorities;
  const auto at = std::find_if(listed.begin(), listed.end(),
                               [&](const Value& one) { return feel::equal(one, value) == feel::Truth::yes; });
  return static_cast<std::size_t>(at - listed.begin());
}

void DecisionTable::sort_by_priority(std::vector<Hit>& hits) const {
  std::stable_sort(hits.begin(), hits.end(), [this](const Hit& a, const Hit& b) {
    for (std::size_t at = 0; at < outputs.size(); ++at) {
      const auto x = rank(at, a.outputs[at]), y = rank(at, b.outputs[at]);
      if (x != y) return x < y;
    }
    return false;
  });
}

Value DecisionTable::aggregate(Machine& machine, const std::vector<Hit>& hits, std::size_t output) const {
  if (aggregation == Aggregation::count) {
    std::vector<Value> different;
    for (const auto& hit : hits) {
      const auto& value = hit.outputs[output];
      if (std::none_of(different.begin(), different.end(),
                       [&](const Value& one) { return feel::equal(one, value) == feel::Truth::yes; }))
        different.push_back(value);
    }
    return Value::integer(static_cast<std::int64_t>(different.size()));
  }
  Value best = hits[0].outputs[output];
  for (std::size_t at = 1; at < hits.size(); ++at) {
    const auto& value = hits[at].outputs[output];
    if (aggregation == Aggregation::sum) {
      best = feel::calculate(ArithmeticOperator::add, best, value).value_or(Value());
      if (best.is_null()) return machine.warn(position, "feel.wrong_type", "the outputs have no sum");
      continue;
    }
    const auto compared = feel::order(value, best);
    if (!compared) return machine.warn(position, "feel.wrong_type", "the outputs have no order");
    if (*compared == (aggregation == Aggregation::min ? -1 : 1)) best = value;
  }
  return best;
}

Value DecisionTable::collect(Machine& machine, const std::vector<Hit>& hits) const {
  if (aggregation == Aggregation::none) {
    std::vector<Value> values;
    for (const auto& hit : hits) values.push_back(as_value(hit.outputs));
    return Value::list(std::move(values));
  }
  std::vector<Value> values;
  for (std::size_t at = 0; at < outputs.size(); ++at) values.push_back(aggregate(machine, hits, at));
  return as_value(std::move(values));
}

Value DecisionTable::decide(Machine& machine, std::vector<Hit> hits) const {
  switch (policy) {
    case HitPolicy::unique:
      if (hits.size() > 1) return machine.warn(position, "dmn.several_rules", "more than one rule matches");
      return as_value(std::move(hits[0].outputs));
    case HitPolicy::any: {
      const Value first = as_value(std::move(hits[0].outputs));
      for (std::size_t at = 1; at < hits.size(); ++at)
        if (feel::equal(first, as_value(std::move(hits[at].outputs))) != feel::Truth::yes)
          return machine.warn(position, "dmn.rules_disagree", "rules that match give different outputs");
      return first;
    }
    case HitPolicy::first:
      return as_value(std::move(hits[0].outputs));
    case HitPolicy::priority:
      sort_by_priority(hits);
      return as_value(std::move(hits[0].outputs));
    case HitPolicy::output_order:
      sort_by_priority(hits);
      return collect(machine, hits);
    case HitPolicy::rule_order:
    case HitPolicy::collect:
      return collect(machine, hits);
  }
  return {};
}

void DecisionTable::explain(Machine& machine, Value* slots, const std::vector<Hit>& hits) const {
  auto* session = static_cast<Session*>(machine.host);
  if (session == nullptr || session->explanation() == nullptr) return;
  TableExplanation told{owner, id, policy_name, {}, {}};
  for (const auto& input : inputs) told.inputs.push_back({input.label, slots[input.slot]});
  for (const auto& hit : hits) {
    const auto& rule = rules[hit.rule];
    MatchedRule matched{static_cast<int>(hit.rule + 1), rule.id, {}, rule.annotations};
    for (std::size_t at = 0; at < outputs.size(); ++at) matched.outputs.push_back({outputs[at].name, hit.outputs[at]});
    told.matched.push_back(std::move(matched));
  }
  session->explanation()->push_back(std::move(told));
}

Value DecisionTable::evaluate(Machine& machine, Value* slots) const {
  if (!machine.step() || !read_inputs(machine, slots)) return {};
  std::vector<Hit> hits;
  for (std::size_t at = 0; at < rules.size(); ++at) {
    if (!machine.step()) return {};
    if (!matches(machine, slots, rules[at])) continue;
    hits.push_back({at, outputs_of(machine, slots, rules[at])});
    if (policy == HitPolicy::first) break;
  }
  explain(machine, slots, hits);
  return hits.empty() ? defaults(machine, slots) : decide(machine, std::move(hits));
}

}  // namespace tongban::dmn
