// Decision tables from XML.
#include "base/text.h"
#include "engine/dmn/boxed.h"
#include "engine/feel/nodes.h"

namespace tongban::dmn {

void Boxed::table_policy(const pugi::xml_node& node, DecisionTable& table) {
  struct Named {
    const char* name;
    HitPolicy policy;
  };
  static constexpr Named kPolicies[] = {
      {"UNIQUE", HitPolicy::unique},         {"ANY", HitPolicy::any},
      {"FIRST", HitPolicy::first},           {"PRIORITY", HitPolicy::priority},
      {"RULE ORDER", HitPolicy::rule_order}, {"OUTPUT ORDER", HitPolicy::output_order},
      {"COLLECT", HitPolicy::collect},
  };
  const std::string_view policy = node.attribute("hitPolicy").as_string("UNIQUE");
  bool known = false;
  for (const auto& one : kPolicies) {
    if (policy != one.name) continue;
    table.policy = one.policy;
    known = true;
  }
  if (!known) find("dmn.hit_policy", "there is no hit policy " + std::string(policy));
  table.policy_name = policy;
  const std::string_view aggregation = node.attribute("aggregation").value();
  if (table.policy != HitPolicy::collect || aggregation.empty()) return;
  table.policy_name += " " + std::string(aggregation);
  if (aggregation == "SUM") table.aggregation = Aggregation::sum;
  if (aggregation == "COUNT") table.aggregation = Aggregation::count;
  if (aggregation == "MIN") table.aggregation = Aggregation::min;
  if (aggregation == "MAX") table.aggregation = Aggregation::max;
  if (table.aggregation == Aggregation::none)
    find("dmn.hit_policy", "there is no aggregation " + std::string(aggregation));
}

void Boxed::table_inputs(const pugi::xml_node& node, DecisionTable& table) {
  for (const auto& one : children(node, "input")) {
    TableInput input;
    const auto expression = child(one, "inputExpression");
    const auto text = text_of(expression);
    input.label = one.attribute("label").value();
    if (input.label.empty()) input.label = trim(text);
    input.expression = literal(text, "the input");
    input.type = type(expression.attribute("typeRef").value());
    input.slot = names_.bind("?");
    input.allowed = tests(text_of(child(one, "inputValues")));
    names_.unbind("?");
    table.inputs.push_back(std::move(input));
  }
}

// The values in the order that they are listed; nothing where they are no list of values.
std::vector<Value> Boxed::priorities(const std::string& text) {
  if (trim(text).empty()) return {};
  auto node = feel::parse_into(names_, "[" + text + "]", &types_.types());
  if (!node || !(*node)->is_constant()) return {};
  const Environment environment;
  Machine machine(environment);
  const Value list = (*node)->evaluate(machine, nullptr);
  return list.is(feel::Kind::list) ? list.as_list() : std::vector<Value>();
}

void Boxed::table_outputs(const pugi::xml_node& node, DecisionTable& table) {
  const auto outputs = children(node, "output");
  for (const auto& one : outputs) {
    TableOutput output;
    output.name = one.attribute("name").value();
    output.type = type(one.attribute("typeRef").value());
    output.priorities = priorities(text_of(child(one, "outputValues")));
    if (const auto entry = child(one, "defaultOutputEntry"))
      output.default_entry = literal(text_of(entry), "the default");
    table.outputs.push_back(std::move(output));
  }
  if (table.outputs.empty()) {
    find("dmn.no_output", "the table has no output");
    table.outputs.emplace_back();
  }
}

void Boxed::table_rules(const pugi::xml_node& node, DecisionTable& table) {
  for (const auto& one : children(node, "rule")) {
    TableRule rule;
    rule.id = one.attribute("id").value();
    const auto entries = children(one, "inputEntry");
    if (entries.size() != table.inputs.size())
      find("dmn.table_shape", "a rule has " + std::to_string(entries.size()) + " inputs, the table " +
                                  std::to_string(table.inputs.size()));
    for (std::size_t at = 0; at < entries.size() && at < table.inputs.size(); ++at) {
      names_.bind("?", table.inputs[at].slot);
      rule.tests.push_back(tests(text_of(entries[at])));
      names_.unbind("?");
    }
    for (const auto& entry : children(one, "outputEntry"))
      rule.outputs.push_back(literal(text_of(entry), "the output"));
    if (rule.outputs.size() != table.outputs.size())
      find("dmn.table_shape", "a rule has " + std::to_string(rule.outputs.size()) + " outputs, the table " +
                                  std::to_string(table.outputs.size()));
    for (const auto& annotation : children(one, "annotationEntry")) rule.annotations.push_back(text_of(annotation));
    table.rules.push_back(std::move(rule));
  }
}

NodePtr Boxed::decision_table(const pugi::xml_node& node) {
  auto table = std::make_unique<DecisionTable>();
  table->id = node.attribute("id").value();
  table->owner = element_;
  table_policy(node, *table);
  table_inputs(node, *table);
  table_outputs(node, *table);
  table_rules(node, *table);
  return table;
}

}  // namespace tongban::dmn
