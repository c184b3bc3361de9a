// What the platform knows of sessions: a random token in a cookie, of which only the digest is stored, and the actor it
// stands for. Who keeps sessions (modules/identity) implements SessionSource.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/result.h"
#include "platform/auth/actor.h"
#include "platform/db/db.h"

namespace tongban {

struct Session {
  Actor actor;  // with its session_id
  std::string csrf_token;
  Instant last_seen_at;
};

class SessionSource {
 public:
  virtual ~SessionSource() = default;
  // The living session of a token, by the SHA-256 of the token in hexadecimal. Empty when there is none, or it is over.
  virtual Result<std::optional<Session>> find(db::Tx& tx, const std::string& token_digest, Instant now) const = 0;
  // Notes that the session was used; the guard calls it at most once a minute for each, off the way of the request.
  virtual void touch(db::Tx& tx, std::int64_t session_id, Instant now) const = 0;
};

// The cookie of the session: `__Host-tongban` with Secure, bound to this host by the browser (RFC 6265bis 4.1.3.2).
// Plain http away from localhost cannot have it: then (session.secure_cookies = false) it is `tongban_session` without
// Secure.
struct SessionCookie {
  bool secure = true;
  std::string name() const { return secure ? "__Host-tongban" : "tongban_session"; }
  std::string set(std::string_view token, int max_age_seconds) const;  // the value of Set-Cookie
  std::string clear() const;
};

}  // namespace tongban
