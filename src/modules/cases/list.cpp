// Lists: an applicant's own cases, and the worklists of staff, most urgent first. Pages follow one another by key,
// never by offset, and nothing is counted beyond 999.
#include <algorithm>
#include <charconv>

#include "modules/cases/actions.h"
#include "modules/cases/list_spans.h"
#include "modules/cases/store_workbench.h"
#include "modules/cases/summary.h"
#include "modules/identity/identity.h"

namespace tongban::cases {
namespace {

constexpr int kMaxLimit = store::kMostListed - 1;

// `after` is "<urgency>.<case id>" in lists by urgency and "<case id>" in lists by age; anything else is refused.
struct PageKey {
  Instant urgency = Instant::from_micros(-1);
  std::int64_t case_id = 0;
};
Result<PageKey> parse_page_key(const std::optional<Str<200>>& after, bool by_urgency) {
  PageKey key;
  if (!after) return key;
  std::string_view text = *after;
  const Error bad{
      Code::invalid, "cases.bad_page", "分页参数不正确", {{"/query/after", "field.format", "分页参数不正确"}}};
  if (by_urgency) {
    const auto dot = text.find('.');
    std::int64_t micros = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + std::min(dot, text.size()), micros);
    if (dot == text.npos || error != std::errc() || end != text.data() + dot) return bad;
    key.urgency = Instant::from_micros(micros);
    text.remove_prefix(dot + 1);
  }
  const auto id = parse_id(text);
  if (!id) return bad;
  key.case_id = *id;
  return key;
}

Result<int> checked_limit(int limit) {
  if (limit >= 1 && limit <= kMaxLimit) return limit;
  return Error{Code::invalid, "input.invalid", "每页条数不正确", {{"/query/limit", "field.range", "应为1至100"}}};
}

Result<CasePage> page_of(Ctx& ctx, std::vector<store::CaseRow> rows, int limit, bool by_urgency, int count) {
  CasePage page;
  StaffNames names(ctx);
  if (static_cast<int>(rows.size()) > limit) {
    rows.resize(static_cast<std::size_t>(limit));
    const auto& last = rows.back();
    page.next = (by_urgency ? std::to_string(last.urgency_at.micros()) + "." : std::string()) + id_text(last.case_id);
  }
  for (const auto& row : rows) page.cases.push_back(summary_of(ctx, row, TRY(open_applicant(ctx, row)), names));
  page.count = count;
  page.count_capped = count > store::kCountCap;
  return page;
}

Error out_of_range(const char* pointer, const char* detail) {
  return {Code::invalid, "input.invalid", "提交的内容有误，请按提示修改", {{pointer, "field.range", detail}}};
}

// The moment before which the cases asked for are due.
Result<Instant> due_before(const Ctx& ctx, int working_days) {
  if (working_days < 0 || working_days > kMostDueWithin) return out_of_range("/query/due_within", "应为0至250");
  const auto& calendar = ctx.services.calendar;
  const auto today = local_date(ctx.now);
  const auto day = working_days == 0 ? today : TRY(calendar.add_working_days(today, working_days));
  return end_of_day(day) + std::chrono::microseconds(1);
}

Result<store::ListFilter> filter_of(Ctx& ctx, const WorklistIn& in) {
  store::ListFilter filter;
  filter.items = asked_items(in);
  if (filter.items.size() > kMostListedItems) return out_of_range("/query/item_ids", "最多20个事项");
  filter.spans = TRY(spans_of(ctx.actor, in));
  filter.statuses = asked_statuses(in);
  if (in.due_within) filter.urgency_before = TRY(due_before(ctx, *in.due_within));
  if (in.department_id) filter.department_id = in.department_id->value;
  if (in.assignee_account_id) {
    if (!in.department_id || in.scope != WorklistScope::running)
      return out_of_range("/query/assignee_account_id", "只用于一个部门的在办办件");
    filter.account_ids = {in.assignee_account_id->value};
    // Whose cases the reader may not see have an empty list.
    if (filter.spans.empty()) filter.account_ids.clear();
    return filter;
  }
  filter.account_ids = {ctx.actor.account_id};
  const bool for_tasks =
      in.scope == WorklistScope::waiting || in.scope == WorklistScope::mine || in.scope == WorklistScope::asked;
  if (for_tasks)
    for (const auto absent : identity::stands_for(ctx)) filter.account_ids.push_back(absent);
  filter.only_free_or_own = in.scope == WorklistScope::waiting;
  return filter;
}

// Of one scope: how to list and how to count.
struct Lister {
  std::vector<store::CaseRow> (*list)(db::Tx&, const store::ListFilter&);
  int (*count)(db::Tx&, const store::ListFilter&);
};
Lister lister_of(const WorklistIn& in) {
  if (in.scope == WorklistScope::mine || in.assignee_account_id) return {store::assigned_cases, store::count_assigned};
  if (in.scope == WorklistScope::asked) return {store::asked_cases, store::count_asked};
  if (in.scope == WorklistScope::finished) return {store::ended_cases, store::count_ended};
  return {store::open_cases, store::count_open};
}

template <class Value>
bool is_among(const std::vector<Value>& values, const Value& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

// Whether a case whose number was given belongs to the list that was asked for.
bool listed(Ctx& ctx, const WorklistIn& in, const store::ListFilter& filter, const store::CaseRow& row) {
  if (row.is_open == (in.scope == WorklistScope::finished)) return false;
  if (!filter.statuses.empty() && !is_among(filter.statuses, row.status)) return false;
  if (!filter.items.empty() && !is_among(filter.items, row.item_id)) return false;
  if (row.is_open && row.urgency_at >= filter.urgency_before) return false;
  const bool assigned = is_among(filter.account_ids, row.assignee_account_id);
  if (in.scope == WorklistScope::mine) return assigned;
  if (in.assignee_account_id && !assigned) return false;
  if (in.scope == WorklistScope::asked) {
    const auto questions = store::questions_of(ctx.tx, row.case_id);
    return std::any_of(questions.begin(), questions.end(),
                       [&](const auto& question) { return is_among(filter.account_ids, question.first); });
  }
  if (filter.only_free_or_own && !assigned && row.assignee_account_id != 0) return false;
  return std::any_of(filter.spans.begin(), filter.spans.end(),
                     [&](const store::Span& span) { return covers(span, row); });
}

// The list of one case: that with the number, if it belongs to the list.
std::vector<store::CaseRow> numbered(Ctx& ctx, const WorklistIn& in, const store::ListFilter& filter) {
  std::vector<store::CaseRow> list;
  auto row = store::find_case_by_number(ctx.tx, *in.case_number);
  if (row && listed(ctx, in, filter, *row)) list.push_back(*std::move(row));
  return list;
}

}  // namespace

Result<CasePage> my_cases(Ctx& ctx, const MyCasesIn& in) {
  const int limit = TRY(checked_limit(in.limit));
  const auto key = TRY(parse_page_key(in.after, false));
  const auto me = ctx.actor.account_id;
  if (ctx.actor.kind == ActorKind::staff)
    return page_of(ctx, store::window_drafts_of(ctx.tx, me, key.case_id, limit + 1), limit, false, 0);
  const std::string status(in.status ? enum_text(*in.status) : "");
  const int count = store::count_of_applicant(ctx.tx, me, in.drafts, status);
  return page_of(ctx, store::cases_of_applicant(ctx.tx, me, in.drafts, status, key.case_id, limit + 1), limit, false,
                 count);
}

Result<CasePage> worklist(Ctx& ctx, const WorklistIn& in) {
  const int limit = TRY(checked_limit(in.limit));
  const bool by_urgency = in.scope != WorklistScope::finished && in.scope != WorklistScope::asked;
  const auto key = TRY(parse_page_key(in.after, by_urgency));
  auto filter = TRY(filter_of(ctx, in));
  if (in.case_number) {
    auto rows = numbered(ctx, in, filter);
    const int found = static_cast<int>(rows.size());
    return page_of(ctx, std::move(rows), limit, by_urgency, found);
  }
  const auto lister = lister_of(in);
  const int count = lister.count(ctx.tx, filter);  // of the whole list
  filter.after_urgency = key.urgency;
  filter.after_case_id = key.case_id;
  filter.limit = limit + 1;
  return page_of(ctx, lister.list(ctx.tx, filter), limit, by_urgency, count);
}

Result<WorklistCounts> worklist_counts(Ctx& ctx, const NoInput&) {
  WorklistCounts counts;
  const WorklistIn waiting;
  auto filter = TRY(filter_of(ctx, waiting));
  counts.mine = store::count_assigned(ctx.tx, filter);
  counts.asked = store::count_asked(ctx.tx, filter);
  counts.waiting = store::count_open(ctx.tx, filter);
  filter.urgency_before = ctx.now;
  counts.overdue = store::count_open(ctx.tx, filter);
  // In danger: due by the end of the next working day.
  const auto soon = TRY(ctx.services.calendar.add_working_days(local_date(ctx.now), 1));
  filter.urgency_before = end_of_day(soon) + std::chrono::microseconds(1);
  counts.warning = store::count_open(ctx.tx, filter) - counts.overdue;
  return counts;
}

}  // namespace tongban::cases
