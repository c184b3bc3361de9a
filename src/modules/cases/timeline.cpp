#include "modules/cases/timeline.h"

#include "platform/crypto/keyring.h"

namespace tongban::cases {
namespace {

bool note_is_for_applicant(EventKind kind) {
  switch (kind) {
    case EventKind::pre_reviewed:
    case EventKind::refused:
    case EventKind::suspended:
    case EventKind::resumed:
    case EventKind::extended:
    case EventKind::decided:
    case EventKind::withdrawn:
    case EventKind::terminated:
    case EventKind::transferred:
      return true;
    default:
      return false;
  }
}

Result<std::string> open_note(const Ctx& ctx, const Work& work, std::size_t index) {
  const auto& sealed = work.notes_sealed.at(index);
  if (sealed.empty()) return std::string();
  return ctx.services.keyring.open("case_events.note_sealed/" + id_text(work.events[index].event_id), sealed);
}

std::int64_t account_in(const Event& event, const char* key) {
  const auto* value = event.data.if_contains(key);
  return value != nullptr && value->is_number() ? value->to_number<std::int64_t>() : 0;
}

std::string actor_text(const Work& work, const Event& event, StaffNames& names, bool for_staff) {
  if (event.actor_kind == "applicant") return "申请人";
  if (event.actor_kind == "platform") return "平台";
  const auto name = names.of(event.actor_id);
  if (!for_staff || name.empty()) return work.row.department_name;
  const auto& absent = names.of(account_in(event, "for"));
  return absent.empty() ? name : name + "（代" + absent + "）";
}

// The colleague that the event is about.
std::string person_text(const Event& event, StaffNames& names) {
  const bool gives = event.kind == EventKind::assigned || event.kind == EventKind::handed_over;
  return names.of(account_in(event, gives ? "assignee" : "colleague"));
}

// Applicants see that they urged, and nothing of what the staff say among themselves.
bool is_for_applicant(const Event& event) {
  return is_public_step(event.kind) || (event.kind == EventKind::urged && event.actor_kind == "applicant");
}

}  // namespace

bool is_public_step(EventKind kind) {
  switch (kind) {
    case EventKind::claimed:
    case EventKind::assigned:
    case EventKind::handed_over:
    case EventKind::reviewed:
    case EventKind::warned:
    case EventKind::process_moved:
    case EventKind::task_done:
    case EventKind::delegated:
    case EventKind::taken_back:
    case EventKind::signer_added:
    case EventKind::signer_removed:
    case EventKind::advised:
    case EventKind::urged:
      return false;
    default:
      return true;
  }
}

Result<std::vector<TimelineEntry>> timeline_of(Ctx& ctx, const Work& work, StaffNames& names) {
  const bool for_staff = ctx.actor.kind == ActorKind::staff;
  std::vector<TimelineEntry> timeline;
  for (std::size_t i = 0; i < work.events.size(); ++i) {
    const auto& event = work.events[i];
    if (!for_staff && !is_for_applicant(event)) continue;
    TimelineEntry entry;
    entry.sequence = event.sequence;
    entry.kind = event.kind;
    entry.at = event.at;
    entry.actor = actor_text(work, event, names, for_staff);
    entry.data = event.data;
    if (for_staff) entry.person = person_text(event, names);
    const bool own = event.kind == EventKind::urged && event.actor_id == ctx.actor.account_id;
    if (for_staff || own || note_is_for_applicant(event.kind)) entry.note = TRY(open_note(ctx, work, i));
    timeline.push_back(std::move(entry));
  }
  return timeline;
}

Result<std::string> revision_note_of(Ctx& ctx, const Work& work) {
  if (!work.state.revision_requested) return std::string();
  for (std::size_t i = work.events.size(); i-- > 0;)
    if (work.events[i].kind == EventKind::pre_reviewed) return open_note(ctx, work, i);
  return std::string();
}

}  // namespace tongban::cases
