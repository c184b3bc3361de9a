// Digests and message authentication codes over bytes: SHA-256 (FIPS 180-4), HMAC-SHA-256 (RFC 2104) and SM3 (GB/T
// 32905). They never fail on any input; an error of the cryptographic library itself is a broken promise and throws
// std::runtime_error.
#pragma once

#include <memory>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace tongban {

std::string sha256(std::string_view bytes);      // 32 bytes
std::string sha256_hex(std::string_view bytes);  // 64 lower-case hexadecimal digits

// 32 bytes. `key` may have any length; keys shorter than 32 bytes weaken it.
std::string hmac_sha256(std::string_view key, std::string_view bytes);

// SHA-256 of bytes that arrive piece by piece. After finish() the object is spent.
class Sha256 {
 public:
  Sha256();
  void update(std::string_view bytes);
  std::string finish();  // 32 bytes

 private:
  friend class Sm3;
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
  };
  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

// SM3 of many short texts: after finish() it begins anew.
class Sm3 {
 public:
  Sm3();
  void update(std::string_view bytes);
  void finish(unsigned char* digest);  // 32 bytes

 private:
  void begin();
  std::unique_ptr<evp_md_ctx_st, Sha256::Free> context_;
};

std::string sm3(std::string_view bytes);  // 32 bytes

}  // namespace tongban
