#include "modules/cases/workbench.h"

#include <algorithm>
#include <map>

#include "modules/cases/test_town.h"
#include "platform/db/test_recording.h"

namespace tongban::cases {
namespace {

DepartmentFigures figures(Town& town, const Actor& actor) {
  return town.must(actor, department_figures, FiguresIn{Id{town.department_id}, {}, {}});
}

}  // namespace

TEST_CASE("filters are kept for each person under a name, and nobody sees another's") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    WorklistFilter filter;
    filter.statuses = {Status::accepted, Status::under_review};
    filter.items = {{Id{town.item_id}, "食品经营许可"}};
    filter.due_within = 3;
    const auto kept = town.must(town.reviewer, save_worklist_filter, SaveFilterIn{" 三天内到期 ", filter});
    CHECK(kept.name == "三天内到期");
    filter.due_within = 5;
    const auto again = town.must(town.reviewer, save_worklist_filter, SaveFilterIn{"三天内到期", filter});
    CHECK(again.filter_id == kept.filter_id);
    const auto list = town.must(town.reviewer, worklist_filters, NoInput{}).filters;
    REQUIRE(list.size() == 1);
    CHECK(list[0].filter.due_within == 5);
    CHECK(list[0].filter.statuses.size() == 2);
    CHECK(list[0].filter.items.at(0).item_name == "食品经营许可");
    CHECK(town.must(town.approver, worklist_filters, NoInput{}).filters.empty());
    CHECK(town.refusal(town.approver, delete_worklist_filter, FilterRef{kept.filter_id}) == "cases.no_such_filter");
    CHECK(town.must(town.reviewer, delete_worklist_filter, FilterRef{kept.filter_id}).filters.empty());
    filter.due_within = 251;
    CHECK(town.refusal(town.reviewer, save_worklist_filter, SaveFilterIn{"太远", filter}) == "input.invalid");
    CHECK(town.refusal(town.reviewer, save_worklist_filter, SaveFilterIn{"  ", {}}) == "input.invalid");
    for (int i = 0; i < kMostFilters; ++i)
      town.must(town.reviewer, save_worklist_filter, SaveFilterIn{std::to_string(i), {}});
    CHECK(town.refusal(town.reviewer, save_worklist_filter, SaveFilterIn{"多一个", {}}) == "cases.too_many_filters");
  });
}

TEST_CASE("a worklist can be narrowed to several states and items, a due date and a person") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    const auto submitted = town.submitted(), accepted = town.accepted(), held = town.under_review();
    const auto ids = [&](const WorklistIn& in) {
      std::vector<std::int64_t> list;
      for (const auto& entry : town.must(town.head, worklist, in).cases) list.push_back(entry.case_id.value);
      std::sort(list.begin(), list.end());
      return list;
    };
    WorklistIn in{.scope = WorklistScope::running};
    in.statuses = {Status::submitted, Status::under_review};
    CHECK(ids(in) == std::vector{submitted.value, held.value});
    in.item_ids = {Id{town.instant_item_id}};
    CHECK(ids(in).empty());
    in.item_ids.push_back(Id{town.item_id});
    CHECK(ids(in) == std::vector{submitted.value, held.value});
    in.due_within = 0;
    CHECK(ids(in).empty());
    in.due_within = 5;  // acceptance is due in five working days, the decision in twenty
    CHECK(ids(in) == std::vector{submitted.value});
    WorklistIn person{.scope = WorklistScope::running};
    person.department_id = Id{town.department_id};
    person.assignee_account_id = Id{town.reviewer.account_id};
    CHECK(ids(person) == std::vector{held.value});
    person.assignee_account_id = Id{town.second_reviewer.account_id};
    CHECK(ids(person).empty());
    person.assignee_account_id = Id{town.reviewer.account_id};
    CHECK(town.must(town.foreign_clerk, worklist, person).cases.empty());
    person.department_id.reset();
    CHECK(town.refusal(town.head, worklist, person) == "input.invalid");
    in.due_within = -1;
    CHECK(town.refusal(town.head, worklist, in) == "input.invalid");
    CHECK(accepted.value != 0);
  });
}

TEST_CASE("similar cases tell how it was decided, and nothing of the persons") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    const auto decided = town.reviewed();
    town.must(town.approver, decide,
              DecideIn{decided,
                       {},
                       DecisionOutcome::denied,
                       "张三（13812345678）住所证明不符，身份证11010519491231002X",
                       "办法",
                       "复议",
                       ""});
    const auto id = town.under_review();
    const auto similar = town.must(town.reviewer, similar_cases, CaseIn{id}).cases;
    REQUIRE(similar.size() == 1);
    CHECK(similar[0].outcome == DecisionOutcome::denied);
    CHECK(similar[0].days_used == 0);
    CHECK(similar[0].grounds.find("住所证明不符") != std::string::npos);
    for (const char* secret : {"张三", "13812345678", "11010519491231002X"})
      CHECK(similar[0].grounds.find(secret) == std::string::npos);
    CHECK(town.refusal(town.supervisor, similar_cases, CaseIn{id}) == "cases.not_found");
    CHECK(town.refusal(town.foreign_clerk, similar_cases, CaseIn{id}) == "cases.not_found");
    CHECK(town.refusal(town.citizen, similar_cases, CaseIn{id}) == "cases.not_found");
  });
}

TEST_CASE("the head sees the department's figures, who has how much, and what will be late") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    town.decided(DecisionOutcome::granted);
    const auto late = town.reviewed();
    town.services.clock.advance(std::chrono::hours(24 * 28));
    town.must(town.approver, decide, DecideIn{late, {}, DecisionOutcome::granted, "齐全", "", "", ""});
    const auto held = town.under_review();
    town.submitted();
    const auto correcting = town.received();
    town.must(town.clerk, correct, CorrectIn{correcting, {}, {{"other", "", "缺页", "补全", "办法"}}, {}});
    const auto f = figures(town, town.head);
    CHECK(f.received == 5);
    CHECK(f.decided == 2);
    CHECK(f.decided_in_time == 1);
    CHECK(f.median_days_promised == 10.0);
    CHECK(*f.median_days_used > 0.0);
    CHECK(f.corrections == 1);
    CHECK(f.corrections_per_case == doctest::Approx(0.2));
    CHECK(f.in_progress == 5);  // the two decided ones are still to be issued
    const auto person =
        std::find_if(f.people.begin(), f.people.end(), [](const auto& p) { return p.name == "承办乙"; });
    REQUIRE(person != f.people.end());
    CHECK(person->count == 1);
    CHECK(held.value != 0);
    CHECK(f.overdue + f.soon == static_cast<int>(f.risks.size()));
    CHECK(std::is_sorted(f.risks.begin(), f.risks.end(),
                         [](const auto& a, const auto& b) { return *a.urgency_at < *b.urgency_at; }));
    CHECK(figures(town, town.supervisor).received == 5);
    CHECK(town.refusal(town.reviewer, department_figures, FiguresIn{Id{town.department_id}, {}, {}}) ==
          "catalog.no_such_department");
    CHECK(town.refusal(town.head, department_figures, FiguresIn{Id{town.foreign_department_id}, {}, {}}) ==
          "catalog.no_such_department");
    CHECK(town.refusal(town.head, department_figures, FiguresIn{Id{town.department_id}, 367, {}}) == "input.invalid");
    CHECK(town.check().finding_count == 0);
  });
}

TEST_CASE("colleagues are named to those who work in the department") {
  const auto database = db::open_test_database();
  Town town(*database);
  CHECK(town.must(town.reviewer, colleagues, DepartmentIn{Id{town.department_id}}).staff.size() == 5);
  CHECK(town.refusal(town.foreign_clerk, colleagues, DepartmentIn{Id{town.department_id}}) ==
        "catalog.no_such_department");
}

TEST_CASE("figures and comparisons are few statements, each over an index, and none reads events beyond one decision") {
  db::for_each_database([](db::Database& database) {
    db::RecordingDatabase recording(database);
    Town town(recording);
    town.decided(DecisionOutcome::granted);
    const auto id = town.under_review();
    figures(town, town.head);  // what is kept in memory per node is warm
    recording.take();
    figures(town, town.head);
    town.must(town.reviewer, similar_cases, CaseIn{id});
    town.must(town.reviewer, worklist_filters, NoInput{});
    std::map<const char*, db::RecordedStatement> distinct;
    for (auto& statement : recording.take()) distinct.emplace(statement.sql, std::move(statement));
    CHECK(distinct.size() <= 20);
    for (const auto& [sql, statement] : distinct) {
      const std::string text(sql);
      if (text.starts_with("SELECT") && text.find("case_events") != std::string::npos)
        CHECK_MESSAGE(text.find("case_id = $1") != std::string::npos, text);
      if (!text.starts_with("SELECT")) continue;
      std::string growing;
      REQUIRE(
          database
              .read([&](db::Tx& tx) -> Result<void> {
                // Absences of a department are few; groups are put together from a stretch of an index.
                if (text.find("GROUP BY") == std::string::npos && text.find("staff_absences") == std::string::npos)
                  growing = db::growing_step(db::plan_of(tx, statement), tx.is_postgres(), {"departments", "items"});
                return {};
              })
              .ok());
      CHECK_MESSAGE(growing.empty(), growing, "\nin the plan of: ", text);
    }
  });
}

}  // namespace tongban::cases
