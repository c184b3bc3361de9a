#include "platform/auth/actor.h"

#include <doctest/doctest.h>

using namespace tongban;

namespace {

constexpr std::int64_t kTaxOffice = 11, kHousingOffice = 12;
constexpr const char* kCity = "370200000000";
constexpr const char* kCounty = "370211000000";
constexpr const char* kOtherCity = "410100000000";

Actor staff(std::vector<Post> posts) { return {ActorKind::staff, 1, 2, std::move(posts)}; }

}  // namespace

TEST_CASE("A post in a department counts there and nowhere else") {
  const auto actor = staff({{Role::reviewer, kTaxOffice, kCity}});
  CHECK(actor.has(Role::reviewer));
  CHECK(actor.may(Role::reviewer, kTaxOffice, kCity));
  CHECK_FALSE(actor.may(Role::reviewer, kHousingOffice, kCity));
  CHECK_FALSE(actor.may(Role::approver, kTaxOffice, kCity));
}

TEST_CASE("A post without a department counts in its region and below, not above or beside") {
  const auto actor = staff({{Role::window_clerk, 0, kCity}});
  CHECK(actor.may(Role::window_clerk, kTaxOffice, kCity));
  CHECK(actor.may(Role::window_clerk, kHousingOffice, kCounty));
  CHECK_FALSE(actor.may(Role::window_clerk, kTaxOffice, "370000000000"));
  CHECK_FALSE(actor.may(Role::window_clerk, kTaxOffice, kOtherCity));
}

TEST_CASE("A region that is no region code is inside nothing") {
  const auto actor = staff({{Role::window_clerk, 0, ""}, {Role::supervisor, 0, kCity}});
  CHECK_FALSE(actor.may(Role::window_clerk, kTaxOffice, kCity));
  CHECK_FALSE(actor.may(Role::supervisor, kTaxOffice, ""));
  CHECK_FALSE(actor.may(Role::supervisor, kTaxOffice, "3702"));
}

TEST_CASE("One of several roles is enough, in one of several posts") {
  const auto actor = staff({{Role::reviewer, kTaxOffice, kCity}, {Role::approver, kHousingOffice, kCity}});
  CHECK(actor.may_any({Role::approver, Role::department_head}, kHousingOffice, kCity));
  CHECK_FALSE(actor.may_any({Role::approver, Role::department_head}, kTaxOffice, kCity));
  CHECK_FALSE(actor.may_any({}, kTaxOffice, kCity));
}

TEST_CASE("Only staff hold posts, whatever the list says") {
  for (const auto kind : {ActorKind::anonymous, ActorKind::applicant, ActorKind::platform}) {
    const Actor actor{kind, 1, 2, {{Role::system_admin, 0, kCity}}};
    CHECK_FALSE(actor.has(Role::system_admin));
    CHECK_FALSE(actor.may(Role::system_admin, kTaxOffice, kCity));
  }
}
