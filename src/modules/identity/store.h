// Every SQL statement of identity, for both databases. Personal values go in and come out open; sealing happens here
// and nowhere else, so no act can forget it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "modules/identity/model.h"
#include "modules/identity/views.h"
#include "platform/act/ctx.h"
#include "platform/auth/session.h"

namespace tongban::identity::store {

struct Account {
  std::int64_t account_id = 0;
  AccountKind kind = AccountKind::applicant;
  std::string login_name;
  std::string password_hash;
  AccountStatus status = AccountStatus::active;
  std::optional<ApplicantKind> applicant_kind;
  int assurance_level = 1;
  std::string name, id_number, phone, address, representative;  // open
  bool demo = false;
  Instant created_at;
  Instant password_changed_at;
  std::optional<Instant> last_sign_in_at;
  bool must_change_password = false;  // an administrator has set it
};

// False when the login name or the id number is taken; `taken` says which.
enum class Taken { none, login_name, id_number };
Taken insert_account(Ctx& ctx, const Account& account);
std::optional<Account> find_account(Ctx& ctx, std::int64_t account_id);
std::optional<Account> find_account_by_login_name(Ctx& ctx, const std::string& login_name);
std::optional<std::int64_t> find_by_id_number(Ctx& ctx, std::string_view number);
// False when the first account was sealed with other keys.
bool keys_fit(Ctx& ctx);
// Ascending by id, after `after`.
std::vector<Account> list_accounts(Ctx& ctx, std::optional<AccountKind> kind, std::int64_t after, int limit);
void update_contact(Ctx& ctx, std::int64_t account_id, const std::string& phone, const std::string& address);
void update_password(Ctx& ctx, std::int64_t account_id, const std::string& password_hash);
// Makes changes of the account's posts wait for each other. False when there is no such account.
bool hold_account(Ctx& ctx, std::int64_t account_id);
// False when there is no such account.
bool update_status(Ctx& ctx, std::int64_t account_id, AccountStatus status);
void update_last_sign_in(Ctx& ctx, std::int64_t account_id);
void update_must_change_password(Ctx& ctx, std::int64_t account_id, bool must);

// ---- sessions (store_sessions.cpp)

void insert_session(Ctx& ctx, std::int64_t session_id, std::int64_t account_id, const std::string& token_digest,
                    const std::string& csrf_token);
struct SessionLimits {
  std::chrono::minutes idle, total;
};
std::optional<Session> find_session(db::Tx& tx, const std::string& token_digest, const SessionLimits& limits,
                                    Instant now);
void touch_session(db::Tx& tx, std::int64_t session_id, Instant now);
std::string csrf_token_of(Ctx& ctx, std::int64_t session_id);
void delete_session(Ctx& ctx, std::int64_t session_id);
void delete_sessions_of(Ctx& ctx, std::int64_t account_id);
void delete_old_sessions(Ctx& ctx, const SessionLimits& limits);

// `subject`: what was tried, see failure_subject.
std::string failure_subject(const Ctx& ctx, std::string_view kind, std::string_view value);
// No other transaction sees or changes them until this one ends.
Failures hold_failures(Ctx& ctx, const std::string& subject);
void put_failures(Ctx& ctx, const std::string& subject, const Failures& failures);
void delete_failures(Ctx& ctx, const std::string& subject);
// Until when further tries are refused, without taking the row.
std::optional<Instant> locked_until(Ctx& ctx, const std::string& subject);
int count_sessions(Ctx& ctx, std::int64_t account_id);
void delete_old_failures(Ctx& ctx, Instant before);

// ---- posts (store_posts.cpp)

struct StoredPost {
  std::int64_t post_id = 0;
  Post post;
};
std::vector<StoredPost> list_posts(Ctx& ctx, std::int64_t account_id);
// The roles of the accounts from `first` to `last`, both included: what one page of accounts needs.
std::map<std::int64_t, std::vector<Role>> roles_between(Ctx& ctx, std::int64_t first, std::int64_t last);
// False when the account holds the same post already.
bool insert_post(Ctx& ctx, std::int64_t post_id, std::int64_t account_id, const Post& post);
bool delete_post(Ctx& ctx, std::int64_t account_id, std::int64_t post_id);
std::vector<std::int64_t> active_staff_with_role(Ctx& ctx, Role role, std::int64_t department_id, int limit);
bool anyone_holds(Ctx& ctx, Role role);

// ---- agents (store_agents.cpp)

struct Authorisation {
  std::int64_t authorisation_id = 0, principal_id = 0, agent_id = 0, item_id = 0;
  Date valid_from, valid_until;
  std::optional<Instant> revoked_at;
};
void insert_authorisation(Ctx& ctx, const Authorisation& authorisation);
std::vector<Authorisation> list_given(Ctx& ctx, std::int64_t principal_id, int limit);
std::vector<Authorisation> list_received(Ctx& ctx, std::int64_t agent_id, Date today, int limit);
bool is_authorised(Ctx& ctx, std::int64_t principal_id, std::int64_t agent_id, std::int64_t item_id, Date today);
// False when there is none of this principal, or it is revoked already.
bool revoke_authorisation(Ctx& ctx, std::int64_t principal_id, std::int64_t authorisation_id);

}  // namespace tongban::identity::store
