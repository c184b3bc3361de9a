#include "platform/crypto/signature.h"

#include <doctest/doctest.h>

#include "base/codec.h"
#include "platform/crypto/digest.h"

using namespace tongban;

TEST_CASE("SM3 gives the digests printed in GB/T 32905") {
  CHECK(hex_encode(sm3("abc")) == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  std::string sixteen;
  for (int i = 0; i < 16; ++i) sixteen += "abcd";
  CHECK(hex_encode(sm3(sixteen)) == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
  Sm3 again;
  unsigned char digest[32];
  for (int i = 0; i < 2; ++i) {
    again.update("a");
    again.update("bc");
    again.finish(digest);
    CHECK(std::string(reinterpret_cast<char*>(digest), 32) == sm3("abc"));
  }
}

TEST_CASE("What was signed is verified with the printed public key, and nothing else is") {
  const SigningKey key(std::string(32, 'k'));
  const auto signature = key.sign("the block");
  const auto printed = PublicKey::from_pem("a comment before it\n" + key.public_key().pem());
  REQUIRE(printed.ok());
  CHECK(printed->key_id() == key.public_key().key_id());
  CHECK(printed->key_id().size() == 16);
  CHECK(printed->verify("the block", signature));
  CHECK_FALSE(printed->verify("the blocj", signature));
  CHECK_FALSE(printed->verify("the block", ""));
  CHECK_FALSE(printed->verify("the block", signature.substr(1)));
  auto other = signature;
  other[other.size() / 2] ^= 1;
  CHECK_FALSE(printed->verify("the block", other));
  CHECK(key.sign("the block") != signature);  // a fresh random number each time

  const SigningKey second(std::string(32, 'l'));
  CHECK_FALSE(second.public_key().verify("the block", signature));
  CHECK(SigningKey(std::string(32, 'k')).public_key().pem() == key.public_key().pem());
  CHECK_THROWS(SigningKey("short"));
}

// GB/T 32918.5, appendix A.2: key pair, message and signature of the standard's example, on its recommended curve.
TEST_CASE("A signature printed in the standard is verified") {
  const auto secret = *hex_decode("3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8");
  const auto x = *hex_decode("09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020");
  // The private key of a SigningKey is one more than its secret, so the secret here is one less than the standard's.
  auto one_less = secret;
  one_less.back() = static_cast<char>(one_less.back() - 1);
  const SigningKey key(one_less);
  const auto r = *hex_decode("f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3");
  const auto s = *hex_decode("b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa");
  const auto integer = [](const std::string& bytes) { return std::string("\x02\x21\x00", 3) + bytes; };
  const auto inside = integer(r) + integer(s);
  const auto der = std::string("\x30") + static_cast<char>(inside.size()) + inside;
  const auto pem = key.public_key().pem();
  const auto begin = pem.find('\n') + 1;
  std::string base64 = pem.substr(begin, pem.find("-----END") - begin);
  std::erase(base64, '\n');
  CHECK(base64_decode(base64)->find(x) != std::string::npos);
  CHECK(key.public_key().verify("message digest", der));
}
