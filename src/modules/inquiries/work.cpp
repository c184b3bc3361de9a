#include "modules/inquiries/work.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "platform/config/config.h"
#include "platform/crypto/keyring.h"
#include "platform/events/events.h"
#include "platform/jobs/jobs.h"

namespace tongban::inquiries {
namespace {

std::string context(const char* column, std::int64_t id) { return std::string(column) + "/" + id_text(id); }

void emit(Ctx& ctx, const Work& work, const Event& event) {
  const json::object payload{{"inquiry_id", id_text(work.row.inquiry_id)},
                             {"event_id", id_text(event.event_id)},
                             {"sequence", event.sequence},
                             {"kind", enum_text(event.kind)},
                             {"at", iso_text(event.at)},
                             {"inquiry_kind", enum_text(work.row.kind)},
                             {"status", enum_text(work.state.status)},
                             {"item_id", id_text(work.row.item_id)},
                             {"case_id", id_text(work.row.case_id)},
                             {"department_id", id_text(work.row.department_id)},
                             {"region_code", work.row.region_code},
                             {"asker_account_id", id_text(work.row.asker_account_id)},
                             {"due_at", iso_text(work.row.due_at)}};
  events::emit(ctx, {event.event_id, "inquiries." + std::string(enum_text(event.kind)), work.row.inquiry_id,
                     to_json_text(payload)});
}

// The timer of an open inquiry stands at the end of its limit.
void move_timer(Ctx& ctx, const Work& work, bool was_open, Instant was_due) {
  const bool waits = work.row.is_open && !work.state.told_overdue;
  if (waits && (!was_open || was_due != work.row.due_at))
    jobs::schedule(ctx, kDueJob, work.row.inquiry_id, work.row.due_at + std::chrono::microseconds(1));
  if (!work.row.is_open && was_open) jobs::cancel(ctx, kDueJob, work.row.inquiry_id);
}

}  // namespace

Error inquiry_not_found() { return not_found("inquiries.not_found", "没有这个咨询投诉"); }

Error field_error(std::string pointer, std::string key, std::string detail) {
  return {Code::invalid,
          "input.invalid",
          "提交的内容有误，请按提示修改",
          {{std::move(pointer), std::move(key), std::move(detail)}}};
}

Result<void> require_text(const char* pointer, std::string_view text) {
  if (trim(text).empty()) return field_error(pointer, "field.required", "此项必填");
  return {};
}

Result<Work> unfold(Ctx& ctx, store::InquiryRow row) {
  Work work;
  for (auto& entry : store::events_of(ctx.tx, row.inquiry_id)) {
    work.events.push_back(std::move(entry.event));
    work.notes_sealed.push_back(std::move(entry.note_sealed));
  }
  work.state = TRY(state_of(work.events));
  work.row = std::move(row);
  return work;
}

Result<void> project(Work& work, const WorkCalendar& calendar) {
  auto& row = work.row;
  const auto& state = work.state;
  row.events = state.events;
  row.status = state.status;
  row.is_open = state.status == Status::open;
  row.reopened = state.reopened;
  row.published = state.published;
  row.limit_days = state.limit_days;
  row.asked_at = state.asked_at;
  row.answered_at = state.answered_at;
  row.closed_at = state.closed_at;
  row.due_at = TRY(read_limit_clock(clock_of(state, 100), state.clock_began, calendar)).due_at;
  return {};
}

Result<void> record(Ctx& ctx, Work& work, Happening happening) {
  const auto before = work.state.status;
  const bool was_open = !work.unsaved && work.row.is_open;
  const auto was_due = work.row.due_at;
  Event event;
  event.event_id = ctx.new_id();
  event.sequence = static_cast<int>(work.events.size()) + 1;
  event.kind = happening.kind;
  // A clock that was set back must not turn the history round.
  event.at = work.events.empty() ? ctx.now : std::max(ctx.now, work.events.back().at);
  event.actor_kind = enum_text(ctx.actor.kind);
  event.actor_id = ctx.actor.account_id;
  event.data = std::move(happening.data);
  const auto sealed =
      happening.note.empty()
          ? std::string()
          : ctx.services.keyring.seal(context("inquiry_events.note_sealed", event.event_id), happening.note);
  store::insert_event(ctx.tx, work.row.inquiry_id, {event, sealed});
  work.events.push_back(event);
  work.notes_sealed.push_back(sealed);
  work.state = TRY(state_of(work.events));
  TRY(project(work, ctx.services.calendar));
  // What only tells the time changes nothing that a person saw: an act begun before it must not find itself stale.
  if (event.kind != EventKind::fell_overdue) ++work.row.version;
  if (std::exchange(work.unsaved, false))
    store::insert_inquiry(ctx.tx, work.row);
  else
    store::update_inquiry(ctx.tx, work.row);
  move_timer(ctx, work, was_open, was_due);
  emit(ctx, work, event);
  ctx.audit = {"inquiry", work.row.inquiry_id,
               std::string(enum_text(work.row.kind)) + " " + std::string(enum_text(before)) + "→" +
                   std::string(enum_text(work.state.status))};
  return {};
}

std::string seal_asker(const Ctx& ctx, std::int64_t inquiry_id, const AskerRecord& record) {
  return ctx.services.keyring.seal(context("inquiries.asker_sealed", inquiry_id), to_json(record));
}
Result<AskerRecord> open_asker(const Ctx& ctx, const store::InquiryRow& row) {
  return from_json_text<AskerRecord>(
      TRY(ctx.services.keyring.open(context("inquiries.asker_sealed", row.inquiry_id), row.asker_sealed)));
}
std::string seal_words(const Ctx& ctx, std::int64_t inquiry_id, const Words& words) {
  return ctx.services.keyring.seal(context("inquiries.words_sealed", inquiry_id), to_json(words));
}
Result<Words> open_words(const Ctx& ctx, const store::InquiryRow& row) {
  return from_json_text<Words>(
      TRY(ctx.services.keyring.open(context("inquiries.words_sealed", row.inquiry_id), row.words_sealed)));
}
Result<std::string> open_note(const Ctx& ctx, const Work& work, std::size_t index) {
  const auto& sealed = work.notes_sealed.at(index);
  if (sealed.empty()) return std::string();
  return ctx.services.keyring.open(context("inquiry_events.note_sealed", work.events.at(index).event_id), sealed);
}
std::string phone_index(const Ctx& ctx, std::string_view phone) {
  return phone.empty() ? std::string() : ctx.services.keyring.blind_index("inquiries.phone_index", phone);
}

InquiryActOut act_out(const Work& work) { return {Id{work.row.inquiry_id}, work.row.status, work.row.version}; }

Result<InquirySummary> summary_of(const Ctx& ctx, const store::InquiryRow& row, const State& state) {
  InquirySummary out;
  out.inquiry_id = Id{row.inquiry_id};
  out.kind = row.kind, out.about = row.about, out.status = row.status;
  out.title = TRY(open_words(ctx, row)).title;
  out.subject_name = row.subject_name;
  if (row.item_id != 0) out.item_id = Id{row.item_id};
  if (row.case_id != 0) out.case_id = Id{row.case_id};
  out.case_number = row.case_number;
  out.department_id = Id{row.department_id};
  out.department_name = row.department_name, out.region_code = row.region_code;
  out.asked_at = row.asked_at, out.answered_at = row.answered_at, out.closed_at = row.closed_at;
  out.limit_days = row.limit_days;
  const auto clock = clock_of(state, ctx.services.config.cases.warning_percent);
  const auto reading = TRY(read_limit_clock(clock, std::max(ctx.now, clock.started_at), ctx.services.calendar));
  out.due_at = reading.due_at;
  out.remaining_days = reading.remaining;
  out.clock_state = static_cast<ClockState>(reading.state);
  out.clock_stopped = clock.stopped_at.has_value();
  out.estimated = reading.estimated;
  out.reopened = row.reopened, out.published = row.published;
  out.version = row.version;
  return out;
}

}  // namespace tongban::inquiries
