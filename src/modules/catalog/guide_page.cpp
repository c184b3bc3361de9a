// The guide as a page to print: plain HTML without scripts, every text escaped.
#include "modules/catalog/actions.h"

namespace tongban::catalog {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char ch : text) {
    switch (ch) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += ch;
    }
  }
  return out;
}

std::string names(const std::vector<CodeName>& codes) {
  std::string text;
  for (const auto& code : codes) text += (text.empty() ? "" : "、") + code.name;
  return text;
}

class Page {
 public:
  void heading(std::string_view text) { html_ += "<h2>" + escaped(text) + "</h2>\n"; }
  void fact(std::string_view label, std::string_view value) {
    if (!value.empty()) html_ += "<tr><th>" + escaped(label) + "</th><td>" + escaped(value) + "</td></tr>\n";
  }
  void open_table() { html_ += "<table>\n"; }
  void close_table() { html_ += "</table>\n"; }
  void row(const std::vector<std::string>& cells, const char* cell = "td") {
    html_ += "<tr>";
    for (const auto& text : cells) html_ += std::string("<") + cell + ">" + escaped(text) + "</" + cell + ">";
    html_ += "</tr>\n";
  }
  void paragraph(std::string_view text) { html_ += "<p>" + escaped(text) + "</p>\n"; }
  void markup(std::string_view ours) { html_ += ours; }
  std::string take() { return std::move(html_); }

 private:
  std::string html_;
};

constexpr const char* kStyle =
    "body{font-family:serif;margin:2em auto;max-width:52em;color:#111;line-height:1.6}"
    "h1{font-size:1.6em;text-align:center}h2{font-size:1.15em;border-bottom:1px solid #888;margin-top:1.4em}"
    "table{border-collapse:collapse;width:100%}th,td{border:1px solid #999;padding:.3em .5em;text-align:left;"
    "vertical-align:top}th{background:#f2f2f2;font-weight:600}tr{break-inside:avoid}.demo{border:2px solid #b00;"
    "color:#b00;padding:.4em;text-align:center}.qr svg{width:8em;height:8em}"
    "@page{margin:18mm}@media print{body{margin:0;max-width:none}}";

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
  page.markup("<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>");
  page.markup(escaped(guide.header.item_name));
  page.markup(" 办事指南</title><style>");
  page.markup(kStyle);
  page.markup("</style></head><body>\n<h1>");
  page.markup(escaped(guide.header.item_name));
  page.markup(" 办事指南</h1>\n");
  if (guide.header.demonstration) page.markup("<p class=\"demo\">演示数据，非正式办事指南</p>\n");
  if (guide.header.superseded) page.markup("<p class=\"demo\">历史版本，已不再适用于新的申请</p>\n");
  write_facts(page, guide);
  write_scenario(page, guide);
  write_materials(page, guide);
  write_way(page, guide);
  write_help(page, guide);
  page.markup("</body></html>\n");
  return page.take();
}

}  // namespace tongban::catalog
