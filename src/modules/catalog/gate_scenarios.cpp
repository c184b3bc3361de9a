// Scenarios refer to what exists, and the form can be compiled.
#include <set>

#include "modules/catalog/gate_findings.h"

namespace tongban::catalog::gate {
namespace {

void check_option(const Look& look, const ScenarioOption& option, const std::set<std::string>& materials,
                  const std::string& place) {
  if (is_blank(option.label)) look.error("gate.scenario_unlabelled", "情形选项未写明内容", place + "/label");
  const auto check = [&](const std::vector<std::string>& keys, const char* member) {
    for (const auto& key : keys)
      if (!materials.contains(key))
        look.error("gate.scenario_material_unknown", "情形选项引用了不存在的材料", place + member);
  };
  check(option.materials_added, "/materials_added");
  check(option.materials_dropped, "/materials_dropped");
  for (const auto& key : option.materials_added)
    if (has(option.materials_dropped, key))
      look.error("gate.scenario_contradicts", "同一选项既增加又减少同一材料", place + "/materials_dropped");
}

void check_question(const Look& look, const ScenarioQuestion& question, const std::set<std::string>& materials,
                    const std::string& place) {
  if (is_blank(question.question)) look.error("gate.scenario_unlabelled", "情形问题未写明内容", place + "/question");
  if (question.options.size() < 2)
    look.error("gate.scenario_few_options", "情形问题应至少有两个选项", place + "/options");
  std::set<std::string> keys;
  for (std::size_t i = 0; i < question.options.size(); ++i) {
    const auto at = place + "/options/" + std::to_string(i);
    check_option(look, question.options[i], materials, at);
    if (is_blank(question.options[i].option_key) || !keys.insert(question.options[i].option_key).second)
      look.error("gate.scenario_key", "情形选项编号缺失或重复", at + "/option_key");
  }
}

void check_form(const Look& look) {
  const auto& content = look.content;
  if (!content.form_schema.is_null()) {
    if (!content.form_schema.is_object()) {
      look.error("gate.form_schema", "申请表单应为 JSON Schema 对象", "/form_schema");
    } else {
      for (const auto& problem : look.lookup.form_problems(content.form_schema))
        look.error("gate.form_schema", "申请表单有误：" + problem.detail, "/form_schema" + problem.pointer);
    }
  }
  if (!content.form_layout.is_null() && (!content.form_layout.is_object() || content.form_schema.is_null()))
    look.error("gate.form_layout", "表单布局应为对象，且应有对应的表单", "/form_layout");
}

}  // namespace

void check_scenarios(const Look& look) {
  std::set<std::string> materials, keys;
  for (const auto& material : look.content.materials) materials.insert(material.material_key);
  for (std::size_t i = 0; i < look.content.scenarios.size(); ++i) {
    const auto& question = look.content.scenarios[i];
    const auto place = "/scenarios/" + std::to_string(i);
    check_question(look, question, materials, place);
    if (is_blank(question.question_key) || !keys.insert(question.question_key).second)
      look.error("gate.scenario_key", "情形问题编号缺失或重复", place + "/question_key");
  }
  check_form(look);
}

}  // namespace tongban::catalog::gate
