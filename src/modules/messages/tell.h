// Telling somebody: the one place where messages and deliveries are written. Once for an event and a person, however
// often it is asked.
#pragma once

#include "modules/messages/store_deliveries.h"
#include "platform/act/ctx.h"

namespace tongban::messages {

struct News {
  std::int64_t event_id = 0;
  MessageKind kind = MessageKind::case_submitted;
  std::int64_t case_id = 0, inquiry_id = 0;
  Values zh, en;  // what the placeholders stand for; `site` and `link` are added
  Instant at;     // when it happened
};
// Writes the message for the pages and a delivery for each channel that the kind takes, the person wants and an address
// is known for. Errors: those of opening sealed values.
Result<void> tell(Ctx& ctx, std::int64_t account_id, const News& news);

// A mail with a code to an address that is not confirmed yet; written although nothing else goes there.
Result<void> tell_code(Ctx& ctx, std::int64_t account_id, const store::SettingsRow& settings, const std::string& mail,
                       const std::string& code);

// What the person chose, or the defaults of a person who chose nothing.
store::SettingsRow settings_of(Ctx& ctx, std::int64_t account_id);

// Sealed columns, bound to their rows.
std::string seal_mail(const Ctx& ctx, std::int64_t account_id, std::string_view mail);
Result<std::string> open_mail(const Ctx& ctx, const store::SettingsRow& row);
Result<std::string> open_address(const Services& services, const store::DeliveryRow& row);

// A date as people write it: 2026年1月5日, 5 January 2026.
std::string date_in_words(Date date, TextLanguage language);

}  // namespace tongban::messages
