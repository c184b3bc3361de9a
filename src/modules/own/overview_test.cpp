#include <doctest/doctest.h>

#include "modules/own/actions.h"

namespace tongban::own {
namespace {

Todo todo(TodoKind kind, std::optional<int> due_in_seconds = std::nullopt) {
  Todo out;
  out.kind = kind;
  if (due_in_seconds) out.due_at = Instant::from_seconds(*due_in_seconds);
  return out;
}

std::vector<TodoKind> ordered(std::vector<Todo> todos) {
  put_in_order(todos);
  std::vector<TodoKind> kinds;
  for (const auto& entry : todos) kinds.push_back(entry.kind);
  return kinds;
}

}  // namespace

TEST_CASE("what has a date comes first, the soonest at the top; drafts come last") {
  CHECK(ordered({todo(TodoKind::draft), todo(TodoKind::renew, 300), todo(TodoKind::answered), todo(TodoKind::fetch),
                 todo(TodoKind::supplement, 200), todo(TodoKind::correct, 100)}) ==
        std::vector{TodoKind::correct, TodoKind::supplement, TodoKind::renew, TodoKind::fetch, TodoKind::answered,
                    TodoKind::draft});
}

TEST_CASE("of two that are due at the same moment the correction stands first") {
  CHECK(ordered({todo(TodoKind::renew, 100), todo(TodoKind::correct, 100)}) ==
        std::vector{TodoKind::correct, TodoKind::renew});
}

}  // namespace tongban::own
