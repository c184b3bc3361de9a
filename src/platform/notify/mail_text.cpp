#include "platform/notify/mail_text.h"

#include <array>

#include <fmt/format.h>

#include "base/text.h"

namespace tongban::notify {
namespace {

constexpr std::size_t kLine = 76;          // characters of base64 in a line of the text
constexpr std::size_t kEncodedBytes = 39;  // 52 characters of base64: with "Subject: " a line has 73, 76 are allowed

// RFC 2047: words of at most 75 characters, none of which cuts a character in two.
std::string encoded_words(std::string_view text) {
  std::string out, word;
  const auto flush = [&] {
    if (word.empty()) return;
    out += (out.empty() ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?") + base64_encode(word) + "?=";
    word.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = at;
    next_code_point(text, at);
    if (word.size() + (at - begin) > kEncodedBytes) flush();
    word += text.substr(begin, at - begin);
  }
  flush();
  return out;
}

std::string in_lines(const std::string& base64) {
  std::string out;
  for (std::size_t at = 0; at < base64.size(); at += kLine) out += base64.substr(at, kLine) + "\r\n";
  return out;
}

std::string date_text(Instant at) {
  constexpr std::array<const char*, 7> kDays = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto date = local_date(at);
  const int minute = local_minute_of_day(at);
  const auto second = (at.seconds() % 60 + 60) % 60;
  return fmt::format("{}, {} {} {} {:02}:{:02}:{:02} +0800", kDays.at(static_cast<std::size_t>(date.weekday() - 1)),
                     date.day(), kMonths.at(static_cast<std::size_t>(date.month() - 1)), date.year(), minute / 60,
                     minute % 60, second);
}

bool is_name_character(char ch) {
  const bool letter = (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9');
  return letter || std::string_view(".!#$%&'*+/=?^_`{|}~-").find(ch) != std::string_view::npos;
}
bool is_host_character(char ch) {
  return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') || ch == '-' || ch == '.';
}
bool has_bad_dots(std::string_view part) {
  return part.empty() || part.front() == '.' || part.back() == '.' || part.find("..") != std::string_view::npos;
}

}  // namespace

bool is_mail_address(std::string_view text) {
  const auto at = text.find('@');
  if (text.size() > 254 || at == std::string_view::npos || at > 64) return false;
  const auto name = text.substr(0, at), host = text.substr(at + 1);
  if (has_bad_dots(name) || has_bad_dots(host)) return false;
  for (const char ch : name)
    if (!is_name_character(ch)) return false;
  for (const char ch : host)
    if (!is_host_character(ch)) return false;
  return host.front() != '-' && host.back() != '-';
}

std::string mail_message(const MailText& mail) {
  const auto host = mail.from.substr(mail.from.find('@') + 1);
  std::string out;
  const auto header = [&out](const char* name, const std::string& value) {
    out += std::string(name) + ": " + value + "\r\n";
  };
  header("Date", date_text(mail.made_at));
  header("From", (mail.from_name.empty() ? "" : encoded_words(mail.from_name) + " ") + "<" + mail.from + ">");
  header("To", "<" + mail.to + ">");
  header("Subject", encoded_words(mail.subject));
  header("Message-ID", "<" + mail.reference + "@" + host + ">");
  header("Auto-Submitted", "auto-generated");  // RFC 3834: no answering machine answers
  header("Content-Language", mail.language);
  header("MIME-Version", "1.0");
  header("Content-Type", "text/plain; charset=UTF-8");
  header("Content-Transfer-Encoding", "base64");
  return out + "\r\n" + in_lines(base64_encode(mail.text));
}

}  // namespace tongban::notify
