#include "modules/identity/state.h"
#include "platform/config/config.h"

namespace tongban::identity {
namespace {

Error locked(Instant until, Instant now) {
  Error error{Code::rate_limited, "identity.locked", "登录失败次数过多，请稍后再试"};
  const auto left = std::chrono::duration_cast<std::chrono::seconds>(until - now).count();
  error.retry_after_seconds = static_cast<int>(std::max<std::int64_t>(1, left + 1));
  return error;
}

Result<void> count(Ctx& ctx, const std::string& subject, int allowed) {
  const auto& login = ctx.services.config.login;
  const FailurePolicy policy{allowed, std::chrono::minutes(login.window_minutes),
                             std::chrono::minutes(login.lock_minutes)};
  const auto before = store::hold_failures(ctx, subject);
  const auto after = count_try(before, policy, ctx.now);
  if (!after) return locked(before.locked_until, ctx.now);
  store::put_failures(ctx, subject, *after);
  return {};
}

std::string name_subject(const Ctx& ctx, const std::string& login_name) {
  return store::failure_subject(ctx, "name", login_name);
}
std::string address_subject(const Ctx& ctx) { return store::failure_subject(ctx, "address", ctx.remote_address); }

}  // namespace

Result<void> count_login_try(Ctx& ctx, const std::string& login_name) {
  const auto& login = ctx.services.config.login;
  TRY(count(ctx, name_subject(ctx, login_name), login.failures_per_account));
  return count(ctx, address_subject(ctx), login.failures_per_address);
}

void forgive_login_tries(Ctx& ctx, const std::string& login_name) {
  store::delete_failures(ctx, name_subject(ctx, login_name));
  // The address keeps its other tries: one good password must not pay for guessing the rest. Only this try is taken
  // back, with the lock it may have brought.
  auto failures = store::hold_failures(ctx, address_subject(ctx));
  if (failures.failures >= ctx.services.config.login.failures_per_address) failures.locked_until = Instant();
  if (failures.failures > 0) --failures.failures;
  store::put_failures(ctx, address_subject(ctx), failures);
}

}  // namespace tongban::identity
