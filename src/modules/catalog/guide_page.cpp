// The guide as a page to print: plain HTML without scripts, every text escaped.
#include "modules/catalog/actions.h"
#include "modules/catalog/html_page.h"

namespace tongban::catalog {
namespace {

std::string names(const std::vector<CodeName>& codes) {
  std::string text;
  for (const auto& code : codes) text += (text.empty() ? "" : "、") + code.name;
  return text;
}

const char* need_text(MaterialNeed need) {
  switch (need) {
    case MaterialNeed::required:
      return "必要";
    case MaterialNeed::optional:
      return "非必要";
    case MaterialNeed::tolerable:
      return "可容缺后补";
    case MaterialNeed::depends:
      return "视情形";
  }
  return "";
}

void write_facts(Page& page, const Guide& guide) {
  const auto& header = guide.header;
  const auto& facts = guide.facts;
  page.open_table();
  page.fact("实施主体", header.department_name);
  page.fact("行政区划", header.region_name);
  page.fact("事项类型", header.item_type.name);
  page.fact("实施编码", header.implementing_code);
  page.fact("业务办理项编码", header.handle_code);
  page.fact("服务对象", names(facts.service_objects));
  page.fact("法定时限", facts.legal_limit.text);
  page.fact("承诺时限", facts.promised_limit.text);
  page.fact("办件类型", header.handling_type.name);
  page.fact("到办事现场次数", facts.trips ? std::to_string(*facts.trips) : "未说明");
  page.fact("必须到现场的原因", facts.trips_reason);
  page.fact("办理形式", names(facts.handling_forms));
  page.fact("是否收费", !facts.is_fee ? "未说明" : *facts.is_fee ? "是" : "否");
  page.fact("办理结果", facts.result_name);
  page.fact("送达方式", names(facts.delivery_forms));
  page.fact("办理地点", facts.address);
  page.fact("办理时间", facts.office_hours);
  page.fact("咨询电话", facts.consult_phone);
  page.fact("监督投诉电话", facts.supervise_phone);
  page.close_table();
}

void write_scenario(Page& page, const Guide& guide) {
  if (guide.scenarios.empty()) return;
  page.heading("所选情形");
  for (const auto& question : guide.scenarios) {
    std::string chosen;
    for (const auto& option : question.options)
      if (option.chosen) chosen += (chosen.empty() ? "" : "、") + option.label;
    page.paragraph(question.question + "：" + (chosen.empty() ? "未选择" : chosen));
  }
}

void write_materials(Page& page, const Guide& guide) {
  page.heading("受理条件");
  for (const auto& condition : guide.conditions) page.paragraph(condition.text);
  page.heading("申请材料");
  if (guide.materials.empty()) return page.paragraph("无需提交材料");
  page.open_table();
  page.row({"序号", "材料名称", "必要性", "来源", "形式", "原件", "复印件", "受理标准"}, "th");
  int number = 0;
  for (const auto& shown : guide.materials) {
    const auto& material = shown.material;
    page.row({std::to_string(++number),
              material.material_name + (material.exempt_by_licence ? "（电子证照可免交）" : ""), need_text(shown.need),
              shown.source_name, shown.format_name, std::to_string(material.originals), std::to_string(material.copies),
              material.accept_standard});
  }
  page.close_table();
}

void write_way(Page& page, const Guide& guide) {
  page.heading("办理流程");
  page.open_table();
  page.row({"环节", "办理人", "时限", "审查标准"}, "th");
  for (const auto& step : guide.steps) page.row({step.step_name, step.role, step.limit.text, step.standard});
  page.close_table();
  if (!guide.special_procedures.empty()) {
    page.heading("特别程序");
    page.open_table();
    page.row({"名称", "时限", "是否计入办理时限"}, "th");
    for (const auto& procedure : guide.special_procedures)
      page.row({procedure.procedure_name.empty() ? procedure.procedure_kind.name : procedure.procedure_name,
                procedure.limit.text, procedure.excluded_from_limit ? "不计入" : "计入"});
    page.close_table();
  }
  page.heading("收费");
  if (!guide.facts.is_fee) return page.paragraph("未说明");
  if (!*guide.facts.is_fee) return page.paragraph("不收费");
  page.paragraph(guide.fee_basis);
  page.open_table();
  page.row({"项目", "标准", "依据"}, "th");
  for (const auto& fee : guide.fees) page.row({fee.fee_name, fee.fee_standard, fee.by_law});
  page.close_table();
}

void write_help(Page& page, const Guide& guide) {
  page.heading("设定依据");
  for (const auto& basis : guide.legal_basis)
    page.paragraph("《" + basis.law + "》" + basis.article + (basis.text.empty() ? "" : "：" + basis.text));
  if (!guide.questions.empty()) page.heading("常见问题");
  for (const auto& row : guide.questions) {
    page.paragraph("问：" + row.question);
    page.paragraph("答：" + row.answer);
  }
  page.markup("<div class=\"qr\">" + guide.qr_svg + "</div>\n");
  page.paragraph("第 " + std::to_string(guide.header.version) + " 版，自 " + guide.header.effective_from + " 起施行。");
}

}  // namespace

std::string guide_page(const Guide& guide) {
  Page page;
  page.begin(guide.header.item_name + " 办事指南");
  if (guide.header.demonstration) page.notice("演示数据，非正式办事指南");
  if (guide.header.superseded) page.notice("历史版本，已不再适用于新的申请");
  write_facts(page, guide);
  write_scenario(page, guide);
  write_materials(page, guide);
  write_way(page, guide);
  write_help(page, guide);
  return page.end();
}

}  // namespace tongban::catalog
