// What a person chose: an address that has to be confirmed, channels, language, quiet hours.
#include "base/masking.h"
#include "base/text.h"
#include "modules/identity/identity.h"
#include "modules/messages/actions.h"
#include "modules/messages/tell.h"
#include "platform/crypto/keyring.h"
#include "platform/crypto/random.h"
#include "platform/notify/mail_text.h"

namespace tongban::messages {
namespace {

constexpr std::chrono::minutes kCodeIsGood{30};
constexpr std::chrono::minutes kBetweenCodes{1};
constexpr std::size_t kCodeLength = 6;

Error stale() { return {Code::stale, "messages.stale", "设置已在别处更改，请刷新后再试"}; }

Error nothing_to_confirm() { return conflict("messages.nothing_to_confirm", "没有需要验证的邮箱，或验证码已过期"); }

std::string index_of(const Ctx& ctx, std::string_view code) {
  return ctx.services.keyring.blind_index("message_settings.confirm_code",
                                          id_text(ctx.actor.account_id) + "/" + std::string(code));
}

Result<void> check(const SettingsIn& in, const std::string& mail) {
  std::vector<FieldError> faults;
  if (!mail.empty() && !notify::is_mail_address(mail)) faults.push_back({"/mail", "mail.format", "邮箱地址不正确"});
  for (const auto& [at, minute] : {std::pair("/quiet_from", in.quiet_from), std::pair("/quiet_until", in.quiet_until)})
    if (minute < 0 || minute >= 24 * 60) faults.push_back({at, "field.range", "应为一天之内的时刻"});
  if (faults.empty()) return {};
  return Error{Code::invalid, "input.invalid", "提交的内容有误，请按提示修改", std::move(faults)};
}

// A new code for the address, which makes the one before void. Not so often that it would pester the owner of an
// address that somebody else typed.
Result<void> send_code(Ctx& ctx, store::SettingsRow& row, const std::string& mail) {
  const auto sent_at = row.confirm_until - kCodeIsGood;
  if (ctx.now >= sent_at && ctx.now < sent_at + kBetweenCodes)
    return Error{Code::rate_limited, "messages.code_sent_just_now", "验证码刚刚发出，请稍后再试", {}, 60};
  const auto code = random_code(kCodeLength, "0123456789");
  row.confirm_code = index_of(ctx, code);
  row.confirm_until = ctx.now + kCodeIsGood;
  return tell_code(ctx, ctx.actor.account_id, row, mail, code);
}

Result<MessageSettings> view_of(Ctx& ctx, const store::SettingsRow& row) {
  MessageSettings view;
  view.mail = TRY(open_mail(ctx, row));
  view.mail_confirmed = row.mail_confirmed;
  view.code_sent = !row.confirm_code.empty() && ctx.now < row.confirm_until;
  if (const auto profile = identity::profile(ctx, row.account_id)) view.phone = mask_phone(profile->phone);
  view.language = row.language;
  view.mail_on = row.mail_on, view.sms_on = row.sms_on, view.push_on = row.push_on;
  view.quiet_from = row.quiet.from, view.quiet_until = row.quiet.until;
  view.version = row.version;
  return view;
}

Result<MessageSettings> save(Ctx& ctx, store::SettingsRow row, const char* what) {
  ++row.version;
  row.updated_at = ctx.now;
  if (!store::save_settings(ctx.tx, row)) return stale();
  ctx.audit = {"account", ctx.actor.account_id, what};
  return view_of(ctx, row);
}

}  // namespace

Result<MessageSettings> own_settings(Ctx& ctx, const Nothing&) {
  return view_of(ctx, settings_of(ctx, ctx.actor.account_id));
}

Result<MessageSettings> change_settings(Ctx& ctx, const SettingsIn& in) {
  const std::string mail(trim(in.mail));
  TRY(check(in, mail));
  auto row = settings_of(ctx, ctx.actor.account_id);
  if (row.version != in.expected_version) return stale();
  row.language = in.language;
  row.mail_on = in.mail_on, row.sms_on = in.sms_on, row.push_on = in.push_on;
  row.quiet = {in.quiet_from, in.quiet_until};
  if (mail != TRY(open_mail(ctx, row))) {
    row.mail_sealed = seal_mail(ctx, row.account_id, mail);
    row.mail_confirmed = false;
    row.confirm_code.clear();
    if (!mail.empty()) TRY(send_code(ctx, row, mail));
  } else if (in.send_code.value_or(false)) {
    if (mail.empty() || row.mail_confirmed) return nothing_to_confirm();
    TRY(send_code(ctx, row, mail));
  }
  return save(ctx, std::move(row), "settings");
}

Result<MessageSettings> confirm_mail(Ctx& ctx, const ConfirmMailIn& in) {
  auto row = settings_of(ctx, ctx.actor.account_id);
  if (row.confirm_code.empty() || ctx.now >= row.confirm_until) return nothing_to_confirm();
  // Guesses are limited like logins (routes.cpp): an error undoes everything, so they cannot be counted here.
  if (!constant_time_equal(index_of(ctx, trim(in.code)), row.confirm_code))
    return Error{Code::invalid,
                 "input.invalid",
                 "提交的内容有误，请按提示修改",
                 {{"/code", "messages.wrong_code", "验证码不正确"}}};
  row.mail_confirmed = true;
  row.confirm_code.clear();
  return save(ctx, std::move(row), "mail confirmed");
}

}  // namespace tongban::messages
