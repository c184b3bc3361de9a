#include "base/contact_numbers.h"
#include "base/masking.h"
#include "base/text.h"
#include "modules/identity/actions.h"
#include "modules/identity/new_account.h"
#include "modules/identity/state.h"

namespace tongban::identity {
namespace {

constexpr int kStaffAssurance = 4;  // the authority that employs them has seen their document

Result<AccountState> set_status(Ctx& ctx, std::int64_t account_id, AccountStatus status) {
  ctx.audit = {"account", account_id, std::string(enum_text(status))};
  if (!store::update_status(ctx, account_id, status)) return not_found("identity.no_such_account", "没有这个账户");
  return AccountState{{account_id}, status};
}

}  // namespace

Result<AccountPage> list_accounts(Ctx& ctx, const AccountsQuery& in) {
  const int limit = page_size(in.limit);
  const auto found = store::list_accounts(ctx, in.kind, in.after.value_or(Id{}).value, limit + 1);
  AccountPage page;
  for (const auto& a : found) {
    if (static_cast<int>(page.accounts.size()) == limit) {
      page.next = page.accounts.back().account_id;
      break;
    }
    const bool person = a.applicant_kind == ApplicantKind::natural;
    page.accounts.push_back(
        {{a.account_id}, a.kind, a.login_name, person ? mask_name(a.name) : a.name, a.status, a.demo, a.created_at});
  }
  return page;
}

Result<RegisterOut> create_staff(WorkCtx& ctx, const StaffIn& in) {
  std::vector<FieldError> problems;
  store::Account account;
  account.kind = AccountKind::staff;
  account.assurance_level = kStaffAssurance;
  account.login_name = check_credentials(in.login_name, in.password, problems);
  account.name = trim(in.name);
  if (count_code_points(account.name) < 2 || has_control_characters(account.name))
    problems.push_back({"/name", "name.format", "名称至少两个字，且不含控制字符"});
  const auto phone = parse_phone(in.phone);
  if (!phone.ok()) problems.push_back({"/phone", phone.error().key, phone.error().detail});
  if (!problems.empty())
    return Error{Code::invalid, "input.invalid", "提交的内容有误，请按提示修改", std::move(problems)};
  account.phone = *phone;
  account.password_hash = TRY(ctx.services.state<State>().hasher.hash(in.password));
  return ctx.conclude<RegisterOut>([&](Ctx& tx) { return add_account(tx, account); });
}

Result<AccountState> disable_account(Ctx& ctx, const AccountRef& in) {
  if (in.account_id.value == ctx.actor.account_id) return conflict("identity.own_account", "不能停用自己的账户");
  auto state = TRY(set_status(ctx, in.account_id.value, AccountStatus::disabled));
  store::delete_sessions_of(ctx, in.account_id.value);
  return state;
}

Result<AccountState> enable_account(Ctx& ctx, const AccountRef& in) {
  return set_status(ctx, in.account_id.value, AccountStatus::active);
}

}  // namespace tongban::identity
