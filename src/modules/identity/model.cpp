#include "modules/identity/model.h"

#include <algorithm>
#include <array>

#include "base/identifiers.h"
#include "base/text.h"

namespace tongban::identity {
namespace {

constexpr std::size_t kShortestPassword = 10;
constexpr std::size_t kLongestPassword = 128;
constexpr std::array<std::string_view, 20> kCommonPasswords{
    "1234567890",  "0123456789",   "123456789a", "a123456789",  "1111111111",  "0000000000",   "password12",
    "password123", "password1234", "qwertyuiop", "qwerty12345", "1q2w3e4r5t",  "1qaz2wsx3edc", "abc1234567",
    "woaini1314",  "woaini520520", "5201314520", "aa12345678",  "admin123456", "iloveyou123"};

template <class T>
void take(std::vector<FieldError>& problems, const char* pointer, Result<T> checked, auto&& into) {
  if (checked.ok())
    into(std::move(*checked));
  else
    problems.push_back({pointer, checked.error().key, checked.error().detail});
}

void take_name(std::vector<FieldError>& problems, const char* pointer, std::string_view typed, std::string& into) {
  into = trim(typed);
  const auto length = count_code_points(into);
  if (length < 2 || has_control_characters(into))
    problems.push_back({pointer, "name.format", "名称至少两个字，且不含控制字符"});
}

}  // namespace

Result<std::string> normal_login_name(std::string_view text) {
  auto name = ascii_lower(normalise_width(trim(text)));
  const auto alphanumeric = [](char ch) { return (ch >= 'a' && ch <= 'z') || (ch >= '0' && ch <= '9'); };
  const bool good = name.size() >= 4 && name.size() <= 32 && alphanumeric(name[0]) &&
                    std::all_of(name.begin(), name.end(),
                                [&](char ch) { return alphanumeric(ch) || ch == '.' || ch == '_' || ch == '-'; });
  if (!good) return invalid("login_name.format", "登录名须为 4 至 32 个字母、数字或 . _ -，以字母或数字开头");
  return name;
}

Result<ApplicantFacts> check_applicant(const ApplicantFacts& typed, Date today) {
  ApplicantFacts facts = typed;
  std::vector<FieldError> problems;
  take_name(problems, "/name", typed.name, facts.name);
  if (typed.legal_person) {
    take(problems, "/id_number", parse_credit_code(typed.id_number), [&](CreditCode c) { facts.id_number = c.code; });
    take_name(problems, "/representative", typed.representative, facts.representative);
  } else {
    take(problems, "/id_number", parse_citizen_id(typed.id_number, today),
         [&](CitizenId c) { facts.id_number = c.number; });
    if (!typed.representative.empty())
      problems.push_back({"/representative", "field.not_applicable", "自然人没有法定代表人"});
  }
  take(problems, "/phone", parse_mobile(typed.phone), [&](std::string phone) { facts.phone = std::move(phone); });
  facts.address = trim(typed.address);
  if (has_control_characters(facts.address))
    problems.push_back({"/address", "field.control_character", "含有不可见的控制字符"});
  if (problems.empty()) return facts;
  return Error{Code::invalid, "input.invalid", "提交的内容有误，请按提示修改", std::move(problems)};
}

Result<void> check_password(std::string_view password, std::string_view login_name) {
  const auto length = count_code_points(password);
  if (length < kShortestPassword) return invalid("password.too_short", "密码至少 10 个字符");
  if (length > kLongestPassword) return invalid("password.too_long", "密码最多 128 个字符");
  const auto lower = ascii_lower(password);
  if (std::find(kCommonPasswords.begin(), kCommonPasswords.end(), lower) != kCommonPasswords.end() ||
      std::all_of(lower.begin(), lower.end(), [&](char ch) { return ch == lower[0]; }))
    return invalid("password.common", "这个密码太常见，容易被猜到");
  if (lower.find(login_name) != std::string::npos) return invalid("password.contains_name", "密码不能含有登录名");
  return {};
}

std::optional<Failures> count_try(Failures before, const FailurePolicy& policy, Instant now) {
  // No lock and no window reaches farther than this: what does was set by a clock that was ahead.
  const bool from_the_future = before.locked_until - now > kLongestLock || before.window_began_at - now > kLongestLock;
  if (from_the_future) before = Failures{};
  if (now < before.locked_until) return std::nullopt;
  Failures after = before;
  // A lock that ran out begins a new window; a day without one forgets the earlier locks.
  const bool lock_ran_out = before.failures >= policy.allowed;
  if (lock_ran_out || now - before.window_began_at >= policy.window) {
    after.failures = 0;
    after.window_began_at = now;
  }
  if (now - before.locked_until >= kLocksForgotten) after.locks = 0;
  ++after.failures;
  if (after.failures >= policy.allowed) {
    const auto longest = std::chrono::duration_cast<std::chrono::minutes>(kLongestLock);
    after.locked_until = now + std::min(longest, policy.lock * (1 << std::min(after.locks, 10)));
    ++after.locks;
  }
  return after;
}

}  // namespace tongban::identity
