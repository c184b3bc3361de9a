// What the acts of identity take and give. Names of members are the names in JSON, TypeScript and columns.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/described.h"
#include "platform/audit/audit.h"
#include "platform/auth/actor.h"

namespace tongban::identity {

struct Nothing {};  // acts without input or without an answer
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

enum class ApplicantKind { natural, legal };
BOOST_DESCRIBE_ENUM(ApplicantKind, natural, legal)
enum class AccountKind { applicant, staff };
BOOST_DESCRIBE_ENUM(AccountKind, applicant, staff)
enum class AccountStatus { active, disabled };
BOOST_DESCRIBE_ENUM(AccountStatus, active, disabled)

struct RegisterIn {
  Str<64> login_name;
  Str<128> password;
  ApplicantKind applicant_kind = ApplicantKind::natural;
  Str<100> name;
  Str<40> id_number;  // citizen id, or the firm's unified social credit code
  Str<40> phone;
  std::optional<Str<200>> address;
  std::optional<Str<100>> representative;  // of a firm: its legal representative, required
};
BOOST_DESCRIBE_STRUCT(RegisterIn, (),
                      (login_name, password, applicant_kind, name, id_number, phone, address, representative))
struct RegisterOut {
  Id account_id;
  std::string login_name;  // in normal form
};
BOOST_DESCRIBE_STRUCT(RegisterOut, (), (account_id, login_name))

struct LoginIn {
  Str<64> login_name;
  Str<128> password;
};
BOOST_DESCRIBE_STRUCT(LoginIn, (), (login_name, password))
struct PasswordIn {
  Str<128> old_password;
  Str<128> new_password;
};
BOOST_DESCRIBE_STRUCT(PasswordIn, (), (old_password, new_password))

struct PostView {
  Id post_id;
  Role role = Role::window_clerk;
  std::optional<Id> department_id;  // null: all departments of the region
  std::string department_name;
  std::string region_code;
};
BOOST_DESCRIBE_STRUCT(PostView, (), (post_id, role, department_id, department_name, region_code))

// Who the browser is signed in as; for nobody kind is anonymous and csrf_token is "".
struct SessionView {
  ActorKind kind = ActorKind::anonymous;
  std::optional<Id> account_id;
  std::string display_name;  // masked for applicants
  std::optional<ApplicantKind> applicant_kind;
  int assurance_level = 0;
  bool demo = false;
  std::vector<PostView> posts;
  std::string csrf_token;
  int idle_minutes = 0;  // after so long without a request the session ends
  // Somebody else has set the password: posts count only after it was changed.
  bool must_change_password = false;
};
BOOST_DESCRIBE_STRUCT(SessionView, (),
                      (kind, account_id, display_name, applicant_kind, assurance_level, demo, posts, csrf_token,
                       idle_minutes, must_change_password))

struct ProfileView {
  Id account_id;
  AccountKind kind = AccountKind::applicant;
  std::string login_name;
  std::optional<ApplicantKind> applicant_kind;
  std::string name;
  std::string id_number;
  std::string phone;
  std::string address;
  std::string representative;
  int assurance_level = 0;
  bool demo = false;
  Instant created_at;
};
BOOST_DESCRIBE_STRUCT(ProfileView, (),
                      (account_id, kind, login_name, applicant_kind, name, id_number, phone, address, representative,
                       assurance_level, demo, created_at))
struct ProfileChange {
  Str<40> phone;
  Str<200> address;
};
BOOST_DESCRIBE_STRUCT(ProfileChange, (), (phone, address))

struct AccountsQuery {
  std::optional<AccountKind> kind;
  std::optional<AccountStatus> status;
  std::optional<Role> role;      // holds a post of this role
  std::optional<Str<100>> text;  // part of the login name, or of the name of staff or a firm
  std::optional<Id> after;       // `next` of the page before
  std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(AccountsQuery, (), (kind, status, role, text, after, limit))
struct AccountRow {
  Id account_id;
  AccountKind kind = AccountKind::staff;
  std::string login_name;
  std::string name;  // masked for applicants
  AccountStatus status = AccountStatus::active;
  bool demo = false;
  Instant created_at;
  std::optional<Instant> last_sign_in_at;
  std::vector<Role> roles;  // of the posts, each once
};
BOOST_DESCRIBE_STRUCT(AccountRow, (),
                      (account_id, kind, login_name, name, status, demo, created_at, last_sign_in_at, roles))
struct AccountPage {
  std::vector<AccountRow> accounts;
  // Give it as `after`; null: that was all. A page may be short of its limit and yet have a next one: names are sealed,
  // so a search looks through a bounded number of accounts at a time.
  std::optional<Id> next;
};
BOOST_DESCRIBE_STRUCT(AccountPage, (), (accounts, next))
struct StaffIn {
  Str<64> login_name;
  Str<128> password;  // the first one, told to the person
  Str<100> name;
  Str<40> phone;
  std::optional<bool> must_change_password;  // true: the first password opens nothing but the way to another
};
BOOST_DESCRIBE_STRUCT(StaffIn, (), (login_name, password, name, phone, must_change_password))
struct AccountRef {
  Id account_id;
};
BOOST_DESCRIBE_STRUCT(AccountRef, (), (account_id))
struct StatusIn {
  Id account_id;
  std::optional<Str<200>> reason;
};
BOOST_DESCRIBE_STRUCT(StatusIn, (), (account_id, reason))
struct ResetPasswordIn {
  Id account_id;
  Str<128> password;  // for one use: the person must choose another
  std::optional<Str<200>> reason;
};
BOOST_DESCRIBE_STRUCT(ResetPasswordIn, (), (account_id, password, reason))
// One account as administrators see it: no document numbers, the phone masked.
struct AccountView {
  AccountRow account;
  std::string phone;
  Instant password_changed_at;
  bool must_change_password = false;
  std::optional<Instant> locked_until;  // after too many failed sign-ins
  int sessions = 0;
  std::vector<PostView> posts;
};
BOOST_DESCRIBE_STRUCT(AccountView, (),
                      (account, phone, password_changed_at, must_change_password, locked_until, sessions, posts))
struct AccountState {
  Id account_id;
  AccountStatus status = AccountStatus::active;
};
BOOST_DESCRIBE_STRUCT(AccountState, (), (account_id, status))

struct PostList {
  std::vector<PostView> posts;
};
BOOST_DESCRIBE_STRUCT(PostList, (), (posts))
struct GrantIn {
  Id account_id;
  Role role = Role::window_clerk;
  std::optional<Id> department_id;
  std::optional<Str<12>> region_code;  // required without a department
};
BOOST_DESCRIBE_STRUCT(GrantIn, (), (account_id, role, department_id, region_code))
struct PostRef {
  Id account_id;
  Id post_id;
};
BOOST_DESCRIBE_STRUCT(PostRef, (), (account_id, post_id))

struct AuthoriseIn {
  Str<64> agent_login_name;
  Str<100> agent_name;  // must be the agent's: nobody learns by trying who has an account
  std::optional<Id> item_id;
  Date valid_from;
  Date valid_until;
};
BOOST_DESCRIBE_STRUCT(AuthoriseIn, (), (agent_login_name, agent_name, item_id, valid_from, valid_until))
struct AuthorisationView {
  Id authorisation_id;
  Id principal_id;
  std::string principal_name;  // masked unless it is the reader
  Id agent_id;
  std::string agent_name;  // masked unless it is the reader
  std::optional<Id> item_id;
  Date valid_from;
  Date valid_until;
  std::optional<Instant> revoked_at;
};
BOOST_DESCRIBE_STRUCT(AuthorisationView, (),
                      (authorisation_id, principal_id, principal_name, agent_id, agent_name, item_id, valid_from,
                       valid_until, revoked_at))
struct AuthorisationList {
  std::vector<AuthorisationView> given;     // by me
  std::vector<AuthorisationView> received;  // living ones, for me to act on
};
BOOST_DESCRIBE_STRUCT(AuthorisationList, (), (given, received))
struct AuthorisationRef {
  Id authorisation_id;
};
BOOST_DESCRIBE_STRUCT(AuthorisationRef, (), (authorisation_id))

struct AuditQuery {
  std::optional<Id> actor_id;
  std::optional<Str<100>> action;
  std::optional<Str<40>> object_kind;
  std::optional<Id> object_id;
  std::optional<audit::Outcome> outcome;
  std::optional<Instant> from;
  std::optional<Instant> until;
  std::optional<Id> before;
  std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(AuditQuery, (), (actor_id, action, object_kind, object_id, outcome, from, until, before, limit))
struct AuditPage {
  std::vector<audit::Entry> entries;
  std::optional<Id> next;  // give it as `before`; null: that was all
};
BOOST_DESCRIBE_STRUCT(AuditPage, (), (entries, next))
struct AuditChain {
  std::int64_t block_number = 0;  // of the last block; 0: nothing was sealed yet
  std::optional<Instant> sealed_at;
  std::int64_t entries = 0;  // in all blocks
  std::int64_t waiting = 0;  // newer than the last block
  std::string block_hash;
  std::string key_id;
};
BOOST_DESCRIBE_STRUCT(AuditChain, (), (block_number, sealed_at, entries, waiting, block_hash, key_id))

}  // namespace tongban::identity
