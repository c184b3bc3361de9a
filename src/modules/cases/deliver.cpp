// After the decision: the result is made, delivered within ten working days (行政许可法第44条), and the case archived.
#include "modules/cases/actions.h"
#include "modules/cases/delivery.h"
#include "modules/cases/instruments.h"
#include "platform/files/file_store.h"

namespace tongban::cases {
namespace {

const char* form_text(DeliveryForm form) {
  switch (form) {
    case DeliveryForm::window:
      return "窗口领取";
    case DeliveryForm::express:
      return "邮寄送达";
    case DeliveryForm::electronic:
      return "电子送达";
  }
  return "";
}

// Who took it, as far as that was recorded at the window.
std::string recipient_text(const DeliverIn& in) {
  if (!in.recipient_kind) return {};
  const std::string who = *in.recipient_kind == RecipientKind::agent ? "代理人" : "申请人本人";
  return who + "（已核对身份证件）";
}

}  // namespace

Result<ActOut> issue(Ctx& ctx, const IssueIn& in) {
  auto work = TRY(load_for(ctx, in.case_id, in.expected_version, Action::issue));
  TRY(require_texts({{"/result_name", in.result_name}, {"/result_number", in.result_number}}));
  if (in.valid_from && in.valid_to && *in.valid_to < *in.valid_from)
    return Error{Code::invalid, "input.invalid", "有效期不正确", {{"/valid_to", "field.range", "不能早于起始日期"}}};
  store::ResultRow result{work.row.case_id};
  result.result_name = in.result_name;
  result.result_number = in.result_number;
  if (in.valid_from) result.valid_from = in.valid_from->text();
  if (in.valid_to) result.valid_to = in.valid_to->text();
  if (in.file_id)
    result.file_id = TRY(ctx.services.files.find_owned(ctx.tx, in.file_id->value, ctx.actor.account_id)).file_id;
  store::insert_result(ctx.tx, result);
  TRY(record(ctx, work, {{EventKind::issued, {{"result_name", in.result_name}}}}));
  return act_out(work);
}

Result<ActOut> deliver(Ctx& ctx, const DeliverIn& in) {
  auto work = TRY(load_for(ctx, in.case_id, in.expected_version, Action::deliver));
  const auto delivery = TRY(check_delivery(ctx, in));
  TRY(record(ctx, work, {{EventKind::delivered, {{"form", enum_text(in.form)}}, in.note}}));
  keep_delivery(ctx, work, in, delivery);
  const auto result = store::result_of(ctx.tx, work.row.case_id);
  const auto what = result ? result->result_name + " " + result->result_number : std::string("不予办理决定书");
  const auto instrument = TRY(make_instrument(ctx, work, InstrumentKind::delivery_record,
                                              {{"送达文书", what},
                                               {"送达方式", form_text(in.form)},
                                               {"送达时间", iso_text(ctx.now)},
                                               {"受送达人", in.recipient},
                                               {"领取人身份", recipient_text(in)},
                                               {"代领依据", delivery.recipient.authority},
                                               {"快递单号", in.express_number},
                                               {"备注", in.note}},
                                              {}, {}, delivery.signature));
  return act_out(work, instrument);
}

Result<ActOut> archive(Ctx& ctx, const ActIn& in) {
  auto work = TRY(load_for(ctx, in.case_id, in.expected_version, Action::archive));
  TRY(record(ctx, work, {{EventKind::archived}}));
  return act_out(work);
}

}  // namespace tongban::cases
