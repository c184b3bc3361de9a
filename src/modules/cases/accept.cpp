// Acceptance (受理): normal, or tolerant of materials promised for later (容缺受理); and deemed, when five working days
// passed without a notice, which the platform does itself (行政许可法第32条第1款第4项, 第5项).
#include "modules/cases/accept.h"

#include <algorithm>
#include <boost/json/array.hpp>

#include "modules/cases/actions.h"
#include "modules/cases/instruments.h"
#include "modules/cases/requirements.h"

namespace tongban::cases {
namespace {

std::string limit_text(const std::optional<Limit>& limit) {
  if (!limit) return "未规定";
  if (limit->amount == 0) return "即办";
  const char* unit = limit->unit == LimitUnit::working_day   ? "个工作日"
                     : limit->unit == LimitUnit::natural_day ? "个自然日"
                                                             : "个工作小时";
  return std::to_string(limit->amount) + unit;
}

// What may still come later: what the applicant promised, and what the clerk adds for what is missing.
Result<std::vector<PendingSupplement>> supplements_for(Ctx& ctx, const Work& work, const AcceptIn& in) {
  const auto scenario = TRY(open_scenario(ctx, work.row));
  const auto list = requirements_of(work, scenario, store::materials_of(ctx.tx, work.row.case_id));
  const auto latest =
      TRY(due_date(ctx.now, std::max(1, work.item->content.extension.tolerant_days), ctx.services.calendar));
  std::vector<PendingSupplement> supplements;
  std::vector<FieldError> wrong;
  for (std::size_t i = 0; i < in.supplements.size(); ++i) {
    const auto& given = in.supplements[i];
    const auto at = "/supplements/" + std::to_string(i);
    const auto found = std::find_if(list.begin(), list.end(), [&](const auto& requirement) {
      return requirement.material->material_key == given.material_key;
    });
    if (found == list.end() || !found->tolerable)
      wrong.push_back({at + "/material_key", "cases.material_not_tolerable", "该材料不能容缺后补"});
    else if (given.due_date <= local_date(ctx.now) || given.due_date > latest)
      wrong.push_back({at + "/due_date", "cases.promise_date", "补交日期须在明日至" + latest.text() + "之间"});
    else
      supplements.push_back({given.material_key, given.due_date.text(), false});
  }
  for (const auto& requirement : list) {
    const auto& key = requirement.material->material_key;
    const bool listed = std::any_of(supplements.begin(), supplements.end(),
                                    [&](const auto& supplement) { return supplement.material_key == key; });
    if (listed) continue;
    if (requirement.satisfied() && requirement.entries.front().source == MaterialSource::promised)
      supplements.push_back({key, requirement.entries.front().promised_date, false});
    else if (requirement.required && !requirement.satisfied())
      wrong.push_back({"/supplements", "cases.material_missing", "缺少材料：" + requirement.material->material_name});
  }
  if (wrong.empty()) return supplements;
  return unprocessable("cases.cannot_accept", "申请材料不符合受理条件", std::move(wrong));
}

json::object accepted_data(AcceptMode mode, const std::vector<PendingSupplement>& supplements) {
  json::array list;
  for (const auto& supplement : supplements)
    list.push_back(json::object{{"material_key", supplement.material_key}, {"due_at", supplement.due_at}});
  return {{"mode", enum_text(mode)}, {"supplements", std::move(list)}};
}

}  // namespace

Result<InstrumentRef> make_acceptance_notice(Ctx& ctx, const Work& work) {
  const auto& state = work.state;
  std::vector<Paragraph> paragraphs{
      {"受理日期", chinese_date(local_date(*state.accepted_at))},
      {"法定办结时限", limit_text(work.limits.legal)},
      {"承诺办结时限", limit_text(work.limits.promised)},
  };
  const auto due = work.row.promised_due_at ? work.row.promised_due_at : work.row.legal_due_at;
  if (due) paragraphs.push_back({"应办结日期", chinese_date(local_date(*due))});
  if (!work.item->content.special_procedures.empty())
    paragraphs.push_back({"不计入时限", "听证、检验、检测、检疫、鉴定、专家评审等依法不计入时限的时间"});
  std::string list;
  for (const auto& supplement : state.supplements) {
    std::string name = supplement.material_key;
    for (const auto& material : work.item->content.materials)
      if (material.material_key == supplement.material_key) name = material.material_name;
    list += (list.empty() ? "" : "\n") + name + "（" + supplement.due_at + "前补交）";
  }
  if (!list.empty()) paragraphs.push_back({"容缺材料", list});
  if (state.accept_mode == AcceptMode::deemed)
    paragraphs.push_back({"说明",
                          "收到申请材料之日起五个工作日内未告知补正，依照《行政许可法》第三十二条，自收到申请材料之日"
                          "起即为受理。"});
  paragraphs.push_back(
      {"是否收费", work.item->content.basic.is_fee.value_or(false) ? work.item->content.basic.fee_basis : "不收费"});
  paragraphs.push_back({"咨询电话", work.item->content.basic.consult_phone});
  return make_instrument(ctx, work, InstrumentKind::acceptance_notice, std::move(paragraphs));
}

Result<ActOut> accept(Ctx& ctx, const AcceptIn& in) {
  auto work = TRY(load_for(ctx, in.case_id, in.expected_version, Action::accept));
  const auto supplements = TRY(supplements_for(ctx, work, in));
  const auto mode = supplements.empty() ? AcceptMode::normal : AcceptMode::tolerant;
  TRY(record(ctx, work, {{EventKind::accepted, accepted_data(mode, supplements), in.note}}));
  return act_out(work, TRY(make_acceptance_notice(ctx, work)));
}

Result<void> deem_accepted(Ctx& ctx, Work& work) {
  // What the applicant promised stays promised; what is missing otherwise was not asked for in time.
  std::vector<PendingSupplement> promised;
  for (const auto& material : store::materials_of(ctx.tx, work.row.case_id))
    if (material.source == MaterialSource::promised)
      promised.push_back({material.material_key, material.promised_date, false});
  TRY(record(ctx, work, {{EventKind::accepted, accepted_data(AcceptMode::deemed, promised)}}));
  TRY(make_acceptance_notice(ctx, work));
  return {};
}

}  // namespace tongban::cases
