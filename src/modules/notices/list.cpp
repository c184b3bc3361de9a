// What everybody reads of a place, and what staff keep.
#include <algorithm>
#include <charconv>

#include "base/region_code.h"
#include "modules/catalog/catalog.h"
#include "modules/notices/actions.h"
#include "modules/notices/work.h"

namespace tongban::notices {
namespace {

Result<std::size_t> page_of(int limit) {
  if (limit >= 1 && limit < store::kMostListed) return static_cast<std::size_t>(limit);
  return Error{Code::invalid, "input.invalid", "每页条数不正确", {{"/query/limit", "field.range", "应为1至50"}}};
}

// "<published_at>.<notice_id>", the last one seen.
Result<store::Before> before_of(const std::string& after) {
  store::Before before;
  if (after.empty()) return before;
  const auto dot = after.find('.');
  const auto* end = after.data() + std::min(dot, after.size());
  const auto [at, error] = std::from_chars(after.data(), end, before.published_at);
  const auto id = dot == after.npos ? std::nullopt : parse_id(std::string_view(after).substr(dot + 1));
  if (error != std::errc() || at != end || !id)
    return Error{
        Code::invalid, "notices.bad_page", "分页参数不正确", {{"/query/after", "field.format", "分页参数不正确"}}};
  before.notice_id = *id;
  return before;
}

std::string after_of(const store::NoticeRow& row) {
  return std::to_string(row.published_at.micros()) + "." + id_text(row.notice_id);
}

bool newer(const store::NoticeRow& a, const store::NoticeRow& b) {
  return std::pair(a.published_at.micros(), a.notice_id) > std::pair(b.published_at.micros(), b.notice_id);
}

bool is_shown(const store::NoticeRow& row, const std::string& today) {
  return row.state == State::published && (row.valid_until.empty() || row.valid_until >= today);
}

void add(std::vector<store::NoticeRow>& rows, std::vector<store::NoticeRow> more) {
  std::move(more.begin(), more.end(), std::back_inserter(rows));
}

}  // namespace

Result<NoticePage> public_notices(Ctx& ctx, const PublicNoticesIn& in) {
  const auto limit = TRY(page_of(in.limit));
  const auto before = TRY(before_of(in.after));
  const auto today = local_date(ctx.now).text();
  if (!in.region_code.empty() && !RegionCode::parse(in.region_code))
    return Error{Code::invalid,
                 "catalog.bad_region",
                 "行政区划代码应为 12 位",
                 {{"/query/region_code", "field.format", "行政区划代码应为 12 位"}}};
  std::vector<store::NoticeRow> rows;
  if (in.department_id) {
    rows = store::published_by(ctx.tx, in.department_id->value, today, before);
  } else {
    rows = store::published_in(ctx.tx, "", today, before);
    if (!in.region_code.empty())
      for (const auto& code : catalog::region_path_codes(in.region_code))
        add(rows, store::published_in(ctx.tx, code, today, before));
    std::sort(rows.begin(), rows.end(), newer);
  }
  NoticePage page;
  for (const auto& row : rows) {
    if (page.notices.size() == limit) {
      page.next = after_of(rows[limit - 1]);
      break;
    }
    page.notices.push_back(view_of(ctx, row));
  }
  return page;
}

Result<NoticeView> public_notice(Ctx& ctx, const NoticeIn& in) {
  const auto row = store::find_notice(ctx.tx, in.notice_id.value);
  if (!row || !is_shown(*row, local_date(ctx.now).text())) return no_such_notice();
  return view_of(ctx, *row);
}

Result<StaffNoticeView> staff_notice(Ctx& ctx, const NoticeIn& in) {
  const auto row = store::find_notice(ctx.tx, in.notice_id.value);
  if (!row || !may_write(ctx.actor, row->department_id, row->region_code)) return no_such_notice();
  return staff_view_of(ctx, *row);
}

Result<StaffNoticePage> staff_notices(Ctx& ctx, const StaffNoticesIn& in) {
  const auto limit = TRY(page_of(in.limit));
  const auto before = in.after ? in.after->value : INT64_MAX;
  const std::string state(in.state ? enum_text(*in.state) : "");
  std::vector<store::NoticeRow> rows;
  for (const auto& post : ctx.actor.posts) {
    const bool writes =
        post.role == Role::catalog_editor || post.role == Role::catalog_publisher || post.role == Role::system_admin;
    if (!writes) continue;
    const auto region = RegionCode::parse(post.region_code);
    if (post.department_id != 0)
      add(rows, store::kept_by(ctx.tx, post.department_id, state, before));
    else if (is_of_the_whole(post))
      add(rows, store::kept_in(ctx.tx, "", "a", state, before));
    else if (region)
      add(rows, store::kept_in(ctx.tx, region->subtree().from, region->subtree().to, state, before));
  }
  std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.notice_id > b.notice_id; });
  const auto same = [](const auto& a, const auto& b) { return a.notice_id == b.notice_id; };
  rows.erase(std::unique(rows.begin(), rows.end(), same), rows.end());
  StaffNoticePage page;
  for (const auto& row : rows) {
    if (page.notices.size() == limit) {
      page.next = Id{rows[limit - 1].notice_id};
      break;
    }
    page.notices.push_back(staff_view_of(ctx, row));
  }
  return page;
}

}  // namespace tongban::notices
