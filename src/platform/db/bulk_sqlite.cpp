#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "platform/db/bulk_engines.h"

namespace tongban::db {
namespace {

using Kind = DatabaseError::Kind;

constexpr char kRows[] = "SELECT {columns} FROM {table}";
constexpr char kDistinct[] = "SELECT DISTINCT {columns} FROM {table}";

class Statement {
 public:
  Statement(sqlite3* handle, const std::string& sql) : handle_(handle) {
    if (sqlite3_prepare_v2(handle, sql.c_str(), -1, &statement_, nullptr) != SQLITE_OK) fail();
  }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement() { sqlite3_finalize(statement_); }

  bool step() {
    const int status = sqlite3_step(statement_);
    if (status != SQLITE_ROW && status != SQLITE_DONE) fail();
    return status == SQLITE_ROW;
  }
  Cell cell(int column) {
    switch (sqlite3_column_type(statement_, column)) {
      case SQLITE_NULL:
        return std::nullopt;
      case SQLITE_INTEGER:
      case SQLITE_TEXT: {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
        return std::string_view(text, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
      }
      default:
        throw DatabaseError(Kind::other, std::string("neither a whole number nor text: ") + sqlite3_sql(statement_));
    }
  }
  std::string text(int column) { return std::string(cell(column).value_or("")); }
  void insert(BulkRow row) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const int at = static_cast<int>(i) + 1;
      // Numbers are handed over as text too: the column's affinity makes numbers of them again.
      const int status = row[i] ? sqlite3_bind_text64(statement_, at, row[i]->data() ? row[i]->data() : "",
                                                      row[i]->size(), SQLITE_STATIC, SQLITE_UTF8)
                                : sqlite3_bind_null(statement_, at);
      if (status != SQLITE_OK) fail();
    }
    step();
    sqlite3_reset(statement_);
  }

 private:
  [[noreturn]] void fail() const { throw DatabaseError(Kind::other, sqlite3_errmsg(handle_)); }
  sqlite3* handle_;
  sqlite3_stmt* statement_ = nullptr;
};

// What reader and loader have in common: a connection of their own.
class Connection {
 public:
  Connection(const std::string& path, int flags) {
    if (sqlite3_open_v2(path.c_str(), &handle_, flags | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK) {
      const std::string why = sqlite3_errmsg(handle_);
      sqlite3_close(handle_);
      throw DatabaseError(Kind::connection, "cannot open " + path + ": " + why);
    }
    sqlite3_busy_timeout(handle_, 5000);
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() { sqlite3_close(handle_); }

  void run(const std::string& sql) {
    if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
      throw DatabaseError(Kind::other, std::string(sqlite3_errmsg(handle_)) + " in: " + sql);
  }
  std::vector<std::vector<std::string>> rows(const std::string& sql, int columns) {
    Statement statement(handle_, sql);
    std::vector<std::vector<std::string>> out;
    while (statement.step()) {
      out.emplace_back();
      for (int i = 0; i < columns; ++i) out.back().push_back(statement.text(i));
    }
    return out;
  }
  std::vector<std::string> table_names() {
    std::vector<std::string> names;
    // Underscore is a wildcard of LIKE, and sqlite_ is what SQLite keeps for itself.
    for (const auto& row :
         rows("SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_'", 1))
      names.push_back(row[0]);
    return names;
  }
  TableShape shape(const std::string& table) {
    TableShape shape{table, {}};
    for (const auto& row : rows(bulk_sql("PRAGMA table_info({table})", shape), 2)) shape.columns.push_back(row[1]);
    return shape;
  }
  std::vector<std::pair<std::string, std::string>> references(const std::vector<std::string>& names) {
    std::vector<std::pair<std::string, std::string>> out;
    for (const auto& name : names)
      for (const auto& row : rows(bulk_sql("PRAGMA foreign_key_list({table})", {name, {}}), 3))
        out.emplace_back(name, row[2]);
    return out;
  }
  Result<void> read(const char* select, const TableShape& table, const std::function<Result<void>(BulkRow)>& each) {
    Statement statement(handle_, bulk_sql(select, table));
    std::vector<Cell> cells(table.columns.size());
    while (statement.step()) {
      for (std::size_t i = 0; i < cells.size(); ++i) cells[i] = statement.cell(static_cast<int>(i));
      TRY(each(cells));
    }
    return {};
  }
  sqlite3* handle() { return handle_; }

 private:
  sqlite3* handle_ = nullptr;
};

class SqliteReader : public TableReader {
 public:
  explicit SqliteReader(const std::string& path) : connection_(path, SQLITE_OPEN_READONLY) {
    connection_.run("PRAGMA cache_size=-8192");
    connection_.run("BEGIN");
    // BEGIN alone takes no snapshot; the first read does.
    connection_.rows("SELECT count(*) FROM sqlite_master", 1);
  }
  std::vector<TableShape> tables() override {
    const auto names = connection_.table_names();
    std::vector<TableShape> out;
    for (const auto& name : in_order(names, connection_.references(names))) out.push_back(connection_.shape(name));
    return out;
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

// The file is new and nobody else's, so nothing need be durable before the end: no journal, no synchronisation.
class SqliteLoader : public TableLoader {
 public:
  explicit SqliteLoader(const std::string& path)
      : connection_(reserved(path), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) {
    connection_.run(
        "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE;"
        "PRAGMA cache_size=-65536; PRAGMA foreign_keys=OFF");
    connection_.run("BEGIN");
  }
  std::vector<TableShape> tables() override {
    const auto names = connection_.table_names();
    std::vector<TableShape> out;
    for (const auto& name : in_order(names, connection_.references(names))) out.push_back(connection_.shape(name));
    return out;
  }
  Result<void> read(const TableShape& table, const std::function<Result<void>(BulkRow)>& each) override {
    return connection_.read(kRows, table, each);
  }
  Result<void> read_distinct(const TableShape& table, const std::function<Result<void>(BulkRow)>& each) override {
    return connection_.read(kDistinct, table, each);
  }
  void begin_rows(const TableShape& table) override {
    insert_ = std::make_unique<Statement>(connection_.handle(),
                                          bulk_sql("INSERT INTO {table} ({columns}) VALUES ({marks})", table));
  }
  void put(BulkRow row) override { insert_->insert(row); }
  void end_rows() override { insert_.reset(); }
  void finish() override {
    for (const auto& sql : aside_) connection_.run(sql);
    aside_.clear();
    if (const auto broken = connection_.rows("PRAGMA foreign_key_check", 3); !broken.empty())
      throw DatabaseError(Kind::foreign_key, "a row of " + broken[0][0] + " refers to nothing in " + broken[0][2]);
  }
  void commit() override {
    connection_.run("COMMIT");
    connection_.run("PRAGMA locking_mode=NORMAL; PRAGMA journal_mode=WAL");
  }

 protected:
  std::vector<std::string> statements_of(const MigrationFile& file) const override {
    return migration_statements(file, false);
  }
  void run(const std::string& sql) override { connection_.run(sql); }
  void put_aside() override {
    for (const auto& row :
         connection_.rows("SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger')"
                          " AND sql IS NOT NULL ORDER BY rowid",
                          3)) {
      connection_.run("DROP " + row[0] + " " + quoted_name(row[1]));
      aside_.push_back(row[2]);
    }
  }

 private:
  // Makes the file itself, so that one that is there is never opened.
  static const std::string& reserved(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0) throw DatabaseError(Kind::connection, "cannot make " + path + ": " + std::strerror(errno));
    ::close(descriptor);
    return path;
  }

  Connection connection_;
  std::unique_ptr<Statement> insert_;
  std::vector<std::string> aside_;
};

}  // namespace

std::unique_ptr<TableReader> open_sqlite_reader(const std::string& path) {
  return std::make_unique<SqliteReader>(path);
}
std::unique_ptr<TableLoader> open_sqlite_loader(const std::string& path) {
  return std::make_unique<SqliteLoader>(path);
}

}  // namespace tongban::db
