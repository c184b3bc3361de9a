#include "modules/messages/model.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace tongban::messages {
namespace {

Instant at(const char* text) { return *parse_instant(text); }

Texts said(const std::string& text, const std::string& subject = "标题") { return {{subject, text}, {subject, text}}; }
std::vector<std::string> keys(const std::vector<FieldError>& faults) {
  std::vector<std::string> out;
  for (const auto& fault : faults)
    if (fault.pointer.starts_with("/zh")) out.push_back(fault.pointer + " " + fault.key);
  return out;
}
using Keys = std::vector<std::string>;

}  // namespace

TEST_CASE("nobody is woken: what would ring at night waits for the morning") {
  const QuietHours night{22 * 60, 7 * 60};
  const auto morning = at("2026-11-23T07:00:00+08:00");
  for (const auto channel : {Channel::sms, Channel::push}) {
    CHECK(send_time(channel, at("2026-11-22T22:00:00+08:00"), night) == morning);
    CHECK(send_time(channel, at("2026-11-22T23:59:59.999999+08:00"), night) == morning);
    CHECK(send_time(channel, at("2026-11-23T00:00:00+08:00"), night) == morning);
    CHECK(send_time(channel, at("2026-11-23T06:59:59.999999+08:00"), night) == morning);
    for (const char* day :
         {"2026-11-22T21:59:59.999999+08:00", "2026-11-23T07:00:00+08:00", "2026-11-23T12:00:00+08:00"})
      CHECK(send_time(channel, at(day), night) == at(day));
  }
}

TEST_CASE("pages and mail wake nobody, and who sleeps at noon is left alone at noon") {
  const QuietHours night{22 * 60, 7 * 60}, noon{12 * 60, 14 * 60}, never{0, 0};
  const auto late = at("2026-11-22T23:00:00+08:00"), midday = at("2026-11-22T13:00:00+08:00");
  CHECK(send_time(Channel::page, late, night) == late);
  CHECK(send_time(Channel::mail, late, night) == late);
  CHECK(send_time(Channel::sms, midday, noon) == at("2026-11-22T14:00:00+08:00"));
  CHECK(send_time(Channel::sms, late, noon) == late);
  CHECK(send_time(Channel::sms, late, never) == late);
}

TEST_CASE("quiet hours never hold anything back for a day, at any minute and with any hours") {
  const auto midnight = at("2026-11-22T00:00:00+08:00");
  for (int from = 0; from < 1440; from += 97)
    for (int until = 0; until < 1440; until += 89)
      for (int minute = 0; minute < 1440; minute += 31) {
        const auto made = midnight + std::chrono::minutes(minute);
        const auto sent = send_time(Channel::sms, made, {from, until});
        CHECK(sent >= made);
        CHECK(sent - made < std::chrono::hours(24));
        if (sent != made) CHECK(local_minute_of_day(sent) == until);
        CHECK(send_time(Channel::sms, sent, {from, until}) == sent);
      }
}

TEST_CASE("placeholders are named, known and complete") {
  const auto kind = MessageKind::correction_notice;
  CHECK(faults_of(kind, Channel::page, said("{item_name}请在{due_date}前补正")).empty());
  CHECK(keys(faults_of(kind, Channel::page, said("请补正"))) == Keys{"/zh/text template.missing_placeholder"});
  CHECK(keys(faults_of(kind, Channel::page, said("{due_date}{name}"))) ==
        Keys{"/zh/text template.unknown_placeholder"});
  for (const char* stray : {"{due_date}{", "{due_date}}", "{}{due_date}", "{due_date}{a{b}"})
    CHECK_MESSAGE(!faults_of(kind, Channel::page, said(stray)).empty(), stray);
  CHECK(keys(faults_of(kind, Channel::page, said("{due_date}", ""))) == Keys{"/zh/subject field.required"});
  CHECK(keys(faults_of(kind, Channel::sms, said("{due_date}"))) == Keys{"/zh/subject template.no_subject"});
  CHECK(keys(faults_of(kind, Channel::page, said("{due_date}\x01"))) == Keys{"/zh/text field.control_character"});
  std::string long_text = "{due_date}";
  for (std::size_t i = 0; i <= kMostShortText; ++i) long_text += "长";
  CHECK(keys(faults_of(kind, Channel::push, said(long_text))) == Keys{"/zh/text field.too_long"});
  CHECK(faults_of(kind, Channel::page, said(long_text)).empty());
}

TEST_CASE("what leaves the house names neither the service nor, on a phone, the case") {
  for (const auto kind : all_of<MessageKind>())
    for (const auto channel : {Channel::mail, Channel::sms, Channel::push}) {
      const auto names = placeholders_of(kind, channel);
      const auto has = [&](const char* name) { return std::find(names.begin(), names.end(), name) != names.end(); };
      CHECK_FALSE(has("item_name"));
      if (channel != Channel::mail) CHECK_FALSE(has("case_number"));
    }
}

TEST_CASE("texts are filled in once; values are not looked at again") {
  CHECK(fill_in("请在{due_date}前到{department_name}", {{"due_date", "1月5日"}, {"department_name", "{code}"}}) ==
        "请在1月5日前到{code}");
  CHECK(fill_in("{due_date}{gone}。", {{"due_date", "1月5日"}}) == "1月5日。");
  CHECK(fill_in("a{b", {{"b", "x"}}) == "a{b");
  CHECK(fill_in("a}b{c}", {{"c", "x"}}) == "a}bx");
  CHECK(fill_in("", {}).empty());
}

}  // namespace tongban::messages
