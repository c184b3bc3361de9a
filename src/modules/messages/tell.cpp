#include "modules/messages/tell.h"

#include "modules/identity/identity.h"
#include "modules/messages/shipped.h"
#include "platform/config/config.h"
#include "platform/crypto/keyring.h"

namespace tongban::messages {
namespace {

constexpr Channel kOutside[] = {Channel::mail, Channel::sms, Channel::push};

std::string context(const char* column, std::int64_t id) { return std::string(column) + "/" + id_text(id); }

Values with_site(const Ctx& ctx, Values values, TextLanguage language) {
  values["site"] = language == TextLanguage::zh ? "通办" : "Tongban";
  values["link"] = ctx.services.config.server.public_base_url + "/messages";
  return values;
}

bool wants(const store::SettingsRow& settings, Channel channel) {
  if (channel == Channel::mail) return settings.mail_on && settings.mail_confirmed;
  return channel == Channel::sms ? settings.sms_on : settings.push_on;
}

// "" when there is none. The app knows people by the id of their account.
Result<std::string> address_of(Ctx& ctx, const store::SettingsRow& settings, Channel channel) {
  if (channel == Channel::mail) return open_mail(ctx, settings);
  if (channel == Channel::push) return id_text(settings.account_id);
  const auto profile = identity::profile(ctx, settings.account_id);
  if (profile) return profile->phone;
  if (profile.error().code == Code::not_found) return std::string();  // staff are not sent text messages
  return profile.error();
}

void deliver(Ctx& ctx, const store::SettingsRow& settings, std::int64_t message_id, const store::TemplateRow& words,
             const std::string& address, const Values& values) {
  store::DeliveryRow row;
  row.delivery_id = ctx.new_id();
  row.message_id = message_id;
  row.account_id = settings.account_id;
  row.kind = words.kind, row.channel = words.channel, row.language = settings.language;
  row.address_sealed =
      ctx.services.keyring.seal(context("message_deliveries.address_sealed", row.delivery_id), address);
  row.words = fill_in(words_in(words.texts, settings.language), values);
  // Gateways of text messages fill their own registered texts with the values.
  json::object given;
  for (const auto& name : placeholders_of(words.kind, words.channel))
    if (const auto found = values.find(name); found != values.end()) given[name] = found->second;
  row.values = to_json_text(given);
  row.made_at = ctx.now;
  row.due_at = send_time(words.channel, ctx.now, settings.quiet);
  store::insert_delivery(ctx.tx, row);
}

}  // namespace

store::SettingsRow settings_of(Ctx& ctx, std::int64_t account_id) {
  if (auto row = store::find_settings(ctx.tx, account_id)) return *std::move(row);
  store::SettingsRow row;
  row.account_id = account_id;
  const auto& defaults = ctx.services.config.messages;
  row.quiet = {defaults.quiet_from_minute, defaults.quiet_until_minute};
  return row;
}

std::string seal_mail(const Ctx& ctx, std::int64_t account_id, std::string_view mail) {
  return mail.empty() ? std::string()
                      : ctx.services.keyring.seal(context("message_settings.mail_sealed", account_id), mail);
}
Result<std::string> open_mail(const Ctx& ctx, const store::SettingsRow& row) {
  if (row.mail_sealed.empty()) return std::string();
  return ctx.services.keyring.open(context("message_settings.mail_sealed", row.account_id), row.mail_sealed);
}
Result<std::string> open_address(const Services& services, const store::DeliveryRow& row) {
  return services.keyring.open(context("message_deliveries.address_sealed", row.delivery_id), row.address_sealed);
}

std::string date_in_words(Date date, TextLanguage language) {
  constexpr const char* kMonths[] = {"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};
  const auto year = std::to_string(date.year()), day = std::to_string(date.day());
  if (language == TextLanguage::zh) return year + "年" + std::to_string(date.month()) + "月" + day + "日";
  return day + " " + kMonths[date.month() - 1] + " " + year;
}

Result<void> tell(Ctx& ctx, std::int64_t account_id, const News& news) {
  const auto page = template_in_force(ctx, news.kind, Channel::page);
  if (!page) return Error{Code::internal, "messages.no_text", "no text for " + std::string(enum_text(news.kind))};
  store::MessageRow message;
  message.message_id = ctx.new_id();
  message.account_id = account_id, message.event_id = news.event_id;
  message.kind = news.kind, message.case_id = news.case_id, message.inquiry_id = news.inquiry_id;
  const auto zh = with_site(ctx, news.zh, TextLanguage::zh), en = with_site(ctx, news.en, TextLanguage::en);
  message.words = to_json(Texts{fill_in(page->texts.zh, zh), fill_in(page->texts.en, en)});
  message.made_at = news.at;
  if (!store::insert_message(ctx.tx, message)) return {};
  const auto settings = settings_of(ctx, account_id);
  for (const auto channel : kOutside) {
    if (!wants(settings, channel)) continue;
    const auto words = template_in_force(ctx, news.kind, channel);
    if (!words || !words->active) continue;
    const auto address = TRY(address_of(ctx, settings, channel));
    if (address.empty()) continue;
    deliver(ctx, settings, message.message_id, *words, address, settings.language == TextLanguage::zh ? zh : en);
  }
  return {};
}

Result<void> tell_code(Ctx& ctx, std::int64_t account_id, const store::SettingsRow& settings, const std::string& mail,
                       const std::string& code) {
  const auto words = template_in_force(ctx, MessageKind::mail_confirmation, Channel::mail);
  if (!words) return Error{Code::internal, "messages.no_text", "no text for a confirmation"};
  auto to = settings;
  to.account_id = account_id;
  deliver(ctx, to, 0, *words, mail, with_site(ctx, {{"code", code}}, settings.language));
  return {};
}

}  // namespace tongban::messages
