// The face of identity for other modules: who an account is, who may act for whom, which staff hold a post. Functions
// with a Ctx read in the act's own transaction. Personal values come back open: the caller masks what it shows.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tongban {
struct Ctx;
struct WorkCtx;
struct Services;
enum class Role;      // platform/auth/actor.h
class SessionSource;  // platform/auth/session.h
namespace http {
struct Route;
}
}  // namespace tongban

namespace tongban::identity {

struct Profile {
  std::int64_t account_id = 0;
  bool legal_person = false;   // a firm (法人), else a natural person (自然人)
  std::string name;            // of the person or the firm
  std::string id_number;       // citizen id (18) or unified social credit code (18)
  std::string phone;           // mobile
  std::string address;         // "" when not given
  std::string representative;  // 法定代表人 of a firm, else ""
  int assurance_level = 0;     // 1..5; registered by oneself: 2
  bool demo = false;
};

// Of an applicant. Error: not_found `identity.no_such_account`.
Result<Profile> profile(Ctx& ctx, std::int64_t account_id);

// `number`: citizen id or credit code in normal form. Empty when no applicant has registered with it.
std::optional<std::int64_t> find_applicant_by_id_number(Ctx& ctx, std::string_view number);

// The name of a member of staff, for timelines and instruments. Error: not_found `identity.no_such_account`.
Result<std::string> staff_name(Ctx& ctx, std::int64_t account_id);

struct StaffMember {
  std::int64_t account_id = 0;
  std::string name;
};
// Active staff with that role in exactly this department (posts for a whole region are not expanded), by id, 500 at
// most.
std::vector<StaffMember> staff_with_role(Ctx& ctx, Role role, std::int64_t department_id);

// Absent colleagues whose deputy the actor is today.
std::vector<std::int64_t> stands_for(Ctx& ctx);
struct Absence {
  std::int64_t account_id = 0;
  std::string deputy_name;
  std::string until_date;  // YYYY-MM-DD, the last day of it
};
// Staff with a post in the department who are absent today.
std::vector<Absence> absent_today(Ctx& ctx, std::int64_t department_id);

// Whether the actor may apply in the principal's name today: as the principal, or by a living authorisation for this
// item or for all (民法典 第一百六十五条). With `item_id` 0 only one for all items will do.
bool may_act_for(Ctx& ctx, std::int64_t principal_id, std::int64_t item_id = 0);

// ---- for src/app ----------------------------------------------------------------------------------------------------

// What identity asks about departments, which belong to the catalogue above it. Left empty, departments are not checked
// and have no names.
struct DepartmentFacts {
  std::string name;
  std::string region_code;
};
using DepartmentLookup = std::function<Result<DepartmentFacts>(Ctx&, std::int64_t department_id)>;

// Puts the module's per-node state into the services; once, before any act runs. `cheap_passwords` is for tests.
void start(Services& services, DepartmentLookup departments = {}, bool cheap_passwords = false);
std::vector<http::Route> routes();
std::unique_ptr<SessionSource> session_source(const Services& services);

// Whether the keys of this node open what the accounts hold; without any account they do.
// Error: unavailable `identity.foreign_keys`.
Result<void> keys_fit(Ctx& ctx);

// Deletes what is over: sessions, old login failures. For a job about once an hour.
Result<void> purge(Ctx& ctx);

// The first account of an installation: a system_admin, from the command line only.
// Errors: those of a staff account, conflict `identity.already_has_administrator`.
Result<std::int64_t> create_first_administrator(WorkCtx& ctx, const std::string& login_name,
                                                const std::string& password, const std::string& name);

struct DemoDepartment {
  std::int64_t department_id = 0;
  std::string name;
  std::string region_code;
};
struct DemoAccount {
  std::string login_name, password;
  std::string who;   // Chinese: "张三（自然人）", "综合窗口（…局）"
  std::string role;  // applicant, or the name of the role
  std::int64_t account_id = 0;
};
// For `tongban demo` only: two citizens, a firm, the offices of each department and the administrators. Safe to repeat:
// what exists stays. All have one well-known password and carry the mark demo.
Result<std::vector<DemoAccount>> create_demo_accounts(WorkCtx& ctx, const std::vector<DemoDepartment>& departments);

}  // namespace tongban::identity
