// What administrators see and do of accounts beyond making them: finding, resetting a password, letting in again.
#include "modules/identity/reset_password.h"
#include "modules/identity/test_house.h"

using namespace tongban;
using namespace tongban::identity;
using http::member;
using http::TestBrowser;

namespace {

std::vector<std::string> names_in(const http::ClientResponse& answer) {
  REQUIRE_MESSAGE(answer.status == 200, answer.body);
  std::vector<std::string> names;
  const auto page = parse_json(answer.body);
  for (const auto& row : page->as_object().at("accounts").as_array())
    names.emplace_back(row.at("login_name").as_string());
  return names;
}
using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("accounts are found by name, role and state, and applicants not by their names") {
  db::for_each_database([](db::Database& database) {
    TestHouse house(database);
    house.add_staff("system1", {Role::system_admin});
    house.add_staff("clerk01", {Role::window_clerk, Role::reviewer});
    house.add_staff("clerk02", {Role::window_clerk});
    REQUIRE(house.register_person("zhangsan", made_up_person(1)).status == 201);
    auto system = house.signed_in("system1");
    const auto find = [&](const std::string& query) { return names_in(system.get("/api/v1/accounts?" + query)); };
    CHECK(find("text=CLERK") == Names{"clerk01", "clerk02"});
    CHECK(find("role=reviewer") == Names{"clerk01"});
    CHECK(find("role=auditor") == Names{});
    CHECK(find("text=%E5%B7%A5%E4%BD%9C&kind=staff") == Names{"system1", "clerk01", "clerk02"});  // 工作
    CHECK(find("text=%E4%B8%89%E4%B8%B0") == Names{});                                            // 三丰
    CHECK(find("text=zhang") == Names{"zhangsan"});
    const auto first = system.get("/api/v1/accounts?text=clerk&limit=1");
    CHECK(names_in(first) == Names{"clerk01"});
    CHECK(find("text=clerk&limit=1&after=" + member(first, "next")) == Names{"clerk02"});
    CHECK(find("status=disabled") == Names{});
  });
}

TEST_CASE("a password that an administrator set opens only the way to another") {
  db::for_each_database([](db::Database& database) {
    TestHouse house(database);
    house.add_staff("system1", {Role::system_admin});
    const auto clerk_id = house.add_staff("clerk01", {Role::window_clerk});
    auto system = house.signed_in("system1");
    auto before = house.signed_in("clerk01");
    const auto account = "/api/v1/accounts/" + id_text(clerk_id);
    CHECK(member(system.get(account), "must_change_password") == "false");
    CHECK(place_and_key(system.send("POST", account + "/password", R"({"password":"short"})")) ==
          "/password password.too_short");
    const auto reset =
        system.send("POST", account + "/password", R"({"password":"one time words","reason":"忘记密码，电话核实"})");
    REQUIRE_MESSAGE(reset.status == 200, reset.body);
    CHECK(before.get("/api/v1/me").status == 401);

    TestBrowser clerk(*house.server);
    CHECK(house.login(clerk, "clerk01").status == 401);
    const auto session = house.login(clerk, "clerk01", "one time words");
    REQUIRE(session.status == 200);
    CHECK(member(session, "must_change_password") == "true");
    CHECK(member(session, "posts") == "[]");
    const auto change = [&](const std::string& to) {
      return clerk.send("PUT", "/api/v1/session/password",
                        R"({"old_password":"one time words","new_password":")" + to + "\"}");
    };
    CHECK(place_and_key(change("one time words")) == "/new_password identity.same_password");
    const auto changed = change("words of my own");
    REQUIRE_MESSAGE(changed.status == 200, changed.body);
    CHECK(member(changed, "must_change_password") == "false");
    CHECK(member(changed, "posts").find("window_clerk") != std::string::npos);
    CHECK(member(system.get(account), "must_change_password") == "false");
    // The reason is kept for auditors, and in no readable column.
    for (const auto& entry : house.entries()) CHECK(entry.detail.find("忘记") == std::string::npos);
  });
}

TEST_CASE("nobody takes an administration over by setting its password, or sets their own this way") {
  const auto database = db::open_test_database();
  TestHouse house(*database);
  const auto own = house.add_staff("system1", {Role::system_admin});
  auto system = house.signed_in("system1");
  const auto reset = [&](std::int64_t account_id) {
    return member(system.send("POST", "/api/v1/accounts/" + id_text(account_id) + "/password",
                              R"({"password":"one time words"})"),
                  "key");
  };
  CHECK(reset(own) == "identity.own_account");
  CHECK(reset(house.add_staff("system2", {Role::system_admin})) == "identity.administrator_password");
  CHECK(reset(house.add_staff("secure1", {Role::security_admin})) == "identity.administrator_password");
  CHECK(reset(house.add_staff("auditor1", {Role::auditor})) == "identity.administrator_password");
  const auto person = house.register_person("zhangsan", made_up_person(1));
  CHECK(reset(*parse_id(member(person, "account_id"))) == "identity.no_such_account");
}

TEST_CASE("an administrator's password is set on the machine itself, and the trail says so") {
  const auto database = db::open_test_database();
  TestHouse house(*database);
  house.add_staff("auditor1", {Role::auditor});
  const Actor platform{ActorKind::platform};
  WorkCtx ctx{platform, house.services.services, house.services.clock.now()};
  CHECK(reset_password_here(ctx, "auditor1", "short").error().key == "password.too_short");
  CHECK(reset_password_here(ctx, "nobody1", "one time words").error().key == "identity.no_such_account");
  REQUIRE(reset_password_here(ctx, "Auditor1", "one time words").ok());
  TestBrowser auditor(*house.server);
  const auto session = house.login(auditor, "auditor1", "one time words");
  CHECK(member(session, "must_change_password") == "true");
  CHECK(auditor.get("/api/v1/audit").status == 403);
  int told = 0;
  for (const auto& entry : house.entries()) told += entry.detail == "password reset on the server";
  CHECK(told == 1);
}

TEST_CASE("whoever was locked out by failed sign-ins is let in again") {
  db::for_each_database([](db::Database& database) {
    TestHouse house(database);
    house.add_staff("system1", {Role::system_admin});
    const auto clerk_id = house.add_staff("clerk01", {Role::window_clerk});
    auto system = house.signed_in("system1");
    TestBrowser clerk(*house.server);
    for (int i = 0; i < house.services.config.login.failures_per_account; ++i)
      CHECK(house.login(clerk, "clerk01", "a wrong password").status == 401);
    CHECK(house.login(clerk, "clerk01").status == 429);
    const auto account = "/api/v1/accounts/" + id_text(clerk_id);
    CHECK(member(system.get(account), "locked_until") != "null");
    REQUIRE(system.send("POST", account + "/unlock", "{}").status == 200);
    CHECK(member(system.get(account), "locked_until") == "null");
    CHECK(house.login(clerk, "clerk01").status == 200);
    const auto view = parse_json(system.get(account).body);
    CHECK(view->at("account").at("last_sign_in_at").is_string());
    CHECK(view->at("sessions").as_int64() == 1);
  });
}
