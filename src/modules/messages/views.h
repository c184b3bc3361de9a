// What the acts of the module are asked with and answer: one described struct each, the contract of the API.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/messages/store_deliveries.h"

namespace tongban::messages {

struct Nothing {};  // without input, or without an answer
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

// ---- one's own messages -------------------------------------------------------------------------------------------
struct MessagesIn {
  static constexpr bool kDefaults = true;
  bool unread = false;  // only those
  std::optional<Str<200>> after;
  int limit = 20;  // 1..100
};
BOOST_DESCRIBE_STRUCT(MessagesIn, (), (unread, after, limit))

struct MessageView {
  Id message_id;
  MessageKind kind = MessageKind::case_submitted;
  std::string subject, text;  // in the language of the request
  std::optional<Id> case_id, inquiry_id;
  Instant made_at;
  std::optional<Instant> read_at;
};
BOOST_DESCRIBE_STRUCT(MessageView, (), (message_id, kind, subject, text, case_id, inquiry_id, made_at, read_at))
struct MessagePage {
  std::vector<MessageView> messages;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(MessagePage, (), (messages, next))

struct UnreadCount {
  int unread = 0;
  bool more = false;  // there are more than that
};
BOOST_DESCRIBE_STRUCT(UnreadCount, (), (unread, more))

struct MessageRef {
  Id message_id;
};
BOOST_DESCRIBE_STRUCT(MessageRef, (), (message_id))
struct ReadAllIn {
  std::optional<Id> up_to;  // the newest message that was seen; nothing: all
};
BOOST_DESCRIBE_STRUCT(ReadAllIn, (), (up_to))

// ---- settings -----------------------------------------------------------------------------------------------------
struct MessageSettings {
  std::string mail;  // "" for none
  bool mail_confirmed = false;
  bool code_sent = false;  // a code for that address is on its way and still good
  std::string phone;       // masked; "" where no text messages are sent (staff)
  TextLanguage language = TextLanguage::zh;
  bool mail_on = true, sms_on = true, push_on = false;
  int quiet_from = 0, quiet_until = 0;  // minutes after midnight; equal: never
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(MessageSettings, (),
                      (mail, mail_confirmed, code_sent, phone, language, mail_on, sms_on, push_on, quiet_from,
                       quiet_until, version))
struct SettingsIn {
  Str<254> mail;
  TextLanguage language = TextLanguage::zh;
  bool mail_on = true, sms_on = true, push_on = false;
  int quiet_from = 0, quiet_until = 0;
  std::int64_t expected_version = 0;
  std::optional<bool> send_code;  // another code for an address that waits to be confirmed
};
BOOST_DESCRIBE_STRUCT(SettingsIn, (),
                      (mail, language, mail_on, sms_on, push_on, quiet_from, quiet_until, expected_version, send_code))
struct ConfirmMailIn {
  Str<20> code;
};
BOOST_DESCRIBE_STRUCT(ConfirmMailIn, (), (code))

// ---- texts (administrators) ---------------------------------------------------------------------------------------
struct TemplateView {
  MessageKind kind = MessageKind::case_submitted;
  Channel channel = Channel::page;
  int version = 0;  // 0: as shipped
  bool active = true;
  Words zh, en;
  std::vector<std::string> placeholders, required;
  std::optional<Instant> saved_at;
};
BOOST_DESCRIBE_STRUCT(TemplateView, (), (kind, channel, version, active, zh, en, placeholders, required, saved_at))
struct TemplateList {
  std::vector<TemplateView> templates;
};
BOOST_DESCRIBE_STRUCT(TemplateList, (), (templates))
struct TemplateRef {
  MessageKind kind = MessageKind::case_submitted;
  Channel channel = Channel::page;
};
BOOST_DESCRIBE_STRUCT(TemplateRef, (), (kind, channel))
struct TemplateIn {
  MessageKind kind = MessageKind::case_submitted;
  Channel channel = Channel::page;
  int expected_version = 0;
  bool active = true;  // off: this kind takes that channel no more; pages always are
  Words zh, en;
};
BOOST_DESCRIBE_STRUCT(TemplateIn, (), (kind, channel, expected_version, active, zh, en))
struct PreviewIn {
  MessageKind kind = MessageKind::case_submitted;
  Channel channel = Channel::page;
  Words zh, en;
};
BOOST_DESCRIBE_STRUCT(PreviewIn, (), (kind, channel, zh, en))
struct Preview {
  Words zh, en;  // with sample values filled in
};
BOOST_DESCRIBE_STRUCT(Preview, (), (zh, en))

// ---- outbox (administrators) --------------------------------------------------------------------------------------
struct OutboxIn {
  static constexpr bool kDefaults = true;
  DeliveryState state = DeliveryState::waiting;
  std::optional<Str<200>> after;
  int limit = 20;  // 1..100
};
BOOST_DESCRIBE_STRUCT(OutboxIn, (), (state, after, limit))
struct DeliveryView {
  Id delivery_id;
  Id account_id;
  MessageKind kind = MessageKind::case_submitted;
  Channel channel = Channel::mail;
  std::string address;  // masked
  std::string subject, text;
  DeliveryState state = DeliveryState::waiting;
  int attempts = 0;
  std::string last_error;  // stable key, "" for none
  std::string provider, provider_reference;
  Instant made_at, due_at;
  std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(DeliveryView, (),
                      (delivery_id, account_id, kind, channel, address, subject, text, state, attempts, last_error,
                       provider, provider_reference, made_at, due_at, ended_at))
struct OutboxPage {
  std::int64_t waiting = 0, dead = 0;
  std::vector<DeliveryView> deliveries;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(OutboxPage, (), (waiting, dead, deliveries, next))
struct DeliveryRef {
  Id delivery_id;
};
BOOST_DESCRIBE_STRUCT(DeliveryRef, (), (delivery_id))

}  // namespace tongban::messages
