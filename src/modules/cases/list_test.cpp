#include "modules/cases/test_town.h"

namespace tongban::cases {
namespace {

std::vector<Id> ids_of(const CasePage& page) {
  std::vector<Id> ids;
  for (const auto& entry : page.cases) ids.push_back(entry.case_id);
  return ids;
}

}  // namespace

TEST_CASE("a worklist shows what waits for one's post, the most urgent first, page by page") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    town.go_to("2025-09-16T10:00:00+08:00");
    const auto later = town.submitted();
    town.go_to("2025-09-15T10:00:00+08:00");
    const auto sooner = town.submitted();
    town.go_to("2025-09-17T10:00:00+08:00");
    const auto last = town.submitted();
    town.accepted();  // the reviewer's, not the clerk's
    const auto page = town.must(town.clerk, worklist, WorklistIn{});
    CHECK(ids_of(page) == std::vector<Id>{sooner, later, last});
    CHECK(page.count == 3);
    CHECK_FALSE(page.next);
    CHECK(page.cases[0].applicant_name == "张*");
    CHECK(page.cases[0].remaining_days == 3);

    std::vector<Id> walked;
    WorklistIn in{.limit = 1};
    for (int i = 0; i < 3; ++i) {
      const auto one = town.must(town.clerk, worklist, in);
      REQUIRE(one.cases.size() == 1);
      CHECK(one.count == 3);
      walked.push_back(one.cases[0].case_id);
      in.after = one.next;
    }
    CHECK_FALSE(in.after);
    CHECK(walked == std::vector<Id>{sooner, later, last});
    CHECK(town.refusal(town.clerk, worklist, WorklistIn{.after = "nonsense"}) == "cases.bad_page");
    CHECK(town.refusal(town.clerk, worklist, WorklistIn{.limit = 0}) == "input.invalid");
  });
}

TEST_CASE("nobody lists what is not theirs") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    const auto waiting = town.submitted();
    const auto examined = town.under_review();
    const auto ended = town.delivered();
    town.begin();  // a draft is in no list of staff
    const auto list = [&](const Actor& actor, WorklistScope scope) {
      return ids_of(town.must(actor, worklist, WorklistIn{.scope = scope}));
    };
    CHECK(list(town.foreign_clerk, WorklistScope::waiting).empty());
    CHECK(list(town.foreign_clerk, WorklistScope::running).empty());
    CHECK(list(town.foreign_clerk, WorklistScope::finished).empty());
    CHECK(list(town.reviewer, WorklistScope::waiting) == std::vector<Id>{examined});
    CHECK(list(town.reviewer, WorklistScope::mine) == std::vector<Id>{examined});
    CHECK(list(town.second_reviewer, WorklistScope::waiting).empty());  // the colleague has it
    CHECK(list(town.supervisor, WorklistScope::waiting).empty());       // nothing waits for those who watch
    CHECK(list(town.supervisor, WorklistScope::running) == std::vector<Id>{waiting, examined});
    CHECK(list(town.head, WorklistScope::finished) == std::vector<Id>{ended});
    CHECK(ids_of(town.must(town.neighbour, my_cases, MyCasesIn{})).empty());
    CHECK(ids_of(town.must(town.citizen, my_cases, MyCasesIn{})) == std::vector<Id>{ended, examined, waiting});
    CHECK(town.must(town.citizen, my_cases, MyCasesIn{}).count == 3);
    CHECK(town.must(town.citizen, my_cases, MyCasesIn{.drafts = true}).cases.size() == 1);
  });
}

TEST_CASE("a clerk with a post for a whole county sees the county, and no other") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    const auto id = town.submitted();
    auto county = town.clerk;
    county.posts = {{Role::window_clerk, 0, "431322000000"}};
    auto elsewhere = town.clerk;
    elsewhere.posts = {{Role::window_clerk, 0, "370200000000"}};
    auto province = town.clerk;
    province.posts = {{Role::window_clerk, 0, "430000000000"},
                      {Role::window_clerk, town.department_id, "431322000000"}};
    CHECK(ids_of(town.must(county, worklist, WorklistIn{})) == std::vector<Id>{id});
    CHECK(ids_of(town.must(elsewhere, worklist, WorklistIn{})).empty());
    const auto twice = town.must(province, worklist, WorklistIn{});  // two posts cover it: it is listed once
    CHECK(ids_of(twice) == std::vector<Id>{id});
    CHECK(twice.count == 1);
    CHECK(town.refusal(elsewhere, view_case, CaseIn{id}) == "cases.not_found");
    CHECK(ids_of(town.must(county, worklist, WorklistIn{.region_code = "430000000000"})).size() == 1);
    CHECK(ids_of(town.must(county, worklist, WorklistIn{.region_code = "440000000000"})).empty());
    CHECK(ids_of(town.must(county, worklist, WorklistIn{.item_id = Id{town.instant_item_id}})).empty());
    CHECK(ids_of(town.must(county, worklist, WorklistIn{.status = Status::submitted})).size() == 1);
    CHECK(ids_of(town.must(county, worklist, WorklistIn{.status = Status::received})).empty());
  });
}

TEST_CASE("counts tell what waits, what is near and what is late") {
  const auto database = db::open_test_database();
  Town town(*database);
  town.submitted();
  town.must(town.clerk, claim, ActIn{town.received(), {}});
  auto counts = town.must(town.clerk, worklist_counts, NoInput{});
  CHECK(counts.waiting == 2);
  CHECK(counts.mine == 1);
  CHECK(counts.warning == 0);
  CHECK(counts.overdue == 0);
  town.go_to("2025-09-19T10:00:00+08:00");  // due on the 22nd, a Monday
  CHECK(town.must(town.clerk, worklist_counts, NoInput{}).warning == 2);
  town.go_to("2025-09-23T10:00:00+08:00");
  counts = town.must(town.clerk, worklist_counts, NoInput{});
  CHECK(counts.warning == 0);
  CHECK(counts.overdue == 2);
}

}  // namespace tongban::cases
