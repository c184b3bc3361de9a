#include "modules/cases/delivery.h"

#include "base/identifiers.h"
#include "base/masking.h"
#include "modules/cases/store_window.h"
#include "platform/crypto/keyring.h"

namespace tongban::cases {
namespace {

constexpr std::int64_t kMostSignatureBytes = 512 << 10;

std::string recipient_context(std::int64_t case_id) { return "case_deliveries.recipient_sealed/" + id_text(case_id); }

bool recorded(const DeliverIn& in) {
  return in.recipient_kind || in.signature_file_id || in.authority_file_id || in.document_number || in.authority;
}

Result<void> check_fields(const DeliverIn& in, Recipient& recipient) {
  std::vector<FieldError> wrong;
  const auto need = [&](const char* pointer, const char* detail) {
    wrong.push_back({pointer, "field.required", detail});
  };
  if (in.form != DeliveryForm::electronic && in.recipient.empty()) need("/recipient", "请填写领取人");
  if (in.form == DeliveryForm::express && in.express_number.empty()) need("/express_number", "请填写快递单号");
  if (recorded(in) && !in.identity_checked.value_or(false)) need("/identity_checked", "请核对领取人的身份证件");
  if (in.recipient_kind == RecipientKind::agent) {
    const auto type = in.document_type.value_or("111");
    const auto number = parse_document_number(type, in.document_number.value_or(""));
    if (number) {
      recipient.document_type = type;
      recipient.document_number = number.value();
    } else {
      wrong.push_back({"/document_number", number.error().key, number.error().detail});
    }
    recipient.authority = in.authority.value_or("");
    if (recipient.authority.empty() && !in.authority_file_id) need("/authority", "请填写代领依据，或者上传授权委托书");
  }
  if (wrong.empty()) return {};
  return Error{Code::invalid, "input.invalid", "提交的内容有误，请按提示修改", std::move(wrong)};
}

}  // namespace

Result<CheckedDelivery> check_delivery(Ctx& ctx, const DeliverIn& in) {
  CheckedDelivery delivery;
  delivery.recipient.name = in.recipient;
  TRY(check_fields(in, delivery.recipient));
  const auto own = [&](const std::optional<Id>& file_id) -> Result<std::optional<FileInfo>> {
    if (!file_id) return std::optional<FileInfo>();
    return std::optional(TRY(ctx.services.files.find_owned(ctx.tx, file_id->value, ctx.actor.account_id)));
  };
  delivery.signature = TRY(own(in.signature_file_id));
  delivery.authority_file = TRY(own(in.authority_file_id));
  const auto& picture = delivery.signature;
  if (picture && (picture->media_type != "image/png" || picture->size > kMostSignatureBytes))
    return unprocessable("cases.signature_not_a_picture", "签名应为不超过 512 KB 的 PNG 图片",
                         {{"/signature_file_id", "cases.signature_not_a_picture", "签名应为 PNG 图片"}});
  return delivery;
}

void keep_delivery(Ctx& ctx, const Work& work, const DeliverIn& in, const CheckedDelivery& delivery) {
  store::DeliveryRow row{work.row.case_id};
  row.form = enum_text(in.form);
  if (in.recipient_kind) row.recipient_kind = enum_text(*in.recipient_kind);
  row.identity_checked = in.identity_checked.value_or(false);
  row.recipient_sealed = ctx.services.keyring.seal(recipient_context(row.case_id), to_json(delivery.recipient));
  if (delivery.signature) row.signature_file_id = delivery.signature->file_id;
  if (delivery.authority_file) row.authority_file_id = delivery.authority_file->file_id;
  row.delivered_at = ctx.now;
  row.delivered_by_account_id = ctx.actor.account_id;
  store::insert_delivery(ctx.tx, row);
}

Result<std::optional<DeliveryView>> delivery_view(Ctx& ctx, const Work& work, StaffNames& names) {
  const auto row = store::delivery_of(ctx.tx, work.row.case_id);
  if (!row) return std::optional<DeliveryView>();
  const auto text = TRY(ctx.services.keyring.open(recipient_context(row->case_id), row->recipient_sealed));
  const auto recipient = TRY(from_json_text<Recipient>(text));
  DeliveryView view;
  view.form = parse_enum<DeliveryForm>(row->form).value_or(DeliveryForm::window);
  view.delivered_at = row->delivered_at;
  view.recipient_kind = parse_enum<RecipientKind>(row->recipient_kind);
  view.recipient = ctx.actor.kind == ActorKind::applicant ? recipient.name : mask_name(recipient.name);
  view.identity_checked = row->identity_checked;
  if (!recipient.document_number.empty())
    view.document_number = recipient.document_type == "111" ? mask_citizen_id(recipient.document_number)
                                                            : mask_number(recipient.document_number);
  view.clerk = names.of(row->delivered_by_account_id);
  // A supervisor looks at time and procedure, not at who came with which papers.
  if (parties_of(ctx.actor, work.row).empty()) return std::optional(std::move(view));
  view.authority = recipient.authority;
  if (row->signature_file_id != 0) view.signature_file_id = Id{row->signature_file_id};
  if (row->authority_file_id != 0) view.authority_file_id = Id{row->authority_file_id};
  return std::optional(std::move(view));
}

}  // namespace tongban::cases
