// Identity behind the real guard and server on a fresh database, for this module's tests.
#pragma once

#include <doctest/doctest.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <memory>
#include <string>
#include <vector>

#include "modules/identity/identity.h"
#include "modules/identity/new_account.h"
#include "modules/identity/state.h"
#include "platform/audit/audit.h"
#include "platform/db/migrations.h"
#include "platform/db/test_database.h"
#include "platform/http/test_server.h"

namespace tongban::db {
extern const MigrationFile k_audit_migrations[];
extern const int k_audit_migration_count;
extern const MigrationFile k_http_migrations[];
extern const int k_http_migration_count;
extern const MigrationFile k_identity_migrations[];
extern const int k_identity_migration_count;
}  // namespace tongban::db

namespace tongban::identity {

inline constexpr const char* kGoodPassword = "correct horse battery";

class TestHouse {
 public:
  explicit TestHouse(db::Database& database) : database(database), services(database) {
    std::vector<db::MigrationFile> files;
    files.insert(files.end(), db::k_audit_migrations, db::k_audit_migrations + db::k_audit_migration_count);
    files.insert(files.end(), db::k_http_migrations, db::k_http_migrations + db::k_http_migration_count);
    files.insert(files.end(), db::k_identity_migrations, db::k_identity_migrations + db::k_identity_migration_count);
    REQUIRE(db::migrate(database, files).ok());
    services.config.session.secure_cookies = false;
    services.config.session.idle_minutes = 15;
    start(services.services, {}, true);
    sessions = session_source(services.services);
    server = std::make_unique<http::TestServer>(services, routes(), *sessions);
  }

  // A member of staff with these posts, straight into the tables.
  std::int64_t add_staff(const std::string& login_name, const std::vector<Role>& roles) {
    store::Account account;
    account.kind = AccountKind::staff;
    account.login_name = login_name;
    account.name = "工作人员";
    account.password_hash = services.services.state<State>().hasher.hash(kGoodPassword).value();
    std::int64_t account_id = 0;
    REQUIRE(services
                .act([&](Ctx& ctx) -> Result<void> {
                  account_id = TRY(add_account(ctx, account)).account_id.value;
                  for (const Role role : roles)
                    store::insert_post(ctx, ctx.new_id(), account_id, {role, 0, "410000000000"});
                  return {};
                })
                .ok());
    return account_id;
  }

  http::ClientResponse register_person(const std::string& login_name, const std::string& id_number,
                                       const std::string& name = "张三丰") {
    http::TestBrowser browser(*server);
    return browser.send("POST", "/api/v1/registrations",
                        R"({"login_name":")" + login_name + R"(","password":")" + kGoodPassword +
                            R"(","applicant_kind":"natural","name":")" + name + R"(","id_number":")" + id_number +
                            R"(","phone":"13812345678"})");
  }

  http::ClientResponse login(http::TestBrowser& browser, const std::string& login_name,
                             const std::string& password = kGoodPassword) {
    return browser.send("POST", "/api/v1/session",
                        R"({"login_name":")" + login_name + R"(","password":")" + password + R"("})");
  }
  http::TestBrowser signed_in(const std::string& login_name) {
    http::TestBrowser browser(*server);
    const auto answer = login(browser, login_name);
    REQUIRE_MESSAGE(answer.status == 200, answer.body);
    return browser;
  }

  std::vector<audit::Entry> entries() {
    std::vector<audit::Entry> list;
    REQUIRE(database
                .read([&](db::Tx& tx) -> Result<void> {
                  list = audit::list(tx, {}, 0, 200);
                  return {};
                })
                .ok());
    return list;
  }

  db::Database& database;
  TestServices services;
  std::unique_ptr<SessionSource> sessions;
  std::unique_ptr<http::TestServer> server;
};

// A valid number that no real person has: born in 1900. `sequence` is 0..999.
std::string made_up_person(int sequence);

inline std::string place_and_key(const http::ClientResponse& answer) {
  const auto errors = parse_json(http::member(answer, "errors"));
  if (!errors.ok() || errors->as_array().empty()) return http::member(answer, "key");
  const auto& first = errors->as_array()[0].as_object();
  return std::string(first.at("pointer").as_string()) + " " + std::string(first.at("key").as_string());
}

}  // namespace tongban::identity
