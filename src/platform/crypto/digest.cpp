#include "platform/crypto/digest.h"

#include <openssl/evp.h>
#include <sodium.h>

#include <stdexcept>

#include "base/codec.h"

namespace tongban {

namespace {

constexpr std::size_t kDigestBytes = 32;

void must(int outcome, const char* what) {
  if (outcome != 1) throw std::runtime_error(std::string("cryptographic library failed: ") + what);
}

// Fetched once: the look-up by name costs more than hashing a short text.
const EVP_MD* sha256_algorithm() {
  static const EVP_MD* algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  if (!algorithm) throw std::runtime_error("cryptographic library has no SHA-256");
  return algorithm;
}

const EVP_MD* sm3_algorithm() {
  static const EVP_MD* algorithm = EVP_MD_fetch(nullptr, "SM3", nullptr);
  if (!algorithm) throw std::runtime_error("cryptographic library has no SM3");
  return algorithm;
}

unsigned char* writable(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

}  // namespace

std::string sha256(std::string_view bytes) {
  std::string digest(kDigestBytes, '\0');
  unsigned int length = 0;
  must(EVP_Digest(bytes.data(), bytes.size(), writable(digest), &length, sha256_algorithm(), nullptr), "digest");
  return digest;
}

std::string sha256_hex(std::string_view bytes) { return hex_encode(sha256(bytes)); }

// libsodium's, because OpenSSL 3 looks its own up by name at each call, which costs more than the code itself.
std::string hmac_sha256(std::string_view key, std::string_view bytes) {
  std::string code(kDigestBytes, '\0');
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, reinterpret_cast<const unsigned char*>(key.data()), key.size());
  crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  crypto_auth_hmacsha256_final(&state, writable(code));
  sodium_memzero(&state, sizeof state);
  return code;
}

void Sha256::Free::operator()(evp_md_ctx_st* context) const { EVP_MD_CTX_free(context); }

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
  if (!context_) throw std::bad_alloc();
  must(EVP_DigestInit_ex2(context_.get(), sha256_algorithm(), nullptr), "digest start");
}

void Sha256::update(std::string_view bytes) {
  must(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()), "digest update");
}

std::string Sha256::finish() {
  std::string digest(kDigestBytes, '\0');
  unsigned int length = 0;
  must(EVP_DigestFinal_ex(context_.get(), writable(digest), &length), "digest end");
  return digest;
}

Sm3::Sm3() : context_(EVP_MD_CTX_new()) {
  if (!context_) throw std::bad_alloc();
  begin();
}

void Sm3::begin() { must(EVP_DigestInit_ex2(context_.get(), sm3_algorithm(), nullptr), "digest start"); }

void Sm3::update(std::string_view bytes) {
  must(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()), "digest update");
}

void Sm3::finish(unsigned char* digest) {
  must(EVP_DigestFinal_ex(context_.get(), digest, nullptr), "digest end");
  begin();
}

std::string sm3(std::string_view bytes) {
  std::string digest(kDigestBytes, '\0');
  Sm3 one;
  one.update(bytes);
  one.finish(writable(digest));
  return digest;
}

}  // namespace tongban
