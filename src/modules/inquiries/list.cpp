// Lists: one's own, and the worklist of staff, the soonest due first.
#include <algorithm>

#include "base/region_code.h"
#include "modules/inquiries/actions.h"
#include "modules/inquiries/inquiries.h"
#include "modules/inquiries/paging.h"
#include "modules/inquiries/work.h"

namespace tongban::inquiries {
namespace {

constexpr int kMaxLimit = static_cast<int>(store::kMostListed) - 1;

using store::Span;

// The place of a post: the narrowest index that holds all of it, and what must be asked of each row besides.
std::optional<Span> place_of(const Post& post) {
  Span span;
  if (post.department_id != 0) {
    span.department_id = post.department_id;
    return span;
  }
  const auto region = RegionCode::parse(post.region_code);
  if (!region) return std::nullopt;
  const auto level = region.value().level();
  const bool county = level >= RegionLevel::county;
  span.place = county ? Span::Place::county : level == RegionLevel::city ? Span::Place::city : Span::Place::province;
  span.area = region.value().text().substr(0, county ? 6 : level == RegionLevel::city ? 4 : 2);
  if (level > RegionLevel::county) {
    const auto range = region.value().subtree();
    span.region_from = range.from, span.region_to = range.to;
  }
  return span;
}

bool sees_kind(Role role, Kind kind) {
  switch (role) {
    case Role::window_clerk:
      return sees(kind, Party::window_clerk);
    case Role::reviewer:
      return sees(kind, Party::reviewer);
    case Role::department_head:
    case Role::supervisor:
      return true;
    default:
      return false;
  }
}

std::vector<Span> spans_of(const Actor& actor, const std::optional<Kind>& wanted) {
  std::vector<Span> spans;
  for (const auto& post : actor.posts) {
    auto span = place_of(post);
    if (!span) continue;
    for (const Kind kind : all_of<Kind>()) {
      span->kind = kind;
      if (!sees_kind(post.role, kind) || (wanted && *wanted != kind)) continue;
      if (std::find(spans.begin(), spans.end(), *span) == spans.end()) spans.push_back(*span);
    }
  }
  return spans;
}

// What was read of several stretches, in the order of the list, each once.
void merge(std::vector<store::InquiryRow>& rows, bool by_due) {
  std::sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) {
    if (!by_due) return a.inquiry_id > b.inquiry_id;
    return std::pair(a.due_at, a.inquiry_id) < std::pair(b.due_at, b.inquiry_id);
  });
  const auto same = [](const auto& a, const auto& b) { return a.inquiry_id == b.inquiry_id; };
  rows.erase(std::unique(rows.begin(), rows.end(), same), rows.end());
}

// What the clock needs of a row; everything else of the state is in the events, which a list does not read.
State clock_state_of(const store::InquiryRow& row, const std::optional<Instant>& reopened_at) {
  State state;
  state.limit_days = row.limit_days;
  state.clock_began = reopened_at.value_or(row.asked_at);
  state.answered_at = row.answered_at;
  state.closed_at = row.closed_at;
  return state;
}

Result<InquiryPage> page_of(Ctx& ctx, std::vector<store::InquiryRow> rows, int limit, bool by_due) {
  InquiryPage page;
  if (static_cast<int>(rows.size()) > limit) {
    rows.resize(static_cast<std::size_t>(limit));
    const auto& last = rows.back();
    page.next = by_due ? text_of(DueKey{last.due_at, last.inquiry_id}) : id_text(last.inquiry_id);
  }
  for (const auto& row : rows) {
    // Of the few that were asked again the events know when.
    const auto state = row.reopened ? TRY(unfold(ctx, row)).state : clock_state_of(row, std::nullopt);
    page.inquiries.push_back(TRY(summary_of(ctx, row, state)));
  }
  return page;
}

}  // namespace

Result<InquiryPage> my_inquiries(Ctx& ctx, const MyInquiriesIn& in) {
  const int limit = TRY(checked_limit(in.limit, kMaxLimit));
  const auto before = TRY(id_key(in.after));
  const std::string kind(in.kind ? enum_text(*in.kind) : "");
  return page_of(ctx, store::of_asker(ctx.tx, ctx.actor.account_id, kind, before), limit, false);
}

Result<InquiryPage> worklist(Ctx& ctx, const InquiryWorklistIn& in) {
  const int limit = TRY(checked_limit(in.limit, kMaxLimit));
  const bool by_due = in.scope == Scope::open;
  DueKey due;
  std::int64_t before = 0;
  if (by_due)
    due = TRY(due_key(in.after));
  else
    before = TRY(id_key(in.after));
  std::vector<store::InquiryRow> rows;
  for (const auto& span : spans_of(ctx.actor, in.kind)) {
    auto part =
        by_due ? store::open_in(ctx.tx, span, due.due_at, due.inquiry_id) : store::done_in(ctx.tx, span, before);
    std::move(part.begin(), part.end(), std::back_inserter(rows));
  }
  merge(rows, by_due);
  return page_of(ctx, std::move(rows), limit, by_due);
}

Result<std::vector<AnsweredInquiry>> answered_of(Ctx& ctx, std::int64_t account_id, Instant since, int limit) {
  std::vector<AnsweredInquiry> answered;
  for (const auto& row : store::of_asker(ctx.tx, account_id, "", TRY(id_key(std::nullopt)))) {
    if (static_cast<int>(answered.size()) == limit) break;
    if (row.status != Status::answered || !row.answered_at || *row.answered_at < since) continue;
    answered.push_back({row.inquiry_id, TRY(open_words(ctx, row)).title, row.department_name, *row.answered_at});
  }
  return answered;
}

}  // namespace tongban::inquiries
