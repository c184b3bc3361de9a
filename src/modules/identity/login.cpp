#include "base/text.h"
#include "modules/identity/actions.h"
#include "modules/identity/state.h"
#include "platform/config/config.h"

namespace tongban::identity {
namespace {

Error refused() { return Error{Code::unauthenticated, "identity.login_failed", "登录名或密码不正确"}; }

}  // namespace

// The try is counted and committed first, then the password is looked at outside any transaction, then the session
// begins. Whether the name exists, is disabled, or the password is wrong cannot be told from answer or time.
Result<SessionView> login(WorkCtx& ctx, const LoginIn& in) {
  auto& hasher = ctx.services.state<State>().hasher;
  // A name that cannot be one is tried, too: as itself, so that it takes the same way.
  auto normal = normal_login_name(in.login_name);
  const auto login_name = normal.ok() ? *normal : std::string(in.login_name);
  std::optional<store::Account> account;
  Result<void> counted;
  TRY(ctx.write([&](Ctx& tx) -> Result<void> {
    counted = count_login_try(tx, login_name);
    if (!counted.ok()) return {};
    account = store::find_account_by_login_name(tx, login_name);
    if (account) tx.audit = {"account", account->account_id, ""};
    return {};
  }));
  TRY(std::move(counted));
  const bool match =
      account ? TRY(hasher.verify(in.password, account->password_hash)) : TRY(hasher.verify_unknown(in.password));
  if (!match || account->status != AccountStatus::active) return refused();

  const auto better_hash = hasher.needs_rehash(account->password_hash) ? TRY(hasher.hash(in.password)) : std::string();
  std::string token;
  auto view = TRY(ctx.conclude<SessionView>([&](Ctx& tx) -> Result<SessionView> {
    // Read again: the account may have been disabled, or got another password, while this one was computed.
    const auto now = store::find_account(tx, account->account_id);
    if (!now || now->status != AccountStatus::active || now->password_hash != account->password_hash) return refused();
    forgive_login_tries(tx, login_name);
    if (!better_hash.empty()) store::update_password(tx, account->account_id, better_hash);
    store::update_last_sign_in(tx, account->account_id);
    std::int64_t session_id = 0;
    token = begin_session(tx, account->account_id, session_id);
    tx.audit = {"account", account->account_id, ""};
    return session_view(tx, *now, session_id);
  }));
  const auto& config = ctx.services.config;
  ctx.response_headers.emplace_back("Set-Cookie", session_cookie(config).set(token, config.session.total_minutes * 60));
  return view;
}

}  // namespace tongban::identity
