// What people are told of: one kind of message for each event that concerns somebody, the channels it may take, the
// placeholders its texts may hold, and the hours in which nobody is woken. Pure: no database, no clock.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/described.h"

namespace tongban::messages {

enum class Channel {
  page,  // on the pages of this site, at once and always
  mail,
  sms,   // 短信
  push,  // to the person's app
};
BOOST_DESCRIBE_ENUM(Channel, page, mail, sms, push)

enum class MessageKind {
  // to applicant and agent
  case_submitted,
  revision_requested,  // pre-review asked for a change
  case_accepted,
  correction_notice,  // 补正告知
  case_refused,       // 不予受理
  case_suspended,
  case_resumed,
  case_extended,
  case_granted,
  case_denied,
  result_ready,  // made, to be fetched or on its way
  result_delivered,
  case_closed,  // no answer to a notice
  case_terminated,
  case_transferred,
  reply_due,         // the time to answer a notice is running out
  material_due,      // a promised material is due
  material_overdue,  // and did not come
  // to who asked
  inquiry_received,
  inquiry_transferred,
  inquiry_answered,
  // to staff
  task_assigned,
  limit_warning,
  limit_overdue,
  inquiry_overdue,
  // of this module itself
  mail_confirmation,  // the code that proves a mail address
};
BOOST_DESCRIBE_ENUM(MessageKind, case_submitted, revision_requested, case_accepted, correction_notice, case_refused,
                    case_suspended, case_resumed, case_extended, case_granted, case_denied, result_ready,
                    result_delivered, case_closed, case_terminated, case_transferred, reply_due, material_due,
                    material_overdue, inquiry_received, inquiry_transferred, inquiry_answered, task_assigned,
                    limit_warning, limit_overdue, inquiry_overdue, mail_confirmation)

enum class TextLanguage { zh, en };
BOOST_DESCRIBE_ENUM(TextLanguage, zh, en)

struct Words {
  static constexpr bool kDefaults = true;
  std::string subject, text;
  friend bool operator==(const Words&, const Words&) = default;
};
BOOST_DESCRIBE_STRUCT(Words, (), (subject, text))
// The same said in both languages.
struct Texts {
  static constexpr bool kDefaults = true;
  Words zh, en;
  friend bool operator==(const Texts&, const Texts&) = default;
};
BOOST_DESCRIBE_STRUCT(Texts, (), (zh, en))

inline const Words& words_in(const Texts& texts, TextLanguage language) {
  return language == TextLanguage::en ? texts.en : texts.zh;
}

// What stands for what: `{due_date}` in a text is replaced by values.at("due_date").
using Values = std::map<std::string, std::string>;

// The placeholders that a kind knows on a channel. What leaves the house names no person and no service, and of a case
// number only its end (mail: all of it): screens lie about.
std::vector<std::string> placeholders_of(MessageKind kind, Channel channel);
// Those without which the text would not say what the law wants said: the date of a notice, the code of a confirmation.
std::vector<std::string> required_placeholders(MessageKind kind, Channel channel);

inline constexpr std::size_t kMostSubject = 60;     // code points
inline constexpr std::size_t kMostText = 1000;      // of page and mail
inline constexpr std::size_t kMostShortText = 200;  // of sms and push: what gateways take as one message of three parts

// Everything wrong with texts for that place; pointers below `/zh` and `/en`. Keys: field.required, field.too_long,
// field.control_character, template.unknown_placeholder, template.missing_placeholder, template.stray_brace,
// template.no_subject (an sms has none).
std::vector<FieldError> faults_of(MessageKind kind, Channel channel, const Texts& texts);

// Replaces each placeholder; one without a value becomes nothing. Values are not looked at again.
std::string fill_in(std::string_view text, const Values& values);
Words fill_in(const Words& words, const Values& values);
// Values that show in a preview how a text may look.
Values sample_values(TextLanguage language);

// Minutes after local midnight, 0..1439; from == until: never quiet. The hours may reach over midnight.
struct QuietHours {
  int from = 22 * 60;
  int until = 7 * 60;
};
// When a message made at `at` may be sent: `at` itself, or the end of the quiet hours it falls into. Mail wakes nobody.
Instant send_time(Channel channel, Instant at, const QuietHours& quiet);

}  // namespace tongban::messages
