// A draft begins: online by the applicant or an agent, or at the window by the clerk for somebody who is present.
// Either way the same record, number, guide, progress and rating follow.
#include "base/identifiers.h"
#include "base/text.h"
#include "modules/cases/actions.h"
#include "modules/cases/application.h"
#include "modules/identity/identity.h"

namespace tongban::cases {
namespace {

constexpr int kMaxDrafts = 50;
constexpr int kAssuranceAtWindow = 4;  // identity checked in person against the document

store::CaseRow new_row(Ctx& ctx, const catalog::FrozenItem& item, const char* channel) {
  store::CaseRow row;
  row.case_id = ctx.new_id();
  row.channel = channel;
  row.item_id = item.item_id;
  row.item_version_id = item.item_version_id;
  row.basic_item_id = item.basic_item_id;
  row.item_name = item.content.basic.item_name;
  row.implementing_code = item.implementing_code;
  row.demonstration = item.demonstration;
  row.department_id = item.department.department_id;
  row.department_name = item.department.name;
  row.region_code = item.department.region_code;
  row.county_code = row.region_code.substr(0, 6);
  row.region_name = item.department.region_name;
  row.created_by_account_id = ctx.actor.account_id;
  row.started_at = ctx.now;
  row.version = 1;
  row.urgency_at = kNoUrgency;
  return row;
}

Result<ActOut> insert(Ctx& ctx, store::CaseRow& row, const catalog::FrozenItem& item,
                      const std::vector<ScenarioAnswer>& scenario, const ApplicantRecord& applicant) {
  TRY(catalog::check_answers(item.content, to_catalog(scenario), "/scenario"));
  seal_applicant(ctx, row, applicant);
  seal_scenario(ctx, row, scenario);
  store::insert_case(ctx.tx, row);
  ctx.audit = {"case", row.case_id, "started"};
  Work work;
  work.row = std::move(row);
  return act_out(work);
}

// `known`: name, phone and representative come from the person's own account.
Result<void> check_window_fields(StartWindowCaseIn& in, bool known) {
  std::vector<FieldError> wrong;
  const auto check = [&](const char* pointer, auto&& parsed, auto& into) {
    if (parsed)
      into = parsed.value();
    else
      wrong.push_back({pointer, parsed.error().key, parsed.error().detail});
  };
  if (!known && trim(in.applicant_name).empty())
    wrong.push_back({"/applicant_name", "field.required", "请填写申请人名称"});
  check("/document_number", parse_document_number(in.document_type, in.document_number), in.document_number);
  if (!known) check("/phone", parse_phone(in.phone), in.phone);
  if (in.agent_document_number)
    check("/agent_document_number", parse_document_number("111", *in.agent_document_number), *in.agent_document_number);
  if (!known && in.applicant_kind == ApplicantKind::legal && in.legal_representative.value_or("").empty())
    wrong.push_back({"/legal_representative", "field.required", "请填写法定代表人"});
  if (wrong.empty()) return {};
  return Error{Code::invalid, "input.invalid", "提交的内容有误，请按提示修改", std::move(wrong)};
}

Result<void> take_account(Ctx& ctx, std::int64_t account_id, StartWindowCaseIn& in, ApplicantRecord& applicant) {
  if (account_id == 0) return unprocessable("cases.no_account", "该证件号码没有注册账户，请填写申请人信息");
  const auto profile = TRY(identity::profile(ctx, account_id));
  in.applicant_kind = profile.legal_person ? ApplicantKind::legal : ApplicantKind::natural;
  in.applicant_name = profile.name;
  in.phone = profile.phone;
  in.legal_representative = profile.representative;
  applicant.address = profile.address;
  return {};
}

}  // namespace

Result<Beginning> begin_online(Ctx& ctx, const StartCaseIn& in) {
  auto item = TRY(catalog::current_version(ctx, in.item_id.value));
  const auto principal = in.acting_for ? in.acting_for->value : ctx.actor.account_id;
  const bool agent = principal != ctx.actor.account_id;
  if (agent && !identity::may_act_for(ctx, principal, in.item_id.value))
    return Error{Code::forbidden, "cases.not_authorised", "您没有该申请人的代办授权"};
  if (agent && !item->content.extension.is_agent_allowed)
    return unprocessable("cases.agent_not_allowed", "该事项须由申请人本人办理");

  auto row = new_row(ctx, *item, "online");
  const auto profile = TRY(identity::profile(ctx, principal));
  ApplicantRecord applicant;
  applicant.name = profile.name;
  applicant.document_type = profile.legal_person ? "001" : "111";
  applicant.document_number = profile.id_number;
  applicant.phone = profile.phone;
  applicant.address = profile.address;
  applicant.legal_representative = profile.representative;
  applicant.assurance_level = profile.assurance_level;
  row.applicant_kind = profile.legal_person ? "legal" : "natural";
  row.applicant_account_id = principal;
  row.waiting_for = WaitingFor::applicant;
  if (agent) {
    const auto own = TRY(identity::profile(ctx, ctx.actor.account_id));
    applicant.agent_name = own.name;
    applicant.agent_document_number = own.id_number;
    applicant.agent_phone = own.phone;
    applicant.assurance_level = std::min(applicant.assurance_level, own.assurance_level);
    row.agent_account_id = ctx.actor.account_id;
  }
  row.applicant_index = applicant_index(ctx, applicant);
  return Beginning{std::move(row), std::move(item), std::move(applicant)};
}

Result<ActOut> start_case(Ctx& ctx, const StartCaseIn& in) {
  auto beginning = TRY(begin_online(ctx, in));
  if (store::count_drafts_of(ctx.tx, ctx.actor.account_id) >= kMaxDrafts)
    return conflict("cases.too_many_drafts", "草稿过多，请先提交或删除已有草稿");
  return insert(ctx, beginning.row, *beginning.item, in.scenario, beginning.applicant);
}

Result<ActOut> start_window_case(Ctx& ctx, const StartWindowCaseIn& given) {
  auto in = given;
  const bool known = in.from_account.value_or(false);
  TRY(check_window_fields(in, known));
  const auto item = TRY(catalog::current_version(ctx, in.item_id.value));
  if (!ctx.actor.may(Role::window_clerk, item->department.department_id, item->department.region_code))
    return Error{Code::forbidden, "cases.not_for_your_role", "您的窗口不受理该事项"};
  if (in.agent_name && !item->content.extension.is_agent_allowed)
    return unprocessable("cases.agent_not_allowed", "该事项须由申请人本人办理");

  auto row = new_row(ctx, *item, "window");
  // Whoever has an account sees the case there too: the window and the network are one.
  row.applicant_account_id = identity::find_applicant_by_id_number(ctx, in.document_number).value_or(0);
  ApplicantRecord applicant;
  if (known) TRY(take_account(ctx, row.applicant_account_id, in, applicant));
  applicant.name = in.applicant_name;
  applicant.document_type = in.document_type;
  applicant.document_number = in.document_number;
  applicant.phone = in.phone;
  applicant.legal_representative = in.legal_representative.value_or("");
  applicant.agent_name = in.agent_name.value_or("");
  applicant.agent_document_number = in.agent_document_number.value_or("");
  applicant.agent_phone = in.agent_phone.value_or("");
  applicant.delivery_form = "window";
  applicant.assurance_level = kAssuranceAtWindow;
  row.applicant_kind = enum_text(in.applicant_kind);
  row.waiting_for = WaitingFor::window_clerk;
  row.applicant_index = applicant_index(ctx, applicant);
  return insert(ctx, row, *item, in.scenario, applicant);
}

}  // namespace tongban::cases
