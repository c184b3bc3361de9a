// The physical limit of the embedded database for what an application writes: the same rows, prepared statements, WAL
// with synchronous=FULL, so many applications a commit; one thread and nothing else.
// Usage: bench_raw_sqlite DATABASE TRACE SECONDS GROUP; prints {"per_second": …}.
#include <sqlite3.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

#include "raw/trace.h"

using namespace tongban::bench;

namespace {

class Writer {
 public:
  Writer(const char* path, const Trace& trace) : trace_(trace) {
    must(sqlite3_open_v2(path, &handle_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr));
    run("PRAGMA journal_mode=WAL");
    run("PRAGMA synchronous=FULL");
    run("PRAGMA foreign_keys=ON");
    run("PRAGMA cache_size=-32768");
    run("PRAGMA mmap_size=268435456");
    run("PRAGMA wal_autocheckpoint=2000");
    for (const auto& write : trace.writes()) {
      sqlite3_stmt* statement = nullptr;
      must(sqlite3_prepare_v3(handle_, write.sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr));
      statements_.push_back(statement);
    }
  }
  ~Writer() {
    for (auto* statement : statements_) sqlite3_finalize(statement);
    sqlite3_close(handle_);
  }

  void run(const char* sql) { must(sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr)); }

  void write(std::int64_t n) {
    for (std::size_t i = 0; i < statements_.size(); ++i) {
      const auto cells = trace_.cells(trace_.writes()[i], n);
      for (std::size_t c = 0; c < cells.size(); ++c) bind(statements_[i], static_cast<int>(c) + 1, cells[c]);
      if (sqlite3_step(statements_[i]) != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(handle_));
      sqlite3_reset(statements_[i]);
    }
  }

 private:
  void must(int status) {
    if (status != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(handle_));
  }
  void bind(sqlite3_stmt* statement, int at, const Cell& cell) {
    if (const auto* number = std::get_if<std::int64_t>(&cell))
      must(sqlite3_bind_int64(statement, at, *number));
    else if (const auto* text = std::get_if<std::string>(&cell))
      must(sqlite3_bind_text64(statement, at, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8));
    else
      must(sqlite3_bind_null(statement, at));
  }

  const Trace& trace_;
  sqlite3* handle_ = nullptr;
  std::vector<sqlite3_stmt*> statements_;
};

}  // namespace

int main(int count, char** arguments) {
  if (count != 5) {
    std::fprintf(stderr, "usage: bench_raw_sqlite DATABASE TRACE SECONDS GROUP\n");
    return 2;
  }
  try {
    const Trace trace(arguments[2]);
    Writer writer(arguments[1], trace);
    const double seconds = std::atof(arguments[3]);
    const int group = std::atoi(arguments[4]);
    std::int64_t n = 0;
    const auto begin = std::chrono::steady_clock::now();
    const auto passed = [&] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(); };
    while (passed() < seconds) {
      writer.run("BEGIN IMMEDIATE");
      for (int i = 0; i < group; ++i) writer.write(++n);
      writer.run("COMMIT");
    }
    std::printf("{\"per_second\":%.1f,\"rows\":%zu}\n", static_cast<double>(n) / passed(), trace.writes().size());
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "raw_sqlite: %s\n", error.what());
    return 1;
  }
}
