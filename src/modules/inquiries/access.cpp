// Who stands how to an inquiry, and what may follow now.
#include <algorithm>

#include "base/contact_numbers.h"
#include "base/text.h"
#include "modules/inquiries/work.h"

namespace tongban::inquiries {
namespace {

Error not_in_status(Status status) {
  return conflict("inquiries.not_allowed_in_status",
                  "当前状态不能进行此操作（" + std::string(enum_text(status)) + "）");
}

// Rules beyond the table that depend on this inquiry.
Result<void> check_state(const Actor& actor, const Work& work, Action action, Party party) {
  const auto& state = work.state;
  if (action == Action::reopen && state.reopened)
    return conflict("inquiries.reopened_before", "只能再次提出一次；如仍不满意，可拨打12345热线");
  if (action == Action::transfer && state.transfers >= kMostTransfers)
    return conflict("inquiries.transferred_too_often", "已多次转办，请由本部门答复");
  if (action == Action::publish && work.row.item_id == 0)
    return conflict("inquiries.not_about_an_item", "只有针对事项的咨询可以公开");
  if (action == Action::unpublish && !state.published) return conflict("inquiries.not_published", "尚未公开");
  // Who wrote the answer knows what may be told; the head answers for all.
  const bool of_publishing = action == Action::publish || action == Action::unpublish;
  if (of_publishing && party != Party::department_head && state.answered_by != actor.account_id)
    return Error{Code::forbidden, "inquiries.not_your_answer", "由答复人或部门负责人公开"};
  return {};
}

Result<void> check_action(const Actor& actor, const Work& work, Action action, const std::vector<Party>& parties) {
  if (!next(work.state.status, action)) return not_in_status(work.state.status);
  std::optional<Error> reason;
  for (const Party party : parties) {
    if (!may(work.row.kind, action, party)) continue;
    auto checked = check_state(actor, work, action, party);
    if (checked) return {};
    reason = std::move(checked).error();
  }
  if (reason) return *std::move(reason);
  return Error{Code::forbidden, "inquiries.not_for_your_role", "您的岗位不能进行此操作"};
}

}  // namespace

std::vector<Party> parties_of(const Actor& actor, const store::InquiryRow& row) {
  std::vector<Party> parties;
  if (actor.signed_in() && actor.account_id == row.asker_account_id) parties.push_back(Party::asker);
  if (actor.kind != ActorKind::staff) return parties;
  constexpr std::pair<Role, Party> kPosts[] = {{Role::window_clerk, Party::window_clerk},
                                               {Role::reviewer, Party::reviewer},
                                               {Role::department_head, Party::department_head}};
  for (const auto& [role, party] : kPosts)
    if (sees(row.kind, party) && actor.may(role, row.department_id, row.region_code)) parties.push_back(party);
  return parties;
}

bool is_asker(const Ctx& ctx, const store::InquiryRow& row, const Proof& proof) {
  if (proof.query_code.empty() || proof.phone.empty() || row.phone_index.empty()) return false;
  const auto phone = parse_phone(proof.phone);
  if (!phone) return false;
  const bool code = constant_time_equal(normalise_code(proof.query_code), row.query_code);
  const bool number = constant_time_equal(phone_index(ctx, phone.value()), row.phone_index);
  return code && number;
}

bool may_see(const Actor& actor, const store::InquiryRow& row) {
  if (!parties_of(actor, row).empty()) return true;
  return actor.kind == ActorKind::staff && actor.may(Role::supervisor, row.department_id, row.region_code);
}

Result<Work> load_for(Ctx& ctx, Id inquiry_id, std::optional<std::int64_t> expected_version, Action action,
                      const Proof& proof) {
  auto row = store::find_inquiry_for_update(ctx.tx, inquiry_id.value);
  if (!row) return inquiry_not_found();
  auto parties = parties_of(ctx.actor, *row);
  if (is_asker(ctx, *row, proof)) parties.push_back(Party::asker);
  if (parties.empty() && !may_see(ctx.actor, *row)) return inquiry_not_found();
  auto work = TRY(unfold(ctx, *std::move(row)));
  ctx.audit = {"inquiry", inquiry_id.value, ""};
  if (expected_version && *expected_version != work.row.version)
    return Error{Code::stale, "inquiries.stale", "内容已被更新，请刷新后再试"};
  TRY(check_action(ctx.actor, work, action, parties));
  return work;
}

Result<Work> load_to_see(Ctx& ctx, Id inquiry_id) {
  auto row = store::find_inquiry(ctx.tx, inquiry_id.value);
  if (!row || !may_see(ctx.actor, *row)) return inquiry_not_found();
  return unfold(ctx, *std::move(row));
}

std::vector<Action> allowed_actions(const Actor& actor, const Work& work, const std::vector<Party>& parties) {
  std::vector<Action> allowed;
  for (const Action action : all_of<Action>())
    if (check_action(actor, work, action, parties)) allowed.push_back(action);
  return allowed;
}

}  // namespace tongban::inquiries
