#include "modules/identity/actions.h"
#include "modules/identity/state.h"
#include "platform/config/config.h"

namespace tongban::identity {
namespace {

Error wrong_password() {
  return Error{Code::invalid,
               "input.invalid",
               "提交的内容有误，请按提示修改",
               {{"/old_password", "identity.wrong_password", "原密码不正确"}}};
}

Error same_password() {
  return Error{Code::invalid,
               "input.invalid",
               "提交的内容有误，请按提示修改",
               {{"/new_password", "identity.same_password", "新密码不能与原密码相同"}}};
}

}  // namespace

// Guessing the old password with a stolen session is limited like guessing at the login.
Result<SessionView> change_password(WorkCtx& ctx, const PasswordIn& in) {
  auto& hasher = ctx.services.state<State>().hasher;
  std::optional<store::Account> account;
  Result<void> counted;
  TRY(ctx.write([&](Ctx& tx) -> Result<void> {
    tx.audit = {"account", tx.actor.account_id, ""};
    account = store::find_account(tx, tx.actor.account_id);
    if (!account) return not_found("identity.no_such_account", "没有这个账户");
    counted = count_login_try(tx, account->login_name);
    return {};
  }));
  TRY(std::move(counted));
  if (auto good = check_password(in.new_password, account->login_name); !good.ok()) {
    const auto& error = good.error();
    return Error{Code::invalid, "input.invalid", error.detail, {{"/new_password", error.key, error.detail}}};
  }
  if (!TRY(hasher.verify(in.old_password, account->password_hash))) return wrong_password();
  if (account->must_change_password && in.new_password == in.old_password) return same_password();
  const auto hash = TRY(hasher.hash(in.new_password));
  std::string token;
  auto view = TRY(ctx.conclude<SessionView>([&](Ctx& tx) -> Result<SessionView> {
    tx.audit = {"account", account->account_id, ""};
    const auto now = store::find_account(tx, account->account_id);
    if (!now || now->status != AccountStatus::active || now->password_hash != account->password_hash)
      return conflict("identity.password_changed_meanwhile", "密码刚刚已被更改，请重新登录");
    store::update_password(tx, account->account_id, hash);
    store::update_must_change_password(tx, account->account_id, false);
    store::delete_sessions_of(tx, account->account_id);
    forgive_login_tries(tx, account->login_name);
    std::int64_t session_id = 0;
    token = begin_session(tx, account->account_id, session_id);
    return session_view(tx, *store::find_account(tx, account->account_id), session_id);
  }));
  const auto& config = ctx.services.config;
  ctx.response_headers.emplace_back("Set-Cookie", session_cookie(config).set(token, config.session.total_minutes * 60));
  return view;
}

}  // namespace tongban::identity
