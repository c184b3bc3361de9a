// The application is handed in: checked completely on the server, numbered, frozen, receipted. Handing in again, after
// a pre-review or a correction notice, is the same with another event.
#include "modules/cases/actions.h"
#include "modules/cases/application.h"
#include "modules/cases/instruments.h"
#include "modules/cases/numbers.h"
#include "modules/identity/identity.h"

namespace tongban::cases {
namespace {

Result<void> check_applicant(Ctx& ctx, const Work& work, const ApplicantRecord& applicant) {
  const auto& row = work.row;
  const bool by_agent = row.agent_account_id != 0 && row.agent_account_id == ctx.actor.account_id;
  if (by_agent && !identity::may_act_for(ctx, row.applicant_account_id, row.item_id))
    return Error{Code::forbidden, "cases.not_authorised", "代办授权已失效"};
  if (applicant.assurance_level < work.item->content.extension.min_assurance_level)
    return unprocessable("cases.assurance_too_low", "该事项需要更高的实名认证等级");
  return {};
}

Result<void> check_complete(Ctx& ctx, const Work& work, const Given& given) {
  auto missing = TRY(missing_for_submission(ctx, work, given));
  if (missing.empty()) return {};
  return unprocessable("cases.incomplete", "申请尚不完整，请按提示补充", std::move(missing));
}

// 收件凭证 lists what was handed in (行政许可法第32条第2款; official-facts §11.5).
InstrumentRef make_receipt(Ctx& ctx, const Work& work, const Given& given) {
  std::string list;
  for (const auto& requirement : requirements_of(work, given.scenario, given.materials)) {
    if (!requirement.satisfied()) continue;
    std::string how;
    switch (requirement.entries.front().source) {
      case MaterialSource::uploaded:
        how = "电子文件";
        break;
      case MaterialSource::earlier_case:
        how = "引用已有材料";
        break;
      case MaterialSource::promised:
        how = "容缺，承诺于" + requirement.entries.front().promised_date + "前补交";
        break;
      case MaterialSource::commitment:
        how = "告知承诺替代";
        break;
      case MaterialSource::paper:
        how = "纸质" + std::to_string(requirement.entries.front().copies) + "份";
        break;
    }
    list += (list.empty() ? "" : "\n") + requirement.material->material_name + "（" + how + "）";
  }
  return make_instrument_for(
      given.applicant.name, ctx, work, InstrumentKind::receipt,
      {{"材料清单", list.empty() ? "（无）" : list},
       {"提交时间", iso_text(ctx.now)},
       {"说明", "请凭办件编码和查询码查询办理进度。五个工作日内未告知补正的，自收到申请材料之日起即为受理。"}});
}

}  // namespace

Result<ActOut> hand_in(Ctx& ctx, Work& work, const Given& given) {
  TRY(check_applicant(ctx, work, given.applicant));
  TRY(check_complete(ctx, work, given));
  work.row.case_number = TRY(take_case_number(ctx, *work.item));
  work.row.query_code = new_query_code();
  TRY(freeze_submission(ctx, work, given, "submit"));

  const bool window = work.row.channel == "window";
  json::object started{{"channel", work.row.channel},
                       {"instant", decided_on_the_spot(*work.item)},
                       {"item_version_id", id_text(work.row.item_version_id)}};
  std::vector<Happening> happenings{{EventKind::started, std::move(started)}, {EventKind::submitted}};
  if (window) happenings.push_back({EventKind::received});  // the clerk who hands it in has it in hand
  TRY(record(ctx, work, std::move(happenings)));
  auto out = act_out(work, make_receipt(ctx, work, given));
  out.query_code = work.row.query_code;
  return out;
}

Result<ActOut> submit(Ctx& ctx, const ActIn& in) {
  auto work = TRY(load_for(ctx, in.case_id, in.expected_version, Action::submit));
  TRY(catalog::current_version(ctx, work.row.item_id));  // not while the item is suspended or retired
  return hand_in(ctx, work, TRY(open_given(ctx, work)));
}

Result<ActOut> revise(Ctx& ctx, const ActIn& in) {
  auto work = TRY(load_for(ctx, in.case_id, in.expected_version, Action::revise));
  const auto given = TRY(open_given(ctx, work));
  TRY(check_complete(ctx, work, given));
  TRY(freeze_submission(ctx, work, given, "revise"));
  TRY(record(ctx, work, {{EventKind::revised}}));
  return act_out(work);
}

Result<ActOut> resubmit(Ctx& ctx, const ActIn& in) {
  auto work = TRY(load_for(ctx, in.case_id, in.expected_version, Action::resubmit));
  const auto given = TRY(open_given(ctx, work));
  TRY(check_complete(ctx, work, given));
  TRY(freeze_submission(ctx, work, given, "resubmit"));
  TRY(record(ctx, work, {{EventKind::resubmitted}}));
  return act_out(work);
}

}  // namespace tongban::cases
