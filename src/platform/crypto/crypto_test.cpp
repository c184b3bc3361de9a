#include <doctest/doctest.h>

#include <atomic>
#include <set>
#include <thread>
#include <vector>

#include "base/codec.h"
#include "platform/crypto/digest.h"
#include "platform/crypto/password.h"
#include "platform/crypto/random.h"

using namespace tongban;

TEST_CASE("SHA-256 gives the digests of FIPS 180-4") {
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("A digest made piece by piece is the digest of the whole") {
  Sha256 digest;
  digest.update("a");
  digest.update("");
  digest.update("bc");
  CHECK(digest.finish() == sha256("abc"));
}

TEST_CASE("HMAC-SHA-256 gives the codes of RFC 4231") {
  CHECK(hex_encode(hmac_sha256("Jefe", "what do ya want for nothing?")) ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(hex_encode(hmac_sha256(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First")) ==
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("HMAC with an empty key does not remember the key before") {
  const auto empty = hmac_sha256("", "x");
  hmac_sha256("another", "y");
  CHECK(hmac_sha256("", "x") == empty);
}

TEST_CASE("Tokens differ, and codes use only characters that people can read aloud") {
  std::set<std::string> tokens;
  for (int i = 0; i < 1000; ++i) tokens.insert(random_token());
  CHECK(tokens.size() == 1000);
  CHECK(tokens.begin()->size() == 43);
  const auto code = random_code(400);
  CHECK(code.size() == 400);
  CHECK(code.find_first_not_of(kReadableAlphabet) == std::string::npos);
  CHECK(std::set<char>(code.begin(), code.end()).size() > 20);
}

TEST_CASE("random_below stays below and reaches every number") {
  std::set<std::uint64_t> seen;
  for (int i = 0; i < 500; ++i) seen.insert(random_below(5));
  CHECK(seen == std::set<std::uint64_t>{0, 1, 2, 3, 4});
}

TEST_CASE("A password belongs to its own hash only, and equal passwords have different hashes") {
  PasswordHasher hasher(PasswordCost::cheap());
  const auto hash = hasher.hash("correct horse 电池").value();
  CHECK(hash.starts_with("$argon2id$v=19$"));
  CHECK(hasher.verify("correct horse 电池", hash).value());
  CHECK_FALSE(hasher.verify("correct horse", hash).value());
  CHECK_FALSE(hasher.verify("", hash).value());
  CHECK(hasher.hash("correct horse 电池").value() != hash);
}

TEST_CASE("A malformed hash belongs to no password and is due for replacement") {
  PasswordHasher hasher(PasswordCost::cheap());
  CHECK_FALSE(hasher.verify("x", "").value());
  CHECK_FALSE(hasher.verify("x", "$argon2id$nonsense").value());
  CHECK_FALSE(hasher.verify("x", std::string(500, '$')).value());
  CHECK(hasher.needs_rehash("$argon2id$nonsense"));
}

TEST_CASE("A hash of lower cost is due for replacement") {
  PasswordHasher cheap(PasswordCost::cheap());
  auto cost = PasswordCost::cheap();
  cost.passes = 3;
  PasswordHasher dearer(cost);
  const auto hash = cheap.hash("x").value();
  CHECK_FALSE(cheap.needs_rehash(hash));
  CHECK(dearer.needs_rehash(hash));
  CHECK(dearer.verify("x", hash).value());
}

TEST_CASE("Nobody has the password of the unknown user") {
  PasswordHasher hasher(PasswordCost::cheap());
  CHECK_FALSE(hasher.verify_unknown("nobody has this password").value());
}

TEST_CASE("An endless password is refused instead of hashed") {
  PasswordHasher hasher(PasswordCost::cheap());
  const auto refused = hasher.hash(std::string(1025, 'x'));
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().key == "password.too_long");
}

TEST_CASE("When all turns are taken a login is refused with a time to come back") {
  PasswordCost cost;
  cost.memory_bytes = 32u << 20;
  cost.passes = 6;
  cost.at_once = 1;
  cost.patience = std::chrono::milliseconds(1);
  PasswordHasher hasher(cost);
  std::atomic<int> done = 0, refused = 0;
  std::vector<std::thread> logins;
  for (int i = 0; i < 4; ++i) {
    logins.emplace_back([&] {
      const auto answer = hasher.hash("x");
      if (answer.ok()) return void(++done);
      if (answer.error().key == "password.busy" && answer.error().retry_after_seconds > 0) ++refused;
    });
  }
  for (auto& login : logins) login.join();
  CHECK(done >= 1);
  CHECK(refused >= 1);
  CHECK(done + refused == 4);
  CHECK(hasher.hash("x").ok());
}
