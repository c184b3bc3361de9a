#include "platform/crypto/signature.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <stdexcept>

#include "base/codec.h"
#include "platform/crypto/digest.h"

namespace tongban {

namespace {

constexpr std::string_view kUserId = "1234567812345678";  // GB/T 35276, where nothing else was agreed
constexpr std::size_t kKeyIdDigits = 16;

template <auto free_it>
struct Free {
  template <class T>
  void operator()(T* made) const {
    free_it(made);
  }
};
using Number = std::unique_ptr<BIGNUM, Free<BN_clear_free>>;
using Point = std::unique_ptr<EC_POINT, Free<EC_POINT_free>>;
using Group = std::unique_ptr<EC_GROUP, Free<EC_GROUP_free>>;
using Pkey = std::shared_ptr<EVP_PKEY>;
using PkeyContext = std::unique_ptr<EVP_PKEY_CTX, Free<EVP_PKEY_CTX_free>>;
using Context = std::unique_ptr<EVP_MD_CTX, Free<EVP_MD_CTX_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Free<OSSL_PARAM_BLD_free>>;
using Params = std::unique_ptr<OSSL_PARAM, Free<OSSL_PARAM_free>>;

void must(bool good, const char* what) {
  if (!good) throw std::runtime_error(std::string("cryptographic library failed: ") + what);
}

const unsigned char* readable(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }

// The secret as a number from 1 to n - 2, which is what the standard allows as a private key. The order n of the curve
// is so near to 2^256 that the remainder shows no pattern.
Number private_number(const EC_GROUP* curve, std::string_view secret) {
  Number number(BN_bin2bn(readable(secret), static_cast<int>(secret.size()), nullptr));
  Number range(BN_dup(EC_GROUP_get0_order(curve)));
  must(number && range && BN_sub_word(range.get(), 2) == 1, "number");
  const std::unique_ptr<BN_CTX, Free<BN_CTX_free>> work(BN_CTX_secure_new());
  must(work && BN_mod(number.get(), number.get(), range.get(), work.get()) == 1, "number");
  must(BN_add_word(number.get(), 1) == 1, "number");
  return number;
}

std::string public_octets(const EC_GROUP* curve, const BIGNUM* number) {
  const Point point(EC_POINT_new(curve));
  must(point && EC_POINT_mul(curve, point.get(), number, nullptr, nullptr, nullptr) == 1, "public key");
  std::string octets(65, '\0');
  const auto length = EC_POINT_point2oct(curve, point.get(), POINT_CONVERSION_UNCOMPRESSED,
                                         reinterpret_cast<unsigned char*>(octets.data()), octets.size(), nullptr);
  must(length == octets.size(), "public key");
  return octets;
}

Pkey make_pair(std::string_view secret) {
  if (secret.size() != 32) throw std::invalid_argument("a signing key is made from 32 bytes");
  const Group curve(EC_GROUP_new_by_curve_name(NID_sm2));
  must(curve != nullptr, "no SM2");
  const auto number = private_number(curve.get(), secret);
  const auto octets = public_octets(curve.get(), number.get());
  const Builder builder(OSSL_PARAM_BLD_new());
  must(builder && OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "SM2", 0) == 1 &&
           OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, number.get()) == 1 &&
           OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, octets.data(), octets.size()) == 1,
       "key");
  const Params params(OSSL_PARAM_BLD_to_param(builder.get()));
  const PkeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "SM2", nullptr));
  EVP_PKEY* made = nullptr;
  must(params && context && EVP_PKEY_fromdata_init(context.get()) == 1 &&
           EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_KEYPAIR, params.get()) == 1,
       "key");
  return Pkey(made, &EVP_PKEY_free);
}

// A digest context made ready to sign or to verify with the user id of the standard. It uses `inner`, owned here.
struct Ready {
  Ready(EVP_PKEY* key, bool signing) : inner(EVP_PKEY_CTX_new(key, nullptr)), context(EVP_MD_CTX_new()) {
    must(inner && context, "signature");
    must(EVP_PKEY_CTX_set1_id(inner.get(), kUserId.data(), static_cast<int>(kUserId.size())) == 1, "user id");
    EVP_MD_CTX_set_pkey_ctx(context.get(), inner.get());
    const auto begin = signing ? EVP_DigestSignInit : EVP_DigestVerifyInit;
    must(begin(context.get(), nullptr, EVP_sm3(), nullptr, key) == 1, "signature");
  }
  PkeyContext inner;
  Context context;
};

std::string der(EVP_PKEY* key) {
  unsigned char* bytes = nullptr;
  const int length = i2d_PUBKEY(key, &bytes);
  must(length > 0, "public key");
  std::string text(reinterpret_cast<char*>(bytes), static_cast<std::size_t>(length));
  OPENSSL_free(bytes);
  return text;
}

using Bio = std::unique_ptr<BIO, Free<BIO_free>>;

}  // namespace

PublicKey::PublicKey(std::shared_ptr<evp_pkey_st> key)
    : key_(std::move(key)), key_id_(hex_encode(sm3(der(key_.get()))).substr(0, kKeyIdDigits)) {}

Result<PublicKey> PublicKey::from_pem(std::string_view pem) {
  const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  must(bio != nullptr, "memory");
  Pkey key(PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr), &EVP_PKEY_free);
  if (!key || EVP_PKEY_is_a(key.get(), "SM2") != 1)
    return invalid("crypto.public_key_malformed", "不是 SM2 公钥（PEM）/ this is no SM2 public key in PEM");
  return PublicKey(std::move(key));
}

bool PublicKey::verify(std::string_view message, std::string_view signature) const {
  const Ready ready(key_.get(), false);
  return EVP_DigestVerify(ready.context.get(), readable(signature), signature.size(), readable(message),
                          message.size()) == 1;
}

std::string PublicKey::pem() const {
  const Bio bio(BIO_new(BIO_s_mem()));
  must(bio && PEM_write_bio_PUBKEY(bio.get(), key_.get()) == 1, "public key");
  char* text = nullptr;
  const auto length = BIO_get_mem_data(bio.get(), &text);
  return std::string(text, static_cast<std::size_t>(length));
}

SigningKey::SigningKey(std::string_view secret) : public_key_(make_pair(secret)) {}

std::string SigningKey::sign(std::string_view message) const {
  const Ready ready(public_key_.key_.get(), true);
  std::size_t length = 0;
  must(EVP_DigestSign(ready.context.get(), nullptr, &length, readable(message), message.size()) == 1, "signature");
  std::string signature(length, '\0');
  must(EVP_DigestSign(ready.context.get(), reinterpret_cast<unsigned char*>(signature.data()), &length,
                      readable(message), message.size()) == 1,
       "signature");
  signature.resize(length);
  return signature;
}

}  // namespace tongban
