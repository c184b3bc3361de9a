// No list may become slower because more is stored. Each statement that the lists really run, with the values they run
// it with, is explained by the engine: none may read a whole table, or sort more than a page.
#include <cstring>
#include <map>

#include "modules/cases/export.h"
#include "modules/cases/test_town.h"
#include "modules/cases/window.h"
#include "platform/audit/audit.h"
#include "platform/db/test_recording.h"

namespace tongban::cases {
namespace {

constexpr const char* kProvince = "430000000000";
constexpr const char* kCity = "431300000000";
constexpr const char* kCounty = "431322000000";
constexpr const char* kTown = "431322001000";

std::vector<Actor> readers(const Town& town) {
  std::vector<Actor> all{town.clerk, town.head};
  for (const char* region : {kProvince, kCity, kCounty, kTown}) {
    auto reader = town.supervisor;
    reader.posts = {{Role::supervisor, 0, region}, {Role::reviewer, 0, region}};
    all.push_back(reader);
  }
  auto busy = town.clerk;
  for (int i = 0; i < 15; ++i) busy.posts.push_back({Role::reviewer, 100 + i, kCounty});
  all.push_back(busy);
  return all;
}

std::vector<WorklistIn> questions(const Town& town) {
  std::vector<WorklistIn> all;
  for (const auto scope : all_of<WorklistScope>()) {
    const bool ended = scope == WorklistScope::finished;
    WorklistIn in{.scope = scope};
    all.push_back(in);
    in.after = ended ? id_text(INT64_MAX / 2) : scope == WorklistScope::asked ? id_text(5) : "1." + id_text(5);
    all.push_back(in);
    in.status = ended ? Status::withdrawn : Status::under_review;
    all.push_back(in);
    in.region_code = kCounty;
    all.push_back(in);
    in.department_id = Id{town.department_id};
    all.push_back(in);
    in.item_id = Id{town.item_id};
    all.push_back(in);
    in.item_ids = {Id{town.instant_item_id}};
    in.statuses = {Status::accepted, Status::withdrawn};
    in.due_within = 3;
    all.push_back(in);
    in.assignee_account_id = Id{town.reviewer.account_id};
    if (scope == WorklistScope::running) all.push_back(in);
    all.push_back({.scope = scope, .case_number = "no such number"});
  }
  return all;
}

// All lists of the module, asked by everybody; and the audit trail.
void ask_all(Town& town) {
  for (const auto& reader : readers(town)) {
    for (const auto& in : questions(town)) town.must(reader, worklist, in);
    town.must(reader, worklist_counts, NoInput{});
    const WorkCtx work{reader, town.services.services, town.services.clock.now()};
    WorkCtx exporting = work;
    auto table = export_cases(exporting, {});
    REQUIRE(table.ok());
    while ((*table)()) {
    }
  }
  for (const bool drafts : {false, true}) {
    town.must(town.citizen, my_cases, MyCasesIn{.drafts = drafts});
    town.must(town.citizen, my_cases, MyCasesIn{.drafts = drafts, .after = id_text(INT64_MAX / 2)});
  }
  town.must(town.clerk, my_cases, MyCasesIn{});
  const auto number = town.view(town.citizen, town.begin()).applicant.document_number;
  for (const auto after : {std::optional<Id>(), std::optional(Id{INT64_MAX / 2})})
    town.must(town.clerk, find_person, FindPersonIn{"111", number, "办理业务", after});
  REQUIRE(town.services
              .act([](Ctx& ctx) -> Result<void> {
                audit::list(ctx.tx, {}, 0, 50);
                audit::list(ctx.tx, {.actor_id = 5}, 1'000, 50);
                audit::list(ctx.tx, {.object_kind = "case", .object_id = 5}, 0, 50);
                audit::list(ctx.tx, {.outcome = audit::Outcome::denied, .from = ctx.now}, 0, 50);
                audit::list(ctx.tx, {.action = "cases.accept", .until = ctx.now}, 0, 50);
                return {};
              })
              .ok());
}

// A walk along the primary key that looks at each case whether it belongs to the list: no scan by name, but one in
// fact.
std::string walk_along_key(const std::vector<db::PlanStep>& plan) {
  for (std::size_t i = 0; i < plan.size(); ++i) {
    const auto& text = plan[i].text;
    if (text.find(" c USING INTEGER PRIMARY KEY (rowid<?") != std::string::npos) return text;
    if (text.find("using cases_pkey") != std::string::npos && i + 1 < plan.size() &&
        plan[i + 1].text.find("case_id < ") != std::string::npos)
      return text;
  }
  return {};
}

// A page of ended cases begins where the one before ended, not at the first row of its stretch: on SQLite the plan must
// bound the id by the index. (On PostgreSQL both bounds stand in one condition, which growing_step() looks at.)
std::string stepped_over(const std::vector<db::PlanStep>& plan) {
  for (const auto& step : plan)
    if (step.text.find("USING INDEX cases_done") != std::string::npos &&
        step.text.find("case_id<?") == std::string::npos)
      return step.text;
  return {};
}

bool reads(const char* sql) { return std::strncmp(sql, "SELECT", 6) == 0 || std::strncmp(sql, "WITH", 4) == 0; }

}  // namespace

TEST_CASE("no list reads or sorts more than it shows, by the plans of the statements it runs") {
  db::for_each_database([](db::Database& database) {
    db::RecordingDatabase recording(database);
    Town town(recording);
    town.delivered();
    town.under_review();
    town.submitted();
    town.begin();
    recording.take();
    ask_all(town);
    std::map<const char*, db::RecordedStatement> distinct;
    for (auto& statement : recording.take())
      if (reads(statement.sql)) distinct.emplace(statement.sql, std::move(statement));
    CHECK(distinct.size() > 20);
    for (const auto& [sql, statement] : distinct) {
      std::string growing, whole;
      REQUIRE(database
                  .read([&](db::Tx& tx) -> Result<void> {
                    const auto plan = db::plan_of(tx, statement);
                    growing = db::growing_step(plan, tx.is_postgres(), {}) + walk_along_key(plan) + stepped_over(plan);
                    for (const auto& step : plan)
                      whole += "\n" + std::string(static_cast<std::size_t>(step.depth), ' ') + step.text;
                    return {};
                  })
                  .ok());
      CHECK_MESSAGE(growing.empty(), "this step grows with the table: ", growing, "\nin the plan of: ", sql, whole);
    }
  });
}

}  // namespace tongban::cases
