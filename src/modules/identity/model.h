// The rules of identity that need neither database nor clock: what a login name and a password may be, how long a lock
// lasts.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"

namespace tongban::identity {

// Trimmed, half-width, lower case. 4 to 32 of a-z 0-9 . _ - and the first a letter or digit. Key: login_name.format.
Result<std::string> normal_login_name(std::string_view text);

// What an account of a person or firm is asked about itself, checked and in normal form.
struct ApplicantFacts {
  bool legal_person = false;
  std::string name, id_number, phone, address, representative;
};
// Every problem at once in Error.fields, pointers as in RegisterIn. Error: `input.invalid`.
Result<ApplicantFacts> check_applicant(const ApplicantFacts& typed, Date today);

// At least 10 code points, at most 128, none of the most guessed ones, not the login name in another dress (ASVS 5.0
// 6.2.1, 6.2.4, 6.2.11). Keys: password.too_short, password.too_long, password.common, password.contains_name.
Result<void> check_password(std::string_view password, std::string_view login_name);

// Failed logins of one name or one address. A window of failures leads to a lock; each lock of a day is twice as long
// as the one before.
struct Failures {
  int failures = 0;
  int locks = 0;
  Instant window_began_at;
  Instant locked_until;
};
struct FailurePolicy {
  int allowed = 5;
  std::chrono::minutes window{15};
  std::chrono::minutes lock{10};
};
// Before a password is looked at: empty while locked, else the state with this try counted as if it failed, so that
// tries at the same moment cannot pass the limit together.
std::optional<Failures> count_try(Failures before, const FailurePolicy& policy, Instant now);
inline constexpr std::chrono::hours kLocksForgotten{24};
inline constexpr std::chrono::hours kLongestLock{24};

// What one account may hold at most.
inline constexpr int kMostPosts = 16;

}  // namespace tongban::identity
