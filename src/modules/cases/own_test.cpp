// What waits for an applicant, and what it costs to say so.
#include <cstring>
#include <map>

#include "modules/cases/test_town.h"
#include "platform/db/test_recording.h"

namespace tongban::cases {
namespace {

Result<OwnOverview> overview(Ctx& ctx, const NoInput&) { return own_overview(ctx); }

std::vector<OwnMatterKind> kinds(const OwnOverview& overview) {
  std::vector<OwnMatterKind> found;
  for (const auto& matter : overview.matters) found.push_back(matter.kind);
  return found;
}

Id issued_until(Town& town, const char* end) {
  const auto id = town.decided(DecisionOutcome::granted);
  town.must(town.clerk, issue,
            IssueIn{id, {}, "食品经营许可证", "JY1", Date::parse("2025-09-15"), Date::parse(end), {}});
  return id;
}

}  // namespace

TEST_CASE("a correction, a promise, a result and a draft wait for the applicant, and for nobody else") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    CHECK(town.must(town.citizen, overview, NoInput{}).matters.empty());
    const auto corrected = town.received();
    town.must(town.clerk, correct, CorrectIn{corrected, {}, {{"other", "", "缺页", "补全", "办法"}}, 3});
    const auto promised = town.received();
    const SupplementPromise promise{"m2", *Date::parse("2025-09-22")};
    // The platform knows the material as handed in; a clerk may still ask for a better copy later.
    town.must(town.clerk, accept, AcceptIn{promised, {}, {promise}, ""});
    const auto made = town.issued();
    town.begin();
    const auto seen = town.must(town.citizen, overview, NoInput{});
    CHECK(kinds(seen) ==
          std::vector{OwnMatterKind::correct, OwnMatterKind::supplement, OwnMatterKind::fetch, OwnMatterKind::draft});
    CHECK(seen.matters[0].due_at == end_of_day(*Date::parse("2025-09-18")));
    CHECK(seen.matters[0].remaining_days == 3);
    CHECK(seen.matters[1].detail == "营业执照");
    CHECK(seen.matters[2].case_id == made.value);
    REQUIRE(seen.running.size() == 1);  // the one with the promise is under way all the same
    CHECK(seen.running[0].case_id == promised.value);
    CHECK(seen.running[0].remaining_days.has_value());
    CHECK(town.must(town.neighbour, overview, NoInput{}).matters.empty());
  });
}

TEST_CASE("results that end are told sixty days before, until a month after") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    const auto soon = issued_until(town, "2025-10-10");
    issued_until(town, "2026-09-14");
    town.must(town.clerk, deliver, DeliverIn{soon, {}, DeliveryForm::window, "张三", "", ""});
    const auto seen = town.must(town.citizen, overview, NoInput{});
    REQUIRE(seen.matters.front().kind == OwnMatterKind::renew);
    CHECK(seen.matters.front().case_id == soon.value);
    CHECK(seen.matters.front().remaining_days == 25);
    CHECK(seen.matters.front().limit_state == "warning");
    CHECK(seen.matters.front().detail == "食品经营许可证 JY1");
    town.go_to("2025-11-11T10:00:00+08:00");
    CHECK(town.must(town.citizen, overview, NoInput{}).matters.front().kind != OwnMatterKind::renew);
  });
}

TEST_CASE("the own pages ask the database no more than they need, however much there is") {
  db::for_each_database([](db::Database& database) {
    db::RecordingDatabase recording(database);
    Town town(recording);
    for (int i = 0; i < 3; ++i) town.submitted();
    issued_until(town, "2025-10-10");
    town.begin();
    const auto count = [&](auto act, const auto& in) {
      town.must(town.citizen, act, in);  // what is kept in memory per node is warm
      recording.take();
      town.must(town.citizen, act, in);
      return recording.take();
    };
    const auto seen = count(overview, NoInput{});
    CHECK_MESSAGE(seen.size() <= 4, seen.size(), " statements for the to-dos");
    for (const auto& statement : seen) {
      if (std::strncmp(statement.sql, "SELECT", 6) != 0) continue;
      std::string growing;
      REQUIRE(database
                  .read([&](db::Tx& tx) -> Result<void> {
                    growing = db::growing_step(db::plan_of(tx, statement), tx.is_postgres(), {});
                    return {};
                  })
                  .ok());
      CHECK_MESSAGE(growing.empty(), "this step grows with the table: ", growing, "\nin: ", statement.sql);
    }
  });
}

}  // namespace tongban::cases
