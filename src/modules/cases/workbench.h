// What the workbench asks besides single cases: filters that a person keeps, colleagues with their absences, how cases
// of the same kind were decided, and the figures of a department.
#pragma once

#include "modules/cases/actions.h"
#include "platform/act/ctx.h"

namespace tongban::http {
struct Route;
}

namespace tongban::cases {

// What a kept filter holds: members of WorklistIn, with the names of the items for the page.
struct FilterItem {
  Id item_id;
  Str<200> item_name;
};
BOOST_DESCRIBE_STRUCT(FilterItem, (), (item_id, item_name))
struct WorklistFilter {
  static constexpr bool kDefaults = true;
  WorklistScope scope = WorklistScope::waiting;
  std::vector<Status> statuses;
  std::vector<FilterItem> items;
  std::optional<Id> department_id;
  std::optional<int> due_within;
};
BOOST_DESCRIBE_STRUCT(WorklistFilter, (), (scope, statuses, items, department_id, due_within))

struct SaveFilterIn {
  Str<40> name;  // a filter of the same name is replaced
  WorklistFilter filter;
};
BOOST_DESCRIBE_STRUCT(SaveFilterIn, (), (name, filter))
struct FilterView {
  Id filter_id;
  std::string name;
  WorklistFilter filter;
};
BOOST_DESCRIBE_STRUCT(FilterView, (), (filter_id, name, filter))
struct FilterList {
  std::vector<FilterView> filters;  // by name
};
BOOST_DESCRIBE_STRUCT(FilterList, (), (filters))
struct FilterRef {
  Id filter_id;
};
BOOST_DESCRIBE_STRUCT(FilterRef, (), (filter_id))
inline constexpr int kMostFilters = 30;

struct DepartmentIn {
  Id department_id;
};
BOOST_DESCRIBE_STRUCT(DepartmentIn, (), (department_id))
struct Colleagues {
  std::vector<StaffChoice> staff;  // one entry a person and role, of those who work on cases
};
BOOST_DESCRIBE_STRUCT(Colleagues, (), (staff))

// A decision on another application for the same item in the same department. Grounds are masked: nothing of the
// applicant of that case is in them.
struct SimilarCase {
  Id case_id;
  std::string case_number;
  DecisionOutcome outcome = DecisionOutcome::granted;
  Instant decided_at;
  std::optional<int> days_used;
  std::string grounds;
};
BOOST_DESCRIBE_STRUCT(SimilarCase, (), (case_id, case_number, outcome, decided_at, days_used, grounds))
struct SimilarCases {
  std::vector<SimilarCase> cases;  // the last five, newest first
};
BOOST_DESCRIBE_STRUCT(SimilarCases, (), (cases))

struct FiguresIn {
  Id department_id;
  std::optional<int> days;         // the period up to today, 1..366; null: 30
  std::optional<int> risk_within;  // working days, 0..30; null: 3
};
BOOST_DESCRIBE_STRUCT(FiguresIn, (), (department_id, days, risk_within))
struct StageFigure {
  WaitingFor waiting_for = WaitingFor::none;
  int count = 0;
};
BOOST_DESCRIBE_STRUCT(StageFigure, (), (waiting_for, count))
struct PersonFigure {
  std::optional<Id> account_id;  // null: nobody has taken them yet
  std::string name;
  int count = 0, overdue = 0, soon = 0;  // soon: ends within risk_within working days
  std::string away_until;
  std::string deputy_name;
};
BOOST_DESCRIBE_STRUCT(PersonFigure, (), (account_id, name, count, overdue, soon, away_until, deputy_name))
struct DepartmentFigures {
  Id department_id;
  std::string department_name;
  Date from_date;
  Date until_date;
  int received = 0;     // handed in within the period
  int in_progress = 0;  // now
  std::vector<StageFigure> stages;
  int decided = 0;  // within the period, as all that follow
  int decided_in_time = 0;
  std::optional<double> median_days_used;      // working days; unknown without decisions
  std::optional<double> median_days_promised;  // of the same cases
  int corrections = 0;                         // notices sent
  std::optional<double> corrections_per_case;  // for each application handed in
  int overdue = 0, soon = 0;                   // open cases
  std::vector<CaseSummary> risks;              // the first ten of them, most urgent first
  std::vector<PersonFigure> people;            // who has most at the top
};
BOOST_DESCRIBE_STRUCT(DepartmentFigures, (),
                      (department_id, department_name, from_date, until_date, received, in_progress, stages, decided,
                       decided_in_time, median_days_used, median_days_promised, corrections, corrections_per_case,
                       overdue, soon, risks, people))

Result<FilterList> worklist_filters(Ctx& ctx, const NoInput& in);           // GET    /api/v1/worklist/filters
Result<FilterView> save_worklist_filter(Ctx& ctx, const SaveFilterIn& in);  // POST   /api/v1/worklist/filters
Result<FilterList> delete_worklist_filter(Ctx& ctx, const FilterRef& in);   // DELETE …/filters/{filter_id}
// not_found catalog.no_such_department for a department in which the reader has no part.
Result<Colleagues> colleagues(Ctx& ctx, const DepartmentIn& in);              // GET /api/v1/worklist/colleagues
Result<SimilarCases> similar_cases(Ctx& ctx, const CaseIn& in);               // GET /api/v1/cases/{case_id}/similar
Result<DepartmentFigures> department_figures(Ctx& ctx, const FiguresIn& in);  // GET /api/v1/department-figures

// Staff of the department with a role, with their absences.
std::vector<StaffChoice> staff_choices(Ctx& ctx, std::int64_t department_id, std::initializer_list<Party> parties);
// The text with everything masked that the case knows of its applicant and agent, and long numbers.
std::string without_persons(Ctx& ctx, std::int64_t case_id, std::string text);

std::vector<http::Route> workbench_routes();  // routes_workbench.cpp

}  // namespace tongban::cases
