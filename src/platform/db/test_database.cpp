#include "platform/db/test_database.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>

#include "platform/db/postgres_connect.h"

namespace tongban::db {
namespace {

std::string random_name() {
  std::random_device device;
  return "tongban_test_" + std::to_string(device()) + "_" + std::to_string(device());
}

// CREATE and DROP DATABASE cannot run in a transaction, so not through Tx.
void run_on_server(const std::string& server, const std::string& sql) {
  const auto connection = connect_postgres(server, std::chrono::seconds(10));
  PGresult* result = PQexec(connection.get(), sql.c_str());
  const bool good = PQresultStatus(result) == PGRES_COMMAND_OK;
  const std::string message = PQresultErrorMessage(result);
  PQclear(result);
  if (!good) throw DatabaseError(DatabaseError::Kind::other, sql + ": " + message);
}

// The same server with another database: a path replaced in a URL, a later dbname= winning in a conninfo string.
std::string with_database(const std::string& server, const std::string& name) {
  const auto scheme = server.find("://");
  if (scheme == std::string::npos) return server + " dbname=" + name;
  const auto query = server.find('?', scheme);
  const auto path = server.find('/', scheme + 3);
  const auto host_end = std::min({server.size(), query, path});
  return server.substr(0, host_end) + "/" + name + (query == std::string::npos ? "" : server.substr(query));
}

}  // namespace

TestDatabase::TestDatabase(Engine engine, Options options) : options_(std::move(options)) {
  name_ = random_name();
  if (engine == Engine::sqlite) {
    folder_ = (std::filesystem::temp_directory_path() / name_).string();
    std::filesystem::create_directories(folder_);
    options_.dsn = "sqlite:" + folder_ + "/tongban.db";
  } else {
    const char* server = std::getenv("TONGBAN_TEST_POSTGRES");
    if (!server) throw DatabaseError(DatabaseError::Kind::other, "TONGBAN_TEST_POSTGRES is not set");
    server_ = server;
    run_on_server(server_, "CREATE DATABASE " + name_ + " TEMPLATE template0 ENCODING 'UTF8'");
    options_.dsn = with_database(server_, name_);
  }
  database_ = Database::open(options_);
}

TestDatabase::~TestDatabase() {
  database_.reset();
  try {
    if (!folder_.empty()) std::filesystem::remove_all(folder_);
    if (!server_.empty()) run_on_server(server_, "DROP DATABASE " + name_ + " WITH (FORCE)");
  } catch (const std::exception& e) {
    std::fprintf(stderr, "a test database was left behind: %s\n", e.what());
  }
}

void TestDatabase::reopen() {
  database_.reset();
  database_ = Database::open(options_);
}

bool postgres_for_tests() {
  const char* server = std::getenv("TONGBAN_TEST_POSTGRES");
  return server && *server;
}

std::unique_ptr<TestDatabase> open_test_database(Engine engine, Options options) {
  return std::make_unique<TestDatabase>(engine, std::move(options));
}

void for_each_test_database(const std::function<void(TestDatabase&)>& test, const Options& options) {
  {
    TestDatabase sqlite(Engine::sqlite, options);
    test(sqlite);
  }
  if (postgres_for_tests()) {
    TestDatabase postgres(Engine::postgres, options);
    test(postgres);
    return;
  }
  static const int told = std::fprintf(stderr, "notice: on SQLite only, TONGBAN_TEST_POSTGRES is not set\n");
  (void)told;
}

void for_each_database(const std::function<void(Database&)>& test) {
  for_each_test_database([&](TestDatabase& database) { test(database); });
}

}  // namespace tongban::db
