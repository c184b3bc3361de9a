// The physical limit of PostgreSQL for what an application writes: the same rows, prepared statements, one transaction
// an application sent as one pipeline, so many connections with a thread each.
// Usage: bench_raw_postgres URL TRACE SECONDS CONNECTIONS; prints {"per_second": …}.
#include <postgresql/libpq-fe.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <thread>

#include "raw/trace.h"

using namespace tongban::bench;

namespace {

class Writer {
 public:
  Writer(const char* url, const Trace& trace) : trace_(trace), connection_(PQconnectdb(url)) {
    if (PQstatus(connection_) != CONNECTION_OK) fail();
    for (std::size_t i = 0; i < trace.writes().size(); ++i) {
      auto* result =
          PQprepare(connection_, ("s" + std::to_string(i)).c_str(), trace.writes()[i].sql.c_str(), 0, nullptr);
      if (PQresultStatus(result) != PGRES_COMMAND_OK) fail();
      PQclear(result);
    }
    if (PQenterPipelineMode(connection_) != 1) fail();
  }
  ~Writer() { PQfinish(connection_); }

  void write(std::int64_t n) {
    send("BEGIN");
    for (std::size_t i = 0; i < trace_.writes().size(); ++i) send_row(i, n);
    send("COMMIT");
    if (PQpipelineSync(connection_) != 1) fail();
    for (bool synced = false; !synced;) {
      auto* result = PQgetResult(connection_);
      if (result == nullptr) continue;  // the end of one statement
      const auto status = PQresultStatus(result);
      PQclear(result);
      synced = status == PGRES_PIPELINE_SYNC;
      if (!synced && status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) fail();
    }
  }

 private:
  [[noreturn]] void fail() { throw std::runtime_error(PQerrorMessage(connection_)); }
  void send(const char* sql) {
    if (PQsendQueryParams(connection_, sql, 0, nullptr, nullptr, nullptr, nullptr, 0) != 1) fail();
  }
  void send_row(std::size_t i, std::int64_t n) {
    const auto cells = trace_.cells(trace_.writes()[i], n);
    std::vector<std::string> texts(cells.size());
    std::vector<const char*> values(cells.size(), nullptr);
    for (std::size_t c = 0; c < cells.size(); ++c) {
      if (const auto* number = std::get_if<std::int64_t>(&cells[c]))
        values[c] = (texts[c] = std::to_string(*number)).c_str();
      if (const auto* text = std::get_if<std::string>(&cells[c])) values[c] = text->c_str();
    }
    const auto name = "s" + std::to_string(i);
    if (PQsendQueryPrepared(connection_, name.c_str(), static_cast<int>(values.size()), values.data(), nullptr, nullptr,
                            0) != 1)
      fail();
  }

  const Trace& trace_;
  PGconn* connection_;
};

}  // namespace

int main(int count, char** arguments) {
  if (count != 5) {
    std::fprintf(stderr, "usage: bench_raw_postgres URL TRACE SECONDS CONNECTIONS\n");
    return 2;
  }
  try {
    const Trace trace(arguments[2]);
    const double seconds = std::atof(arguments[3]);
    std::atomic<std::int64_t> next = 0, done = 0;
    std::atomic<bool> failed = false;
    std::vector<std::thread> threads;
    const auto begin = std::chrono::steady_clock::now();
    const auto passed = [&] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(); };
    for (int t = 0; t < std::atoi(arguments[4]); ++t) {
      threads.emplace_back([&] {
        try {
          Writer writer(arguments[1], trace);
          for (; passed() < seconds; ++done) writer.write(++next);
        } catch (const std::exception& error) {
          std::fprintf(stderr, "raw_postgres: %s\n", error.what());
          failed = true;
        }
      });
    }
    for (auto& thread : threads) thread.join();
    std::printf("{\"per_second\":%.1f,\"rows\":%zu}\n", static_cast<double>(done) / passed(), trace.writes().size());
    return failed ? 1 : 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "raw_postgres: %s\n", error.what());
    return 1;
  }
}
