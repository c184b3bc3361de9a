#include "modules/identity/new_account.h"

namespace tongban::identity {

std::string check_credentials(std::string_view login_name, std::string_view password,
                              std::vector<FieldError>& problems) {
  auto name = normal_login_name(login_name);
  if (!name.ok()) problems.push_back({"/login_name", name.error().key, name.error().detail});
  const auto strong = check_password(password, name.ok() ? *name : "\n");
  if (!strong.ok()) problems.push_back({"/password", strong.error().key, strong.error().detail});
  return name.ok() ? *name : "";
}

Result<RegisterOut> add_account(Ctx& ctx, store::Account account) {
  account.account_id = ctx.new_id();
  account.created_at = ctx.now;
  switch (store::insert_account(ctx, account)) {
    case store::Taken::login_name:
      return conflict("identity.login_name_taken", "这个登录名已被使用");
    case store::Taken::id_number:
      return conflict("identity.already_registered", "这个证件号码已注册，请直接登录或找回账户");
    case store::Taken::none:
      break;
  }
  ctx.audit = {"account", account.account_id, std::string(enum_text(account.kind))};
  return RegisterOut{{account.account_id}, account.login_name};
}

}  // namespace tongban::identity
