#include "modules/cases/work.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "modules/cases/process.h"
#include "modules/cases/store_workbench.h"
#include "platform/config/config.h"
#include "platform/crypto/keyring.h"
#include "platform/events/events.h"
#include "platform/jobs/jobs.h"

namespace tongban::cases {
namespace {

constexpr int kDeliveryDays = 10;        // 行政许可法第44条
constexpr int kLicensingLimitDays = 20;  // 行政许可法第42条第1款, where the item states no limit

std::string payload_of(const Work& work, const Event& event) {
  json::object payload{{"case_id", id_text(work.row.case_id)},
                       {"event_id", id_text(event.event_id)},
                       {"sequence", event.sequence},
                       {"kind", enum_text(event.kind)},
                       {"at", iso_text(event.at)},
                       {"status", enum_text(work.state.status)},
                       {"case_number", work.row.case_number.value_or("")},
                       {"item_id", id_text(work.row.item_id)},
                       {"item_version_id", id_text(work.row.item_version_id)},
                       {"department_id", id_text(work.row.department_id)},
                       {"region_code", work.row.region_code},
                       {"data", event.data}};
  return to_json_text(payload);
}

bool somebody_listens(const Ctx& ctx, std::string_view kind) {
  const auto& consumers = ctx.services.state<events::Subscriptions>().consumers();
  return std::any_of(consumers.begin(), consumers.end(),
                     [&](const auto& consumer) { return events::Subscriptions::matches(consumer.kind_prefix, kind); });
}

void move_timer(Ctx& ctx, const Work& work, std::optional<Instant> before) {
  if (work.row.watch_at == before) return;
  if (work.row.watch_at)
    jobs::schedule(ctx, kWatchJob, work.row.case_id, *work.row.watch_at);
  else
    jobs::cancel(ctx, kWatchJob, work.row.case_id);
}

std::vector<std::pair<std::int64_t, bool>> who_is_asked(const State& state) {
  std::vector<std::pair<std::int64_t, bool>> asked;
  for (const auto& question : state.questions) asked.emplace_back(question.account_id, question.signer);
  return asked;
}

// The decision as figures and comparisons need it: how long it took by the promised, else the legal limit.
Result<void> keep_outcome(Ctx& ctx, const Work& work) {
  store::OutcomeRow row;
  row.case_id = work.row.case_id;
  row.item_id = work.row.item_id;
  row.department_id = work.row.department_id;
  row.outcome = *work.state.decision;
  row.decided_at = *work.state.decided_at;
  const auto clocks = TRY(clocks_of(work.state, work.limits, row.decided_at, ctx.services.calendar));
  const auto* clock = leading_clock(clocks);
  if (clock && clock->kind != ClockKind::acceptance) {
    row.in_time = row.decided_at <= clock->due_at;
    if (clock->unit == limit_unit_text(LimitUnit::working_day)) {
      row.days_used = clock->used;
      row.days_promised = clock->amount;
    }
  }
  store::insert_outcome(ctx.tx, row);
  return {};
}

}  // namespace

Result<Work> unfold(Ctx& ctx, store::CaseRow row) {
  Work work;
  for (auto& entry : store::events_of(ctx.tx, row.case_id)) {
    work.events.push_back(std::move(entry.event));
    work.notes_sealed.push_back(std::move(entry.note_sealed));
  }
  work.state = TRY(state_of(work.events));
  if (work.events.empty() && row.channel == "window") work.state.waiting_for = WaitingFor::window_clerk;
  work.item = TRY(catalog::frozen_item(ctx, row.item_version_id));
  work.limits = limits_of(*work.item, ctx.services.config);
  work.now = ctx.now;
  work.row = std::move(row);
  return work;
}

Error case_not_found() { return not_found("cases.not_found", "没有这个办件"); }

Error required_field(std::string pointer, std::string detail) {
  return {Code::invalid,
          "input.invalid",
          "提交的内容有误，请按提示修改",
          {{std::move(pointer), "field.required", std::move(detail)}}};
}

Result<void> require_texts(std::initializer_list<std::pair<const char*, std::string_view>> texts) {
  std::vector<FieldError> missing;
  for (const auto& [pointer, text] : texts)
    if (trim(text).empty()) missing.push_back({pointer, "field.required", "此项必填"});
  if (missing.empty()) return {};
  return Error{Code::invalid, "input.invalid", "提交的内容有误，请按提示修改", std::move(missing)};
}

Result<Work> load_for_platform(Ctx& ctx, std::int64_t case_id) {
  auto row = store::find_case_for_update(ctx.tx, case_id);
  if (!row) return case_not_found();
  return unfold(ctx, *std::move(row));
}

Result<Work> load_to_see(Ctx& ctx, Id case_id) {
  auto row = store::find_case(ctx.tx, case_id.value);
  if (!row) return case_not_found();
  const bool sees = may_see(ctx.actor, *row);
  if (!sees && !TRY(takes_part(ctx, *row))) return case_not_found();
  auto work = TRY(unfold(ctx, *std::move(row)));
  work.takes_part = !sees;
  find_absent(ctx, work);
  return work;
}

bool decided_on_the_spot(const catalog::FrozenItem& item) {
  return item.content.basic.handling_type == "1" || item.content.extension.review_type == "instant";
}

CaseLimits limits_of(const catalog::FrozenItem& item, const Config& config) {
  CaseLimits limits;
  limits.legal = catalog::clock_limit(item.content.basic.legal_limit);
  limits.promised = catalog::clock_limit(item.content.basic.promised_limit);
  if (!limits.legal && item.content.basic.item_type == "01")
    limits.legal = Limit{kLicensingLimitDays, LimitUnit::working_day};
  for (const auto& step : item.content.flow) {
    const auto limit = catalog::clock_limit(step.limit);
    if (!limit) continue;
    if (step.stage == "review") limits.steps.emplace(WaitingFor::reviewer, *limit);
    if (step.stage == "decide") limits.steps.emplace(WaitingFor::approver, *limit);
  }
  limits.acceptance_days = config.cases.deemed_acceptance_days;
  limits.delivery_days = kDeliveryDays;
  limits.warning.percent = 100 - config.cases.warning_percent;
  limits.chain_days = config.cases.chain_total_days;
  if (const auto region = RegionCode::parse(item.department.region_code)) {
    if (region.value().level() == RegionLevel::county) limits.chain_days = config.cases.chain_county_departments_days;
    if (region.value().level() >= RegionLevel::township) limits.chain_days = config.cases.chain_village_township_days;
  }
  return limits;
}

Result<void> project(Work& work, Instant as_of, const WorkCalendar& calendar) {
  auto& row = work.row;
  const auto& state = work.state;
  row.events = state.events;
  row.status = state.status;
  row.waiting_for = state.waiting_for;
  row.is_open = state.status != Status::draft && !is_final(state.status);
  row.assignee_account_id = state.assignee_id;
  row.responsible_account_id = state.responsible_id;
  row.submitted_at = state.submitted_at;
  row.accepted_at = state.accepted_at;
  row.decided_at = state.decided_at;
  row.ended_at = state.ended_at;
  const auto due = TRY(due_times_of(state, work.limits, as_of, calendar));
  row.legal_due_at = due.legal_due_at;
  row.promised_due_at = due.promised_due_at;
  row.step_due_at = due.step_due_at;
  row.urgency_at = due.urgency_at;
  row.watch_at = due.watch_at;
  return {};
}

Result<void> record(Ctx& ctx, Work& work, std::vector<Happening> happenings) {
  const auto before = work.state.status;
  const auto watch_before = work.row.watch_at;
  const auto asked_before = who_is_asked(work.state);
  const bool decided_before = work.state.decision.has_value();
  // A clock that was set back must not turn the history round.
  const Instant at = work.events.empty() ? ctx.now : std::max(ctx.now, work.events.back().at);
  std::vector<Event> fresh;
  const auto first = work.events.size();
  for (std::size_t next = 0, followed = first; next < happenings.size(); ++next) {
    auto& happening = happenings[next];
    Event event;
    event.event_id = ctx.new_id();
    event.sequence = static_cast<int>(work.events.size()) + 1;
    event.kind = happening.kind;
    event.at = happening.kind == EventKind::started ? work.row.started_at : at;
    event.actor_kind = enum_text(happening.by_platform ? ActorKind::platform : ctx.actor.kind);
    event.actor_id = happening.by_platform ? 0 : ctx.actor.account_id;
    event.data = std::move(happening.data);
    if (work.for_id != 0 && !happening.by_platform) event.data["for"] = work.for_id;
    const auto sealed =
        happening.note.empty()
            ? std::string()
            : ctx.services.keyring.seal("case_events.note_sealed/" + id_text(event.event_id), happening.note);
    store::insert_event(ctx.tx, work.row.case_id, {event, sealed});
    work.events.push_back(event);
    fresh.push_back(std::move(event));
    if (next + 1 < happenings.size()) continue;
    // What the process does about it happens with it.
    work.state = TRY(state_of(work.events));
    for (auto& more : TRY(follow_case(ctx, work, std::exchange(followed, work.events.size()))))
      happenings.push_back(std::move(more));
  }
  TRY(project(work, at, ctx.services.calendar));
  // What only tells the time changes nothing that a person saw: an act begun before it must not find itself stale.
  const bool tells_time = std::all_of(fresh.begin(), fresh.end(), [](const Event& event) {
    return event.kind == EventKind::warned || event.kind == EventKind::fell_overdue;
  });
  if (!tells_time) ++work.row.version;
  if (std::exchange(work.unsaved, false))
    store::insert_case(ctx.tx, work.row);
  else
    store::update_case(ctx.tx, work.row);
  if (who_is_asked(work.state) != asked_before) store::put_questions(ctx.tx, work.row.case_id, work.state.questions);
  if (work.state.decision && !decided_before) TRY(keep_outcome(ctx, work));
  move_timer(ctx, work, watch_before);
  TRY(save_process(ctx, work));
  TRY(make_process_papers(ctx, work, first));
  for (const auto& event : fresh) {
    const auto kind = "cases." + std::string(enum_text(event.kind));
    if (somebody_listens(ctx, kind))
      events::emit(ctx, {event.event_id, kind, work.row.case_id, payload_of(work, event)});
  }
  ctx.audit = {"case", work.row.case_id,
               std::string(enum_text(before)) + "→" + std::string(enum_text(work.state.status))};
  return {};
}

void save_row(Ctx& ctx, Work& work) {
  ++work.row.version;
  store::update_case(ctx.tx, work.row);
}

ActOut act_out(const Work& work, std::optional<InstrumentRef> instrument) {
  ActOut out;
  out.case_id = Id{work.row.case_id};
  out.case_number = work.row.case_number;
  out.status = work.row.status;
  out.waiting_for = work.row.waiting_for;
  out.version = work.row.version;
  out.instrument = std::move(instrument);
  return out;
}

}  // namespace tongban::cases
