#include "platform/db/postgres_connect.h"

#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <map>
#include <vector>

#include "platform/db/db.h"

namespace tongban::db {
namespace {

using Clock = std::chrono::steady_clock;
using Settings = std::map<std::string, std::string>;

Settings parse(const std::string& dsn) {
  char* message = nullptr;
  PQconninfoOption* options = PQconninfoParse(dsn.c_str(), &message);
  if (!options) {
    std::string text = message ? message : "out of memory";
    PQfreemem(message);
    throw DatabaseError(DatabaseError::Kind::connection, "the PostgreSQL connection string is malformed: " + text);
  }
  Settings settings;
  for (auto* option = options; option->keyword; ++option) {
    if (option->val) settings[option->keyword] = option->val;
  }
  PQconninfoFree(options);
  return settings;
}

std::vector<std::string> split(const std::string& list) {
  std::vector<std::string> out{""};
  for (char c : list) {
    if (c == ',') {
      out.emplace_back();
    } else {
      out.back().push_back(c);
    }
  }
  return out;
}

// One set of settings for each host of a list such as host=a,b port=5432,5433.
std::vector<Settings> each_host(const Settings& settings) {
  std::vector<Settings> out{settings};
  for (const char* key : {"host", "hostaddr", "port"}) {
    const auto found = settings.find(key);
    if (found == settings.end() || found->second.find(',') == std::string::npos) continue;
    const auto values = split(found->second);
    if (out.size() < values.size()) out.resize(values.size(), settings);
    for (std::size_t i = 0; i < out.size(); ++i) out[i][key] = values[std::min(i, values.size() - 1)];
  }
  return out;
}

PgHandle start(Settings settings) {
  // What a dead network needs to be noticed by, unless the administrator says otherwise. The rest is written by us.
  const Settings defaults = {{"tcp_user_timeout", "3000"},    {"keepalives_idle", "5"},
                             {"keepalives_interval", "1"},    {"keepalives_count", "3"},
                             {"application_name", "tongban"}, {"client_encoding", "UTF8"}};
  settings.insert(defaults.begin(), defaults.end());
  std::vector<const char*> keys, values;
  for (const auto& [key, value] : settings) {
    keys.push_back(key.c_str());
    values.push_back(value.c_str());
  }
  keys.push_back(nullptr);
  values.push_back(nullptr);
  return PgHandle(PQconnectStartParams(keys.data(), values.data(), 0));
}

// libpq ends its messages with a newline and sometimes begins another line.
std::string one_line(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  std::replace_if(
      text.begin(), text.end(), [](char ch) { return ch == '\n' || ch == '\t'; }, ' ');
  return text;
}

std::string where(PGconn* connection) {
  const char* host = connection ? PQhost(connection) : nullptr;
  const char* port = connection ? PQport(connection) : nullptr;
  return host && *host ? std::string(host) + " port " + (port ? port : "") + ": " : "";
}

// An empty string when connected, else what went wrong.
std::string finish(PGconn* connection, Clock::time_point until) {
  if (!connection) return "out of memory";
  if (PQstatus(connection) == CONNECTION_BAD) return PQerrorMessage(connection);
  bool writing = true;
  for (;;) {
    if (!wait_for_socket(connection, writing, until)) return "no answer in time";
    const auto state = PQconnectPoll(connection);
    if (state == PGRES_POLLING_OK) return {};
    if (state == PGRES_POLLING_FAILED) return PQerrorMessage(connection);
    writing = state == PGRES_POLLING_WRITING;
  }
}

}  // namespace

bool wait_for_socket(PGconn* connection, bool writing, Clock::time_point until) {
  pollfd fd{PQsocket(connection), static_cast<short>(writing ? POLLIN | POLLOUT : POLLIN), 0};
  // While connecting, only one direction may be watched: a socket not yet connected counts as readable.
  if (PQstatus(connection) != CONNECTION_OK && writing) fd.events = POLLOUT;
  for (;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
    if (left <= 0) return false;
    const int ready = poll(&fd, 1, static_cast<int>(std::min<long>(left, 1'000'000)));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return true;  // libpq will see the broken socket and say so
  }
}

PgHandle connect_postgres(const std::string& dsn, std::chrono::milliseconds limit) {
  const auto hosts = each_host(parse(dsn));
  std::string reasons;
  for (const auto& settings : hosts) {
    PgHandle connection = start(settings);
    const auto until = Clock::now() + limit / static_cast<int>(hosts.size());
    const std::string failure = finish(connection.get(), until);
    if (failure.empty()) return connection;
    reasons += (reasons.empty() ? "" : "; ") + where(connection.get()) + one_line(failure);
  }
  throw DatabaseError(DatabaseError::Kind::connection, "cannot connect to PostgreSQL: " + reasons);
}

}  // namespace tongban::db
