// Fills a database that has the demonstration catalogue (`tongban demo`) with many invented cases: histories with
// events, submissions, materials, instruments, results, audit entries and timers, by the rules of the case module, so
// that `tongban check` stays clean. A year and some weeks of applications, the last of them under way.
//
//   bench_make_cases --data DIR --facts DIR [--database DSN] --cases N [--departments N] [--seed N] [--rows-only]
//
// --departments invents so many departments over the counties of a province, beside those of the demonstration.
// --rows-only writes the rows of `cases` alone: enough for lists and exports, a sixth of the space; `tongban check`
// then misses the events.
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <future>

#include "app/node.h"
#include "base/item_codes.h"
#include "case_story.h"
#include "modules/cases/store_workbench.h"
#include "platform/config/config.h"
#include "platform/db/dialect.h"
#include "platform/jobs/jobs.h"

namespace tongban::bench {
namespace {

constexpr int kBatch = 1000;
constexpr int kDays = 400;

struct Wishes {
  std::string data, facts, database;
  std::int64_t cases = 0;
  int departments = 0;
  std::uint64_t seed = 1;
  bool rows_only = false;
};

// Departments of the demonstration with their items and their people.
Result<std::vector<Place>> real_places(Ctx& ctx) {
  std::map<std::int64_t, Place> places;
  const auto items = ctx.tx.query("SELECT current_version_id FROM items WHERE state = 'published' ORDER BY item_id");
  for (std::size_t r = 0; r < items.size(); ++r) {
    const auto item = TRY(catalog::frozen_item(ctx, items.integer(r, 0)));
    if (item->code_as_is || !parse_implementing_code(item->implementing_code)) continue;
    auto& place = places[item->department.department_id];
    place.department_id = item->department.department_id;
    place.department_name = item->department.name;
    place.short_name = item->department.short_name;
    place.region_code = item->department.region_code;
    place.region_name = item->department.region_name;
    place.items.emplace_back(item->item_id, item);
  }
  const auto posts = ctx.tx.query("SELECT account_id, role, department_id FROM account_posts ORDER BY account_id");
  for (std::size_t r = 0; r < posts.size(); ++r) {
    const auto found = places.find(posts.integer(r, 2));
    if (found == places.end()) continue;
    if (posts.text(r, 1) == "window_clerk") found->second.clerks.push_back(posts.integer(r, 0));
    if (posts.text(r, 1) == "reviewer") found->second.reviewers.push_back(posts.integer(r, 0));
    if (posts.text(r, 1) == "approver") found->second.approvers.push_back(posts.integer(r, 0));
  }
  std::vector<Place> all;
  for (auto& [id, place] : places) {
    for (auto* people : {&place.clerks, &place.reviewers, &place.approvers})
      if (people->empty()) people->push_back(9'200'000'000 + static_cast<std::int64_t>(all.size()));
    all.push_back(std::move(place));
  }
  return all;
}

// Departments of a made-up province 43: 14 cities of 10 counties, item ids of their own over the real versions.
void invent_places(int count, std::vector<Place>& places) {
  std::vector<std::shared_ptr<const catalog::FrozenItem>> versions;
  for (const auto& place : places)
    for (const auto& [id, item] : place.items) versions.push_back(item);
  for (int p = 0; p < count; ++p) {
    Place place;
    place.department_id = 7'000'000'000 + p;
    place.department_name = "演示第" + std::to_string(p) + "局";
    place.short_name = "演" + std::to_string(p);
    char region[16];
    std::snprintf(region, sizeof region, "43%02d%02d000000", 1 + p % 14, 21 + p / 14 % 10);
    place.region_code = region;
    place.region_name = std::string("演示县") + region;
    const std::int64_t people = 7'500'000'000 + std::int64_t{p} * 16;
    place.clerks = {people, people + 1, people + 2};
    place.reviewers = {people + 4, people + 5, people + 6, people + 7};
    place.approvers = {people + 8, people + 9};
    for (int i = 0; i < 20; ++i)
      place.items.emplace_back(8'000'000'000 + p * 20 + i,
                               versions[static_cast<std::size_t>(p * 20 + i) % versions.size()]);
    places.push_back(std::move(place));
  }
}

Serials stored_serials(Ctx& ctx) {
  Serials serials;
  const auto numbers = ctx.tx.query("SELECT implementing_code, day, last_serial FROM case_serials");
  for (std::size_t r = 0; r < numbers.size(); ++r)
    serials.cases[{std::string(numbers.text(r, 0)), std::string(numbers.text(r, 1))}] =
        static_cast<int>(numbers.integer(r, 2));
  const auto papers = ctx.tx.query("SELECT department_id, kind, year, last_serial FROM instrument_serials");
  for (std::size_t r = 0; r < papers.size(); ++r)
    serials
        .instruments[{papers.integer(r, 0), std::string(papers.text(r, 1)), static_cast<int>(papers.integer(r, 2))}] =
        static_cast<int>(papers.integer(r, 3));
  return serials;
}

// How a case was decided, as its acts would have kept it; the days it took are left unknown.
void insert_outcome(Ctx& ctx, const MadeCase& made) {
  const auto decided = std::find_if(made.events.begin(), made.events.end(),
                                    [](const cases::Event& event) { return event.kind == cases::EventKind::decided; });
  if (decided == made.events.end()) return;
  cases::store::OutcomeRow row;
  row.case_id = made.row.case_id;
  row.item_id = made.row.item_id;
  row.department_id = made.row.department_id;
  const bool granted = decided->data.at("outcome").as_string() == "granted";
  row.outcome = granted ? cases::DecisionOutcome::granted : cases::DecisionOutcome::denied;
  row.decided_at = decided->at;
  const auto due = made.row.promised_due_at ? made.row.promised_due_at : made.row.legal_due_at;
  row.in_time = !due || decided->at <= *due;
  cases::store::insert_outcome(ctx.tx, row);
}

void insert(Ctx& ctx, const MadeCase& made) {
  namespace store = cases::store;
  store::insert_case(ctx.tx, made.row);
  for (const auto& event : made.events) store::insert_event(ctx.tx, made.row.case_id, {event, ""});
  for (const auto& row : made.submissions) store::insert_submission(ctx.tx, row);
  for (const auto& row : made.materials) store::insert_material(ctx.tx, row);
  for (const auto& row : made.instruments) store::insert_instrument(ctx.tx, row);
  if (made.result) store::insert_result(ctx.tx, *made.result);
  insert_outcome(ctx, made);
  for (const auto& entry : made.audit) audit::append(ctx.tx, entry);
  if (made.timer && !made.events.empty()) jobs::schedule(ctx, cases::kWatchJob, made.row.case_id, *made.timer);
}

void write_serials(Ctx& ctx, const Serials& serials) {
  for (const auto& [series, used] : serials.cases_used)
    ctx.tx.exec(
        "INSERT INTO case_serials (implementing_code, day, last_serial) VALUES ($1, $2, $3) "
        "ON CONFLICT (implementing_code, day) DO UPDATE SET last_serial = excluded.last_serial",
        series.first, series.second, serials.cases.at(series));
  for (const auto& [series, last] : serials.instruments)
    ctx.tx.exec(
        "INSERT INTO instrument_serials (department_id, kind, year, last_serial) VALUES ($1, $2, $3, $4) "
        "ON CONFLICT (department_id, kind, year) DO UPDATE SET last_serial = excluded.last_serial",
        std::get<0>(series), std::get<1>(series), std::get<2>(series), last);
}

// Real departments get every tenth case; of the others the first are the busiest, as some offices always are.
const Place& choose(const std::vector<Place>& places, std::size_t real, Random& random) {
  const auto invented = places.size() - real;
  if (invented == 0 || random.chance(0.1))
    return places[static_cast<std::size_t>(random.below(std::ssize(places))) % real];
  const auto u = random.unit();
  return places[real + static_cast<std::size_t>(u * u * static_cast<double>(invented))];
}

Result<void> make(app::Node& node, const Wishes& wishes) {
  std::vector<Place> places;
  Serials serials;
  TRY(node.read([&](Ctx& ctx) -> Result<void> {
    places = TRY(real_places(ctx));
    serials = stored_serials(ctx);
    return {};
  }));
  if (places.empty()) return Error{Code::conflict, "bench.no_items", "there are no items: run `tongban demo` first"};
  const auto real = places.size();
  invent_places(wishes.departments, places);
  const auto until = start_of_day(local_date(node.services().clock.now()));
  const auto span = std::chrono::microseconds(std::int64_t{kDays} * 86'400'000'000);
  Storyteller storyteller(node.services(), serials, wishes.seed, until, wishes.rows_only);
  Random random(wishes.seed + 1);
  std::future<Result<void>> writing;
  for (std::int64_t done = 0; done < wishes.cases;) {
    auto batch = std::make_shared<std::vector<MadeCase>>();
    for (int i = 0; i < kBatch && done < wishes.cases; ++i, ++done) {
      const auto at = until - span + span / wishes.cases * done;
      batch->push_back(TRY(storyteller.tell(choose(places, real, random), at)));
    }
    // One batch is written while the next is told.
    if (writing.valid()) TRY(writing.get());
    writing = std::async(std::launch::async, [&node, batch]() -> Result<void> {
      return node.write([&](Ctx& ctx) -> Result<void> {
        for (const auto& made : *batch) insert(ctx, made);
        return {};
      });
    });
    if (done % 100'000 == 0) std::fprintf(stderr, "%lld cases\n", static_cast<long long>(done));
  }
  if (writing.valid()) TRY(writing.get());
  return node.write([&](Ctx& ctx) -> Result<void> {
    write_serials(ctx, serials);
    ctx.tx.exec_text("ANALYZE");
    return {};
  });
}

int run(const Wishes& wishes) {
  Config config;
  config.node.data_dir = wishes.data;
  config.node.catalog_dir = wishes.facts;
  config.node.id = 1022;
  if (!wishes.database.empty()) config.database.dsn = wishes.database;
  auto node = app::Node::open(config, false);
  const auto done = node ? make(**node, wishes) : Result<void>(node.error());
  if (!done) std::fprintf(stderr, "make_cases: %s (%s)\n", done.error().detail.c_str(), done.error().key.c_str());
  return done ? 0 : 1;
}

}  // namespace
}  // namespace tongban::bench

int main(int argc, char** argv) {
  tongban::bench::Wishes wishes;
  for (int i = 1; i < argc; ++i) {
    const std::string name = argv[i];
    const auto value = [&] { return i + 1 < argc ? argv[++i] : ""; };
    if (name == "--data")
      wishes.data = value();
    else if (name == "--facts")
      wishes.facts = value();
    else if (name == "--database")
      wishes.database = value();
    else if (name == "--cases")
      wishes.cases = std::atoll(value());
    else if (name == "--departments")
      wishes.departments = std::atoi(value());
    else if (name == "--seed")
      wishes.seed = std::strtoull(value(), nullptr, 10);
    else if (name == "--rows-only")
      wishes.rows_only = true;
    else
      return std::fprintf(stderr, "make_cases: unknown option %s\n", argv[i]), 2;
  }
  if (wishes.data.empty() || wishes.facts.empty() || wishes.cases <= 0)
    return std::fprintf(stderr,
                        "usage: bench_make_cases --data DIR --facts DIR [--database DSN] --cases N "
                        "[--departments N] [--seed N] [--rows-only]\n"),
           2;
  return tongban::bench::run(wishes);
}
