#include "modules/identity/actions.h"
#include "modules/identity/new_account.h"
#include "modules/identity/state.h"
#include "platform/config/config.h"

namespace tongban::identity {

void start(Services& services, DepartmentLookup departments, bool cheap_passwords) {
  auto state = std::make_shared<State>(cheap_passwords ? PasswordCost::cheap() : PasswordCost{});
  state->departments = std::move(departments);
  services.add_state(std::move(state));
}

Result<void> keys_fit(Ctx& ctx) {
  if (store::keys_fit(ctx)) return {};
  return Error{
      Code::unavailable, "identity.foreign_keys",
      "密钥文件 " + ctx.services.config.key_file() +
          " 不是本数据库的密钥，请取回原来的密钥文件 / these are not the keys of this database: bring back the "
          "key file that it was sealed with"};
}

Result<void> purge(Ctx& ctx) {
  store::delete_old_sessions(ctx, session_limits(ctx.services.config));
  store::delete_old_failures(ctx, ctx.now - kLocksForgotten);
  return {};
}

Result<std::int64_t> create_first_administrator(WorkCtx& ctx, const std::string& login_name,
                                                const std::string& password, const std::string& name) {
  std::vector<FieldError> problems;
  store::Account account;
  account.kind = AccountKind::staff;
  account.assurance_level = 4;
  account.name = name;
  account.login_name = check_credentials(login_name, password, problems);
  if (!problems.empty()) return invalid(problems[0].key, problems[0].detail);
  account.password_hash = TRY(ctx.services.state<State>().hasher.hash(password));
  std::int64_t account_id = 0;
  TRY(ctx.write([&](Ctx& tx) -> Result<void> {
    if (store::anyone_holds(tx, Role::system_admin))
      return conflict("identity.already_has_administrator", "已有系统管理员");
    account_id = TRY(add_account(tx, account)).account_id.value;
    store::insert_post(tx, tx.new_id(), account_id, {Role::system_admin, 0, ""});
    return {};
  }));
  return account_id;
}

}  // namespace tongban::identity
