// Values of code sets against the dictionaries, the codes of the item against its department, and the dates.
#include "base/credit_code.h"
#include "base/instant.h"
#include "base/item_codes.h"
#include "modules/catalog/gate_findings.h"
#include "modules/catalog/private_codes.h"

namespace tongban::catalog::gate {
namespace {

void all_known(const Look& look, const char* code_set, const std::vector<std::string>& codes, const std::string& place,
               const char* element) {
  for (std::size_t i = 0; i < codes.size(); ++i)
    look.known(code_set, codes[i], place + "/" + std::to_string(i), element);
}

void check_basic(const Look& look) {
  const auto& basic = look.content.basic;
  look.known("item_type", basic.item_type, "/basic/item_type", "事项类型");
  look.known("use_level", basic.use_level, "/basic/use_level", "行使层级");
  look.known("power_source", basic.power_source, "/basic/power_source", "权力来源");
  look.known("implementer_nature", basic.implementer_nature, "/basic/implementer_nature", "实施主体性质");
  look.known("handling_type", basic.handling_type, "/basic/handling_type", "办件类型");
  look.known("limit_unit", basic.legal_limit.unit, "/basic/legal_limit/unit", "法定时限单位");
  look.known("limit_unit", basic.promised_limit.unit, "/basic/promised_limit/unit", "承诺时限单位");
  all_known(look, "service_object", basic.service_objects, "/basic/service_objects", "服务对象");
  all_known(look, "handling_form", basic.handling_forms, "/basic/handling_forms", "办理形式");
}

void check_extension(const Look& look) {
  const auto& extension = look.content.extension;
  look.known("cross_region_scope", extension.cross_region_scope, "/extension/cross_region_scope", "通办范围");
  look.known("cross_region_mode", extension.cross_region_mode, "/extension/cross_region_mode", "通办方式");
  look.known("review_type", extension.review_type, "/extension/review_type", "审查类型");
  look.known("online_level", extension.online_level, "/extension/online_level", "网办等级");
  all_known(look, "result_type", extension.result_types, "/extension/result_types", "结果类型");
  all_known(look, "delivery_form", extension.delivery_forms, "/extension/delivery_forms", "送达方式");
  all_known(look, "online_depth", extension.online_depth, "/extension/online_depth", "网上办理深度");
  all_known(look, "theme_person", extension.person_themes, "/extension/person_themes", "面向自然人的主题");
  all_known(look, "theme_legal", extension.legal_themes, "/extension/legal_themes", "面向法人的主题");
}

void check_rows(const Look& look) {
  const auto& content = look.content;
  for (std::size_t i = 0; i < content.materials.size(); ++i) {
    const auto& material = content.materials[i];
    const auto place = "/materials/" + std::to_string(i);
    look.known("material_type", material.material_type, place + "/material_type", "材料类型");
    look.known("material_format", material.material_format, place + "/material_format", "材料形式");
    look.known("material_necessity", material.necessity, place + "/necessity", "材料必要性");
    look.known("material_source", material.source_type, place + "/source_type", "材料来源渠道");
  }
  for (std::size_t i = 0; i < content.flow.size(); ++i) {
    const auto place = "/flow/" + std::to_string(i);
    look.known("step_stage", content.flow[i].stage, place + "/stage", "环节阶段");
    look.known("limit_unit", content.flow[i].limit.unit, place + "/limit/unit", "环节时限单位");
  }
  for (std::size_t i = 0; i < content.special_procedures.size(); ++i) {
    const auto place = "/special_procedures/" + std::to_string(i);
    look.known("special_procedure", content.special_procedures[i].procedure_kind, place + "/procedure_kind",
               "特别程序");
    look.known("limit_unit", content.special_procedures[i].limit.unit, place + "/limit/unit", "特别程序时限单位");
  }
}

// Places of the item itself stand outside the content: "/item/…".
void check_item_codes(const Look& look) {
  const auto& subject = look.subject;
  const bool private_code =
      is_demonstration_code(subject.implementing_code) || is_private_credit_code(subject.credit_code);
  if (subject.demonstration != private_code)
    return look.error(
        "gate.private_range",
        subject.demonstration ? "演示事项只能使用 99 开头的私有编码" : "正式事项不得使用 99 开头的私有编码",
        "/item/implementing_code");
  if (subject.code_as_is) return;
  const auto code = parse_implementing_code(subject.implementing_code);
  if (!code) return look.error("gate.implementing_code", "实施编码应为 31 位且校验无误", "/item/implementing_code");
  if (code->authority != subject.credit_code)
    look.error("gate.code_against_department", "实施编码中的实施主体代码与部门不一致", "/item/implementing_code");
  if (!look.content.basic.use_level.empty() && std::to_string(code->level) != look.content.basic.use_level)
    look.error("gate.code_against_level", "实施编码中的行使层级与事项的行使层级不一致", "/basic/use_level");
  if (!subject.demonstration && !subject.official_basic_code.empty() && code->basic.code != subject.official_basic_code)
    look.error("gate.code_against_basic_item", "实施编码中的基本编码与基本目录不一致", "/item/basic_code");
  if (!look.content.basic.item_type.empty() && code->basic.item_type != look.content.basic.item_type)
    look.error("gate.code_against_type", "基本编码中的事项类型与事项类型不一致", "/basic/item_type");
  if (!subject.handle_code.empty()) {
    const auto handle = parse_handle_code(subject.handle_code);
    if (!handle || handle->implementing.code != subject.implementing_code)
      look.error("gate.handle_code", "业务办理项编码应为实施编码加两位序号", "/item/handle_code");
  }
}

void check_dates(const Look& look) {
  const auto& basic = look.content.basic;
  const auto read = [&](const std::string& text, const char* place) {
    const auto date = Date::parse(text);
    if (!text.empty() && !date) look.error("gate.bad_date", "日期应写作 2026-01-31", place);
    return date;
  };
  const auto from = read(basic.effective_from, "/basic/effective_from");
  const auto to = read(basic.effective_to, "/basic/effective_to");
  if (from && to && *to < *from) look.error("gate.dates_reversed", "取消日期早于生效日期", "/basic/effective_to");
  for (std::size_t i = 0; i < basic.legal_basis.size(); ++i)
    read(basic.legal_basis[i].version_date, ("/basic/legal_basis/" + std::to_string(i) + "/version_date").c_str());
}

}  // namespace

void check_codes(const Look& look) {
  check_basic(look);
  check_extension(look);
  check_rows(look);
  check_item_codes(look);
  check_dates(look);
}

}  // namespace tongban::catalog::gate
