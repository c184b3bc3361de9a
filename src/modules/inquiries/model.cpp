#include "modules/inquiries/model.h"

#include <algorithm>

namespace tongban::inquiries {
namespace {

std::int64_t id_in(const json::object& data, const char* key) {
  const auto* value = data.if_contains(key);
  if (value == nullptr || !value->is_string()) return 0;
  return parse_id(std::string_view(value->get_string().data(), value->get_string().size())).value_or(0);
}

int number_in(const json::object& data, const char* key) {
  const auto* value = data.if_contains(key);
  if (value == nullptr || !value->is_number()) return 0;
  return static_cast<int>(value->is_uint64() ? static_cast<std::int64_t>(value->get_uint64()) : value->get_int64());
}

std::optional<Action> action_of(EventKind kind) {
  switch (kind) {
    case EventKind::transferred:
      return Action::transfer;
    case EventKind::answered:
      return Action::answer;
    case EventKind::reopened:
      return Action::reopen;
    case EventKind::closed:
      return Action::close;
    case EventKind::published:
      return Action::publish;
    case EventKind::unpublished:
      return Action::unpublish;
    case EventKind::asked:
    case EventKind::fell_overdue:
      break;
  }
  return std::nullopt;
}

void apply(State& state, const Event& event) {
  switch (event.kind) {
    case EventKind::asked:
      state.department_id = id_in(event.data, "department_id");
      state.limit_days = number_in(event.data, "limit_days");
      state.asked_at = state.clock_began = event.at;
      break;
    case EventKind::transferred:
      state.department_id = id_in(event.data, "to_department_id");
      ++state.transfers;
      break;
    case EventKind::answered:
      state.answered_at = event.at;
      state.answered_by = event.actor_id;
      break;
    case EventKind::reopened:
      state.reopened = true;
      state.told_overdue = false;
      state.answered_at.reset();
      state.clock_began = event.at;
      break;
    case EventKind::closed:
      state.closed_at = event.at;
      break;
    case EventKind::published:
      state.published = true;
      break;
    case EventKind::unpublished:
      state.published = false;
      break;
    case EventKind::fell_overdue:
      state.told_overdue = true;
      break;
  }
}

Error broken(int sequence) { return {Code::internal, "inquiries.broken_history", "event " + std::to_string(sequence)}; }

}  // namespace

std::optional<Status> next(Status status, Action action) {
  switch (action) {
    case Action::transfer:
      return status == Status::open ? std::optional(Status::open) : std::nullopt;
    case Action::answer:
      return status == Status::open ? std::optional(Status::answered) : std::nullopt;
    case Action::reopen:
      return status == Status::answered ? std::optional(Status::open) : std::nullopt;
    case Action::close:
      return status != Status::closed ? std::optional(Status::closed) : std::nullopt;
    case Action::publish:
    case Action::unpublish:
      return status == Status::open && action == Action::publish ? std::nullopt : std::optional(status);
  }
  return std::nullopt;
}

bool sees(Kind kind, Party party) { return kind != Kind::complaint || party == Party::department_head; }

bool may(Kind kind, Action action, Party party) {
  const bool of_asker = action == Action::reopen || action == Action::close;
  if (of_asker || party == Party::asker) return of_asker && party == Party::asker;
  const bool of_publishing = action == Action::publish || action == Action::unpublish;
  return sees(kind, party) && (!of_publishing || kind == Kind::question);
}

Result<State> state_of(std::span<const Event> events) {
  State state;
  for (const auto& event : events) {
    const bool first = state.events == 0;
    if (event.sequence != state.events + 1 || (event.kind == EventKind::asked) != first) return broken(event.sequence);
    if (const auto action = action_of(event.kind)) {
      const auto to = next(state.status, *action);
      if (!to || (*action == Action::reopen && state.reopened)) return broken(event.sequence);
      state.status = *to;
    }
    apply(state, event);
    ++state.events;
  }
  if (state.events == 0) return broken(0);
  return state;
}

LimitClock clock_of(const State& state, int warning_percent) {
  LimitClock clock;
  clock.limit = {state.limit_days, LimitUnit::working_day};
  clock.started_at = state.clock_began;
  clock.stopped_at = state.answered_at ? state.answered_at : state.closed_at;
  clock.warning.percent = 100 - warning_percent;
  return clock;
}

}  // namespace tongban::inquiries
