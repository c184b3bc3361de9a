// Passwords are kept as Argon2id hashes (RFC 9106) and nothing else. Hashing is slow by intent (about 70 ms) and uses
// memory, so only a few run at once; the rest wait briefly and are then refused, so that a flood of logins cannot stop
// the node.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tongban {

// OWASP recommends at least 19 MiB and 2 passes; ours is above.
struct PasswordCost {
  unsigned long long passes = 2;
  std::size_t memory_bytes = 64u << 20;
  int at_once = 2;                           // hashes computed at the same time
  std::chrono::milliseconds patience{3000};  // longest wait for one's turn
  static PasswordCost cheap() { return {1, 8192, 4, std::chrono::milliseconds(10000)}; }  // tests only
};

// Shared by all threads of a node. Never call it inside a transaction.
class PasswordHasher {
 public:
  explicit PasswordHasher(PasswordCost cost = {});

  // The hash with its parameters and salt, "$argon2id$v=19$…" (at most 127 characters).
  // Errors: `password.busy` (unavailable, retry after 2 s), `password.too_long` (more than 1024 bytes).
  Result<std::string> hash(std::string_view password);

  // Whether the password belongs to the hash; a malformed hash belongs to none. Errors: as hash().
  Result<bool> verify(std::string_view password, const std::string& hash);

  // Takes as long as verify() and is always false: for unknown users, so that time does not tell who has an account.
  Result<bool> verify_unknown(std::string_view password);

  // Whether the hash was made with other costs than today's and should be replaced after the next good login.
  bool needs_rehash(const std::string& hash) const;

 private:
  class Turn;
  PasswordCost cost_;
  std::mutex mutex_;
  std::condition_variable freed_;
  int running_ = 0;
  std::string unknown_hash_;
};

}  // namespace tongban
