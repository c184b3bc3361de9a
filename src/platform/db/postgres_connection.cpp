#include "platform/db/postgres_connection.h"

#include <poll.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "platform/db/sql_text.h"

namespace tongban::db {
namespace {

using Clock = std::chrono::steady_clock;
using Kind = DatabaseError::Kind;

constexpr std::size_t kMostQueued = 200;  // messages sent before their results are looked at
constexpr std::size_t kMostStatements = 1000;
constexpr char kBegin[] = "BEGIN";
constexpr char kCommit[] = "COMMIT";
constexpr char kRollback[] = "ROLLBACK";

// https://www.postgresql.org/docs/15/errcodes-appendix.html
Kind kind_of(const char* state) {
  if (!state) return Kind::connection;  // libpq itself lost the server
  const std::string_view s(state);
  if (s == "23505") return Kind::unique;
  if (s == "23503") return Kind::foreign_key;
  if (s == "23514" || s == "23502") return Kind::check;
  if (s == "40001" || s == "40P01") return Kind::serialization;
  if (s == "55P03") return Kind::busy;
  if (s == "57014") return Kind::timeout;
  if (s == "53100") return Kind::full;
  if (s == "22021") return Kind::invalid_text;
  // 25006: the server became a standby; 53300: it has no connection left; 57P0x: it is going down.
  if (s.starts_with("08") || s.starts_with("57P") || s == "53300" || s == "25006") return Kind::connection;
  return Kind::other;
}

// "cached plan must not change result type": a migration changed a table under a prepared statement. It has no code of
// its own and the message is translated, so it is known by the place in the server that raises it.
bool plan_outdated(const PGresult* result) {
  const char* place = PQresultErrorField(result, PG_DIAG_SOURCE_FUNCTION);
  return place && std::strcmp(place, "RevalidateCachedQuery") == 0;
}

// The values of one statement as libpq wants them; text is copied because a view does not end in a zero.
class Parameters {
 public:
  Parameters(const Value* values, std::size_t count) {
    texts_.resize(count);
    pointers_.resize(count, nullptr);
    for (std::size_t i = 0; i < count; ++i) {
      if (std::holds_alternative<std::nullptr_t>(values[i])) continue;
      texts_[i] = text_of(values[i]);
      pointers_[i] = texts_[i].c_str();
    }
  }
  int count() const { return static_cast<int>(pointers_.size()); }
  const char* const* pointers() const { return pointers_.data(); }

 private:
  static std::string text_of(const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
    if (const auto* real = std::get_if<double>(&value)) {
      char buffer[40];
      return std::string(buffer, std::to_chars(buffer, buffer + sizeof buffer, *real).ptr);
    }
    const auto text = std::get<std::string_view>(value);
    if (!storable(text)) throw DatabaseError(Kind::invalid_text, "a text value is not UTF-8 or holds U+0000");
    return std::string(text);
  }

  std::vector<std::string> texts_;
  std::vector<const char*> pointers_;
};

void copy_rows(PGresult* result, Rows& rows) {
  rows.columns = PQnfields(result);
  rows.cells.clear();
  const int count = PQntuples(result);
  rows.cells.reserve(static_cast<std::size_t>(count) * static_cast<std::size_t>(rows.columns));
  for (int row = 0; row < count; ++row) {
    for (int column = 0; column < rows.columns; ++column) {
      if (PQgetisnull(result, row, column)) {
        rows.cells.emplace_back();
      } else {
        const auto length = static_cast<std::size_t>(PQgetlength(result, row, column));
        rows.cells.emplace_back(std::string(PQgetvalue(result, row, column), length));
      }
    }
  }
}

}  // namespace

PostgresConnection::PostgresConnection(const Options& options, std::chrono::milliseconds connect_limit)
    : answer_timeout_(options.answer_timeout_ms),
      first_answer_by_(Clock::now() + connect_limit),
      handle_(connect_postgres(options.dsn, connect_limit)) {
  PGconn* c = handle_.get();
  PQsetNoticeReceiver(c, &PostgresConnection::on_notice, this);
  const char* encoding = PQparameterStatus(c, "server_encoding");
  if (!encoding || std::strcmp(encoding, "UTF8") != 0) {
    throw DatabaseError(Kind::connection, "the PostgreSQL database must have the encoding UTF8");
  }
  if (PQsetnonblocking(c, 1) != 0 || PQenterPipelineMode(c) != 1) throw DatabaseError(Kind::connection, "libpq failed");
  const Value limits[] = {std::int64_t{options.statement_timeout_ms},
                          std::int64_t{options.statement_timeout_ms * 4 / 5}};
  // The server, too, has to notice a network that died, or connections nobody has any more would use up all it allows.
  // Our statements are short: compiling one to machine code, or starting helpers, takes longer than running it. They
  // walk an index in the order they want and stop after a page; where PostgreSQL thinks the rest is short, it would
  // rather gather and sort it all. Acknowledged means on disk, whatever the role's defaults say; stronger settings
  // (remote_apply) are left alone.
  query(
      "SELECT set_config('statement_timeout', $1::text, false), set_config('lock_timeout', $2::text, false),"
      " set_config('idle_in_transaction_session_timeout', '15s', false),"
      " set_config('client_connection_check_interval', '2s', false), set_config('tcp_keepalives_idle', '10', false),"
      " set_config('tcp_keepalives_interval', '2', false), set_config('tcp_keepalives_count', '3', false),"
      " set_config('jit', 'off', false), set_config('max_parallel_workers_per_gather', '0', false),"
      " set_config('enable_bitmapscan', 'off', false),"
      " set_config('synchronous_commit', CASE"
      " current_setting('synchronous_commit') WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, "
      "false)",
      limits, 2);
  // ROLLBACK is prepared now because after an error the server would refuse to prepare anything.
  for (const char* sql : {kBegin, kCommit, kRollback}) prepared(sql);
  drain();
}

void PostgresConnection::on_notice(void* self, const PGresult* notice) {
  const char* severity = PQresultErrorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED);
  if (severity && std::strcmp(severity, "WARNING") == 0) ++static_cast<PostgresConnection*>(self)->warnings_;
}

bool PostgresConnection::hung_up() {
  if (lost()) return true;
  // A server has nothing to say to an idle connection except that it ends it.
  pollfd fd{PQsocket(handle_.get()), POLLIN, 0};
  if (poll(&fd, 1, 0) != 0) lost_ = true;
  return lost_;
}

void PostgresConnection::lose(const std::string& what) {
  lost_ = true;
  sent_.clear();
  throw DatabaseError(Kind::connection, what);
}

void PostgresConnection::begin(const char* how, Clock::time_point first_answer_by) {
  first_answer_by_ = first_answer_by;
  if (statements_stale_ || statements_.size() > kMostStatements) forget_statements();
  send(how, nullptr, 0);
}

void PostgresConnection::commit() {
  send(kCommit, nullptr, 0);
  warnings_ = 0;
  Outcome outcome;
  try {
    synchronise(outcome, true);
  } catch (const DatabaseError& e) {
    if (outcome.failed && outcome.by_server) outcome.raise();
    throw DatabaseError(Kind::outcome_unknown, e.what());
  }
  if (outcome.failed) outcome.raise();
  // A transaction whose error the body swallowed is rolled back by COMMIT without an error.
  if (outcome.last_command != kCommit) throw DatabaseError(Kind::other, "COMMIT answered " + outcome.last_command);
  // "canceling wait for synchronous replication" is only a warning: the standby may not have this transaction.
  if (warnings_ > 0) throw DatabaseError(Kind::outcome_unknown, "PostgreSQL warned at COMMIT");
}

void PostgresConnection::rollback() noexcept {
  try {
    if (lost()) return;
    if (!sent_.empty()) {
      Outcome ignored;
      synchronise(ignored, true);
    }
    send(kRollback, nullptr, 0);
    drain();
  } catch (const std::exception&) {
    lost_ = true;  // a connection of unknown state is not used again
  }
}

void PostgresConnection::exec(const char* sql, const Value* values, std::size_t count) {
  send(sql, values, count);
  if (sent_.size() > kMostQueued) drain();
}

Rows PostgresConnection::query(const char* sql, const Value* values, std::size_t count) {
  send(sql, values, count);
  return drain();
}

void PostgresConnection::exec_text(const std::string& sql) {
  if (lost()) lose("the connection to PostgreSQL is lost");
  if (!sent_.empty()) drain();
  // The limit on a statement is for requests; building an index may take minutes.
  for (const std::string& text : {std::string("SET LOCAL statement_timeout = 0"), sql}) send_text(text);
  drain(false);
  send_text("SET LOCAL statement_timeout TO DEFAULT");
  drain();
}

void PostgresConnection::send_text(const std::string& sql) {
  if (!PQsendQueryParams(handle_.get(), sql.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0)) {
    lose(PQerrorMessage(handle_.get()));
  }
  sent_.push_back({});
}

void PostgresConnection::flush() {
  if (!sent_.empty()) drain();
}

const std::string& PostgresConnection::prepared(const char* sql) {
  auto found = statements_.find(sql);
  if (found != statements_.end() && found->second.text == sql) return found->second.name;
  Prepared statement{sql, "s" + std::to_string(next_name_++)};
  if (!PQsendPrepare(handle_.get(), statement.name.c_str(), sql, 0, nullptr)) lose(PQerrorMessage(handle_.get()));
  sent_.push_back({sql, statement.name});
  return statements_.insert_or_assign(sql, std::move(statement)).first->second.name;
}

void PostgresConnection::forget_statements() {
  statements_.clear();
  statements_stale_ = false;
  send_text("DEALLOCATE ALL");
  for (const char* sql : {kBegin, kCommit, kRollback}) prepared(sql);
  drain();
}

void PostgresConnection::send(const char* sql, const Value* values, std::size_t count) {
  if (lost()) lose("the connection to PostgreSQL is lost");
  const Parameters parameters(values, count);
  const std::string& name = prepared(sql);
  if (!PQsendQueryPrepared(handle_.get(), name.c_str(), parameters.count(), parameters.pointers(), nullptr, nullptr,
                           0)) {
    lose(PQerrorMessage(handle_.get()));
  }
  sent_.push_back({});
}

Rows PostgresConnection::drain(bool limited) {
  Outcome outcome;
  synchronise(outcome, limited);
  if (outcome.failed) outcome.raise();
  return std::move(outcome.rows);
}

// Reads the results of all that was sent, up to the synchronisation point that ends the pipeline; also after an error,
// because the server skips everything until then.
void PostgresConnection::synchronise(Outcome& outcome, bool limited) {
  if (!PQpipelineSync(handle_.get())) lose(PQerrorMessage(handle_.get()));
  send_all(patience());
  for (;;) {
    PGresult* result = next_result(limited);
    if (!result) {  // the end of one message's results
      if (!sent_.empty()) sent_.pop_front();
      continue;
    }
    const bool end = PQresultStatus(result) == PGRES_PIPELINE_SYNC;
    if (!end) take_result(result, outcome);
    PQclear(result);
    if (end) break;
  }
  first_answer_by_ = Clock::time_point::max();
  sent_.clear();
}

void PostgresConnection::take_result(PGresult* result, Outcome& outcome) {
  const auto status = PQresultStatus(result);
  const bool good = status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK;
  if (!good && !sent_.empty() && sent_.front().prepares) {
    const auto found = statements_.find(sent_.front().prepares);
    if (found != statements_.end() && found->second.name == sent_.front().name) statements_.erase(found);
  }
  if (status == PGRES_FATAL_ERROR && !outcome.failed) {
    const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    outcome.failed = true;
    outcome.kind = kind_of(state);
    outcome.by_server = state && sent_.size() > 1;
    outcome.message = PQresultErrorMessage(result);
    if (plan_outdated(result)) {
      outcome.kind = Kind::serialization;
      statements_stale_ = true;
    }
  }
  if (good && !(sent_.empty() || sent_.front().prepares)) settle(result, outcome);
}

void PostgresConnection::settle(PGresult* result, Outcome& outcome) {
  outcome.rows = Rows{};
  if (PQresultStatus(result) == PGRES_TUPLES_OK) copy_rows(result, outcome.rows);
  outcome.last_command = PQcmdStatus(result);
  const std::string_view command = outcome.last_command;
  if (command.starts_with("INSERT") || command.starts_with("UPDATE") || command.starts_with("DELETE")) {
    outcome.rows.affected = std::atoll(PQcmdTuples(result));
  }
}

Clock::time_point PostgresConnection::patience() const {
  return std::min(first_answer_by_, Clock::now() + answer_timeout_);
}

void PostgresConnection::send_all(Clock::time_point until) {
  for (;;) {
    const int left = PQflush(handle_.get());
    if (left == 0) return;
    if (left < 0) return;  // what the server still said is read by next_result, which then reports the loss
    // The server may wait for us to read before it reads on: both directions are watched.
    if (!wait_for_socket(handle_.get(), true, until)) lose("PostgreSQL does not take the statements");
    if (!PQconsumeInput(handle_.get())) return;
  }
}

PGresult* PostgresConnection::next_result(bool limited) {
  const auto until = limited ? patience() : Clock::now() + std::chrono::hours(24);
  while (PQisBusy(handle_.get())) {
    if (!wait_for_socket(handle_.get(), false, until)) lose("PostgreSQL did not answer in time");
    if (!PQconsumeInput(handle_.get())) break;
  }
  PGresult* result = PQgetResult(handle_.get());
  if (PQstatus(handle_.get()) != CONNECTION_OK && (!result || PQresultStatus(result) != PGRES_FATAL_ERROR)) {
    PQclear(result);
    lose(PQerrorMessage(handle_.get()));
  }
  return result;
}

}  // namespace tongban::db
