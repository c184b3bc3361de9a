// The application while it is in the applicant's hands: answers group by group, contact, scenario, item version. A
// draft is no legal fact yet, so saving it writes no events; what counts is frozen at submission.
#include "base/identifiers.h"
#include "modules/cases/actions.h"
#include "modules/cases/answer_files.h"
#include "modules/cases/application.h"
#include "platform/crypto/keyring.h"

namespace tongban::cases {
namespace {

constexpr std::size_t kMaxGroups = 100;
constexpr std::size_t kMaxGroupBytes = 128 * 1024;

bool good_group_key(std::string_view key) {
  return !key.empty() &&
         key.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == key.npos;
}

// Findings of the whole form that belong to the fields of one group.
std::vector<FieldError> findings_of(std::vector<FieldError> all, const json::object& answers) {
  std::erase_if(all, [&](const FieldError& finding) {
    const auto end = finding.pointer.find('/', 1);
    const auto field =
        finding.pointer.empty() ? std::string() : finding.pointer.substr(1, end == std::string::npos ? end : end - 1);
    return !answers.contains(field);
  });
  return all;
}

}  // namespace

std::string answers_context(std::int64_t case_id, const std::string& group_key) {
  return "case_answers.answers_sealed/" + id_text(case_id) + "/" + group_key;
}

Result<void> check_group(const Work& work, const SaveAnswersIn& in, const std::vector<AnswerGroup>& groups) {
  if (!good_group_key(in.group_key)) return invalid("cases.bad_group", "分组标识不正确");
  if (!in.answers.is_object()) return required_field("/answers", "此处应为对象");
  if (to_json_text(in.answers).size() > kMaxGroupBytes)
    return Error{Code::too_large, "cases.answers_too_large", "填写内容过长"};
  const bool known =
      std::any_of(groups.begin(), groups.end(), [&](const auto& g) { return g.group_key == in.group_key; });
  if (!known && groups.size() >= kMaxGroups) return invalid("cases.too_many_groups", "分组过多");
  const auto& schema = work.item->content.form_schema;
  const auto* properties = schema.is_object() ? schema.get_object().if_contains("properties") : nullptr;
  std::vector<FieldError> wrong;
  for (const auto& member : in.answers.get_object()) {
    const std::string key(member.key());
    if (!properties || !properties->is_object() || !properties->get_object().contains(key))
      wrong.push_back({"/answers/" + key, "field.unknown", "没有这个字段"});
    for (const auto& group : groups)
      if (group.group_key != in.group_key && group.answers.contains(key))
        wrong.push_back({"/answers/" + key, "cases.field_in_other_group", "该字段属于其他分组"});
  }
  if (wrong.empty()) return {};
  return Error{Code::invalid, "input.invalid", "提交的内容有误，请按提示修改", std::move(wrong)};
}

Result<void> take_contact(ApplicantRecord& applicant, const ContactInput& contact) {
  const auto wrong = [](const char* pointer, std::string key, std::string detail) {
    return Error{
        Code::invalid, "input.invalid", "提交的内容有误，请按提示修改", {{pointer, std::move(key), std::move(detail)}}};
  };
  if (!contact.contact_phone.empty()) {
    const auto phone = parse_phone(contact.contact_phone);
    if (!phone) return wrong("/contact/contact_phone", phone.error().key, phone.error().detail);
    applicant.contact_phone = phone.value();
  }
  if (!contact.delivery_form.empty() && !parse_enum<DeliveryForm>(contact.delivery_form))
    return wrong("/contact/delivery_form", "field.unknown_value", "不是允许的取值");
  if (!contact.contact_name.empty()) applicant.contact_name = contact.contact_name;
  if (!contact.address.empty()) applicant.address = contact.address;
  applicant.delivery_form = contact.delivery_form;
  applicant.delivery_address = contact.delivery_address;
  return {};
}

Result<SavedGroup> save_answers(Ctx& ctx, const SaveAnswersIn& in) {
  const auto work = TRY(load_for(ctx, in.case_id, std::nullopt, Action::edit));
  auto groups = TRY(open_groups(ctx, work.row));
  TRY(check_group(work, in, groups));
  AnswerGroup* group = nullptr;
  for (auto& existing : groups)
    if (existing.group_key == in.group_key) group = &existing;
  const auto current = group ? group->group_version : 0;
  if (current != in.group_version)
    return Error{Code::stale, "cases.answers_stale",
                 "这部分内容已在别处修改，请先载入最新内容（当前版本 " + std::to_string(current) + "）"};
  TRY(check_answer_files(ctx, work.item->content.form_schema, in.answers.get_object(), merge(groups)));
  if (!group) group = &groups.emplace_back(AnswerGroup{in.group_key, 0, ctx.now, {}});
  group->answers = in.answers.get_object();

  const auto context = answers_context(work.row.case_id, in.group_key);
  store::save_answers(
      ctx.tx, work.row.case_id,
      {in.group_key, current + 1, ctx.services.keyring.seal(context, to_json_text(in.answers)), ctx.now});
  SavedGroup saved;
  saved.case_id = in.case_id;
  saved.group_key = in.group_key;
  saved.group_version = current + 1;
  saved.saved_at = ctx.now;
  for (auto& finding : findings_of(TRY(check_form(ctx, *work.item, merge(groups))), in.answers.get_object()))
    saved.findings.push_back({finding.pointer, finding.key, finding.detail});
  ctx.audit.detail = "answers saved";
  return saved;
}

Result<ActOut> save_contact(Ctx& ctx, const SaveContactIn& in) {
  auto work = TRY(load_for(ctx, in.case_id, in.expected_version, Action::edit));
  auto applicant = TRY(open_applicant(ctx, work.row));
  TRY(take_contact(applicant, in.contact));
  seal_applicant(ctx, work.row, applicant);
  save_row(ctx, work);
  ctx.audit.detail = "contact saved";
  return act_out(work);
}

Result<ActOut> save_scenario(Ctx& ctx, const SaveScenarioIn& in) {
  auto work = TRY(load_for(ctx, in.case_id, in.expected_version, Action::edit));
  TRY(catalog::check_answers(work.item->content, to_catalog(in.scenario), "/scenario"));
  seal_scenario(ctx, work.row, in.scenario);
  save_row(ctx, work);
  ctx.audit.detail = "scenario saved";
  return act_out(work);
}

Result<ActOut> upgrade_draft(Ctx& ctx, const ActIn& in) {
  auto work = TRY(load_for(ctx, in.case_id, in.expected_version, Action::upgrade));
  const auto newest = TRY(catalog::current_version(ctx, work.row.item_id));
  if (newest->item_version_id == work.row.item_version_id) return act_out(work);
  // Answers stay as they are and are checked against the new form; the scenario is kept where the new item still has
  // it.
  auto scenario = TRY(open_scenario(ctx, work.row));
  if (!catalog::check_answers(newest->content, to_catalog(scenario))) scenario.clear();
  seal_scenario(ctx, work.row, scenario);
  work.row.item_version_id = newest->item_version_id;
  work.row.item_name = newest->content.basic.item_name;
  work.row.implementing_code = newest->implementing_code;
  work.item = newest;
  save_row(ctx, work);
  ctx.audit.detail = "upgraded to item version " + std::to_string(newest->version);
  return act_out(work);
}

Result<ActOut> delete_draft(Ctx& ctx, const CaseIn& in) {
  const auto work = TRY(load_for(ctx, in.case_id, std::nullopt, Action::delete_draft));
  store::delete_draft(ctx.tx, work.row.case_id);
  ctx.audit.detail = "draft deleted";
  return act_out(work);
}

}  // namespace tongban::cases
