// From events to state: the one place that knows what each kind of event means.
#include <algorithm>
#include <boost/json/array.hpp>
#include <initializer_list>

#include "modules/cases/model.h"

namespace tongban::cases {
namespace {

std::string text_of(const json::object& data, const char* key) {
  const auto* value = data.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}
std::int64_t number_of(const json::object& data, const char* key) {
  const auto* value = data.if_contains(key);
  if (value == nullptr) return 0;
  if (value->is_int64()) return value->get_int64();
  return value->is_uint64() ? static_cast<std::int64_t>(value->get_uint64()) : 0;
}
bool flag_of(const json::object& data, const char* key) {
  const auto* value = data.if_contains(key);
  return value != nullptr && value->is_bool() && value->get_bool();
}

// The action that an event is the trace of, for checking the history against the table. Warnings move nothing.
constexpr std::pair<EventKind, Action> kTraces[] = {
    {EventKind::submitted, Action::submit},
    {EventKind::pre_reviewed, Action::pre_review},
    {EventKind::revised, Action::revise},
    {EventKind::received, Action::receive},
    {EventKind::claimed, Action::claim},
    {EventKind::assigned, Action::assign},
    {EventKind::handed_over, Action::hand_over},
    {EventKind::correction_sent, Action::correct},
    {EventKind::resubmitted, Action::resubmit},
    {EventKind::refused, Action::refuse},
    {EventKind::reviewed, Action::review},
    {EventKind::suspended, Action::suspend},
    {EventKind::resumed, Action::resume},
    {EventKind::extended, Action::extend},
    {EventKind::issued, Action::issue},
    {EventKind::delivered, Action::deliver},
    {EventKind::archived, Action::archive},
    {EventKind::withdrawn, Action::withdraw},
    {EventKind::terminated, Action::terminate},
    {EventKind::transferred, Action::transfer},
    {EventKind::closed, Action::close},
    {EventKind::supplemented, Action::supplement},
    {EventKind::delegated, Action::delegate},
    {EventKind::taken_back, Action::take_back},
    {EventKind::signer_added, Action::add_signer},
    {EventKind::signer_removed, Action::remove_signer},
    {EventKind::advised, Action::advise},
    {EventKind::urged, Action::urge},
};
std::optional<Action> action_of(const Event& event) {
  if (event.kind == EventKind::accepted)
    return text_of(event.data, "mode") == "deemed" ? Action::deem_accepted : Action::accept;
  if (event.kind == EventKind::decided)
    return text_of(event.data, "outcome") == "granted" ? Action::grant : Action::deny;
  for (const auto& [kind, action] : kTraces)
    if (kind == event.kind) return action;
  return std::nullopt;
}

// What was said about a clock no longer holds once the clock begins anew.
void forget_told(State& state, std::initializer_list<std::string_view> clocks) {
  std::erase_if(state.told, [&](const std::string& told) {
    const auto clock = std::string_view(told).substr(told.find(':') + 1);
    return std::find(clocks.begin(), clocks.end(), clock) != clocks.end();
  });
}

void enter(State& state, WaitingFor waiting_for, Instant at) {
  forget_told(state, {"step", "reply"});
  state.waiting_for = waiting_for;
  state.stage = {waiting_for, at};
}

// Materials are with the authority (again): the five days of the acceptance clock begin.
void arrive(State& state, Instant at) {
  forget_told(state, {"acceptance"});
  state.arrived_at = at;
  state.answered_at.reset();
  state.revision_requested = false;
  state.reply_due_at.clear();
  enter(state, WaitingFor::window_clerk, at);
  state.assignee_id = state.clerk_id;
}

void start(State& state, const Event& event) {
  state.started_at = event.at;
  state.window = text_of(event.data, "channel") == "window";
  state.instant = flag_of(event.data, "instant");
  enter(state, state.window ? WaitingFor::window_clerk : WaitingFor::applicant, event.at);
  if (state.window) state.responsible_id = state.clerk_id = state.assignee_id = event.actor_id;
}

void pre_review(State& state, const Event& event) {
  if (text_of(event.data, "outcome") != "revise") return;
  state.revision_requested = state.revision_used = true;
  state.reply_due_at = text_of(event.data, "reply_due_at");
  state.answered_at = event.at;
  enter(state, WaitingFor::applicant, event.at);
}

void accept(State& state, const Event& event) {
  state.accept_mode = parse_enum<AcceptMode>(text_of(event.data, "mode")).value_or(AcceptMode::normal);
  // A deemed acceptance counts from the day the materials came (行政许可法第32条第1款第4项).
  state.accepted_at = state.accept_mode == AcceptMode::deemed ? state.arrived_at.value_or(event.at) : event.at;
  if (const auto* supplements = event.data.if_contains("supplements"); supplements && supplements->is_array())
    for (const auto& entry : supplements->get_array())
      if (entry.is_object())
        state.supplements.push_back(
            {text_of(entry.get_object(), "material_key"), text_of(entry.get_object(), "due_at"), false});
  state.answered_at = event.at;
  state.assignee_id = 0;
  enter(state, state.instant ? WaitingFor::approver : WaitingFor::reviewer, event.at);
}

void review(State& state, const Event& event) {
  const auto opinion = parse_enum<Opinion>(text_of(event.data, "opinion"));
  if (!opinion) return;
  state.last_opinion = opinion;
  if (state.waiting_for == WaitingFor::reviewer) state.reviewer_id = event.actor_id;
  const auto to = after_opinion(state.waiting_for, *opinion).value_or(state.waiting_for);
  // What comes back goes to the person who had it, not to the queue.
  state.assignee_id = to == WaitingFor::reviewer       ? state.reviewer_id
                      : to == WaitingFor::window_clerk ? state.clerk_id
                                                       : 0;
  enter(state, to, event.at);
}

void end(State& state, const Event& event) {
  state.ended_at = event.at;
  if (!state.answered_at) state.answered_at = event.at;
  state.reply_due_at.clear();
  state.revision_requested = false;
  if (!state.suspensions.empty() && !state.suspensions.back().until) state.suspensions.back().until = event.at;
  state.assignee_id = 0;
  state.questions.clear();
  enter(state, WaitingFor::none, event.at);
}

void touch_by_staff(State& state, const Event& event) {
  if (event.actor_kind != "staff") return;
  // Who urges or is asked for an opinion does not get the case into their hands by that.
  if (event.kind == EventKind::urged || event.kind == EventKind::advised) return;
  if (state.responsible_id == 0) state.responsible_id = event.actor_id;  // 首办负责: the first contact
  if (state.waiting_for == WaitingFor::window_clerk && is_running(state.status)) state.clerk_id = event.actor_id;
}

void give_to(State& state, const Event& event) {
  state.assignee_id = number_of(event.data, "assignee");
  if (state.waiting_for == WaitingFor::window_clerk) state.clerk_id = state.assignee_id;
  if (state.waiting_for == WaitingFor::reviewer) state.reviewer_id = state.assignee_id;
  if (flag_of(event.data, "responsible")) state.responsible_id = state.assignee_id;
}

// What the process says of whose turn it is.
void move_process(State& state, const Event& event) {
  if (event.data.contains("in_process")) state.in_process = flag_of(event.data, "in_process");
  if (flag_of(event.data, "reviewed")) state.reviewer_id = event.actor_id;
  const auto waiting_for = parse_enum<WaitingFor>(text_of(event.data, "waiting_for"));
  if (!waiting_for || *waiting_for == state.waiting_for) return;
  state.assignee_id = 0;
  enter(state, *waiting_for, event.at);
}

// Opinions that are asked for and given.
void apply_asking(State& state, const Event& event) {
  const auto colleague = number_of(event.data, "colleague");
  const auto answered = [&](bool (*which)(const Question&)) {
    std::erase_if(state.questions, [&](const Question& q) { return q.account_id == colleague && which(q); });
  };
  switch (event.kind) {
    case EventKind::delegated:
    case EventKind::signer_added:
      state.questions.push_back({colleague, event.actor_id, event.kind == EventKind::signer_added, event.at});
      return;
    case EventKind::taken_back:
      return answered([](const Question& q) { return !q.signer; });
    case EventKind::signer_removed:
      return answered([](const Question& q) { return q.signer; });
    case EventKind::advised:
      return answered([](const Question&) { return true; });
    case EventKind::urged:
      state.urgings.push_back({event.actor_id, event.at});
      return;
    default:
      return;
  }
}

void apply_application(State& state, const Event& event) {
  switch (event.kind) {
    case EventKind::started:
      return start(state, event);
    case EventKind::submitted:
      state.submitted_at = event.at;
      return arrive(state, event.at);
    case EventKind::pre_reviewed:
      return pre_review(state, event);
    case EventKind::revised:
      return arrive(state, event.at);
    case EventKind::resubmitted:
      return arrive(state, event.at);
    case EventKind::received:
      state.received_at = event.at;
      return;
    case EventKind::correction_sent:
      state.correction_used = true;
      state.answered_at = event.at;
      state.reply_due_at = text_of(event.data, "reply_due_at");
      return enter(state, WaitingFor::applicant, event.at);
    case EventKind::accepted:
      return accept(state, event);
    case EventKind::refused:
      return end(state, event);
    default:
      return;
  }
}

void apply_handling(State& state, const Event& event) {
  switch (event.kind) {
    case EventKind::claimed:
    case EventKind::assigned:
    case EventKind::handed_over:
      return give_to(state, event);
    case EventKind::reviewed:
      return review(state, event);
    case EventKind::suspended:
      forget_told(state, {"special"});
      state.suspensions.push_back({text_of(event.data, "procedure_kind"), event.at, std::nullopt,
                                   text_of(event.data, "planned_end"), flag_of(event.data, "excluded")});
      return;
    case EventKind::resumed:
      if (!state.suspensions.empty()) state.suspensions.back().until = event.at;
      return;
    case EventKind::extended:
      forget_told(state, {"legal", "promised", "chain"});
      state.extension = static_cast<int>(number_of(event.data, "amount"));
      return;
    case EventKind::decided:
      state.decision = parse_enum<DecisionOutcome>(text_of(event.data, "outcome"));
      ++state.decisions;
      state.decided_at = event.at;
      state.assignee_id = 0;
      state.questions.clear();
      return enter(state, WaitingFor::window_clerk, event.at);
    case EventKind::issued:
      return enter(state, WaitingFor::window_clerk, event.at);
    case EventKind::delivered:
    case EventKind::withdrawn:
    case EventKind::terminated:
    case EventKind::transferred:
    case EventKind::closed:
      return end(state, event);
    case EventKind::supplemented:
      for (auto& supplement : state.supplements)
        if (supplement.material_key == text_of(event.data, "material_key")) supplement.handed_in = true;
      return;
    case EventKind::warned:
    case EventKind::fell_overdue:
      state.told.push_back(std::string(enum_text(event.kind)) + ":" + text_of(event.data, "clock"));
      return;
    case EventKind::process_moved:
    case EventKind::task_done:
      return move_process(state, event);
    default:
      return;
  }
}

Result<void> apply(State& state, const Event& event) {
  const auto broken = [&](const char* what) {
    return Error{Code::internal, "cases.broken_history",
                 std::string(what) + " at event " + std::to_string(event.sequence)};
  };
  if (event.sequence != state.events + 1) return broken("a sequence number is missing");
  if ((event.sequence == 1) != (event.kind == EventKind::started)) return broken("the first event is not the start");
  ++state.events;
  touch_by_staff(state, event);
  apply_application(state, event);
  apply_handling(state, event);
  apply_asking(state, event);
  // The first work on a task of the process is the first of the review.
  const bool begins_review = event.kind == EventKind::task_done && state.status == Status::accepted;
  if (const auto action = begins_review ? Action::review : action_of(event)) {
    const auto status = next(state.status, *action);
    if (!status) return broken("an event could not have happened in its status");
    state.status = *status;
  }
  return {};
}

}  // namespace

Result<State> state_of(std::span<const Event> events) {
  State state;
  for (const auto& event : events) TRY(apply(state, event));
  return state;
}

Status status_of(std::span<const Event> events) {
  const auto state = state_of(events);
  return state ? state.value().status : Status::draft;
}

}  // namespace tongban::cases
