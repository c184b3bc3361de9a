// The tasks that wait for one's posts: each post is a stretch of an index, read no further than a page, and the pages
// are merged.
#include <algorithm>
#include <charconv>

#include "modules/cases/process.h"
#include "modules/cases/tasks.h"

namespace tongban::cases {
namespace {

constexpr int kMostLines = 100;

using Key = std::tuple<std::int64_t, std::int64_t, int>;
Key key_of(const store::TaskRow& row) { return {row.due_at.micros(), row.case_id, row.task}; }

Error bad_key() {
  return {
      Code::invalid, "input.invalid", "提交的内容有误，请按提示修改", {{"/after", "field.format", "不是下一页的标记"}}};
}

// "<due>.<case>.<task>".
Result<Key> parse_key(const std::optional<Str<200>>& after) {
  if (!after) return Key{-1, 0, 0};
  const std::string_view text = *after;
  const auto first = text.find('.'), second = text.find('.', first + 1);
  if (first == text.npos || second == text.npos) return bad_key();
  std::int64_t due = 0;
  int task = 0;
  const auto number = [](std::string_view part, auto& value) {
    const auto read = std::from_chars(part.data(), part.data() + part.size(), value);
    return read.ec == std::errc() && read.ptr == part.data() + part.size();
  };
  const auto case_id = parse_id(text.substr(first + 1, second - first - 1));
  if (!number(text.substr(0, first), due) || !case_id || !number(text.substr(second + 1), task)) return bad_key();
  return Key{due, *case_id, task};
}

// A post for one department, or for a county with everything below it. Wider posts watch, nothing waits for them.
std::vector<store::TaskSpan> spans_of(const Actor& actor) {
  std::vector<store::TaskSpan> spans;
  for (const auto& post : actor.posts) {
    if (post.role != Role::window_clerk && post.role != Role::reviewer && post.role != Role::approver &&
        post.role != Role::department_head)
      continue;
    store::TaskSpan span;
    span.role = enum_text(post.role);
    span.department_id = post.department_id;
    span.account_id = actor.account_id;
    const auto region = RegionCode::parse(post.region_code);
    if (post.department_id == 0) {
      if (!region || region.value().level() != RegionLevel::county) continue;
      span.county_code = post.region_code.substr(0, 6);
    }
    spans.push_back(std::move(span));
  }
  return spans;
}

}  // namespace

Result<TaskPage> my_tasks(Ctx& ctx, const TasksIn& in) {
  if (in.limit < 1 || in.limit > kMostLines)
    return Error{Code::invalid, "input.invalid", "提交的内容有误，请按提示修改", {{"/limit", "field.range", "1至100"}}};
  const auto after = TRY(parse_key(in.after));
  std::vector<store::TaskLine> lines;
  for (auto& span : spans_of(ctx.actor)) {
    std::tie(span.after_due, span.after_case_id, span.after_task) = after;
    for (auto& line : store::tasks_in(ctx.tx, span)) lines.push_back(std::move(line));
  }
  std::sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) { return key_of(a.task) < key_of(b.task); });
  const auto twice = std::unique(lines.begin(), lines.end(),
                                 [](const auto& a, const auto& b) { return key_of(a.task) == key_of(b.task); });
  lines.erase(twice, lines.end());
  TaskPage page;
  for (const auto& line : lines) {
    if (static_cast<int>(page.tasks.size()) == in.limit) {
      const auto& last = page.tasks.back();
      const auto due = last.due_at ? last.due_at->micros() : kNoUrgency.micros();
      page.next = std::to_string(due) + "." + id_text(last.case_id.value) + "." + std::to_string(last.task);
      break;
    }
    const auto& row = line.task;
    TaskLineView view{Id{row.case_id}, line.case_number, line.item_name,     row.task,
                      row.task_name,   row.act,          row.department_name};
    view.role = parse_enum<Role>(row.role).value_or(Role::reviewer);
    view.mine = row.assignee_account_id == ctx.actor.account_id;
    view.created_at = row.created_at;
    if (row.due_at < kNoUrgency) view.due_at = row.due_at;
    view.urged = row.urged;
    page.tasks.push_back(std::move(view));
  }
  return page;
}

}  // namespace tongban::cases
