#include <atomic>
#include <thread>

#include "modules/identity/test_house.h"
#include "platform/http/access.h"

using namespace tongban;
using namespace tongban::identity;
using http::member;
using http::TestBrowser;

TEST_CASE("three administrators set up a colleague, and none can do the others' part") {
  db::for_each_database([](db::Database& database) {
    TestHouse house(database);
    house.add_staff("system1", {Role::system_admin});
    house.add_staff("secure1", {Role::security_admin});
    auto system = house.signed_in("system1");
    auto secure = house.signed_in("secure1");
    const auto staff =
        R"({"login_name":"clerk01","password":"correct horse battery","name":"陈窗口","phone":"0571-87654321"})";
    CHECK(secure.send("POST", "/api/v1/accounts", staff).status == 403);
    const auto created = system.send("POST", "/api/v1/accounts", staff);
    REQUIRE_MESSAGE(created.status == 201, created.body);
    const auto posts = "/api/v1/accounts/" + member(created, "account_id") + "/posts";
    const auto post = R"({"role":"window_clerk","region_code":"410000000000"})";
    CHECK(system.send("POST", posts, post).status == 403);

    auto clerk = house.signed_in("clerk01");
    const auto granted = secure.send("POST", posts, post);
    REQUIRE_MESSAGE(granted.status == 201, granted.body);
    // Rights changed: the clerk signs in again.
    CHECK(clerk.get("/api/v1/me").status == 401);
    clerk = house.signed_in("clerk01");
    CHECK(member(clerk.get("/api/v1/session"), "posts").find("window_clerk") != std::string::npos);
    CHECK(member(secure.send("POST", posts, post), "key") == "identity.post_held");
    const auto list = parse_json(secure.get(posts).body)->as_object().at("posts").as_array();
    REQUIRE(list.size() == 1);
    const auto post_id = std::string(list[0].at("post_id").as_string());
    CHECK(secure.send("DELETE", posts + "/" + post_id).status == 200);
    CHECK(member(secure.send("DELETE", posts + "/" + post_id), "key") == "identity.no_such_post");
    CHECK(clerk.get("/api/v1/me").status == 401);
  });
}

TEST_CASE("no account holds two of the three administrations, and nobody grants to themselves") {
  db::for_each_database([](db::Database& database) {
    TestHouse house(database);
    const auto own = house.add_staff("secure1", {Role::security_admin});
    auto secure = house.signed_in("secure1");
    const auto grant = [&](std::int64_t account_id, const char* role) {
      return member(secure.send("POST", "/api/v1/accounts/" + id_text(account_id) + "/posts",
                                std::string(R"({"role":")") + role + R"("})"),
                    "key");
    };
    const char* duties[] = {"system_admin", "security_admin", "auditor"};
    int number = 0;
    for (const char* held : duties) {
      for (const char* added : duties) {
        if (held == added) continue;
        const auto account_id = house.add_staff("staff" + std::to_string(++number), {*parse_enum<Role>(held)});
        CHECK(grant(account_id, added) == "identity.duties_conflict");
      }
    }
    CHECK(grant(own, "window_clerk") == "identity.own_posts");
    CHECK(grant(house.add_staff("plain1", {}), "auditor") == "");
    CHECK(grant(own + 1, "auditor") == "identity.no_such_account");
  });
}

TEST_CASE("two administrations granted at the same moment do not meet in one account") {
  db::for_each_database([](db::Database& database) {
    TestHouse house(database);
    house.add_staff("secure1", {Role::security_admin});
    auto secure = house.signed_in("secure1");
    for (int round = 0; round < 5; ++round) {
      const auto account_id = house.add_staff("plain" + std::to_string(round), {});
      std::atomic<int> granted = 0;
      std::vector<std::thread> threads;
      for (const char* role : {"system_admin", "security_admin", "auditor"})
        threads.emplace_back([&, role] {
          auto browser = secure;
          granted += browser
                         .send("POST", "/api/v1/accounts/" + id_text(account_id) + "/posts",
                               std::string(R"({"role":")") + role + R"("})")
                         .status == 201;
        });
      for (auto& thread : threads) thread.join();
      CHECK(granted == 1);
    }
  });
}

TEST_CASE("a post for work names a valid region, an administrator's names none") {
  const auto database = db::open_test_database();
  TestHouse house(*database);
  const auto account_id = house.add_staff("plain1", {});
  house.add_staff("secure1", {Role::security_admin});
  auto secure = house.signed_in("secure1");
  const auto grant = [&](const char* body) {
    return place_and_key(secure.send("POST", "/api/v1/accounts/" + id_text(account_id) + "/posts", body));
  };
  CHECK(grant(R"({"role":"approver"})") == "/region_code region_code.format");
  CHECK(grant(R"({"role":"approver","region_code":"41"})") == "/region_code region_code.format");
  CHECK(grant(R"({"role":"auditor","region_code":"410000000000"})") == "/role identity.installation_wide");
  CHECK(grant(R"({"role":"emperor","region_code":"410000000000"})") == "/role field.unknown_value");
}

TEST_CASE("a disabled account loses its sessions at once and may come back") {
  db::for_each_database([](db::Database& database) {
    TestHouse house(database);
    const auto clerk_id = house.add_staff("clerk01", {});
    const auto own = house.add_staff("system1", {Role::system_admin});
    auto clerk = house.signed_in("clerk01");
    auto system = house.signed_in("system1");
    const auto path = "/api/v1/accounts/" + id_text(clerk_id);
    CHECK(system.send("POST", path + "/disable").status == 200);
    CHECK(clerk.get("/api/v1/me").status == 401);
    CHECK(house.login(clerk, "clerk01").status == 401);
    CHECK(system.send("POST", path + "/enable").status == 200);
    CHECK(house.login(clerk, "clerk01").status == 200);
    CHECK(member(system.send("POST", "/api/v1/accounts/" + id_text(own) + "/disable"), "key") ==
          "identity.own_account");
    CHECK(member(system.send("POST", "/api/v1/accounts/0000000000001/disable"), "key") == "identity.no_such_account");
  });
}

TEST_CASE("accounts are listed page by page, applicants masked") {
  db::for_each_database([](db::Database& database) {
    TestHouse house(database);
    house.add_staff("system1", {Role::system_admin});
    for (int i = 0; i < 7; ++i)
      REQUIRE(house.register_person("person" + std::to_string(i), made_up_person(i)).status == 201);
    auto system = house.signed_in("system1");
    std::string next, all;
    int pages = 0;
    do {
      const auto page = system.get("/api/v1/accounts?kind=applicant&limit=3" + (next.empty() ? "" : "&after=" + next));
      REQUIRE(page.status == 200);
      all += page.body;
      next = member(page, "next");
      ++pages;
    } while (next != "null" && pages < 9);
    CHECK(pages == 3);
    for (int i = 0; i < 7; ++i) CHECK(all.find("\"person" + std::to_string(i) + "\"") != std::string::npos);
    CHECK(all.find("张三丰") == std::string::npos);
    CHECK(all.find("system1") == std::string::npos);
    CHECK(place_and_key(system.get("/api/v1/accounts?limit=x")) == "/query/limit field.type");
  });
}

TEST_CASE("an agent acts for the principal within item and dates, until the authorisation is taken back") {
  db::for_each_database([](db::Database& database) {
    TestHouse house(database);
    REQUIRE(house.register_person("principal", made_up_person(1), "张三丰").status == 201);
    REQUIRE(house.register_person("agent001", made_up_person(2), "李莫愁").status == 201);
    auto principal = house.signed_in("principal");
    auto agent = house.signed_in("agent001");
    const auto id_of = [&](TestBrowser& browser) {
      return *parse_id(member(browser.get("/api/v1/session"), "account_id"));
    };
    const auto principal_id = id_of(principal);
    const Actor acting{ActorKind::applicant, id_of(agent)};
    const auto may = [&](std::int64_t item_id) {
      bool result = false;
      REQUIRE(
          house.services
              .act(acting, [&](Ctx& ctx) { return result = may_act_for(ctx, principal_id, item_id), Result<void>(); })
              .ok());
      return result;
    };
    const auto today = local_date(house.services.clock.now());
    const auto authorise = [&](const char* name, Date from, Date until, const std::string& item) {
      return principal.send("POST", "/api/v1/agents",
                            R"({"agent_login_name":"agent001","agent_name":")" + std::string(name) + R"(","item_id":)" +
                                item + R"(,"valid_from":")" + from.text() + R"(","valid_until":")" + until.text() +
                                R"("})");
    };
    CHECK_FALSE(may(0));
    CHECK(member(authorise("李四", today, today + 9, "null"), "key") == "identity.no_such_agent");
    CHECK(place_and_key(authorise("李莫愁", today, today - 1, "null")) == "/valid_until identity.dates_reversed");
    CHECK(place_and_key(authorise("李莫愁", today - 9, today - 1, "null")) == "/valid_until identity.dates_past");
    CHECK(authorise("李莫愁", today, today + 9, "\"" + id_text(77) + "\"").status == 201);
    CHECK(may(77));
    CHECK_FALSE(may(78));
    CHECK_FALSE(may(0));
    const auto whole = authorise("李莫愁", today + 1, today + 9, "null");
    REQUIRE(whole.status == 201);
    CHECK_FALSE(may(0));
    house.services.clock.advance(std::chrono::hours(24));
    agent = house.signed_in("agent001");
    principal = house.signed_in("principal");
    CHECK(may(0));
    CHECK(agent.get("/api/v1/agents").body.find("张**") != std::string::npos);
    const auto path = "/api/v1/agents/" + member(whole, "authorisation_id");
    CHECK(member(agent.send("DELETE", path), "key") == "identity.no_such_authorisation");
    CHECK(principal.send("DELETE", path).status == 200);
    CHECK_FALSE(may(0));
    house.services.clock.advance(std::chrono::hours(24 * 10));
    CHECK_FALSE(may(77));
  });
}

TEST_CASE("every row answers every role as declared, and every changing call leaves exactly one entry") {
  db::for_each_database([](db::Database& database) {
    TestHouse house(database);
    REQUIRE(house.register_person("applicant1", made_up_person(1)).status == 201);
    std::vector<std::pair<std::string, Actor>> who{{"", Actor{}}, {"applicant1", Actor{ActorKind::applicant, 1}}};
    for (const Role role : all_of<Role>()) {
      const auto login_name = "of-" + std::string(enum_text(role));
      house.add_staff(login_name, {role});
      who.push_back({login_name, Actor{ActorKind::staff, 1, 1, {{role, 0, ""}}}});
    }
    for (const auto& [login_name, actor] : who) {
      auto browser = login_name.empty() ? TestBrowser(*house.server) : house.signed_in(login_name);
      for (const auto& route : house.server->api.routes()) {
        if (route.info.name == "identity.logout") continue;
        auto target = route.info.path;
        for (const auto& name : http::path_parameter_names(target))
          target.replace(target.find("{" + name + "}"), name.size() + 2, id_text(1));
        const auto newest = house.entries().empty() ? 0 : house.entries()[0].audit_id.value;
        const auto answer = browser.send(route.info.method, target, route.info.method[0] == 'P' ? "{}" : "");
        CAPTURE(login_name);
        CAPTURE(route.info.name);
        const auto allowed = http::check_access(route.info.access, actor);
        if (!allowed.ok())
          CHECK(member(answer, "key") == allowed.error().key);
        else
          CHECK((answer.status != 401 && answer.status != 403));
        int added = 0;
        for (const auto& entry : house.entries()) added += entry.audit_id.value > newest;
        CHECK(added == (http::changes_state(route) ? 1 : 0));
      }
    }
  });
}

TEST_CASE("the auditor reads the trail, filtered, and sees no personal data in it") {
  db::for_each_database([](db::Database& database) {
    TestHouse house(database);
    REQUIRE(house.register_person("zhangsan", made_up_person(1)).status == 201);
    house.add_staff("auditor1", {Role::auditor});
    auto auditor = house.signed_in("auditor1");
    const auto page = auditor.get("/api/v1/audit?action=identity.register");
    CHECK(page.status == 200);
    CHECK(page.body.find("identity.register") != std::string::npos);
    for (const char* canary : {"张三丰", "13812345678", "1101011900"})
      CHECK(page.body.find(canary) == std::string::npos);
  });
}

TEST_CASE("demonstration accounts can be made twice and used, and never take a real account over") {
  db::for_each_database([](db::Database& database) {
    TestHouse house(database);
    const Actor platform{ActorKind::platform};
    WorkCtx ctx{platform, house.services.services, house.services.clock.now()};
    const std::vector<DemoDepartment> departments{{7, "演示市市场监督管理局", "410100000000"},
                                                  {8, "演示市公安局", "410100000000"}};
    const auto first = create_demo_accounts(ctx, departments);
    REQUIRE_MESSAGE(first.ok(), first.error().detail);
    const auto second = create_demo_accounts(ctx, departments);
    REQUIRE(second.ok());
    CHECK(first->size() == second->size());
    CHECK(first->size() == 3 + 2 * 6 + 4);
    TestBrowser browser(*house.server);
    for (const auto& account : *first) {
      const auto answer = house.login(browser, account.login_name, account.password);
      CAPTURE(account.login_name);
      CHECK(answer.status == 200);
      CHECK(member(answer, "demo") == "true");
      browser.cookie = "";
    }
    REQUIRE(house.services
                .act([&](Ctx& tx) -> Result<void> {
                  const auto approvers = staff_with_role(tx, Role::approver, 8);
                  REQUIRE(approvers.size() == 1);
                  CHECK(staff_name(tx, approvers[0].account_id).value() == "皮批准");
                  const auto person = profile(tx, (*first)[0].account_id);
                  CHECK(person->name == "张三");
                  CHECK(find_applicant_by_id_number(tx, person->id_number) == person->account_id);
                  CHECK_FALSE(find_applicant_by_id_number(tx, "110101190001019999"));
                  CHECK(profile(tx, approvers[0].account_id).error().key == "identity.no_such_account");
                  return {};
                })
                .ok());
  });
}

TEST_CASE("the first administrator comes from the command line, once") {
  const auto database = db::open_test_database();
  TestHouse house(*database);
  const Actor platform{ActorKind::platform};
  WorkCtx ctx{platform, house.services.services, house.services.clock.now()};
  CHECK(create_first_administrator(ctx, "root01", "short", "管理员").error().key == "password.too_short");
  CHECK(create_first_administrator(ctx, "root01", kGoodPassword, "管理员").ok());
  CHECK(create_first_administrator(ctx, "root02", kGoodPassword, "管理员").error().key ==
        "identity.already_has_administrator");
  CHECK(house.signed_in("root01").get("/api/v1/accounts").status == 200);
}
