// How many writes a second are acknowledged, each durable, at 1, 8 and 64 clients that wait for their answer; and
// reads, through platform/db alone. Usage: bench_database DSN [SECONDS]. The tables it makes are dropped first, so the
// database should be one of its own.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "platform/db/db.h"

using namespace tongban;
using namespace tongban::db;
using Clock = std::chrono::steady_clock;

namespace {

// What handing in an application writes: the case, four materials, an event, an outbox entry, an audit entry.
Result<void> submit(Tx& tx, std::int64_t id) {
  static const std::string form(1000, 'f'), hash(64, 'a');
  const std::int64_t now = id;
  tx.exec("INSERT INTO bench_cases (id, no, person_id, status, form, created_at) VALUES ($1, $2, $3, $4, $5, $6)", id,
          "B" + std::to_string(id), id % 100'000, "submitted", form, now);
  tx.exec(
      "INSERT INTO bench_materials (id, case_id, name, sha256) VALUES ($1, $5, $6, $7), ($2, $5, $6, $7),"
      " ($3, $5, $6, $7), ($4, $5, $6, $7)",
      id, id + 1, id + 2, id + 3, id, "身份证.pdf", hash);
  tx.exec("INSERT INTO bench_events (id, case_id, kind, body) VALUES ($1, $2, $3, $4)", id, id, "submitted", "{}");
  tx.exec("INSERT INTO bench_outbox (id, case_id, kind, body) VALUES ($1, $2, $3, $4)", id, id, "case.submitted", "{}");
  tx.exec("INSERT INTO bench_audit (id, case_id, kind, body) VALUES ($1, $2, $3, $4)", id, id, "cases.submit", hash);
  return {};
}

void make_tables(Database& database) {
  const auto made = database.write([](Tx& tx) -> Result<void> {
    const std::string key = tx.is_postgres() ? "BIGINT PRIMARY KEY" : "INTEGER PRIMARY KEY";
    for (const char* name : {"cases", "materials", "events", "outbox", "audit"}) {
      tx.exec_text(std::string("DROP TABLE IF EXISTS bench_") + name);
    }
    tx.exec_text("CREATE TABLE bench_cases (id " + key +
                 ", no TEXT NOT NULL UNIQUE, person_id BIGINT NOT NULL,"
                 " status TEXT NOT NULL, form TEXT NOT NULL, created_at BIGINT NOT NULL)");
    tx.exec_text("CREATE INDEX bench_cases_person ON bench_cases (person_id, id)");
    tx.exec_text("CREATE TABLE bench_materials (id " + key + ", case_id BIGINT NOT NULL, name TEXT, sha256 TEXT)");
    tx.exec_text("CREATE INDEX bench_materials_case ON bench_materials (case_id)");
    for (const char* name : {"events", "outbox", "audit"}) {
      tx.exec_text(std::string("CREATE TABLE bench_") + name + " (id " + key +
                   ", case_id BIGINT, kind TEXT, body TEXT)");
    }
    tx.exec_text("CREATE INDEX bench_events_case ON bench_events (case_id)");
    return {};
  });
  if (!made.ok()) {
    std::fprintf(stderr, "%s\n", made.error().detail.c_str());
    std::exit(1);
  }
}

template <class Work>
void measure(const char* name, int clients, double seconds, Work work) {
  std::vector<std::vector<double>> times(static_cast<std::size_t>(clients));
  std::atomic<int> failed = 0;
  std::vector<std::thread> threads;
  const auto begin = Clock::now();
  for (auto& mine : times) {
    threads.emplace_back([&] {
      while (std::chrono::duration<double>(Clock::now() - begin).count() < seconds) {
        const auto start = Clock::now();
        if (!work().ok()) ++failed;
        mine.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
      }
    });
  }
  for (auto& thread : threads) thread.join();
  const double took = std::chrono::duration<double>(Clock::now() - begin).count();
  std::vector<double> all;
  for (const auto& mine : times) all.insert(all.end(), mine.begin(), mine.end());
  std::sort(all.begin(), all.end());
  std::printf("%-8s %3d clients %9.0f /s   p50 %7.3f ms   p99 %7.3f ms   %d failed\n", name, clients,
              static_cast<double>(all.size()) / took, all[all.size() / 2], all[all.size() * 99 / 100], failed.load());
  std::fflush(stdout);
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    std::fprintf(stderr, "usage: bench_database DSN [SECONDS]\n");
    return 2;
  }
  Options options;
  options.dsn = arguments[1];
  const double seconds = count > 2 ? std::atof(arguments[2]) : 3;
  const auto database = Database::open(options);
  make_tables(*database);
  std::atomic<std::int64_t> next = 16;
  for (const int clients : {1, 8, 64}) {
    measure("submit", clients, seconds, [&] {
      const std::int64_t id = next += 16;
      return database->write([id](Tx& tx) { return submit(tx, id); });
    });
  }
  const std::int64_t last = next;
  for (const int clients : {1, 8}) {
    measure("read", clients, seconds, [&] {
      const std::int64_t id = (next += 16) % last / 16 * 16;
      return database->read([id](Tx& tx) -> Result<void> {
        tx.query("SELECT id, no, status, form FROM bench_cases WHERE id = $1", id);
        return {};
      });
    });
  }
  return 0;
}
