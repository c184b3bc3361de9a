#include "modules/cases/window.h"

#include <algorithm>

#include "base/identifiers.h"
#include "base/masking.h"
#include "base/text.h"
#include "modules/cases/people.h"
#include "modules/cases/requirements.h"
#include "modules/cases/store_window.h"
#include "modules/cases/summary.h"
#include "modules/identity/identity.h"
#include "platform/audit/audit.h"

namespace tongban::cases {
namespace {

constexpr int kPage = 20;
constexpr const char* kFirmDocument = "001";
constexpr const char* kIdentityCard = "111";

std::string masked_number(const std::string& type, const std::string& number) {
  if (type == kIdentityCard) return mask_citizen_id(number);
  return type == kFirmDocument ? mask_credit_code(number) : mask_number(number);
}

std::vector<AwaitedMaterial> awaited_of(const Work& work) {
  std::vector<AwaitedMaterial> list;
  for (const auto& supplement : work.state.supplements) {
    if (supplement.handed_in) continue;
    AwaitedMaterial awaited{supplement.material_key, supplement.material_key, supplement.due_at};
    for (const auto& material : work.item->content.materials)
      if (material.material_key == supplement.material_key) awaited.material_name = material.material_name;
    list.push_back(std::move(awaited));
  }
  return list;
}

Result<WindowCase> window_case(Ctx& ctx, store::CaseRow row, const ApplicantRecord& applicant, StaffNames& names) {
  WindowCase out;
  out.summary = summary_of(ctx, row, applicant, names);
  const auto work = TRY(unfold(ctx, std::move(row)));
  out.allowed = allowed_actions(ctx.actor, work);
  out.reply_due_at = work.state.reply_due_at;
  out.awaited = awaited_of(work);
  if (const auto result = store::result_of(ctx.tx, work.row.case_id)) out.result_name = result->result_name;
  return out;
}

// What the account says; a number of another kind of document belongs to no account.
Result<void> add_account(Ctx& ctx, const FindPersonIn& in, WindowPerson& out, std::int64_t& account_id) {
  if (in.document_type != kIdentityCard && in.document_type != kFirmDocument) return {};
  account_id = identity::find_applicant_by_id_number(ctx, in.document_number).value_or(0);
  if (account_id == 0) return {};
  const auto profile = TRY(identity::profile(ctx, account_id));
  out.has_account = true;
  out.name = profile.legal_person ? profile.name : mask_name(profile.name);
  out.phone = mask_phone(profile.phone);
  if (!profile.representative.empty()) out.legal_representative = mask_name(profile.representative);
  return {};
}

Result<void> add_cases(Ctx& ctx, const FindPersonIn& in, WindowPerson& out) {
  ApplicantRecord person;
  person.document_type = in.document_type;
  person.document_number = in.document_number;
  auto rows = store::cases_of_person(ctx.tx, applicant_index(ctx, person), in.after ? in.after->value : 0, kPage + 1);
  if (static_cast<int>(rows.size()) > kPage) {
    rows.resize(kPage);
    out.next = id_text(rows.back().case_id);
  }
  StaffNames names(ctx);
  for (auto& row : rows) {
    if (!may_see(ctx.actor, row)) {
      out.drafts_elsewhere += row.status == Status::draft ? 1 : 0;
      continue;
    }
    const auto applicant = TRY(open_applicant(ctx, row));
    if (out.name.empty()) {  // known from an earlier visit, without an account
      const auto view = person_view(row, applicant, true);
      out.name = view.name;
      out.phone = view.phone;
      out.legal_representative = view.legal_representative;
    }
    out.cases.push_back(TRY(window_case(ctx, std::move(row), applicant, names)));
  }
  return {};
}

}  // namespace

Result<WindowPerson> find_person(Ctx& ctx, const FindPersonIn& given) {
  auto in = given;
  ctx.audit = {"person", 0, ""};
  const auto number = parse_document_number(in.document_type, in.document_number);
  std::vector<FieldError> wrong;
  if (!number) wrong.push_back({"/document_number", number.error().key, number.error().detail});
  if (trim(in.reason).empty()) wrong.push_back({"/reason", "field.required", "请填写查询事由"});
  if (!wrong.empty()) return Error{Code::invalid, "input.invalid", "提交的内容有误，请按提示修改", std::move(wrong)};
  in.document_number = number.value();

  WindowPerson out;
  out.kind = in.document_type == kFirmDocument ? ApplicantKind::legal : ApplicantKind::natural;
  out.document_number = masked_number(in.document_type, in.document_number);
  std::int64_t account_id = 0;
  TRY(add_account(ctx, in, out, account_id));
  TRY(add_cases(ctx, in, out));
  ctx.audit = {"person", account_id,
               audit::sealed_detail(ctx.services.keyring, "looked up", account_id,
                                    in.reason + "（" + out.document_number + "）")};
  return out;
}

Result<MaterialView> see_original(Ctx& ctx, const SeeOriginalIn& in) {
  const auto work = TRY(load_for_platform(ctx, in.case_id.value));
  if (!may_see(ctx.actor, work.row)) return case_not_found();
  ctx.audit = {"case", work.row.case_id, "original seen"};
  const auto parties = parties_of(ctx.actor, work.row);
  if (std::find(parties.begin(), parties.end(), Party::window_clerk) == parties.end())
    return Error{Code::forbidden, "cases.not_for_your_role", "您的岗位不能进行此操作"};
  if (work.row.status != Status::draft && !is_running(work.row.status))
    return conflict("cases.not_allowed_in_status",
                    "办件当前状态不能进行此操作（" + std::string(enum_text(work.row.status)) + "）");

  auto entries = store::materials_of(ctx.tx, work.row.case_id);
  const auto entry = std::find_if(entries.begin(), entries.end(),
                                  [&](const auto& row) { return row.material_id == in.material_id.value; });
  if (entry == entries.end()) return not_found("cases.no_such_material", "没有这份材料");
  if (entry->source == MaterialSource::promised || entry->source == MaterialSource::commitment)
    return unprocessable("cases.no_original", "该材料尚未提交，没有可以核验的原件");
  store::insert_original(ctx.tx, work.row.case_id, entry->material_id, ctx.now, ctx.actor.account_id);

  const auto key = entry->material_key;
  const auto requirements =
      requirements_of(work, TRY(open_scenario(ctx, work.row)), store::materials_of(ctx.tx, work.row.case_id));
  for (const auto& requirement : requirements)
    if (requirement.material->material_key == key)
      return material_view(requirement, TRY(files_of(ctx, requirement.entries)));
  return not_found("cases.no_such_material", "没有这份材料");
}

}  // namespace tongban::cases
