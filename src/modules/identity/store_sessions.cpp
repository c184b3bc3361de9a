#include "modules/identity/store.h"
#include "platform/crypto/keyring.h"

namespace tongban::identity::store {
namespace {

constexpr const char* kInsert =
    "INSERT INTO sessions (session_id, token_digest, account_id, csrf_token, created_at, last_seen_at) "
    "VALUES ($1, $2, $3, $4, $5, $5)";
// One row for each post of staff, one row for an applicant: asked for each request, so it is a single statement.
// Whoever has a password that somebody else has set holds no posts until it is their own.
constexpr const char* kFind =
    "SELECT s.session_id, s.account_id, s.csrf_token, s.created_at, s.last_seen_at, a.kind, p.role, p.department_id, "
    "p.region_code FROM sessions s JOIN accounts a ON a.account_id = s.account_id AND a.status = 'active' "
    "LEFT JOIN account_posts p ON p.account_id = s.account_id AND a.must_change_password = 0 WHERE s.token_digest = $1 "
    "ORDER BY p.post_id";
constexpr const char* kTouch = "UPDATE sessions SET last_seen_at = $2 WHERE session_id = $1 AND last_seen_at < $2";
constexpr const char* kCsrfToken = "SELECT csrf_token FROM sessions WHERE session_id = $1";
constexpr const char* kDelete = "DELETE FROM sessions WHERE session_id = $1";
constexpr const char* kDeleteOf = "DELETE FROM sessions WHERE account_id = $1";
constexpr const char* kDeleteOld = "DELETE FROM sessions WHERE last_seen_at < $1 OR created_at < $2";

// Takes the row for this transaction by writing what it holds: two tries at the same moment count one after the other.
constexpr const char* kHoldFailures =
    "INSERT INTO login_failures (subject, failures, locks, window_began_at, locked_until) VALUES ($1, 0, 0, 0, 0) "
    "ON CONFLICT (subject) DO UPDATE SET failures = login_failures.failures "
    "RETURNING failures, locks, window_began_at, locked_until";
constexpr const char* kPutFailures =
    "INSERT INTO login_failures (subject, failures, locks, window_began_at, locked_until) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (subject) DO UPDATE SET failures = excluded.failures, locks = excluded.locks, "
    "window_began_at = excluded.window_began_at, locked_until = excluded.locked_until";
constexpr const char* kDeleteFailures = "DELETE FROM login_failures WHERE subject = $1";
constexpr const char* kLockedUntil = "SELECT locked_until FROM login_failures WHERE subject = $1";
constexpr const char* kCount = "SELECT COUNT(*) FROM sessions WHERE account_id = $1";
constexpr const char* kDeleteOldFailures =
    "DELETE FROM login_failures WHERE window_began_at < $1 AND locked_until < $1";

}  // namespace

void insert_session(Ctx& ctx, std::int64_t session_id, std::int64_t account_id, const std::string& token_digest,
                    const std::string& csrf_token) {
  ctx.tx.exec(kInsert, session_id, token_digest, account_id, csrf_token, ctx.now.micros());
}

std::optional<Session> find_session(db::Tx& tx, const std::string& token_digest, const SessionLimits& limits,
                                    Instant now) {
  const auto rows = tx.query(kFind, token_digest);
  if (rows.empty()) return std::nullopt;
  const auto created_at = Instant::from_micros(rows.integer(0, 3));
  const auto last_seen_at = Instant::from_micros(rows.integer(0, 4));
  // A clock set back must not prolong a session: one begun or used in the future is over.
  const auto slack = std::chrono::minutes(5);
  if (now - created_at >= limits.total || now - last_seen_at >= limits.idle) return std::nullopt;
  if (created_at - now > slack || last_seen_at - now > slack) return std::nullopt;
  Session session;
  session.actor.session_id = rows.integer(0, 0);
  session.actor.account_id = rows.integer(0, 1);
  session.actor.kind = rows.text(0, 5) == "staff" ? ActorKind::staff : ActorKind::applicant;
  session.csrf_token = rows.text(0, 2);
  session.last_seen_at = last_seen_at;
  for (std::size_t i = 0; i < rows.size() && !rows.null(i, 6); ++i)
    // A role that a newer program granted means nothing to this one.
    if (const auto role = parse_enum<Role>(rows.text(i, 6)))
      session.actor.posts.push_back({*role, rows.integer(i, 7), std::string(rows.text(i, 8))});
  return session;
}

void touch_session(db::Tx& tx, std::int64_t session_id, Instant now) { tx.exec(kTouch, session_id, now.micros()); }

std::string csrf_token_of(Ctx& ctx, std::int64_t session_id) {
  const auto rows = ctx.tx.query(kCsrfToken, session_id);
  return rows.empty() ? "" : std::string(rows.text(0, 0));
}

void delete_session(Ctx& ctx, std::int64_t session_id) { ctx.tx.exec(kDelete, session_id); }

void delete_sessions_of(Ctx& ctx, std::int64_t account_id) { ctx.tx.exec(kDeleteOf, account_id); }

void delete_old_sessions(Ctx& ctx, const SessionLimits& limits) {
  ctx.tx.exec(kDeleteOld, (ctx.now - limits.idle).micros(), (ctx.now - limits.total).micros());
}

std::string failure_subject(const Ctx& ctx, std::string_view kind, std::string_view value) {
  return std::string(kind) + " " + ctx.services.keyring.blind_index("login_failures.subject", value);
}

Failures hold_failures(Ctx& ctx, const std::string& subject) {
  const auto rows = ctx.tx.query(kHoldFailures, subject);
  return {static_cast<int>(rows.integer(0, 0)), static_cast<int>(rows.integer(0, 1)),
          Instant::from_micros(rows.integer(0, 2)), Instant::from_micros(rows.integer(0, 3))};
}

void put_failures(Ctx& ctx, const std::string& subject, const Failures& failures) {
  ctx.tx.exec(kPutFailures, subject, failures.failures, failures.locks, failures.window_began_at.micros(),
              failures.locked_until.micros());
}

void delete_failures(Ctx& ctx, const std::string& subject) { ctx.tx.exec(kDeleteFailures, subject); }

std::optional<Instant> locked_until(Ctx& ctx, const std::string& subject) {
  const auto rows = ctx.tx.query(kLockedUntil, subject);
  if (rows.empty() || rows.integer(0, 0) <= ctx.now.micros()) return std::nullopt;
  return Instant::from_micros(rows.integer(0, 0));
}

int count_sessions(Ctx& ctx, std::int64_t account_id) {
  return static_cast<int>(ctx.tx.query(kCount, account_id).integer(0, 0));
}

void delete_old_failures(Ctx& ctx, Instant before) { ctx.tx.exec(kDeleteOldFailures, before.micros()); }

}  // namespace tongban::identity::store
