// Lists: an applicant's own cases, and the worklists of staff, most urgent first. Pages follow one another by key,
// never by offset, and nothing is counted beyond 999.
#include <algorithm>
#include <charconv>

#include "modules/cases/actions.h"
#include "modules/cases/summary.h"

namespace tongban::cases {
namespace {

constexpr int kMaxLimit = 100;

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
  for (const auto& row : rows) page.cases.push_back(TRY(summary_of(ctx, row, names)));
  page.count = count;
  page.count_capped = count > store::kCountCap;
  return page;
}

std::string stage_of(Role role) {
  switch (role) {
    case Role::window_clerk:
      return "window_clerk";
    case Role::reviewer:
      return "reviewer";
    case Role::approver:
      return "approver";
    default:
      return {};
  }
}

bool sees_cases(Role role) {
  return !stage_of(role).empty() || role == Role::department_head || role == Role::supervisor;
}

// The reader's posts as the list statement takes them. Heads and supervisors see, but nothing waits for them.
std::vector<store::PostSlot> slots_of(const Actor& actor, bool by_stage) {
  std::vector<store::PostSlot> slots;
  for (const auto& post : actor.posts) {
    if (!sees_cases(post.role) || (by_stage && stage_of(post.role).empty())) continue;
    store::PostSlot slot;
    slot.waiting_for = by_stage ? stage_of(post.role) : "";
    slot.department_id = post.department_id;
    if (post.department_id == 0) {
      const auto region = RegionCode::parse(post.region_code);
      if (!region) continue;
      const auto range = region.value().subtree();
      slot.region_from = range.from;
      slot.region_to = range.to;
    }
    slots.push_back(std::move(slot));
  }
  return slots;
}

// Whether some post covers a city or a province.
bool is_wide(const Actor& actor) {
  return std::any_of(actor.posts.begin(), actor.posts.end(), [](const Post& post) {
    const auto region = RegionCode::parse(post.region_code);
    return post.department_id == 0 && sees_cases(post.role) && region && region.value().level() <= RegionLevel::city;
  });
}

Result<store::ListFilter> filter_of(const Ctx& ctx, const WorklistIn& in) {
  store::ListFilter filter;
  filter.account_id = ctx.actor.account_id;
  filter.posts = slots_of(ctx.actor, in.scope == WorklistScope::waiting);
  filter.wide = is_wide(ctx.actor);
  filter.only_free_or_own = in.scope == WorklistScope::waiting;
  if (in.item_id) filter.item_id = in.item_id->value;
  if (in.department_id) filter.department_id = in.department_id->value;
  if (in.status) filter.status = enum_text(*in.status);
  if (in.role) filter.waiting_for = enum_text(*in.role);
  if (in.case_number) filter.case_number = *in.case_number;
  if (in.region_code) {
    const auto range = TRY(RegionCode::parse(*in.region_code)).subtree();
    filter.region_from = range.from;
    filter.region_to = range.to;
  }
  const auto key = TRY(parse_page_key(in.after, in.scope != WorklistScope::finished));
  filter.after_urgency = key.urgency;
  filter.after_case_id = key.case_id;
  return filter;
}

// Of one scope: how to list and how to count.
struct Lister {
  std::vector<store::CaseRow> (*list)(db::Tx&, const store::ListFilter&);
  int (*count)(db::Tx&, const store::ListFilter&);
};
Lister lister_of(WorklistScope scope) {
  switch (scope) {
    case WorklistScope::waiting:
      return {store::waiting_cases, store::count_waiting};
    case WorklistScope::mine:
      return {store::assigned_cases, store::count_assigned};
    case WorklistScope::running:
      return {store::running_cases, store::count_running};
    case WorklistScope::finished:
      return {store::ended_cases, store::count_ended};
  }
  return {store::waiting_cases, store::count_waiting};
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
  auto filter = TRY(filter_of(ctx, in));
  const auto lister = lister_of(in.scope);
  filter.limit = limit + 1;
  auto rows = lister.list(ctx.tx, filter);
  filter.after_urgency = Instant::from_micros(-1);  // the count is of the whole list
  filter.after_case_id = 0;
  return page_of(ctx, std::move(rows), limit, in.scope != WorklistScope::finished, lister.count(ctx.tx, filter));
}

Result<WorklistCounts> worklist_counts(Ctx& ctx, const NoInput&) {
  WorklistCounts counts;
  store::ListFilter filter;
  filter.account_id = ctx.actor.account_id;
  filter.posts = slots_of(ctx.actor, true);
  filter.wide = is_wide(ctx.actor);
  filter.only_free_or_own = true;
  counts.mine = store::count_assigned(ctx.tx, filter);
  counts.waiting = store::count_waiting(ctx.tx, filter);
  filter.urgency_before = ctx.now;
  counts.overdue = store::count_waiting(ctx.tx, filter);
  // In danger: due by the end of the next working day.
  const auto soon = TRY(ctx.services.calendar.add_working_days(local_date(ctx.now), 1));
  filter.urgency_before = end_of_day(soon) + std::chrono::microseconds(1);
  counts.warning = store::count_waiting(ctx.tx, filter) - counts.overdue;
  return counts;
}

}  // namespace tongban::cases
