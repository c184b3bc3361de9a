// Signatures that outsiders can check: SM2 over SM3 (GB/T 32918.2, GB/T 32905; the same as GM/T 0003.2 and GM/T 0004),
// with the user id "1234567812345678" that the standard gives as default. A private key is made from 32 secret bytes,
// so that it needs no file of its own; a public key is printed as PEM and read by any OpenSSL 3.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

struct evp_pkey_st;

namespace tongban {

class PublicKey {
 public:
  // The first PEM block of the text. Error: Code::invalid, `crypto.public_key_malformed`.
  static Result<PublicKey> from_pem(std::string_view pem);

  bool verify(std::string_view message, std::string_view signature) const;  // signature: DER, as sign() makes it
  std::string pem() const;
  // 16 hexadecimal digits of SM3 over the key (SubjectPublicKeyInfo in DER): which key it is, no more.
  const std::string& key_id() const { return key_id_; }

 private:
  friend class SigningKey;
  explicit PublicKey(std::shared_ptr<evp_pkey_st> key);
  std::shared_ptr<evp_pkey_st> key_;
  std::string key_id_;
};

// Thread-safe. The same secret makes the same key pair always.
class SigningKey {
 public:
  explicit SigningKey(std::string_view secret);  // 32 bytes; others throw std::invalid_argument

  std::string sign(std::string_view message) const;  // DER; another one each time
  const PublicKey& public_key() const { return public_key_; }

 private:
  PublicKey public_key_;
};

}  // namespace tongban
