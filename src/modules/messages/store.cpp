#include "modules/messages/store.h"

namespace tongban::messages::store {
namespace {

#define MESSAGE_COLUMNS "message_id, account_id, event_id, kind, case_id, inquiry_id, words, made_at, read_at"

constexpr const char* kInsert = "INSERT INTO messages (" MESSAGE_COLUMNS
                                ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL) "
                                "ON CONFLICT (account_id, event_id) DO NOTHING RETURNING message_id";
constexpr const char* kOfAccount =
    "SELECT " MESSAGE_COLUMNS
    " FROM messages WHERE account_id = $1 AND event_id < $2 ORDER BY account_id DESC, event_id DESC LIMIT 101";
constexpr const char* kUnreadOfAccount = "SELECT " MESSAGE_COLUMNS
                                         " FROM messages WHERE account_id = $1 AND event_id < $2 AND read_at IS NULL "
                                         "ORDER BY account_id DESC, event_id DESC LIMIT 101";
constexpr const char* kCountUnread =
    "SELECT COUNT(*) FROM (SELECT event_id FROM messages WHERE account_id = $1 AND read_at IS NULL "
    "ORDER BY account_id, event_id LIMIT $2) d";
constexpr const char* kMarkAllRead =
    "UPDATE messages SET read_at = $3 WHERE account_id = $1 AND event_id <= $2 AND read_at IS NULL "
    "RETURNING message_id";
constexpr const char* kAfter =
    "SELECT " MESSAGE_COLUMNS " FROM messages WHERE message_id > $1 ORDER BY message_id LIMIT $2";

#define SETTINGS_COLUMNS                                                                      \
  "account_id, mail_sealed, mail_confirmed, confirm_code, confirm_until, language, mail_on, " \
  "sms_on, push_on, quiet_from, quiet_until, version, updated_at"

constexpr const char* kInsertSettings = "INSERT INTO message_settings (" SETTINGS_COLUMNS
                                        ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) "
                                        "ON CONFLICT (account_id) DO NOTHING RETURNING account_id";
constexpr const char* kUpdateSettings =
    "UPDATE message_settings SET mail_sealed = $2, mail_confirmed = $3, confirm_code = $4, confirm_until = $5, "
    "language = $6, mail_on = $7, sms_on = $8, push_on = $9, quiet_from = $10, quiet_until = $11, version = $12, "
    "updated_at = $13 WHERE account_id = $1 AND version = CAST($12 AS BIGINT) - 1 RETURNING account_id";

#define TEMPLATE_COLUMNS \
  "template_id, kind, channel, version, active, zh_subject, zh_text, en_subject, en_text, saved_by, saved_at"

constexpr const char* kInsertTemplate = "INSERT INTO message_templates (" TEMPLATE_COLUMNS
                                        ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) "
                                        "ON CONFLICT (kind, channel, version) DO NOTHING RETURNING template_id";
constexpr const char* kVersions = "SELECT " TEMPLATE_COLUMNS
                                  " FROM message_templates WHERE kind = $1 AND channel = $2 "
                                  "ORDER BY version DESC LIMIT 100";
constexpr const char* kNewest = "SELECT " TEMPLATE_COLUMNS
                                " FROM message_templates WHERE kind = $1 AND channel = $2 "
                                "ORDER BY version DESC LIMIT 1";
constexpr const char* kAllNewest =
    "SELECT " TEMPLATE_COLUMNS
    " FROM message_templates t WHERE version = (SELECT MAX(version) FROM message_templates n WHERE n.kind = t.kind "
    "AND n.channel = t.channel) ORDER BY kind, channel";

MessageRow message_of(const db::Rows& rows, std::size_t r) {
  MessageRow row;
  row.message_id = rows.integer(r, 0);
  row.account_id = rows.integer(r, 1);
  row.event_id = rows.integer(r, 2);
  row.kind = parse_enum<MessageKind>(rows.text(r, 3)).value_or(MessageKind::case_submitted);
  row.case_id = rows.integer(r, 4);
  row.inquiry_id = rows.integer(r, 5);
  row.words = rows.text(r, 6);
  row.made_at = Instant::from_micros(rows.integer(r, 7));
  if (const auto at = rows.optional_integer(r, 8)) row.read_at = Instant::from_micros(*at);
  return row;
}
std::vector<MessageRow> all_messages(const db::Rows& rows) {
  std::vector<MessageRow> found;
  for (std::size_t r = 0; r < rows.size(); ++r) found.push_back(message_of(rows, r));
  return found;
}

TemplateRow template_of(const db::Rows& rows, std::size_t r) {
  TemplateRow row;
  row.template_id = rows.integer(r, 0);
  row.kind = parse_enum<MessageKind>(rows.text(r, 1)).value_or(MessageKind::case_submitted);
  row.channel = parse_enum<Channel>(rows.text(r, 2)).value_or(Channel::page);
  row.version = static_cast<int>(rows.integer(r, 3));
  row.active = rows.integer(r, 4) != 0;
  row.texts.zh = {std::string(rows.text(r, 5)), std::string(rows.text(r, 6))};
  row.texts.en = {std::string(rows.text(r, 7)), std::string(rows.text(r, 8))};
  row.saved_by = rows.integer(r, 9);
  row.saved_at = Instant::from_micros(rows.integer(r, 10));
  return row;
}
std::vector<TemplateRow> all_templates(const db::Rows& rows) {
  std::vector<TemplateRow> found;
  for (std::size_t r = 0; r < rows.size(); ++r) found.push_back(template_of(rows, r));
  return found;
}

}  // namespace

bool insert_message(db::Tx& tx, const MessageRow& row) {
  return !tx.query(kInsert, row.message_id, row.account_id, row.event_id, enum_text(row.kind), row.case_id,
                   row.inquiry_id, row.words, row.made_at.micros())
              .empty();
}

std::optional<MessageRow> find_message(db::Tx& tx, std::int64_t message_id) {
  const auto rows = tx.query("SELECT " MESSAGE_COLUMNS " FROM messages WHERE message_id = $1", message_id);
  return rows.empty() ? std::nullopt : std::optional(message_of(rows, 0));
}

std::vector<MessageRow> messages_of(db::Tx& tx, std::int64_t account_id, bool unread, std::int64_t before_event) {
  return all_messages(unread ? tx.query(kUnreadOfAccount, account_id, before_event)
                             : tx.query(kOfAccount, account_id, before_event));
}

int count_unread(db::Tx& tx, std::int64_t account_id, int most) {
  return static_cast<int>(tx.query(kCountUnread, account_id, most).integer(0, 0));
}

void mark_read(db::Tx& tx, std::int64_t message_id, Instant at) {
  tx.exec("UPDATE messages SET read_at = $2 WHERE message_id = $1 AND read_at IS NULL", message_id, at.micros());
}

std::int64_t mark_all_read(db::Tx& tx, std::int64_t account_id, std::int64_t up_to_event, Instant at) {
  return static_cast<std::int64_t>(tx.query(kMarkAllRead, account_id, up_to_event, at.micros()).size());
}

std::vector<MessageRow> messages_after(db::Tx& tx, std::int64_t after_message_id, int limit) {
  return all_messages(tx.query(kAfter, after_message_id, limit));
}

std::optional<SettingsRow> find_settings(db::Tx& tx, std::int64_t account_id) {
  const auto rows = tx.query("SELECT " SETTINGS_COLUMNS " FROM message_settings WHERE account_id = $1", account_id);
  if (rows.empty()) return std::nullopt;
  SettingsRow row;
  row.account_id = rows.integer(0, 0);
  row.mail_sealed = rows.text(0, 1);
  row.mail_confirmed = rows.integer(0, 2) != 0;
  row.confirm_code = rows.text(0, 3);
  row.confirm_until = Instant::from_micros(rows.integer(0, 4));
  row.language = parse_enum<TextLanguage>(rows.text(0, 5)).value_or(TextLanguage::zh);
  row.mail_on = rows.integer(0, 6) != 0;
  row.sms_on = rows.integer(0, 7) != 0;
  row.push_on = rows.integer(0, 8) != 0;
  row.quiet = {static_cast<int>(rows.integer(0, 9)), static_cast<int>(rows.integer(0, 10))};
  row.version = rows.integer(0, 11);
  row.updated_at = Instant::from_micros(rows.integer(0, 12));
  return row;
}

bool save_settings(db::Tx& tx, const SettingsRow& row) {
  return !tx.query(row.version == 1 ? kInsertSettings : kUpdateSettings, row.account_id, row.mail_sealed,
                   row.mail_confirmed, row.confirm_code, row.confirm_until.micros(), enum_text(row.language),
                   row.mail_on, row.sms_on, row.push_on, row.quiet.from, row.quiet.until, row.version,
                   row.updated_at.micros())
              .empty();
}

bool insert_template(db::Tx& tx, const TemplateRow& row) {
  return !tx.query(kInsertTemplate, row.template_id, enum_text(row.kind), enum_text(row.channel), row.version,
                   row.active, row.texts.zh.subject, row.texts.zh.text, row.texts.en.subject, row.texts.en.text,
                   row.saved_by, row.saved_at.micros())
              .empty();
}

std::optional<TemplateRow> current_template(db::Tx& tx, MessageKind kind, Channel channel) {
  const auto rows = tx.query(kNewest, enum_text(kind), enum_text(channel));
  return rows.empty() ? std::nullopt : std::optional(template_of(rows, 0));
}

std::vector<TemplateRow> current_templates(db::Tx& tx) { return all_templates(tx.query(kAllNewest)); }

std::vector<TemplateRow> versions_of(db::Tx& tx, MessageKind kind, Channel channel) {
  return all_templates(tx.query(kVersions, enum_text(kind), enum_text(channel)));
}

}  // namespace tongban::messages::store
