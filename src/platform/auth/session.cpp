#include "platform/auth/session.h"

namespace tongban {

std::string SessionCookie::set(std::string_view token, int max_age_seconds) const {
  return name() + "=" + std::string(token) +
         "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + std::to_string(max_age_seconds) + (secure ? "; Secure" : "");
}

std::string SessionCookie::clear() const { return set("", 0); }

}  // namespace tongban
