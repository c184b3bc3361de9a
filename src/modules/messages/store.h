// The rows of the module and every statement over them. Nothing here knows who asks. Addresses go in and out sealed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/messages/model.h"
#include "platform/db/db.h"

namespace tongban::messages::store {

inline constexpr std::size_t kMostListed = 101;

struct MessageRow {
  std::int64_t message_id = 0, account_id = 0, event_id = 0;
  MessageKind kind = MessageKind::case_submitted;
  std::int64_t case_id = 0, inquiry_id = 0;
  std::string words;  // Texts as JSON
  Instant made_at;
  std::optional<Instant> read_at;
};
// False when the person has been told of that event before: nothing is written then.
bool insert_message(db::Tx& tx, const MessageRow& row);
std::optional<MessageRow> find_message(db::Tx& tx, std::int64_t message_id);
// Newest event first, those before `before_event`, at most kMostListed.
std::vector<MessageRow> messages_of(db::Tx& tx, std::int64_t account_id, bool unread, std::int64_t before_event);
// Stops at `most`.
int count_unread(db::Tx& tx, std::int64_t account_id, int most);
void mark_read(db::Tx& tx, std::int64_t message_id, Instant at);
// All of the account up to that event; returns how many.
std::int64_t mark_all_read(db::Tx& tx, std::int64_t account_id, std::int64_t up_to_event, Instant at);
std::vector<MessageRow> messages_after(db::Tx& tx, std::int64_t after_message_id, int limit);

// ---- what a person chose ------------------------------------------------------------------------------------------
struct SettingsRow {
  std::int64_t account_id = 0;
  std::string mail_sealed;  // "" for none
  bool mail_confirmed = false;
  std::string confirm_code;  // blind index of the code; "" for none
  Instant confirm_until;
  TextLanguage language = TextLanguage::zh;
  bool mail_on = true, sms_on = true, push_on = false;
  QuietHours quiet;
  std::int64_t version = 0;  // 0: not stored yet
  Instant updated_at;
};
std::optional<SettingsRow> find_settings(db::Tx& tx, std::int64_t account_id);
// Inserts, or changes the row if it is still at `row.version - 1`; false when it is not.
bool save_settings(db::Tx& tx, const SettingsRow& row);

// ---- texts --------------------------------------------------------------------------------------------------------
struct TemplateRow {
  std::int64_t template_id = 0;
  MessageKind kind = MessageKind::case_submitted;
  Channel channel = Channel::page;
  int version = 0;
  bool active = true;
  Texts texts;
  std::int64_t saved_by = 0;
  Instant saved_at;
};
// False when that version exists already.
bool insert_template(db::Tx& tx, const TemplateRow& row);
// The newest version.
std::optional<TemplateRow> current_template(db::Tx& tx, MessageKind kind, Channel channel);
std::vector<TemplateRow> current_templates(db::Tx& tx);
// Newest first, at most 100.
std::vector<TemplateRow> versions_of(db::Tx& tx, MessageKind kind, Channel channel);

}  // namespace tongban::messages::store
