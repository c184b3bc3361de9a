#include "base/masking.h"
#include "modules/identity/actions.h"
#include "modules/identity/state.h"
#include "platform/config/config.h"
#include "platform/crypto/digest.h"
#include "platform/crypto/random.h"

namespace tongban::identity {
namespace {

class Sessions final : public SessionSource {
 public:
  explicit Sessions(store::SessionLimits limits) : limits_(limits) {}
  Result<std::optional<Session>> find(db::Tx& tx, const std::string& token_digest, Instant now) const override {
    return store::find_session(tx, token_digest, limits_, now);
  }
  void touch(db::Tx& tx, std::int64_t session_id, Instant now) const override {
    store::touch_session(tx, session_id, now);
  }

 private:
  const store::SessionLimits limits_;
};

}  // namespace

SessionCookie session_cookie(const Config& config) { return {config.session.secure_cookies}; }

store::SessionLimits session_limits(const Config& config) {
  return {std::chrono::minutes(config.session.idle_minutes), std::chrono::minutes(config.session.total_minutes)};
}

std::unique_ptr<SessionSource> session_source(const Services& services) {
  return std::make_unique<Sessions>(session_limits(services.config));
}

std::string begin_session(Ctx& ctx, std::int64_t account_id, std::int64_t& session_id) {
  if (ctx.actor.session_id != 0) store::delete_session(ctx, ctx.actor.session_id);
  session_id = ctx.new_id();
  const auto token = random_token();
  store::insert_session(ctx, session_id, account_id, sha256_hex(token), random_token());
  return token;
}

SessionView session_view(Ctx& ctx, const store::Account& account, std::int64_t session_id) {
  const bool applicant = account.kind == AccountKind::applicant;
  SessionView view;
  view.kind = applicant ? ActorKind::applicant : ActorKind::staff;
  view.account_id = Id{account.account_id};
  // A firm's name is public, a person's is not: the page may stand open in a hall.
  const bool person = account.applicant_kind == ApplicantKind::natural;
  view.display_name = person ? mask_name(account.name) : account.name;
  view.applicant_kind = account.applicant_kind;
  view.assurance_level = account.assurance_level;
  view.demo = account.demo;
  view.must_change_password = account.must_change_password;
  if (!applicant && !account.must_change_password) view.posts = post_views(ctx, account.account_id);
  view.csrf_token = store::csrf_token_of(ctx, session_id);
  view.idle_minutes = ctx.services.config.session.idle_minutes;
  return view;
}

Result<SessionView> current_session(Ctx& ctx, const Nothing&) {
  if (!ctx.actor.signed_in()) return SessionView{};
  const auto account = store::find_account(ctx, ctx.actor.account_id);
  if (!account) return SessionView{};
  return session_view(ctx, *account, ctx.actor.session_id);
}

}  // namespace tongban::identity
