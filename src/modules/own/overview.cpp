// One list of everything that waits for a person, of all modules that may ask something of them.
#include <algorithm>

#include "modules/cases/cases.h"
#include "modules/inquiries/inquiries.h"
#include "modules/own/actions.h"

namespace tongban::own {
namespace {

constexpr int kAnswersShown = 5;
constexpr auto kAnswersKept = std::chrono::hours(30 * 24);

TodoKind kind_of(cases::OwnMatterKind kind) {
  switch (kind) {
    case cases::OwnMatterKind::correct:
      return TodoKind::correct;
    case cases::OwnMatterKind::supplement:
      return TodoKind::supplement;
    case cases::OwnMatterKind::fetch:
      return TodoKind::fetch;
    case cases::OwnMatterKind::renew:
      return TodoKind::renew;
    case cases::OwnMatterKind::draft:
      return TodoKind::draft;
  }
  return TodoKind::draft;
}

TodoState state_of(const std::string& text) { return parse_enum<TodoState>(text).value_or(TodoState::normal); }

Todo todo_of(const cases::OwnMatter& matter) {
  Todo todo;
  todo.kind = kind_of(matter.kind);
  todo.case_id = Id{matter.case_id};
  todo.item_id = Id{matter.item_id};
  todo.number = matter.case_number;
  todo.title = matter.item_name;
  todo.department_name = matter.department_name;
  todo.detail = matter.detail;
  todo.due_at = matter.due_at;
  todo.remaining_days = matter.remaining_days;
  todo.state = state_of(matter.limit_state);
  return todo;
}

}  // namespace

void put_in_order(std::vector<Todo>& todos) {
  std::stable_sort(todos.begin(), todos.end(), [](const Todo& a, const Todo& b) {
    if (a.due_at.has_value() != b.due_at.has_value()) return a.due_at.has_value();
    if (a.due_at && *a.due_at != *b.due_at) return *a.due_at < *b.due_at;
    return a.kind < b.kind;
  });
}

Result<Overview> overview(Ctx& ctx, const Nothing&) {
  Overview out;
  const auto of_cases = TRY(cases::own_overview(ctx));
  for (const auto& matter : of_cases.matters) out.todos.push_back(todo_of(matter));
  for (const auto& inquiry :
       TRY(inquiries::answered_of(ctx, ctx.actor.account_id, ctx.now - kAnswersKept, kAnswersShown))) {
    Todo todo;
    todo.kind = TodoKind::answered;
    todo.inquiry_id = Id{inquiry.inquiry_id};
    todo.title = inquiry.title;
    todo.department_name = inquiry.department_name;
    out.todos.push_back(std::move(todo));
  }
  put_in_order(out.todos);
  for (const auto& row : of_cases.running)
    out.running.push_back({Id{row.case_id}, row.case_number, row.item_name, row.department_name, row.region_name,
                           row.status, row.due_at, row.remaining_days, state_of(row.limit_state)});
  out.more = of_cases.more;
  return out;
}

}  // namespace tongban::own
