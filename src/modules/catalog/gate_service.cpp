// How the service is given: trips, online depth, fees, results, phones, themes. Rules 3 to 8 of the guide inspections.
#include "base/contact_numbers.h"
#include "base/text.h"
#include "modules/catalog/gate_findings.h"

namespace tongban::catalog::gate {
namespace {

void check_trips(const Look& look) {
  const auto& basic = look.content.basic;
  const auto& extension = look.content.extension;
  if (!basic.trips) return look.error("gate.trips_missing", "未写明到办事现场次数", "/basic/trips");
  if (basic.trips < 0) look.error("gate.trips_negative", "到现场次数不能为负", "/basic/trips");
  if (basic.trips > 0 && is_blank(basic.trips_reason))
    look.error("gate.trips_without_reason", "需要到现场办理的，应写明必须到现场的原因", "/basic/trips_reason");
  if (basic.trips == 0 && !is_blank(basic.trips_reason))
    look.error("gate.trips_reason_without_trips", "无需到现场的，不应填写到现场原因", "/basic/trips_reason");
  if (basic.trips == 0 && !extension.is_online && !has(basic.handling_forms, "4"))
    look.error("gate.no_trip_no_channel", "无需到现场又不能网上办理的，办理形式应包括快递申请",
               "/basic/handling_forms");
  if (basic.trips > 1)
    look.warning("gate.more_than_one_trip", "到现场次数多于一次，不符合“最多跑一次”", "/basic/trips");
}

void check_online(const Look& look) {
  const auto& basic = look.content.basic;
  const auto& extension = look.content.extension;
  if (extension.online_level == "IV" && basic.trips.value_or(0) != 0)
    look.error("gate.fully_online_with_trips", "全程网办的事项，到现场次数应为 0", "/basic/trips");
  if (extension.is_online && extension.online_depth.empty())
    look.error("gate.online_depth_missing", "可网上办理的，应填写网上办理深度", "/extension/online_depth");
  if (!extension.is_online && extension.online_level == "IV")
    look.error("gate.fully_online_not_online", "全程网办的事项，应为可网上办理", "/extension/is_online");
  if (!extension.in_service_center && is_blank(extension.not_in_center_reason) && !extension.is_online)
    look.warning("gate.not_in_center", "未进驻政务大厅的，应写明原因", "/extension/not_in_center_reason");
}

void check_fees(const Look& look) {
  const auto& content = look.content;
  if (!content.basic.is_fee) return look.error("gate.fee_missing", "未写明是否收费", "/basic/is_fee");
  if (!*content.basic.is_fee) {
    if (!content.fees.empty()) look.error("gate.fee_rows_without_fee", "不收费的事项不应有收费项目", "/fees");
    if (content.extension.is_pay_online)
      look.error("gate.pay_online_without_fee", "不收费的事项不应支持网上支付", "/extension/is_pay_online");
    return;
  }
  if (is_blank(content.basic.fee_basis))
    look.error("gate.fee_basis_missing", "收费的事项应写明收费依据", "/basic/fee_basis");
  if (content.fees.empty()) look.error("gate.fee_rows_missing", "收费的事项应至少有一个收费项目", "/fees");
  for (std::size_t i = 0; i < content.fees.size(); ++i) {
    const auto& fee = content.fees[i];
    const auto place = "/fees/" + std::to_string(i);
    if (is_blank(fee.fee_name)) look.error("gate.fee_unnamed", "收费项目未写明名称", place + "/fee_name");
    if (is_blank(fee.fee_standard))
      look.error("gate.fee_standard_missing", "收费项目未写明标准", place + "/fee_standard");
    if (fee.amount_fen < 0) look.error("gate.fee_negative", "收费金额不能为负", place + "/amount_fen");
    if (fee.reducible && is_blank(fee.reduction_basis))
      look.error("gate.fee_reduction_basis_missing", "允许减免的收费应写明减免依据", place + "/reduction_basis");
  }
}

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> endings) {
  for (const auto ending : endings)
    if (text.ends_with(ending)) return true;
  return false;
}

void check_result(const Look& look) {
  const auto& extension = look.content.extension;
  const auto name = trim(extension.result_name);
  if (name.empty() || name == "无") return;
  if (is_blank(extension.result_sample))
    look.warning("gate.result_sample_missing", "有办理结果的，应提供结果样本", "/extension/result_sample");
  if (extension.result_types.empty()) return;
  const bool licence =
      ends_with_any(name, {"许可证", "执照", "登记证", "资格证", "合格证", "身份证", "居住证", "证书"});
  const bool document = ends_with_any(name, {"批复", "批文", "决定书", "通知书", "意见书"});
  if ((licence && !has(extension.result_types, "10")) || (document && !has(extension.result_types, "20")))
    look.error("gate.result_type_against_name",
               licence ? "结果名称是证照的，结果类型应包括证照" : "结果名称是批文的，结果类型应包括批文",
               "/extension/result_types");
}

// Several numbers may stand in one element, apart by 、，；/ or blanks; each must have its area code.
std::vector<std::string> phone_numbers(std::string_view text) {
  std::vector<std::string> numbers(1);
  std::string plain = normalise_width(text);
  for (const std::string_view separator : {"、", "，", "；", "或"})
    for (auto at = plain.find(separator); at != std::string::npos; at = plain.find(separator))
      plain.replace(at, separator.size(), ",");
  for (const char ch : plain) {
    if (ch == ',' || ch == ';' || ch == '/' || ch == ' ')
      numbers.emplace_back();
    else
      numbers.back() += ch;
  }
  std::erase(numbers, "");
  return numbers;
}

void check_phones(const Look& look) {
  const auto& basic = look.content.basic;
  const auto check = [&](const std::string& text, const char* place, const char* element) {
    for (const auto& number : phone_numbers(text))
      if (!parse_phone(number)) look.error("gate.phone_format", std::string(element) + "应为带区号的电话号码", place);
  };
  check(basic.consult_phone, "/basic/consult_phone", "咨询电话");
  check(basic.supervise_phone, "/basic/supervise_phone", "监督投诉电话");
  if (!is_blank(basic.consult_phone) && trim(basic.consult_phone) == trim(basic.supervise_phone))
    look.error("gate.same_phones", "咨询电话与监督投诉电话不能相同", "/basic/supervise_phone");
}

void check_themes(const Look& look) {
  const auto& content = look.content;
  if (content.basic.service_objects.empty()) return;
  const auto family = [&](bool serves, const std::vector<std::string>& themes, const char* place, const char* who) {
    if (!serves && !themes.empty())
      look.error("gate.theme_against_service_object", std::string("服务对象不含") + who + "，不应填写其主题", place);
    if (serves && themes.empty())
      look.warning("gate.theme_missing", std::string("服务对象含") + who + "，应填写其主题", place);
  };
  family(serves_persons(content), content.extension.person_themes, "/extension/person_themes", "自然人");
  family(serves_legal_persons(content), content.extension.legal_themes, "/extension/legal_themes", "法人和其他组织");
}

void check_promises(const Look& look) {
  const auto& extension = look.content.extension;
  if (extension.is_inform_promise && is_blank(extension.inform_promise_text))
    look.error("gate.promise_text_missing", "实行告知承诺的，应提供承诺书文本", "/extension/inform_promise_text");
  if (extension.is_tolerant && (extension.tolerant_days < 1 || extension.tolerant_days > 90))
    look.error("gate.tolerant_days", "容缺补正期限应在 1 至 90 个工作日之间", "/extension/tolerant_days");
  if (extension.min_assurance_level < 1 || extension.min_assurance_level > 5)
    look.error("gate.assurance_level", "身份认证等级应在 1 至 5 之间", "/extension/min_assurance_level");
}

}  // namespace

void check_service(const Look& look) {
  check_trips(look);
  check_online(look);
  check_fees(look);
  check_result(look);
  check_phones(look);
  check_themes(look);
  check_promises(look);
}

}  // namespace tongban::catalog::gate
