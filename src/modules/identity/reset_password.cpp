#include "modules/identity/reset_password.h"

#include "base/text.h"
#include "modules/identity/actions.h"
#include "modules/identity/duties.h"
#include "modules/identity/state.h"
#include "platform/audit/audit.h"

namespace tongban::identity {
namespace {

// Whoever knows the password of an administrator is that administrator: nobody sets it over the network, so that none
// of the three administrations can take another's place.
Result<store::Account> resettable(Ctx& ctx, std::int64_t account_id) {
  if (account_id == ctx.actor.account_id) return conflict("identity.own_account", "请在“修改密码”中更改自己的密码");
  auto account = store::find_account(ctx, account_id);
  if (!account || account->kind != AccountKind::staff) return not_found("identity.no_such_account", "没有这个账户");
  for (const auto& stored : store::list_posts(ctx, account_id))
    if (is_installation_wide(stored.post.role))
      return conflict("identity.administrator_password", "管理员与审计员的密码不能由他人重置，请在服务器上用命令重置");
  return *std::move(account);
}

void set_for_one_use(Ctx& ctx, const store::Account& account, const std::string& hash) {
  store::update_password(ctx, account.account_id, hash);
  store::update_must_change_password(ctx, account.account_id, true);
  store::delete_sessions_of(ctx, account.account_id);
  store::delete_failures(ctx, store::failure_subject(ctx, "name", account.login_name));
}

}  // namespace

Result<void> reset_password_here(WorkCtx& ctx, const std::string& login_name, const std::string& password) {
  TRY(check_password(password, login_name));
  const auto hash = TRY(ctx.services.state<State>().hasher.hash(password));
  return ctx.write([&](Ctx& tx) -> Result<void> {
    const auto account = store::find_account_by_login_name(tx, ascii_lower(login_name));
    if (!account || account->kind != AccountKind::staff) return not_found("identity.no_such_account", "没有这个账户");
    set_for_one_use(tx, *account, hash);
    audit::Entry entry;
    entry.audit_id = Id{tx.new_id()};
    entry.at = tx.now;
    entry.actor_kind = ActorKind::platform;
    entry.action = "identity.reset_password";
    entry.object_kind = "account";
    entry.object_id = Id{account->account_id};
    entry.detail = "password reset on the server";
    audit::append(tx.tx, entry);
    return {};
  });
}

Result<AccountState> reset_password(WorkCtx& ctx, const ResetPasswordIn& in) {
  const auto account_id = in.account_id.value;
  std::string login_name;
  TRY(ctx.read([&](Ctx& tx) -> Result<void> {
    login_name = TRY(resettable(tx, account_id)).login_name;
    return {};
  }));
  if (auto good = check_password(in.password, login_name); !good.ok()) {
    const auto& error = good.error();
    return Error{Code::invalid, "input.invalid", error.detail, {{"/password", error.key, error.detail}}};
  }
  const auto hash = TRY(ctx.services.state<State>().hasher.hash(in.password));
  return ctx.conclude<AccountState>([&](Ctx& tx) -> Result<AccountState> {
    // Posts may have been given meanwhile.
    const auto account = TRY(resettable(tx, account_id));
    set_for_one_use(tx, account, hash);
    tx.audit = {"account", account_id,
                audit::sealed_detail(tx.services.keyring, "password reset", account_id, in.reason.value_or(""))};
    return AccountState{{account_id}, account.status};
  });
}

Result<AccountState> unlock_account(Ctx& ctx, const StatusIn& in) {
  const auto account_id = in.account_id.value;
  const auto account = store::find_account(ctx, account_id);
  if (!account) return not_found("identity.no_such_account", "没有这个账户");
  const auto subject = store::failure_subject(ctx, "name", account->login_name);
  const bool was_locked = store::locked_until(ctx, subject).has_value();
  ctx.audit = {"account", account_id, was_locked ? "locked→open" : "open→open"};
  store::delete_failures(ctx, subject);
  return AccountState{{account_id}, account->status};
}

}  // namespace tongban::identity
