#include "platform/crypto/password.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>

namespace tongban {

namespace {

// Longer texts are no passwords, only work for us.
constexpr std::size_t kMostPasswordBytes = 1024;
constexpr int kRetrySeconds = 2;

}  // namespace

// The right to hash now. Given back when it goes.
class PasswordHasher::Turn {
 public:
  explicit Turn(PasswordHasher& hasher) : hasher_(hasher) {
    std::unique_lock lock(hasher_.mutex_);
    taken_ =
        hasher_.freed_.wait_for(lock, hasher_.cost_.patience, [&] { return hasher_.running_ < hasher_.cost_.at_once; });
    if (taken_) ++hasher_.running_;
  }
  ~Turn() {
    if (!taken_) return;
    {
      const std::lock_guard lock(hasher_.mutex_);
      --hasher_.running_;
    }
    hasher_.freed_.notify_one();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

  Result<void> check(std::string_view password) const {
    if (password.size() > kMostPasswordBytes) return invalid("password.too_long", "密码过长");
    if (!taken_) return Error{Code::unavailable, "password.busy", "系统繁忙，请稍后再试", {}, kRetrySeconds};
    return {};
  }

 private:
  PasswordHasher& hasher_;
  bool taken_ = false;
};

PasswordHasher::PasswordHasher(PasswordCost cost) : cost_(cost) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start");
  auto made = hash("nobody has this password");
  if (!made) throw std::runtime_error("password hashing does not work with these costs");
  unknown_hash_ = *std::move(made);
}

Result<std::string> PasswordHasher::hash(std::string_view password) {
  const Turn turn(*this);
  TRY(turn.check(password));
  char out[crypto_pwhash_STRBYTES];
  if (crypto_pwhash_str_alg(out, password.data(), password.size(), cost_.passes, cost_.memory_bytes,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    throw std::bad_alloc();  // the only way it fails
  }
  return std::string(out);
}

Result<bool> PasswordHasher::verify(std::string_view password, const std::string& hash) {
  const Turn turn(*this);
  TRY(turn.check(password));
  if (hash.size() >= crypto_pwhash_STRBYTES) return false;
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

Result<bool> PasswordHasher::verify_unknown(std::string_view password) {
  TRY(verify(password, unknown_hash_));
  return false;
}

bool PasswordHasher::needs_rehash(const std::string& hash) const {
  if (hash.size() >= crypto_pwhash_STRBYTES) return true;
  return crypto_pwhash_str_needs_rehash(hash.c_str(), cost_.passes, cost_.memory_bytes) != 0;
}

}  // namespace tongban
