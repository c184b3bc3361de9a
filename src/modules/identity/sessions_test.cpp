#include <atomic>
#include <thread>

#include "base/citizen_id.h"
#include "modules/identity/test_house.h"

using namespace tongban;
using namespace tongban::identity;
using http::member;
using http::TestBrowser;

namespace tongban::identity {

std::string made_up_person(int sequence) {
  auto digits = std::to_string(10000 + sequence).substr(1);  // 0001 → month and so on stay fixed
  const std::string first17 = "11010119000101" + digits.substr(1);
  return first17 + citizen_id_check_character(first17);
}

}  // namespace tongban::identity

TEST_CASE("a citizen registers, signs in, sees their own data, and leaves") {
  db::for_each_database([](db::Database& database) {
    TestHouse house(database);
    const auto registered = house.register_person("ZhangSan", made_up_person(1));
    REQUIRE_MESSAGE(registered.status == 201, registered.body);
    CHECK(member(registered, "login_name") == "zhangsan");

    TestBrowser browser(*house.server);
    CHECK(member(browser.get("/api/v1/session"), "kind") == "anonymous");
    const auto answer = house.login(browser, "zhangsan");
    CHECK(answer.status == 200);
    CHECK(member(answer, "display_name") == "张**");
    CHECK(member(answer, "assurance_level") == "2");
    CHECK(member(browser.get("/api/v1/me"), "id_number") == made_up_person(1));
    CHECK(browser.send("PUT", "/api/v1/me", R"({"phone":"13987654321","address":"测试路1号"})").status == 200);
    CHECK(member(browser.get("/api/v1/me"), "phone") == "13987654321");

    const auto cookie = browser.cookie;
    CHECK(browser.send("DELETE", "/api/v1/session").status == 200);
    CHECK(browser.cookie == "tongban_session=");
    browser.cookie = cookie;
    CHECK(browser.get("/api/v1/me").status == 401);
  });
}

TEST_CASE("a firm registers with credit code and representative, once") {
  db::for_each_database([](db::Database& database) {
    TestHouse house(database);
    TestBrowser browser(*house.server);
    const auto post = [&](const std::string& login_name) {
      return browser.send(
          "POST", "/api/v1/registrations",
          R"({"login_name":")" + login_name +
              R"(","password":"correct horse battery","applicant_kind":"legal","name":"演示商贸有限公司",)"
              R"("id_number":"91350100m000100y43","phone":"13812345678","representative":"王五"})");
    };
    CHECK(post("gongsi").status == 201);
    CHECK(member(post("gongsi2"), "key") == "identity.already_registered");
    CHECK(member(post("gongsi"), "key") == "identity.login_name_taken");
    CHECK(member(house.login(browser, "gongsi"), "display_name") == "演示商贸有限公司");
  });
}

TEST_CASE("a bad registration names every field and stores nothing") {
  db::for_each_database([](db::Database& database) {
    TestHouse house(database);
    CHECK(place_and_key(house.register_person("zhangsan", "110101190001010000")) == "/id_number citizen_id.checksum");
    CHECK(place_and_key(house.register_person("z", made_up_person(1))) == "/login_name login_name.format");
    TestBrowser browser(*house.server);
    const auto extra = browser.send("POST", "/api/v1/registrations",
                                    R"({"login_name":"zhangsan","password":"correct horse battery",)"
                                    R"("applicant_kind":"natural","name":"张三","id_number":"x","phone":"y",)"
                                    R"("assurance_level":5})");
    CHECK(extra.body.find("/assurance_level") != std::string::npos);
    CHECK(house.login(browser, "zhangsan").status == 401);
  });
}

TEST_CASE("nothing personal lies readable in the tables") {
  db::for_each_database([](db::Database& database) {
    TestHouse house(database);
    REQUIRE(house.register_person("zhangsan", made_up_person(1)).status == 201);
    REQUIRE(database
                .read([](db::Tx& tx) -> Result<void> {
                  std::string all;
                  for (const auto& cell : tx.query("SELECT * FROM accounts").cells) all += cell.value_or("") + "|";
                  for (const auto& cell : tx.query("SELECT * FROM idempotency_receipts").cells)
                    all += cell.value_or("") + "|";
                  for (const char* canary : {"张三丰", "13812345678", "1101011900", "correct horse"})
                    CHECK(all.find(canary) == std::string::npos);
                  return {};
                })
                .ok());
  });
}

TEST_CASE("signing in gives a new session, and the old one is dead") {
  db::for_each_database([](db::Database& database) {
    TestHouse house(database);
    house.add_staff("clerk01", {Role::window_clerk});
    TestBrowser victim(*house.server);
    victim.cookie = "tongban_session=chosen-by-the-attacker";
    const auto answer = house.login(victim, "clerk01");
    CHECK(answer.status == 200);
    CHECK(victim.cookie.find("chosen") == std::string::npos);
    const auto first = victim.cookie;
    CHECK(house.login(victim, "clerk01").status == 200);
    CHECK(victim.cookie != first);
    TestBrowser thief(*house.server);
    thief.cookie = first;
    CHECK(thief.get("/api/v1/me").status == 401);
    CHECK(victim.get("/api/v1/me").status == 200);
    const std::string set_cookie(answer.header("set-cookie"));
    CHECK(set_cookie.find("HttpOnly") != std::string::npos);
    CHECK(set_cookie.find("SameSite=Lax") != std::string::npos);
    CHECK(first.size() >= std::string("tongban_session=").size() + 43);
  });
}

TEST_CASE("over https the cookie is bound to the host") {
  const auto cookie = SessionCookie{true}.set("t", 60);
  CHECK(cookie == "__Host-tongban=t; Path=/; HttpOnly; SameSite=Lax; Max-Age=60; Secure");
}

// The use of a session is written behind the answer, when the machine gets to it.
void wait_until_touched(db::Database& database, Instant now) {
  std::int64_t last = 0;
  for (int i = 0; i < 6000 && last < now.micros(); ++i) {
    REQUIRE(database
                .read([&](db::Tx& tx) -> Result<void> {
                  last = tx.query("SELECT MAX(last_seen_at) FROM sessions").integer(0, 0);
                  return {};
                })
                .ok());
    if (last < now.micros()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

TEST_CASE("a session ends after idle time and after its whole time, and use prolongs only the first") {
  db::for_each_database([](db::Database& database) {
    TestHouse house(database);
    house.add_staff("clerk01", {});
    auto idle = house.signed_in("clerk01");
    house.services.clock.advance(std::chrono::minutes(15));
    CHECK(idle.get("/api/v1/me").status == 401);

    auto busy = house.signed_in("clerk01");
    int minutes = 0;
    while (busy.get("/api/v1/me").status == 200 && minutes < 24 * 60) {
      wait_until_touched(database, house.services.clock.now());
      house.services.clock.advance(std::chrono::minutes(10));
      minutes += 10;
    }
    CHECK(minutes == 12 * 60);
  });
}

TEST_CASE("a clock set back prolongs no session") {
  const auto database = db::open_test_database();
  TestHouse house(*database);
  house.add_staff("clerk01", {});
  auto browser = house.signed_in("clerk01");
  house.services.clock.advance(-std::chrono::hours(2));
  CHECK(browser.get("/api/v1/me").status == 401);
}

TEST_CASE("a session that was used before the clock was set back does not rest until the clock is there again") {
  const auto database = db::open_test_database();
  TestHouse house(*database);
  house.add_staff("clerk01", {});
  auto browser = house.signed_in("clerk01");
  for (int i = 0; i < 6; ++i) {
    house.services.clock.advance(std::chrono::minutes(10));
    REQUIRE(browser.get("/api/v1/me").status != 401);
    wait_until_touched(*database, house.services.clock.now());
  }
  house.services.clock.advance(-std::chrono::minutes(50));  // after its beginning, long before its last use
  CHECK(browser.get("/api/v1/me").status == 401);
}

TEST_CASE("changing the password ends every other session at once") {
  db::for_each_database([](db::Database& database) {
    TestHouse house(database);
    house.add_staff("clerk01", {});
    auto here = house.signed_in("clerk01");
    auto there = house.signed_in("clerk01");
    const auto change = [&](const char* old_password, const char* new_password) {
      return here.send(
          "PUT", "/api/v1/session/password",
          std::string(R"({"old_password":")") + old_password + R"(","new_password":")" + new_password + R"("})");
    };
    CHECK(place_and_key(change("wrong password", "another long one")) == "/old_password identity.wrong_password");
    CHECK(place_and_key(change(kGoodPassword, "short")) == "/new_password password.too_short");
    CHECK(there.get("/api/v1/me").status == 200);
    CHECK(change(kGoodPassword, "another long one").status == 200);
    CHECK(there.get("/api/v1/me").status == 401);
    CHECK(here.get("/api/v1/me").status == 200);
    TestBrowser fresh(*house.server);
    CHECK(house.login(fresh, "clerk01").status == 401);
    CHECK(house.login(fresh, "clerk01", "another long one").status == 200);
  });
}

TEST_CASE("wrong name, wrong password and disabled account look the same") {
  db::for_each_database([](db::Database& database) {
    TestHouse house(database);
    house.add_staff("clerk01", {});
    const auto disabled = house.add_staff("clerk02", {});
    house.add_staff("admin1", {Role::system_admin});
    auto admin = house.signed_in("admin1");
    CHECK(admin.send("POST", "/api/v1/accounts/" + id_text(disabled) + "/disable").status == 200);
    TestBrowser browser(*house.server);
    const auto body_of = [&](const char* name, const char* password) {
      auto answer = house.login(browser, name, password);
      CHECK(answer.status == 401);
      return member(answer, "key") + member(answer, "detail") + member(answer, "errors");
    };
    const auto wrong = body_of("clerk01", "not the password");
    CHECK(wrong.find("identity.login_failed") == 0);
    CHECK(body_of("nobody", "not the password") == wrong);
    CHECK(body_of("No Name At All!", "not the password") == wrong);
    CHECK(body_of("clerk02", kGoodPassword) == wrong);
  });
}

TEST_CASE("after five wrong passwords even the right one waits, whether or not the name exists") {
  db::for_each_database([](db::Database& database) {
    TestHouse house(database);
    house.add_staff("clerk01", {});
    TestBrowser browser(*house.server);
    for (const char* name : {"clerk01", "nobody"}) {
      for (int i = 0; i < 5; ++i) CHECK(house.login(browser, name, "wrong password").status == 401);
      const auto locked = house.login(browser, name);
      CHECK(locked.status == 429);
      CHECK(member(locked, "key") == "identity.locked");
      CHECK(locked.header("retry-after") == "601");
    }
    house.services.clock.advance(std::chrono::minutes(10));
    CHECK(house.login(browser, "clerk01").status == 200);
    // A good login clears the name.
    CHECK(house.login(browser, "clerk01", "wrong password").status == 401);
    CHECK(house.login(browser, "clerk01").status == 200);
  });
}

TEST_CASE("guesses at the same moment cannot pass the limit together") {
  db::for_each_database([](db::Database& database) {
    TestHouse house(database);
    house.add_staff("clerk01", {});
    std::atomic<int> looked_at = 0, refused = 0;
    std::vector<std::thread> guessers;
    for (int i = 0; i < 20; ++i)
      guessers.emplace_back([&] {
        TestBrowser browser(*house.server);
        const auto status = house.login(browser, "clerk01", "wrong password").status;
        looked_at += status == 401;
        refused += status == 429;
      });
    for (auto& guesser : guessers) guesser.join();
    CHECK(looked_at == 5);
    CHECK(refused == 15);
  });
}

TEST_CASE("an address that guesses many names waits, too") {
  const auto database = db::open_test_database();
  TestHouse house(*database);
  house.add_staff("clerk01", {});
  TestBrowser browser(*house.server);
  const auto guess = [&](int i) { return house.login(browser, "name" + std::to_string(i), "wrong password").status; };
  for (int i = 0; i < 49; ++i) CHECK(guess(i) == 401);
  // A colleague behind the same address who knows the password is not locked out by it, and locks nobody out.
  CHECK(house.login(browser, "clerk01").status == 200);
  CHECK(guess(49) == 401);
  CHECK(member(house.login(browser, "clerk01"), "key") == "identity.locked");
}

TEST_CASE("twenty equal registrations at once make one account") {
  db::for_each_database([](db::Database& database) {
    TestHouse house(database);
    const std::string body =
        R"({"login_name":"zhangsan","password":"correct horse battery","applicant_kind":"natural","name":"张三",)"
        R"("id_number":")" +
        made_up_person(1) + R"(","phone":"13812345678"})";
    std::atomic<int> created = 0;
    std::vector<std::thread> clients;
    for (int i = 0; i < 20; ++i)
      clients.emplace_back([&] {
        TestBrowser browser(*house.server);
        const auto answer = browser.send_as({{"Content-Type", "application/json"}, {"Idempotency-Key", "one"}}, "POST",
                                            "/api/v1/registrations", body);
        created += answer.status == 201;
      });
    for (auto& client : clients) client.join();
    CHECK(created == 20);
    CHECK(house.entries().size() == 1);
  });
}

TEST_CASE("what is over is purged, what lives stays") {
  db::for_each_database([](db::Database& database) {
    TestHouse house(database);
    house.add_staff("clerk01", {});
    auto old = house.signed_in("clerk01");
    TestBrowser guesser(*house.server);
    CHECK(house.login(guesser, "nobody", "wrong password").status == 401);
    house.services.clock.advance(std::chrono::hours(25));
    auto fresh = house.signed_in("clerk01");
    REQUIRE(house.services.act([](Ctx& ctx) { return purge(ctx); }).ok());
    REQUIRE(database
                .read([](db::Tx& tx) -> Result<void> {
                  CHECK(tx.query("SELECT count(*) FROM sessions").integer(0, 0) == 1);
                  CHECK(tx.query("SELECT count(*) FROM login_failures WHERE subject LIKE 'name%'").integer(0, 0) == 0);
                  return {};
                })
                .ok());
    CHECK(fresh.get("/api/v1/me").status == 200);
  });
}
