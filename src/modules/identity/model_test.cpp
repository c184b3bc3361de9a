#include "modules/identity/model.h"

#include <doctest/doctest.h>

#include "modules/identity/duties.h"

using namespace tongban;
using namespace tongban::identity;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

ApplicantFacts person() { return {false, "张三", "11010519491231002X", "13812345678", "", ""}; }
ApplicantFacts firm() { return {true, "演示商贸有限公司", "91350100M000100Y43", "13812345678", "", "王五"}; }

std::string problem(const ApplicantFacts& typed) {
  const auto checked = check_applicant(typed, *Date::make(2026, 1, 1));
  if (checked.ok()) return "ok";
  return checked.error().fields[0].pointer + " " + checked.error().fields[0].key;
}

}  // namespace

TEST_CASE("a login name is the same however it is typed") {
  CHECK(normal_login_name(" ZhangSan ").value() == "zhangsan");
  CHECK(normal_login_name("ｚｈａｎｇ１").value() == "zhang1");
  for (const char* bad :
       {"", "abc", "-abc", "zhang san", "张三丰先生", "a@example.com", "a'--b", "abcdefghijklmnopqrstuvwxyz1234567"}) {
    CAPTURE(bad);
    CHECK(normal_login_name(bad).error().key == "login_name.format");
  }
}

TEST_CASE("a person is known by a citizen id, a firm by its credit code and representative") {
  CHECK(problem(person()) == "ok");
  CHECK(problem(firm()) == "ok");
  auto wrong = person();
  wrong.id_number = "110105194912310021";
  CHECK(problem(wrong) == "/id_number citizen_id.checksum");
  wrong.id_number = "11010520991231002X";
  CHECK(problem(wrong) == "/id_number citizen_id.date");
  wrong = person();
  wrong.representative = "王五";
  CHECK(problem(wrong) == "/representative field.not_applicable");
  wrong = person();
  wrong.phone = "1381234567";
  CHECK(problem(wrong) == "/phone mobile.format");
  wrong = person();
  wrong.name = " 张 ";
  CHECK(problem(wrong) == "/name name.format");
  wrong = person();
  wrong.name = "张\u202e三";
  CHECK(problem(wrong) == "/name name.format");
  wrong = firm();
  wrong.id_number = "91350100M000100Y44";
  CHECK(problem(wrong) == "/id_number credit_code.checksum");
  wrong = firm();
  wrong.representative = "";
  CHECK(problem(wrong) == "/representative name.format");
}

TEST_CASE("all mistakes of a registration are told at once, and numbers come out in normal form") {
  const auto checked = check_applicant({false, "", "x", "y", "", ""}, *Date::make(2026, 1, 1));
  REQUIRE_FALSE(checked.ok());
  CHECK(checked.error().fields.size() == 3);
  auto typed = person();
  typed.id_number = " １１０１０５１９４９１２３１００２ｘ ";
  CHECK(check_applicant(typed, *Date::make(2026, 1, 1))->id_number == "11010519491231002X");
}

TEST_CASE("a password is long enough, not a well-known one, and not the name again") {
  CHECK(check_password("correct horse", "zhangsan").ok());
  CHECK(check_password("一二三四五六七八九十", "zhangsan").ok());
  CHECK(check_password("short", "zhangsan").error().key == "password.too_short");
  CHECK(check_password(std::string(129, 'x') + "y", "zhangsan").error().key == "password.too_long");
  CHECK(check_password("Password123", "zhangsan").error().key == "password.common");
  CHECK(check_password("aaaaaaaaaaaa", "zhangsan").error().key == "password.common");
  CHECK(check_password("ZhangSan2026!", "zhangsan").error().key == "password.contains_name");
}

TEST_CASE("five tries within the window lock, each lock of a day twice as long as the one before") {
  const FailurePolicy policy;
  Instant now = start_of_day(*Date::make(2026, 3, 2));
  Failures state;
  const auto guess_until_locked = [&] {
    int tries = 0;
    while (auto next = count_try(state, policy, now)) {
      state = *next;
      ++tries;
    }
    return tries;
  };
  CHECK(guess_until_locked() == 5);
  CHECK(state.locked_until - now == minutes(10));
  now = state.locked_until;
  CHECK(guess_until_locked() == 5);
  CHECK(state.locked_until - now == minutes(20));
  now = state.locked_until + hours(24);
  CHECK(guess_until_locked() == 5);
  CHECK(state.locked_until - now == minutes(10));
  for (int i = 0; i < 12; ++i) {
    now = state.locked_until;
    (void)guess_until_locked();
  }
  CHECK(state.locked_until - now == hours(24));
}

TEST_CASE("slow guessing never locks, because each window forgets the one before") {
  const FailurePolicy policy;
  Instant now = start_of_day(*Date::make(2026, 3, 2));
  Failures state;
  for (int i = 0; i < 100; ++i) {
    const auto next = count_try(state, policy, now);
    REQUIRE(next);
    state = *next;
    now = now + minutes(5);
  }
}

TEST_CASE("system, security and audit administration exclude each other, and nothing else does") {
  CHECK(duties_allow({}, Role::auditor));
  CHECK(duties_allow({Role::auditor}, Role::auditor));
  CHECK_FALSE(duties_allow({Role::auditor}, Role::system_admin));
  CHECK_FALSE(duties_allow({Role::window_clerk, Role::system_admin}, Role::security_admin));
  CHECK(duties_allow({Role::window_clerk, Role::approver}, Role::auditor));
  CHECK(duties_allow({Role::system_admin}, Role::window_clerk));
}

TEST_CASE("A lock that a clock years ahead has set does not hold") {
  const FailurePolicy policy;
  const auto now = Instant::from_seconds(1'800'000'000);
  const auto ahead = now + 10 * 365 * std::chrono::hours(24);
  Failures state;
  while (auto next = count_try(state, policy, ahead)) state = *next;
  CHECK(count_try(state, policy, now).has_value());
  CHECK_FALSE(count_try(state, policy, ahead - std::chrono::hours(2)).has_value());
}
