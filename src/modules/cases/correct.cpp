// The correction notice (补正材料告知书): everything that is missing or wrong, at once, with requirement and basis.
// There is one notice and no second (行政许可法第32条第1款第4项: 一次告知需要补正的全部内容).
#include <algorithm>

#include "base/text.h"
#include "modules/cases/actions.h"
#include "modules/cases/instruments.h"
#include "platform/config/config.h"

namespace tongban::cases {
namespace {

constexpr std::size_t kMaxPoints = 200;
constexpr int kMaxReplyDays = 120;

Result<void> check_points(const Work& work, const std::vector<CorrectionPoint>& points) {
  if (points.empty()) return required_field("/points", "请列出需要补正的内容");
  if (points.size() > kMaxPoints) return invalid("cases.too_many_points", "补正内容过多");
  std::vector<FieldError> wrong;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto& point = points[i];
    const auto at = "/points/" + std::to_string(i);
    const auto need = [&](const char* name, const std::string& text) {
      if (trim(text).empty()) wrong.push_back({at + "/" + name, "field.required", "此项必填"});
    };
    need("problem", point.problem);
    need("requirement", point.requirement);
    need("basis", point.basis);
    if (point.kind != "material" && point.kind != "field" && point.kind != "other")
      wrong.push_back({at + "/kind", "field.unknown_value", "不是允许的取值"});
    const auto& materials = work.item->content.materials;
    const bool known = std::any_of(materials.begin(), materials.end(),
                                   [&](const auto& material) { return material.material_key == point.key; });
    if (point.kind == "material" && !known)
      wrong.push_back({at + "/key", "cases.no_such_material", "该事项没有此材料"});
  }
  if (wrong.empty()) return {};
  return Error{Code::invalid, "input.invalid", "提交的内容有误，请按提示修改", std::move(wrong)};
}

}  // namespace

Result<ActOut> correct(Ctx& ctx, const CorrectIn& in) {
  auto work = TRY(load_for(ctx, in.case_id, in.expected_version, Action::correct));
  if (work.state.correction_used)
    return conflict("cases.correction_already_sent", "补正只能一次性告知，本办件已经告知过");
  TRY(check_points(work, in.points));
  const int days = in.reply_days.value_or(ctx.services.config.cases.correction_answer_days);
  if (days < 1 || days > kMaxReplyDays)
    return Error{
        Code::invalid, "input.invalid", "补正期限不正确", {{"/reply_days", "field.range", "应为1至120个工作日"}}};
  const auto due = TRY(due_date(ctx.now, days, ctx.services.calendar));
  TRY(record(ctx, work,
             {{EventKind::correction_sent,
               {{"reply_due_at", due.text()}, {"points", static_cast<std::int64_t>(in.points.size())}}}}));
  const auto instrument = TRY(make_instrument(ctx, work, InstrumentKind::correction_notice,
                                              {{"补正期限", "请于" + chinese_date(due) + "前一次补正"},
                                               {"补正方式", "登录平台在本办件中修改并重新提交，或到窗口提交"},
                                               {"逾期后果", "逾期未补正的，本次申请作退件处理，可重新申请"}},
                                              in.points));
  return act_out(work, instrument);
}

}  // namespace tongban::cases
