#include "platform/db/postgres_database.h"

#include <algorithm>
#include <random>
#include <utility>

#include "platform/db/deadline.h"
#include "platform/db/errors.h"

namespace tongban::db {
namespace {

using Clock = std::chrono::steady_clock;
using Kind = DatabaseError::Kind;

constexpr int kMostAttempts = 6;  // of one write; with the pauses below about 100 ms of trying
constexpr auto kPauseAfterRefusal = std::chrono::milliseconds(250);
constexpr char kRead[] = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
constexpr char kWrite[] = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";

class PostgresTx : public Tx {
 public:
  explicit PostgresTx(PostgresConnection& connection) : connection_(connection) {}

  bool is_postgres() const override { return true; }
  void exec_values(const char* sql, const Value* values, std::size_t count) override {
    connection_.exec(sql, values, count);
  }
  Rows query_values(const char* sql, const Value* values, std::size_t count) override {
    return connection_.query(sql, values, count);
  }
  void exec_text(const std::string& sql) override { connection_.exec_text(sql); }

  Result<void> attempt(const std::function<Result<void>()>& body) override {
    connection_.flush();  // an error of what came before is not the attempt's
    connection_.exec("SAVEPOINT attempt");
    Result<void> result;
    try {
      result = body();
      if (result.ok()) connection_.flush();
    } catch (const DatabaseError& e) {
      if (loses_transaction(e.kind)) throw;
      result = to_error(e);
    } catch (...) {
      result = current_exception_to_error();
    }
    if (!result.ok()) undo();
    connection_.exec("RELEASE SAVEPOINT attempt");
    return result;
  }

 private:
  void undo() {
    try {
      connection_.flush();
    } catch (const DatabaseError& e) {
      if (loses_transaction(e.kind)) throw;
    }
    connection_.exec("ROLLBACK TO SAVEPOINT attempt");
  }

  PostgresConnection& connection_;
};

// Two transactions that collided should not meet again at the same moment: the clock's last digits spread them.
void pause_before(int attempt) {
  const auto jitter = static_cast<unsigned>(Clock::now().time_since_epoch().count()) % (1000u << attempt);
  std::this_thread::sleep_for(std::chrono::microseconds((500u << attempt) + jitter));
}

// Shorter than the whole answer, so that a refusal still comes in time.
std::chrono::milliseconds connect_limit(const Options& options) {
  return std::chrono::milliseconds(std::min(options.answer_timeout_ms / 6 * 5, 10'000));
}

}  // namespace

PostgresDatabase::PostgresDatabase(const Options& options) : options_(options), queue_(options.max_waiting_writes) {
  auto first = std::make_unique<PostgresConnection>(
      options_, connect_limit(options_));  // a wrong address is to be told at the start
  connected_writers_ = 1;
  writers_.emplace_back([this, connection = std::move(first)]() mutable { write_loop(std::move(connection)); });
  for (int i = 1; i < options_.pool; ++i) writers_.emplace_back([this] { write_loop(nullptr); });
  late_ = std::thread([this] { refuse_late_writes(); });
}

PostgresDatabase::~PostgresDatabase() {
  drain();
  for (auto& writer : writers_) writer.join();
  late_.join();
}

void PostgresDatabase::drain() { queue_.close_and_wait(); }

bool PostgresDatabase::on_writer_thread() const {
  return std::any_of(writers_.begin(), writers_.end(),
                     [](const std::thread& t) { return t.get_id() == std::this_thread::get_id(); });
}

void PostgresDatabase::write_async(WriteBody body, Done done) {
  // Waiting since the request came, not since this step of it: see give_up in run().
  const auto limit = std::chrono::milliseconds(options_.answer_timeout_ms);
  queue_.push({std::move(body), std::move(done), Deadline::after(limit) - limit});
}

void PostgresDatabase::write_loop(Connection connection) {
  for (;;) {
    if (!connection && !reconnect(connection)) {
      if (queue_.closed() && connected_writers_ == 0) refuse(queue_.take_all(), unavailable("PostgreSQL is lost"));
      if (queue_.closed()) return;
      continue;
    }
    auto writes = queue_.take(1);
    if (writes.empty()) return;
    const bool had_connection = connection != nullptr;
    answer(writes.front(), run(connection, writes.front()));
    if (had_connection && !connection) --connected_writers_;
    queue_.finished();
  }
}

// While no writer has a connection, nobody would take the waiting writes: they are refused, not left to hang.
bool PostgresDatabase::reconnect(Connection& connection) {
  try {
    connection = connect(Clock::now() + connect_limit(options_));
    ++connected_writers_;
    return true;
  } catch (const DatabaseError& e) {
    if (connected_writers_ == 0) refuse(queue_.take_all(), unavailable(e.what()));
  }
  queue_.sleep_unless_closed(kPauseAfterRefusal);
  return false;
}

void PostgresDatabase::refuse(std::vector<WaitingWrite> writes, const Error& error) {
  for (auto& write : writes) answer(write, error);
  if (!writes.empty()) queue_.finished();
}

void PostgresDatabase::refuse_late_writes() {
  while (!queue_.closed()) {
    refuse(queue_.take_older_than(std::chrono::milliseconds(options_.answer_timeout_ms)), overloaded());
  }
}

// A write that was under way when the server went gets another try on a new connection, while its time lasts.
Result<void> PostgresDatabase::run(Connection& connection, WaitingWrite& write) {
  const auto give_up = write.since + std::chrono::milliseconds(options_.answer_timeout_ms);
  for (int attempt = 1;; ++attempt) {
    try {
      if (!connection || connection->suspect(losses_) || connection->hung_up()) {
        connection.reset();
        connection = connect(give_up);
      }
      return run_once(*connection, write.body, give_up);
    } catch (const DatabaseError& e) {
      const bool could_not_connect = !connection;
      if (connection && connection->lost()) {
        connection.reset();
        ++losses_;
      }
      const bool again = e.kind == Kind::serialization || e.kind == Kind::connection;
      if (!again || could_not_connect || attempt == kMostAttempts || Clock::now() > give_up) return to_error(e);
    }
    pause_before(attempt);
  }
}

Result<void> PostgresDatabase::run_once(PostgresConnection& connection, const WriteBody& body,
                                        Clock::time_point first_answer_by) {
  Result<void> result;
  try {
    connection.begin(kWrite, first_answer_by);
    PostgresTx tx(connection);
    result = body(tx);
    if (result.ok()) {
      connection.commit();
      return result;
    }
  } catch (const DatabaseError& e) {
    connection.rollback();
    throw;
  } catch (...) {
    result = current_exception_to_error();
  }
  connection.rollback();
  return result;
}

// Not tried again when the connection breaks: the body may have handed on what it read so far.
Result<void> PostgresDatabase::read(const std::function<Result<void>(Tx&)>& body) {
  const auto until = Deadline::after(std::chrono::milliseconds(options_.answer_timeout_ms));
  Result<Connection> reader = borrow_reader(until);
  if (!reader.ok()) return std::move(reader).error();
  Result<void> result;
  try {
    reader.value()->begin(kRead, until);
    PostgresTx tx(*reader.value());
    result = body(tx);
    reader.value()->flush();
  } catch (...) {
    result = current_exception_to_error();
  }
  reader.value()->rollback();  // there is nothing to commit; this only lets the snapshot go
  give_back(std::move(reader).value());
  return result;
}

Result<PostgresDatabase::Connection> PostgresDatabase::borrow_reader(Clock::time_point until) {
  Connection reader;
  {
    std::unique_lock lock(readers_mutex_);
    const auto free = [&] { return borrowed_readers_ < std::max(1, options_.pool); };
    if (!reader_free_.wait_until(lock, until, free)) return overloaded();
    if (!idle_readers_.empty()) {
      reader = std::move(idle_readers_.back());
      idle_readers_.pop_back();
    } else if (Clock::now() < no_connect_before_) {
      return unavailable("PostgreSQL could not be reached a moment ago");
    }
    ++borrowed_readers_;
  }
  if (reader && !reader->suspect(losses_) && !reader->hung_up()) return reader;
  try {
    reader.reset();
    return connect(until);
  } catch (const DatabaseError& e) {
    give_back(nullptr);
    return to_error(e);
  }
}

PostgresDatabase::Connection PostgresDatabase::connect(Clock::time_point until) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
  const unsigned losses = losses_;
  auto connection = std::make_unique<PostgresConnection>(options_, std::min(left, connect_limit(options_)));
  connection->trust(losses);
  return connection;
}

void PostgresDatabase::give_back(Connection reader) {
  if (reader && reader->lost()) ++losses_;
  std::lock_guard lock(readers_mutex_);
  if (!reader) no_connect_before_ = Clock::now() + kPauseAfterRefusal;
  if (reader && !reader->lost()) idle_readers_.push_back(std::move(reader));
  --borrowed_readers_;
  reader_free_.notify_one();
}

}  // namespace tongban::db
