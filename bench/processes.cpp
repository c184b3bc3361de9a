// What durable processes cost, without HTTP and without the rest of a case: each step of an instance (begin, own
// review, survey, opinion of the other department, decision) is a transaction of its own that keeps state, history,
// open tasks and timer, as the acts of a case do. The database must have the demonstration catalogue (`tongban demo`).
//
//   bench_processes --data DIR --facts DIR [--database DSN] --model FILE.bpmn [--clients N] [--seconds S]
//   bench_processes … --waiting N     keeps N instances that wait for a task with a timer, then opens the node anew
//
// Prints one JSON object. What it leaves behind belongs to no case: the database is of no use afterwards.
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <thread>

#include "app/node.h"
#include "modules/cases/process.h"
#include "modules/catalog/process.h"
#include "platform/config/config.h"
#include "platform/jobs/jobs.h"
#include "platform/metrics/metrics.h"

namespace tongban::bench {
namespace {

using Clock = std::chrono::steady_clock;

struct Wishes {
  std::string data, facts, database, model;
  int clients = 64;
  double seconds = 5;
  std::int64_t waiting = 0;
};

int failed(const Error& error) {
  std::fprintf(stderr, "processes: %s (%s)\n", error.detail.c_str(), error.key.c_str());
  return 1;
}

double since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

Result<std::unique_ptr<app::Node>> open_node(const Wishes& wishes) {
  Config config;
  config.node.data_dir = wishes.data;
  config.node.catalog_dir = wishes.facts;
  config.node.id = 1021;
  if (!wishes.database.empty()) config.database.dsn = wishes.database;
  return app::Node::open(config, false);
}

// Some published item gets the process.
Result<std::int64_t> give_process(app::Node& node, const std::string& bpmn) {
  std::int64_t version = 0;
  TRY(node.write([&](Ctx& ctx) -> Result<void> {
    const auto rows = ctx.tx.query(
        "SELECT current_version_id FROM items WHERE state = 'published' AND current_version_id <> 0 ORDER BY item_id "
        "LIMIT 1");
    if (rows.empty()) return Error{Code::conflict, "bench.no_items", "run `tongban demo` first"};
    version = rows.integer(0, 0);
    TRY(catalog::attach_process(ctx, version, {{bpmn, {}}, 0, {}}));
    return {};
  }));
  return version;
}

Result<cases::Work> work_of(Ctx& ctx, std::int64_t case_id, std::int64_t version) {
  cases::Work work;
  work.row.case_id = case_id;
  work.row.item_version_id = version;
  work.row.department_id = 1;
  work.row.department_name = "测速局";
  work.row.region_code = "431322000000";
  work.events.resize(1);
  work.state.status = cases::Status::under_review;
  work.item = TRY(catalog::frozen_item(ctx, version));
  return work;
}

Result<void> begin(Ctx& ctx, std::int64_t case_id, std::int64_t version) {
  auto work = TRY(work_of(ctx, case_id, version));
  auto process = std::make_shared<cases::CaseProcess>();
  process->lanes = TRY(catalog::process_of(ctx, version));
  process->model = TRY(ctx.services.state<cases::ProcessModels>().of(ctx, process->lanes->digest));
  process->row.case_id = case_id;
  process->row.process_version_id = version;
  process->row.digest = process->lanes->digest;
  process->row.started_at = ctx.now;
  work.process = std::move(process);
  cases::ProcessStep start{"start", ctx.now, 0, {}};
  start.said["variables"] = json::object{{"materials_complete", true}, {"form", json::object{{"size", 50}}}};
  TRY(cases::take_step(ctx, work, std::move(start), {}));
  return cases::save_process(ctx, work);
}

// Completes the first task that waits; false when the instance has ended.
Result<bool> complete_one(Ctx& ctx, std::int64_t case_id, std::int64_t version) {
  auto work = TRY(work_of(ctx, case_id, version));
  auto* process = TRY(cases::process_of(ctx, work));
  if (process == nullptr) return Error{Code::internal, "bench.lost", "an instance is gone"};
  const auto tasks = cases::waiting_tasks(*process->model, process->instance);
  if (tasks.empty()) return false;
  json::object variables;
  for (const auto& field : cases::outcome_fields(process->model->node(tasks.front()->node)))
    variables[field.name] =
        field.values.empty() || field.values.front() == "true" ? json::value(true) : json::value(field.values.front());
  cases::ProcessStep step{"complete", ctx.now, 7, {{"active", tasks.front()->id}}};
  step.said["variables"] = std::move(variables);
  TRY(cases::take_step(ctx, work, std::move(step), {}));
  TRY(cases::save_process(ctx, work));
  return cases::is_running(process->instance);
}

struct Count {
  std::atomic<std::int64_t> instances{0}, steps{0}, failures{0};
};

void play(app::Node& node, std::int64_t version, const std::atomic<bool>& stop, Count& count) {
  while (!stop) {
    std::int64_t case_id = 0;
    bool running = true;
    auto done = node.write([&](Ctx& ctx) -> Result<void> {
      case_id = ctx.new_id();
      return begin(ctx, case_id, version);
    });
    while (done && running && !stop) {
      ++count.steps;
      done = node.write([&](Ctx& ctx) -> Result<void> {
        running = TRY(complete_one(ctx, case_id, version));
        return {};
      });
    }
    if (!done) {
      ++count.failures;
      std::fprintf(stderr, "processes: %s\n", done.error().key.c_str());
    }
    if (done && !running) ++count.instances;
  }
}

int measure_rate(app::Node& node, std::int64_t version, const Wishes& wishes) {
  Count count;
  std::atomic<bool> stop{false};
  std::vector<std::thread> clients;
  const auto began = Clock::now();
  for (int i = 0; i < wishes.clients; ++i) clients.emplace_back([&] { play(node, version, stop, count); });
  std::this_thread::sleep_for(std::chrono::duration<double>(wishes.seconds));
  const auto instances = count.instances.load(), steps = count.steps.load();
  const auto seconds = since(began);
  stop = true;
  for (auto& client : clients) client.join();
  std::printf("{\"instances\": %lld, \"steps\": %lld, \"seconds\": %.3f, \"per_second\": %.1f, \"failures\": %lld}\n",
              static_cast<long long>(instances), static_cast<long long>(steps), seconds,
              static_cast<double>(instances) / seconds, static_cast<long long>(count.failures.load()));
  return count.failures == 0 ? 0 : 1;
}

long resident_mb() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.rfind("VmRSS:", 0) == 0) return std::atol(line.c_str() + 6) / 1024;
  return 0;
}

Result<void> keep_waiting(app::Node& node, std::int64_t version, std::int64_t count) {
  constexpr int kBatch = 500;
  for (std::int64_t done = 0; done < count; done += kBatch) {
    TRY(node.write([&](Ctx& ctx) -> Result<void> {
      for (std::int64_t i = done; i < count && i < done + kBatch; ++i) {
        const auto case_id = ctx.new_id();
        TRY(begin(ctx, case_id, version));
        TRY(complete_one(ctx, case_id, version));
      }
      return {};
    }));
    if (done % 100'000 == 0 && done != 0) std::fprintf(stderr, "%lld instances\n", static_cast<long long>(done));
  }
  return {};
}

// A node that finds them when it starts: until the first read, its memory, and one look for timers that are due.
int measure_waiting(const Wishes& wishes, double making) {
  const auto began = Clock::now();
  auto node = open_node(wishes);
  if (!node) return failed(node.error());
  if (const auto ready = (*node)->ready(); !ready) return failed(ready.error());
  if (const auto advanced = (*node)->advance_ids(); !advanced) return failed(advanced.error());
  const auto start_up = since(began);
  Metrics metrics;
  jobs::JobWorker worker((*node)->services(), metrics);
  worker.on(cases::kProcessJob, [](Ctx&, const jobs::Job&) -> Result<void> { return {}; });
  const auto scan_began = Clock::now();
  const auto scan = worker.run_due((*node)->services().clock.now());
  const auto scanned = since(scan_began);
  std::int64_t rows = 0;
  const auto counted = (*node)->read([&](Ctx& ctx) -> Result<void> {
    rows = ctx.tx.query("SELECT COUNT(*) FROM case_processes WHERE status = 'running'").integer(0, 0);
    return {};
  });
  if (!scan) return failed(scan.error());
  if (!counted) return failed(counted.error());
  std::printf(
      "{\"waiting\": %lld, \"making_seconds\": %.1f, \"start_up_seconds\": %.4f, \"timer_scan_seconds\": %.6f, "
      "\"timers_run\": %d, \"memory_mb\": %ld}\n",
      static_cast<long long>(rows), making, start_up, scanned, scan.value().done, resident_mb());
  return 0;
}

int run(const Wishes& wishes) {
  std::ifstream file(wishes.model);
  const std::string bpmn(std::istreambuf_iterator<char>(file), {});
  double making = 0;
  {
    auto node = open_node(wishes);
    if (!node) return failed(node.error());
    const auto version = give_process(**node, bpmn);
    if (!version) return failed(version.error());
    if (wishes.waiting == 0) return measure_rate(**node, *version, wishes);
    const auto began = Clock::now();
    if (const auto kept = keep_waiting(**node, *version, wishes.waiting); !kept) return failed(kept.error());
    making = since(began);
  }
  return measure_waiting(wishes, making);
}

}  // namespace
}  // namespace tongban::bench

int main(int argc, char** argv) {
  tongban::bench::Wishes wishes;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string name = argv[i], value = argv[i + 1];
    if (name == "--data") wishes.data = value;
    if (name == "--facts") wishes.facts = value;
    if (name == "--database") wishes.database = value;
    if (name == "--model") wishes.model = value;
    if (name == "--clients") wishes.clients = std::atoi(value.c_str());
    if (name == "--seconds") wishes.seconds = std::atof(value.c_str());
    if (name == "--waiting") wishes.waiting = std::atoll(value.c_str());
  }
  if (wishes.data.empty() || wishes.facts.empty() || wishes.model.empty())
    return std::fprintf(
               stderr,
               "usage: bench_processes --data DIR --facts DIR --model FILE.bpmn [--database DSN] [--clients N] "
               "[--seconds S] [--waiting N]\n"),
           2;
  return tongban::bench::run(wishes);
}
