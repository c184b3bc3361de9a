#include "platform/notify/mail_text.h"

#include <doctest/doctest.h>

#include "base/text.h"

namespace tongban::notify {

namespace {

MailText sample() {
  MailText mail;
  mail.from_name = "通办", mail.from = "no-reply@example.gov.cn", mail.to = "wang@example.com";
  mail.subject = "申请需要补正", mail.text = "请在12月1日前补正。\n.单独的点\n";
  mail.reference = "0abc", mail.language = "zh";
  mail.made_at = *parse_instant("2026-11-22T08:05:09+08:00");
  return mail;
}

std::string part(const std::string& message, bool body) {
  const auto blank = message.find("\r\n\r\n");
  return body ? message.substr(blank + 4) : message.substr(0, blank + 2);
}

}  // namespace

TEST_CASE("a mail has headers in ASCII and its text in base64") {
  const auto message = mail_message(sample());
  const auto head = part(message, false);
  CHECK(head.find("Date: Sun, 22 Nov 2026 08:05:09 +0800\r\n") != std::string::npos);
  CHECK(head.find("From: =?UTF-8?B?" + base64_encode("通办") + "?= <no-reply@example.gov.cn>\r\n") !=
        std::string::npos);
  CHECK(head.find("Message-ID: <0abc@example.gov.cn>\r\n") != std::string::npos);
  for (const char ch : message) REQUIRE(static_cast<unsigned char>(ch) < 128);
  std::string base64;
  for (const char ch : part(message, true))
    if (ch != '\r' && ch != '\n') base64 += ch;
  CHECK(base64_decode(base64) == sample().text);
}

TEST_CASE("no line is longer than mail allows, and no character is cut in two") {
  auto mail = sample();
  mail.subject.clear();
  for (int i = 0; i < 100; ++i) mail.subject += i % 7 == 0 ? "a" : "字";
  for (int i = 0; i < 500; ++i) mail.text += "正文";
  const auto message = mail_message(mail);
  std::size_t begin = 0;
  for (auto end = message.find("\r\n"); end != std::string::npos; end = message.find("\r\n", begin = end + 2))
    CHECK(end - begin <= 76);
  std::string subject;
  const auto head = part(message, false);
  for (auto at = head.find("=?UTF-8?B?", head.find("Subject:"));
       at != std::string::npos && at < head.find("Message-ID"); at = head.find("=?UTF-8?B?", at + 1)) {
    const auto word = base64_decode(head.substr(at + 10, head.find("?=", at + 10) - at - 10));
    REQUIRE(word.has_value());
    CHECK(is_valid_utf8(*word));
    subject += *word;
  }
  CHECK(subject == mail.subject);
}

TEST_CASE("what somebody wrote cannot begin a header") {
  auto mail = sample();
  mail.subject = "a\r\nBcc: victim@example.com\r\n\r\nb";
  mail.text = "\r\n.\r\nMAIL FROM:<x@example.com>\r\n";
  const auto message = mail_message(mail);
  CHECK(message.find("Bcc") == std::string::npos);
  CHECK(message.find("MAIL FROM") == std::string::npos);
}

TEST_CASE("addresses are plain") {
  for (const char* good : {"a@b", "wang.li+1@example.com", "x_y@a-b.gov.cn"}) CHECK(is_mail_address(good));
  for (const char* bad : {"", "@", "a@", "@b", "a@b@c", "a b@c", "a@b c", "a@b\r\nRCPT TO:<c@d>", "<a@b>", "a@-b",
                          ".a@b", "a..b@c", "王@b", "a@例.cn", "a@b.", "a@b..c", "\"a\"@b", "a@b,c@d"})
    CHECK_FALSE(is_mail_address(bad));
  CHECK_FALSE(is_mail_address(std::string(65, 'a') + "@b"));
  CHECK_FALSE(is_mail_address("a@" + std::string(254, 'b')));
}

}  // namespace tongban::notify
