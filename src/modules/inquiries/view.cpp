// An inquiry as its asker, its department or a supervisor sees it, in one answer.
#include <map>

#include "base/masking.h"
#include "base/text.h"
#include "modules/identity/identity.h"
#include "modules/inquiries/actions.h"
#include "modules/inquiries/work.h"
#include "platform/audit/audit.h"
#include "platform/crypto/keyring.h"

namespace tongban::inquiries {
namespace {

AskerView asker_view(const AskerRecord& record, const store::InquiryRow& row, bool masked) {
  AskerView view;
  const bool hide_name = masked && !record.legal_person && !record.name.empty();
  view.name = hide_name ? mask_name(record.name) : record.name;
  view.phone = masked && !record.phone.empty() ? mask_phone(record.phone) : record.phone;
  view.registered = row.asker_account_id != 0;
  view.masked = masked;
  return view;
}

std::string text_in(const json::object& data, const char* key) {
  const auto* value = data.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

// The asker is told what was done, not by whom, and nothing of publishing, which does not concern their matter.
Result<void> add_steps(Ctx& ctx, InquiryView& view, const Work& work, bool for_asker) {
  std::map<std::int64_t, std::string> names;
  for (std::size_t i = 0; i < work.events.size(); ++i) {
    const auto& event = work.events[i];
    const bool of_publishing = event.kind == EventKind::published || event.kind == EventKind::unpublished;
    auto note = TRY(open_note(ctx, work, i));
    if (event.kind == EventKind::answered) view.answer = note;
    if (of_publishing && for_asker) continue;
    InquiryStep step{event.kind, event.at, "", std::move(note), text_in(event.data, "to_department_name")};
    if (event.kind == EventKind::published) step.note.clear();
    if (!for_asker && event.actor_kind == enum_text(ActorKind::staff)) {
      auto [at, fresh] = names.try_emplace(event.actor_id);
      if (fresh)
        if (auto name = identity::staff_name(ctx, event.actor_id)) at->second = std::move(name).value();
      step.by = at->second;
    }
    view.steps.push_back(std::move(step));
  }
  return {};
}

Result<InquiryView> view_of(Ctx& ctx, const Work& work, const std::vector<Party>& parties) {
  const bool for_asker = !parties.empty() && parties.front() == Party::asker;
  InquiryView view;
  view.summary = TRY(summary_of(ctx, work.row, work.state));
  view.text = TRY(open_words(ctx, work.row)).text;
  view.asker = asker_view(TRY(open_asker(ctx, work.row)), work.row, !(for_asker && ctx.actor.signed_in()));
  if (for_asker) view.query_code = work.row.query_code;
  TRY(add_steps(ctx, view, work, for_asker));
  if (const auto row = store::published_of(ctx.tx, work.row.inquiry_id))
    view.published = PublishedQuestion{Id{row->published_id}, row->question,    row->answer,      row->department_name,
                                       row->asked_at,         row->answered_at, row->published_at};
  view.allowed = allowed_actions(ctx.actor, work, parties);
  return view;
}

}  // namespace

Result<InquiryView> view_inquiry(Ctx& ctx, const InquiryIn& in) {
  const auto work = TRY(load_to_see(ctx, in.inquiry_id));
  return view_of(ctx, work, parties_of(ctx.actor, work.row));
}

// A wrong code is answered like a wrong number, so that neither tells the other.
Result<InquiryView> lookup(Ctx& ctx, const LookupIn& in) {
  const Proof proof{in.query_code, in.phone};
  auto row = store::find_inquiry_by_code(ctx.tx, normalise_code(in.query_code));
  if (!row || !is_asker(ctx, *row, proof)) return not_found("inquiries.no_such_code", "查询码或电话号码不正确");
  return view_of(ctx, TRY(unfold(ctx, *std::move(row))), {Party::asker});
}

Result<AskerView> reveal_asker(Ctx& ctx, const RevealAskerIn& in) {
  const auto work = TRY(load_to_see(ctx, in.inquiry_id));
  // Whoever answers may need to know; who only watches does not.
  if (parties_of(ctx.actor, work.row).empty())
    return Error{Code::forbidden, "inquiries.not_for_your_role", "您的岗位不能查看完整信息"};
  TRY(require_text("/reason", in.reason));
  const auto id = work.row.inquiry_id;
  ctx.audit = {"inquiry", id, audit::sealed_detail(ctx.services.keyring, "revealed", id, in.reason)};
  return asker_view(TRY(open_asker(ctx, work.row)), work.row, false);
}

}  // namespace tongban::inquiries
