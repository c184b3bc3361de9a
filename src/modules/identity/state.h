// What identity keeps per node, and what its acts share.
#pragma once

#include <string>

#include "modules/identity/identity.h"
#include "modules/identity/store.h"
#include "platform/auth/session.h"
#include "platform/crypto/password.h"

namespace tongban::identity {

struct State {
  explicit State(PasswordCost cost) : hasher(cost) {}
  PasswordHasher hasher;
  DepartmentLookup departments;
};

SessionCookie session_cookie(const Config& config);
store::SessionLimits session_limits(const Config& config);

// Ends the session the request came with, if any, and begins another with a new token (no fixation). Returns the token,
// which is told once, in Set-Cookie.
std::string begin_session(Ctx& ctx, std::int64_t account_id, std::int64_t& session_id);
SessionView session_view(Ctx& ctx, const store::Account& account, std::int64_t session_id);

// Tries of one login name from one address are counted before the password is looked at. Error: `identity.locked`
// (rate_limited with retry_after_seconds), the same for names that exist and names that do not.
Result<void> count_login_try(Ctx& ctx, const std::string& login_name);
void forgive_login_tries(Ctx& ctx, const std::string& login_name);

std::vector<PostView> post_views(Ctx& ctx, std::int64_t account_id);
inline int page_size(const std::optional<int>& asked) { return std::min(std::max(asked.value_or(50), 1), 200); }

}  // namespace tongban::identity
