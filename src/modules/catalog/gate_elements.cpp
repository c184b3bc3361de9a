// Mandatory elements (the columns that the national exchange tables declare NOT NULL), and what an inspection of guides
// expects beside them.
#include "modules/catalog/gate_findings.h"

namespace tongban::catalog::gate {
namespace {

void stated(const Look& look, std::string_view value, const char* code, const char* place, const char* element) {
  if (is_blank(value)) look.error(code, std::string("未填写") + element, place);
}

void check_legal_basis(const Look& look) {
  const auto& basis = look.content.basic.legal_basis;
  if (basis.empty()) look.error("gate.legal_basis_missing", "未填写设定依据", "/basic/legal_basis");
  for (std::size_t i = 0; i < basis.size(); ++i) {
    const auto place = "/basic/legal_basis/" + std::to_string(i);
    if (is_blank(basis[i].law)) look.error("gate.legal_basis_unnamed", "设定依据未写明法律法规名称", place + "/law");
    if (is_blank(basis[i].article))
      look.warning("gate.legal_basis_no_article", "设定依据未写明条款", place + "/article");
  }
}

void check_texts(const Look& look) {
  const auto& basic = look.content.basic;
  stated(look, basic.item_name, "gate.item_name_missing", "/basic/item_name", "事项名称");
  stated(look, basic.item_type, "gate.item_type_missing", "/basic/item_type", "事项类型");
  stated(look, basic.use_level, "gate.use_level_missing", "/basic/use_level", "行使层级");
  stated(look, basic.implementer_nature, "gate.implementer_nature_missing", "/basic/implementer_nature",
         "实施主体性质");
  // A public service is no power, so it has no source of power (up_task_public_basic lacks the column).
  if (basic.item_type != "20")
    stated(look, basic.power_source, "gate.power_source_missing", "/basic/power_source", "权力来源");
  stated(look, basic.handling_type, "gate.handling_type_missing", "/basic/handling_type", "办件类型");
  stated(look, basic.address, "gate.address_missing", "/basic/address", "办理地点");
  stated(look, basic.office_hours, "gate.office_hours_missing", "/basic/office_hours", "办理时间");
  stated(look, basic.consult_phone, "gate.consult_phone_missing", "/basic/consult_phone", "咨询方式");
  stated(look, basic.supervise_phone, "gate.supervise_phone_missing", "/basic/supervise_phone", "监督投诉方式");
}

void check_lists(const Look& look) {
  const auto& content = look.content;
  if (content.basic.service_objects.empty())
    look.error("gate.service_objects_missing", "未填写服务对象", "/basic/service_objects");
  if (content.basic.conditions.empty()) look.error("gate.conditions_missing", "未填写受理条件", "/basic/conditions");
  if (content.basic.handling_forms.empty())
    look.error("gate.handling_forms_missing", "未填写办理形式", "/basic/handling_forms");
  if (content.flow.empty()) look.error("gate.flow_missing", "未填写办理流程", "/flow");
  if (content.materials.empty())
    look.warning("gate.materials_none", "没有任何申请材料，请确认该事项确实无需材料", "/materials");
  if (content.extension.result_types.empty())
    look.error("gate.result_type_missing", "未填写办理结果类型", "/extension/result_types");
}

// 行政许可: an inspection expects at least one question answered, and the whole way from acceptance to delivery.
void check_licence_item(const Look& look) {
  if (look.content.basic.item_type != "01") return;
  if (look.content.questions.empty())
    look.warning("gate.licence_no_question", "行政许可事项应至少有一个常见问题", "/questions");
  if (!look.content.flow.empty() && look.content.flow.size() < 5)
    look.warning("gate.licence_few_steps", "行政许可事项的流程应包括受理、审核、审批、办结、送达五个环节", "/flow");
  const auto& extension = look.content.extension;
  if (is_blank(extension.reconsideration) || is_blank(extension.litigation))
    look.warning("gate.remedies_missing", "未填写行政复议、行政诉讼途径", "/extension/reconsideration");
}

void check_rows(const Look& look) {
  const auto& content = look.content;
  for (std::size_t i = 0; i < content.flow.size(); ++i)
    if (is_blank(content.flow[i].step_name))
      look.error("gate.step_unnamed", "流程环节未写明名称", "/flow/" + std::to_string(i) + "/step_name");
  for (std::size_t i = 0; i < content.questions.size(); ++i) {
    const auto& row = content.questions[i];
    if (is_blank(row.question) || is_blank(row.answer))
      look.error("gate.question_incomplete", "常见问题缺少问题或答复", "/questions/" + std::to_string(i));
  }
  const auto& vague = look.lookup.phrases("vague_condition");
  for (std::size_t i = 0; i < content.basic.conditions.size(); ++i) {
    const auto phrase = phrase_in(content.basic.conditions[i], vague);
    if (!phrase.empty())
      look.warning("gate.vague_condition", "受理条件含兜底表述“" + std::string(phrase) + "”",
                   "/basic/conditions/" + std::to_string(i));
  }
}

}  // namespace

void check_elements(const Look& look) {
  check_texts(look);
  check_legal_basis(look);
  check_lists(look);
  check_licence_item(look);
  check_rows(look);
}

}  // namespace tongban::catalog::gate
