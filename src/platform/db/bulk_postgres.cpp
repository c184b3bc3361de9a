#include <algorithm>
#include <cstring>

#include "platform/db/bulk_engines.h"
#include "platform/db/postgres_connect.h"

namespace tongban::db {
namespace {

using Kind = DatabaseError::Kind;

constexpr char kRows[] = "COPY {table} ({columns}) TO STDOUT";
constexpr char kDistinct[] = "COPY (SELECT DISTINCT {columns} FROM {table}) TO STDOUT";
constexpr auto kConnectLimit = std::chrono::seconds(10);
constexpr std::size_t kCopyPiece = 256 << 10;

struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using PgResult = std::unique_ptr<PGresult, ClearResult>;

class Connection {
 public:
  Connection(const std::string& dsn, const char* begin) : handle_(connect_postgres(dsn, kConnectLimit)) {
    const char* encoding = PQparameterStatus(handle_.get(), "server_encoding");
    if (!encoding || std::strcmp(encoding, "UTF8") != 0)
      throw DatabaseError(Kind::connection, "the PostgreSQL database must have the encoding UTF8");
    // The limits of the server are for requests; a table may take minutes.
    run("SET statement_timeout = 0");
    run("SET idle_in_transaction_session_timeout = 0");
    run("SET client_min_messages = warning");
    run(begin);
  }

  PgResult run(const std::string& sql) {
    PgResult result(PQexec(handle_.get(), sql.c_str()));
    const auto status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_COPY_OUT && status != PGRES_COPY_IN)
      fail(sql);
    return result;
  }
  std::vector<std::vector<std::string>> rows(const std::string& sql) {
    const PgResult result = run(sql);
    std::vector<std::vector<std::string>> out;
    for (int row = 0; row < PQntuples(result.get()); ++row) {
      out.emplace_back();
      for (int i = 0; i < PQnfields(result.get()); ++i) out.back().emplace_back(PQgetvalue(result.get(), row, i));
    }
    return out;
  }
  std::vector<std::string> table_names() {
    std::vector<std::string> names;
    for (const auto& row : rows("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"))
      names.push_back(row[0]);
    return names;
  }
  std::vector<std::pair<std::string, std::string>> references() {
    std::vector<std::pair<std::string, std::string>> out;
    for (const auto& row : rows("SELECT child.relname, parent.relname FROM pg_constraint c JOIN pg_class child ON "
                                "child.oid = c.conrelid JOIN pg_class parent ON parent.oid = c.confrelid WHERE "
                                "c.contype = 'f' AND child.relnamespace = current_schema()::regnamespace"))
      out.emplace_back(row[0], row[1]);
    return out;
  }
  std::vector<TableShape> tables(const std::vector<std::string>& ordered) {
    std::vector<TableShape> out;
    for (const auto& name : ordered) out.push_back({name, {}});
    for (const auto& row : rows("SELECT table_name, column_name, data_type FROM information_schema.columns WHERE "
                                "table_schema = current_schema() ORDER BY table_name, ordinal_position")) {
      const auto table = std::find_if(out.begin(), out.end(), [&](const auto& shape) { return shape.name == row[0]; });
      if (table == out.end()) continue;
      if (row[2] != "bigint" && row[2] != "integer" && row[2] != "smallint" && row[2] != "text")
        throw DatabaseError(Kind::other, row[0] + "." + row[1] + " is neither a whole number nor text but " + row[2]);
      table->columns.push_back(row[1]);
    }
    return out;
  }
  Result<void> read(const char* copy, const TableShape& table, const std::function<Result<void>(BulkRow)>& each) {
    run(bulk_sql(copy, table));
    std::string store;
    std::vector<Cell> cells;
    Result<void> result;
    for (;;) {
      char* line = nullptr;
      const int length = PQgetCopyData(handle_.get(), &line, 0);
      if (length < 0) break;
      const std::unique_ptr<char, void (*)(void*)> freed(line, PQfreemem);
      if (!result.ok()) continue;  // what is left has to be taken from the wire all the same
      if (!parse_copy_line({line, static_cast<std::size_t>(length) - 1}, table.columns.size(), store, cells))
        throw DatabaseError(Kind::other, "COPY of " + table.name + " gave a line of other columns");
      result = each(cells);
    }
    end_copy(table.name);
    return result;
  }
  void send(const std::string& text) {
    if (PQputCopyData(handle_.get(), text.data(), static_cast<int>(text.size())) != 1) fail("COPY");
  }
  void end_copy_in(const std::string& table) {
    if (PQputCopyEnd(handle_.get(), nullptr) != 1) fail("COPY " + table);
    end_copy(table);
  }

 private:
  void end_copy(const std::string& table) {
    bool good = true;
    while (const PgResult result{PQgetResult(handle_.get())})
      good = good && PQresultStatus(result.get()) == PGRES_COMMAND_OK;
    if (!good) fail("COPY " + table);
  }
  [[noreturn]] void fail(const std::string& sql) {
    const auto kind = PQstatus(handle_.get()) == CONNECTION_OK ? Kind::other : Kind::connection;
    throw DatabaseError(kind, std::string(PQerrorMessage(handle_.get())) + " in: " + sql);
  }
  PgHandle handle_;
};

class PostgresReader : public TableReader {
 public:
  explicit PostgresReader(const std::string& dsn)
      : connection_(dsn, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") {
    connection_.run("SELECT 1");  // BEGIN alone takes no snapshot; the first statement does
  }
  std::vector<TableShape> tables() override {
    return connection_.tables(in_order(connection_.table_names(), connection_.references()));
  }
  Result<void> read(const TableShape& table, const std::function<Result<void>(BulkRow)>& each) override {
    return connection_.read(kRows, table, each);
  }
  Result<void> read_distinct(const TableShape& table, const std::function<Result<void>(BulkRow)>& each) override {
    return connection_.read(kDistinct, table, each);
  }

 private:
  Connection connection_;
};

class PostgresLoader : public TableLoader {
 public:
  explicit PostgresLoader(const std::string& dsn) : connection_(dsn, "BEGIN") {
    connection_.run("SET LOCAL maintenance_work_mem = '128MB'");
  }
  std::vector<TableShape> tables() override {
    return connection_.tables(in_order(connection_.table_names(), connection_.references()));
  }
  Result<void> read(const TableShape& table, const std::function<Result<void>(BulkRow)>& each) override {
    return connection_.read(kRows, table, each);
  }
  Result<void> read_distinct(const TableShape& table, const std::function<Result<void>(BulkRow)>& each) override {
    return connection_.read(kDistinct, table, each);
  }
  void begin_rows(const TableShape& table) override {
    table_ = table.name;
    connection_.run(bulk_sql("COPY {table} ({columns}) FROM STDIN", table));
  }
  void put(BulkRow row) override {
    append_copy_line(lines_, row);
    if (lines_.size() >= kCopyPiece) send();
  }
  void end_rows() override {
    send();
    connection_.end_copy_in(table_);
  }
  void finish() override {
    for (const auto& sql : aside_) connection_.run(sql);
    for (const auto& table : connection_.table_names()) {
      connection_.run(bulk_sql("ALTER TABLE {table} ENABLE TRIGGER USER", {table, {}}));
      connection_.run(bulk_sql("ANALYZE {table}", {table, {}}));
    }
    aside_.clear();
  }
  void commit() override { connection_.run("COMMIT"); }

 protected:
  std::vector<std::string> statements_of(const MigrationFile& file) const override {
    return migration_statements(file, true);
  }
  void run(const std::string& sql) override { connection_.run(sql); }
  void put_aside() override {
    for (const auto& row :
         connection_.rows("SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = "
                          "i.indexrelid WHERE c.relnamespace = current_schema()::regnamespace AND NOT EXISTS (SELECT 1 "
                          "FROM pg_constraint k WHERE k.conindid = i.indexrelid) ORDER BY c.oid")) {
      connection_.run("DROP INDEX " + quoted_name(row[0]));
      aside_.push_back(row[1]);
    }
    for (const auto& table : connection_.table_names())
      connection_.run(bulk_sql("ALTER TABLE {table} DISABLE TRIGGER USER", {table, {}}));
  }

 private:
  void send() {
    if (!lines_.empty()) connection_.send(lines_);
    lines_.clear();
  }

  Connection connection_;
  std::string table_, lines_;
  std::vector<std::string> aside_;
};

}  // namespace

std::unique_ptr<TableReader> open_postgres_reader(const std::string& dsn) {
  return std::make_unique<PostgresReader>(dsn);
}
std::unique_ptr<TableLoader> open_postgres_loader(const std::string& dsn) {
  return std::make_unique<PostgresLoader>(dsn);
}

}  // namespace tongban::db
