// Special procedures (特别程序): hearing, inspection, testing, expert review, … of the item's own menu. The time is not
// counted, and the applicant is told in writing how long it will take (行政许可法第45条).
#include <algorithm>

#include "modules/cases/actions.h"
#include "modules/cases/instruments.h"

namespace tongban::cases {

Result<ActOut> suspend(Ctx& ctx, const SuspendIn& in) {
  auto work = TRY(load_for(ctx, in.case_id, in.expected_version, Action::suspend));
  const auto& menu = work.item->content.special_procedures;
  const auto found = std::find_if(menu.begin(), menu.end(),
                                  [&](const auto& entry) { return entry.procedure_kind == in.procedure_kind; });
  if (found == menu.end())
    return unprocessable("cases.no_such_procedure", "该事项没有此特别程序",
                         {{"/procedure_kind", "cases.no_such_procedure", "该事项没有此特别程序"}});
  TRY(require_texts({{"/reason", in.reason}, {"/basis", in.basis}}));
  if (in.planned_end < local_date(ctx.now) || !ctx.services.calendar.covers(in.planned_end))
    return Error{
        Code::invalid, "input.invalid", "计划结束日期不正确", {{"/planned_end", "field.range", "计划结束日期不正确"}}};
  TRY(record(ctx, work,
             {{EventKind::suspended,
               {{"procedure_kind", in.procedure_kind},
                {"planned_end", in.planned_end.text()},
                {"excluded", found->excluded_from_limit}},
               in.reason}}));
  const auto counted = found->excluded_from_limit ? "所需时间不计入办理时限" : "所需时间计入办理时限";
  const auto instrument = TRY(make_instrument(ctx, work, InstrumentKind::special_procedure,
                                              {{"特别程序", found->procedure_name},
                                               {"启动理由", in.reason},
                                               {"依据", in.basis},
                                               {"开始日期", chinese_date(local_date(ctx.now))},
                                               {"计划结束日期", chinese_date(in.planned_end)},
                                               {"时限", counted}}));
  return act_out(work, instrument);
}

Result<ActOut> resume(Ctx& ctx, const ResumeIn& in) {
  auto work = TRY(load_for(ctx, in.case_id, in.expected_version, Action::resume));
  TRY(require_texts({{"/result", in.result}}));
  TRY(record(ctx, work, {{EventKind::resumed, {}, in.result}}));
  return act_out(work);
}

}  // namespace tongban::cases
