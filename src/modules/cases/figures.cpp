// The figures of a department for its head: what came, what is on the way, how decisions kept their time, what will be
// late, and who has how much. Each figure is one statement over an index; no events are read.
#include <algorithm>
#include <map>

#include "modules/cases/list_spans.h"
#include "modules/cases/store_workbench.h"
#include "modules/cases/summary.h"
#include "modules/cases/workbench.h"
#include "modules/catalog/catalog.h"
#include "modules/identity/identity.h"

namespace tongban::cases {
namespace {

constexpr int kUsualDays = 30, kMostDays = 366;
constexpr int kUsualRisk = 3, kMostRisk = 30;
constexpr int kRisksShown = 10;

Error out_of_range(const char* pointer, int most) {
  return {Code::invalid,
          "input.invalid",
          "提交的内容有误，请按提示修改",
          {{pointer, "field.range", "应不大于" + std::to_string(most)}}};
}

// The middle of the values, each with how often it occurs; of an even number the mean of the two in the middle.
std::optional<double> median(const std::map<int, int>& counts) {
  int all = 0;
  for (const auto& [value, count] : counts) all += count;
  if (all == 0) return std::nullopt;
  const auto at = [&](int index) {
    for (const auto& [value, count] : counts) {
      if (index < count) return value;
      index -= count;
    }
    return counts.rbegin()->first;
  };
  return (at((all - 1) / 2) + at(all / 2)) / 2.0;
}

void add_decisions(DepartmentFigures& figures, const std::vector<store::OutcomeGroup>& groups) {
  std::map<int, int> used, promised;
  for (const auto& group : groups) {
    figures.decided += group.count;
    if (group.in_time) figures.decided_in_time += group.count;
    if (!group.days_used || !group.days_promised) continue;
    used[*group.days_used] += group.count;
    promised[*group.days_promised] += group.count;
  }
  figures.median_days_used = median(used);
  figures.median_days_promised = median(promised);
}

void add_workload(Ctx& ctx, DepartmentFigures& figures, const std::vector<store::WorkloadRow>& rows) {
  std::map<WaitingFor, int> stages;
  std::map<std::int64_t, PersonFigure> people;
  for (const auto& row : rows) {
    figures.in_progress += row.count;
    figures.overdue += row.overdue;
    figures.soon += row.soon;
    stages[row.waiting_for] += row.count;
    if (row.waiting_for == WaitingFor::applicant || row.waiting_for == WaitingFor::none) continue;
    auto& person = people[row.assignee_id];
    person.count += row.count;
    person.overdue += row.overdue;
    person.soon += row.soon;
  }
  for (const auto& [stage, count] : stages) figures.stages.push_back({stage, count});
  StaffNames names(ctx);
  const auto absent = identity::absent_today(ctx, figures.department_id.value);
  for (auto& [account_id, person] : people) {
    if (account_id != 0) person.account_id = Id{account_id};
    person.name = names.of(account_id);
    for (const auto& absence : absent)
      if (absence.account_id == account_id)
        person.away_until = absence.until_date, person.deputy_name = absence.deputy_name;
    figures.people.push_back(std::move(person));
  }
  std::stable_sort(figures.people.begin(), figures.people.end(),
                   [](const PersonFigure& a, const PersonFigure& b) { return a.count > b.count; });
}

Result<void> add_risks(Ctx& ctx, DepartmentFigures& figures, Instant before) {
  WorklistIn in{.scope = WorklistScope::running};
  in.department_id = figures.department_id;
  store::ListFilter filter;
  filter.spans = TRY(spans_of(ctx.actor, in));
  filter.urgency_before = before;
  filter.limit = kRisksShown;
  StaffNames names(ctx);
  for (const auto& row : store::open_cases(ctx.tx, filter))
    figures.risks.push_back(summary_of(ctx, row, TRY(open_applicant(ctx, row)), names));
  return {};
}

}  // namespace

Result<DepartmentFigures> department_figures(Ctx& ctx, const FiguresIn& in) {
  const int days = in.days.value_or(kUsualDays), within = in.risk_within.value_or(kUsualRisk);
  if (days < 1 || days > kMostDays) return out_of_range("/query/days", kMostDays);
  if (within < 0 || within > kMostRisk) return out_of_range("/query/risk_within", kMostRisk);
  const auto department = TRY(catalog::department(ctx, in.department_id.value));
  if (!ctx.actor.may_any({Role::department_head, Role::supervisor}, department.department_id, department.region_code))
    return not_found("catalog.no_such_department", "没有这个部门");
  DepartmentFigures figures;
  figures.department_id = in.department_id;
  figures.department_name = department.name;
  figures.until_date = local_date(ctx.now);
  figures.from_date = figures.until_date - (days - 1);
  const auto from = start_of_day(figures.from_date);
  figures.received = store::count_received(ctx.tx, department.department_id, from);
  add_decisions(figures, store::outcome_groups(ctx.tx, department.department_id, from));
  figures.corrections = store::count_corrections(ctx.tx, department.department_id, figures.from_date.year(), from);
  if (figures.received > 0) figures.corrections_per_case = static_cast<double>(figures.corrections) / figures.received;
  const auto last_day = TRY(ctx.services.calendar.add_working_days(figures.until_date, within));
  const auto before = end_of_day(last_day) + std::chrono::microseconds(1);
  add_workload(ctx, figures, store::workload(ctx.tx, department.department_id, ctx.now, before));
  TRY(add_risks(ctx, figures, before));
  return figures;
}

}  // namespace tongban::cases
