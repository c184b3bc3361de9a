// What the department does: answer, or pass on to the department that is competent.
#include "base/text.h"
#include "modules/catalog/catalog.h"
#include "modules/inquiries/actions.h"
#include "modules/inquiries/work.h"

namespace tongban::inquiries {

Result<InquiryActOut> answer(Ctx& ctx, const AnswerIn& in) {
  auto work = TRY(load_for(ctx, in.inquiry_id, in.expected_version, Action::answer));
  TRY(require_text("/answer", in.answer));
  TRY(record(ctx, work, {EventKind::answered, {}, std::string(trim(in.answer))}));
  return act_out(work);
}

// The limit runs on: whoever was asked first and did not pass it on in time has used it up (首问负责).
Result<InquiryActOut> transfer(Ctx& ctx, const TransferIn& in) {
  auto work = TRY(load_for(ctx, in.inquiry_id, in.expected_version, Action::transfer));
  TRY(require_text("/reason", in.reason));
  const auto to = TRY(catalog::department(ctx, in.department_id.value));
  if (!to.active) return not_found("catalog.no_such_department", "没有这个部门");
  if (to.department_id == work.row.department_id)
    return field_error("/department_id", "inquiry.same_department", "请选择另一个部门");
  json::object data{{"from_department_id", id_text(work.row.department_id)},
                    {"to_department_id", id_text(to.department_id)},
                    {"to_department_name", to.name}};
  work.row.department_id = to.department_id;
  work.row.department_name = to.name;
  work.row.region_code = to.region_code;
  work.row.county_code = to.region_code.substr(0, 6);
  TRY(record(ctx, work, {EventKind::transferred, std::move(data), std::string(trim(in.reason))}));
  return act_out(work);
}

}  // namespace tongban::inquiries
