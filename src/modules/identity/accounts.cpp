#include <algorithm>

#include "base/contact_numbers.h"
#include "base/masking.h"
#include "base/text.h"
#include "modules/identity/actions.h"
#include "modules/identity/new_account.h"
#include "modules/identity/state.h"
#include "platform/audit/audit.h"

namespace tongban::identity {
namespace {

constexpr int kStaffAssurance = 4;  // the authority that employs them has seen their document

constexpr int kMostLookedAt = 2000;  // accounts in one search: names are sealed and must be opened to be compared

Result<AccountState> set_status(Ctx& ctx, const StatusIn& in, AccountStatus status) {
  const auto account_id = in.account_id.value;
  const auto before = store::find_account(ctx, account_id);
  if (!before) return not_found("identity.no_such_account", "没有这个账户");
  const auto change = std::string(enum_text(before->status)) + "→" + std::string(enum_text(status));
  ctx.audit = {"account", account_id,
               in.reason ? audit::sealed_detail(ctx.services.keyring, change, account_id, *in.reason) : change};
  store::update_status(ctx, account_id, status);
  return AccountState{{account_id}, status};
}

AccountRow row_of(const store::Account& a, std::vector<Role> roles) {
  const bool person = a.applicant_kind == ApplicantKind::natural;
  return {{a.account_id},  a.kind, a.login_name, person ? mask_name(a.name) : a.name,
          a.status,        a.demo, a.created_at, a.last_sign_in_at,
          std::move(roles)};
}

// What an administrator looks for is compared with what they may see: a person's name is masked and cannot be searched.
bool fits(const AccountRow& row, const AccountsQuery& in) {
  if (in.status && row.status != *in.status) return false;
  if (in.role && std::find(row.roles.begin(), row.roles.end(), *in.role) == row.roles.end()) return false;
  if (!in.text || in.text->empty()) return true;
  return row.login_name.find(ascii_lower(*in.text)) != std::string::npos ||
         row.name.find(*in.text) != std::string::npos;
}

}  // namespace

Result<AccountPage> list_accounts(Ctx& ctx, const AccountsQuery& in) {
  const int limit = page_size(in.limit);
  const bool searching = in.status || in.role || (in.text && !in.text->empty());
  const int chunk = searching ? 200 : limit + 1;
  AccountPage page;
  auto after = in.after.value_or(Id{}).value;
  for (int looked_at = 0;;) {
    const auto found = store::list_accounts(ctx, in.kind, after, chunk);
    if (found.empty()) return page;
    auto roles = store::roles_between(ctx, found.front().account_id, found.back().account_id);
    for (const auto& account : found) {
      auto row = row_of(account, std::move(roles[account.account_id]));
      if (!fits(row, in)) continue;
      if (static_cast<int>(page.accounts.size()) == limit) {
        page.next = page.accounts.back().account_id;
        return page;
      }
      page.accounts.push_back(std::move(row));
    }
    if (static_cast<int>(found.size()) < chunk) return page;
    after = found.back().account_id;
    looked_at += chunk;
    if (looked_at >= kMostLookedAt) {
      page.next = Id{after};
      return page;
    }
  }
}

Result<AccountView> get_account(Ctx& ctx, const AccountRef& in) {
  const auto account_id = in.account_id.value;
  const auto account = store::find_account(ctx, account_id);
  if (!account) return not_found("identity.no_such_account", "没有这个账户");
  auto roles = store::roles_between(ctx, account_id, account_id);
  AccountView view;
  view.account = row_of(*account, std::move(roles[account_id]));
  view.phone = mask_phone(account->phone);
  view.password_changed_at = account->password_changed_at;
  view.must_change_password = account->must_change_password;
  view.locked_until = store::locked_until(ctx, store::failure_subject(ctx, "name", account->login_name));
  view.sessions = store::count_sessions(ctx, account_id);
  view.posts = post_views(ctx, account_id);
  return view;
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
  return ctx.conclude<RegisterOut>([&](Ctx& tx) -> Result<RegisterOut> {
    auto made = TRY(add_account(tx, account));
    if (in.must_change_password.value_or(false)) store::update_must_change_password(tx, made.account_id.value, true);
    return made;
  });
}

Result<AccountState> disable_account(Ctx& ctx, const StatusIn& in) {
  if (in.account_id.value == ctx.actor.account_id) return conflict("identity.own_account", "不能停用自己的账户");
  auto state = TRY(set_status(ctx, in, AccountStatus::disabled));
  store::delete_sessions_of(ctx, in.account_id.value);
  return state;
}

Result<AccountState> enable_account(Ctx& ctx, const StatusIn& in) { return set_status(ctx, in, AccountStatus::active); }

}  // namespace tongban::identity
