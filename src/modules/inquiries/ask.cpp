// Somebody asks, complains or praises: the department that answers follows from what it is about, the limit from the
// kind.
#include "base/contact_numbers.h"
#include "base/text.h"
#include "modules/cases/cases.h"
#include "modules/catalog/catalog.h"
#include "modules/identity/identity.h"
#include "modules/inquiries/actions.h"
#include "modules/inquiries/work.h"
#include "platform/config/config.h"
#include "platform/crypto/random.h"

namespace tongban::inquiries {
namespace {

// With the phone number it opens the answer: 49 bits, more than a case's code because no long number is beside it.
constexpr std::size_t kQueryCodeLength = 10;
constexpr int kRetryAfterSeconds = 3600;

Error too_many_open() {
  return {Code::rate_limited,
          "inquiries.too_many_open",
          "您还有较多未答复的事情，请等待答复后再提出",
          {},
          kRetryAfterSeconds};
}

void send_to(store::InquiryRow& row, const catalog::Department& department) {
  row.department_id = department.department_id;
  row.department_name = department.name;
  row.region_code = department.region_code;
  row.county_code = department.region_code.substr(0, 6);
}

Result<void> choose_subject(Ctx& ctx, const AskIn& in, store::InquiryRow& row) {
  const int subjects = in.item_id.has_value() + in.department_id.has_value() + in.case_id.has_value();
  if (subjects != 1) return field_error("/item_id", "inquiry.one_subject", "请选择一个事项、部门或本人的办件");
  if (in.case_id) {
    const auto facts = TRY(cases::case_facts(ctx, in.case_id->value));
    const auto me = ctx.actor.account_id;
    const bool own = ctx.actor.kind == ActorKind::applicant &&
                     (facts.applicant_account_id == me || facts.agent_account_id == me) && !facts.case_number.empty();
    if (!own) return not_found("cases.not_found", "没有这个办件");
    row.about = About::own_case;
    row.case_id = facts.case_id, row.item_id = facts.item_id;
    row.case_number = facts.case_number, row.subject_name = facts.item_name;
    send_to(row, TRY(catalog::department(ctx, facts.department_id)));
  } else if (in.item_id) {
    const auto item = TRY(catalog::current_version(ctx, in.item_id->value));
    row.about = About::item;
    row.item_id = item->item_id, row.subject_name = item->content.basic.item_name;
    send_to(row, item->department);
  } else {
    const auto department = TRY(catalog::department(ctx, in.department_id->value));
    if (!department.active) return not_found("catalog.no_such_department", "没有这个部门");
    row.about = About::department;
    row.subject_name = department.name;
    send_to(row, department);
  }
  return {};
}

// The name and phone of the account; what is typed besides only fills what it does not have.
Result<AskerRecord> asker_of(Ctx& ctx, const AskIn& in) {
  AskerRecord record;
  if (ctx.actor.kind == ActorKind::applicant) {
    const auto profile = TRY(identity::profile(ctx, ctx.actor.account_id));
    record = {profile.name, profile.phone, profile.legal_person};
  } else if (ctx.actor.kind == ActorKind::staff) {
    record.name = TRY(identity::staff_name(ctx, ctx.actor.account_id));
  } else if (in.name) {
    record.name = trim(*in.name);
  }
  if (in.phone && !trim(*in.phone).empty()) {
    const auto phone = parse_phone(*in.phone);
    if (!phone) return field_error("/phone", phone.error().key, "电话号码不正确");
    record.phone = phone.value();
  }
  if (record.phone.empty() && !ctx.actor.signed_in())
    return field_error("/phone", "field.required", "未登录时请填写手机号，凭它和查询码查看答复");
  return record;
}

Result<void> check_how_many(Ctx& ctx, const store::InquiryRow& row) {
  if (ctx.actor.signed_in()) {
    if (store::count_open_of_account(ctx.tx, ctx.actor.account_id) >= store::kMostOpen) return too_many_open();
  } else if (store::count_open_of_phone(ctx.tx, row.phone_index) >= store::kMostOpen) {
    return too_many_open();
  }
  return {};
}

}  // namespace

Result<AskedOut> ask(Ctx& ctx, const AskIn& in) {
  TRY(require_text("/title", in.title));
  TRY(require_text("/text", in.text));
  Work work;
  auto& row = work.row;
  work.unsaved = true;
  row.inquiry_id = ctx.new_id();
  row.kind = in.kind;
  row.asker_account_id = ctx.actor.account_id;
  const auto asker = TRY(asker_of(ctx, in));
  TRY(choose_subject(ctx, in, row));
  row.phone_index = phone_index(ctx, asker.phone);
  TRY(check_how_many(ctx, row));
  row.query_code = random_code(kQueryCodeLength);
  row.asker_sealed = seal_asker(ctx, row.inquiry_id, asker);
  row.words_sealed = seal_words(ctx, row.inquiry_id, {std::string(trim(in.title)), std::string(trim(in.text))});
  const auto& limits = ctx.services.config.inquiries;
  const int days = in.kind == Kind::question ? limits.question_days : limits.complaint_days;
  TRY(record(ctx, work, {EventKind::asked, {{"department_id", id_text(row.department_id)}, {"limit_days", days}}}));
  return AskedOut{Id{row.inquiry_id}, row.query_code, row.department_name, row.limit_days, row.due_at, row.version};
}

}  // namespace tongban::inquiries
