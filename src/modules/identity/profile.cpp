#include "base/contact_numbers.h"
#include "base/text.h"
#include "modules/identity/actions.h"
#include "modules/identity/identity.h"
#include "modules/identity/store.h"

namespace tongban::identity {
namespace {

Error no_such_account() { return not_found("identity.no_such_account", "没有这个账户"); }

ProfileView view_of(const store::Account& a) {
  return {{a.account_id}, a.kind,    a.login_name,     a.applicant_kind,  a.name, a.id_number,
          a.phone,        a.address, a.representative, a.assurance_level, a.demo, a.created_at};
}

}  // namespace

Result<Profile> profile(Ctx& ctx, std::int64_t account_id) {
  auto account = store::find_account(ctx, account_id);
  if (!account || account->kind != AccountKind::applicant) return no_such_account();
  return Profile{account->account_id,
                 account->applicant_kind == ApplicantKind::legal,
                 account->name,
                 account->id_number,
                 account->phone,
                 account->address,
                 account->representative,
                 account->assurance_level,
                 account->demo};
}

std::optional<std::int64_t> find_applicant_by_id_number(Ctx& ctx, std::string_view number) {
  return store::find_by_id_number(ctx, number);
}

Result<std::string> staff_name(Ctx& ctx, std::int64_t account_id) {
  auto account = store::find_account(ctx, account_id);
  if (!account || account->kind != AccountKind::staff) return no_such_account();
  return account->name;
}

std::vector<StaffMember> staff_with_role(Ctx& ctx, Role role, std::int64_t department_id) {
  constexpr int kMost = 500;
  std::vector<StaffMember> members;
  for (const auto id : store::active_staff_with_role(ctx, role, department_id, kMost))
    members.push_back({id, store::find_account(ctx, id).value().name});
  return members;
}

Result<ProfileView> own_profile(Ctx& ctx, const Nothing&) {
  const auto account = store::find_account(ctx, ctx.actor.account_id);
  if (!account) return no_such_account();
  return view_of(*account);
}

Result<ProfileView> change_profile(Ctx& ctx, const ProfileChange& in) {
  auto account = store::find_account(ctx, ctx.actor.account_id);
  if (!account) return no_such_account();
  ctx.audit = {"account", account->account_id, ""};
  std::vector<FieldError> problems;
  const auto phone = parse_mobile(in.phone);
  if (!phone.ok()) problems.push_back({"/phone", phone.error().key, phone.error().detail});
  const std::string address(trim(in.address));
  if (has_control_characters(address))
    problems.push_back({"/address", "field.control_character", "含有不可见的控制字符"});
  if (!problems.empty())
    return Error{Code::invalid, "input.invalid", "提交的内容有误，请按提示修改", std::move(problems)};
  store::update_contact(ctx, account->account_id, *phone, address);
  account->phone = *phone;
  account->address = address;
  return view_of(*account);
}

}  // namespace tongban::identity
