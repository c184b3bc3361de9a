#include "platform/crypto/keyring.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <optional>
#include <stdexcept>

#include "base/codec.h"
#include "base/number.h"
#include "platform/crypto/digest.h"
#include "platform/crypto/key_file.h"
#include "platform/crypto/random.h"

namespace tongban {

namespace {

constexpr std::size_t kNonceBytes = 12;
constexpr std::size_t kTagBytes = 16;
constexpr std::size_t kIndexBytes = 16;
constexpr std::string_view kFileMagic = "TBF1";
constexpr std::size_t kFileHeaderBytes = 8;

using Cipher = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

// One a thread: making it costs more than sealing a short text. Each use sets key and nonce anew.
EVP_CIPHER_CTX* cipher_of_thread() {
  static thread_local const Cipher cipher(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
  if (!cipher) throw std::bad_alloc();
  return cipher.get();
}

// Nonces are no secret, they must only never repeat; so they may be drawn many at a time. The process does not fork.
std::string_view next_nonce() {
  static thread_local std::string drawn;
  static thread_local std::size_t used = 0;
  if (used == drawn.size()) {
    drawn = random_bytes(kNonceBytes * 64);
    used = 0;
  }
  used += kNonceBytes;
  return std::string_view(drawn).substr(used - kNonceBytes, kNonceBytes);
}

const EVP_CIPHER* aes_256_gcm() {
  static const EVP_CIPHER* algorithm = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
  if (!algorithm) throw std::runtime_error("cryptographic library has no AES-256-GCM");
  return algorithm;
}

const unsigned char* readable(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }
unsigned char* writable(char* bytes) { return reinterpret_cast<unsigned char*>(bytes); }

void must(int outcome) {
  if (outcome != 1) throw std::runtime_error("cryptographic library failed to seal");
}

// Nonce, ciphertext, tag.
std::string encrypt(std::string_view key, std::string_view context, std::string_view plaintext) {
  std::string out;
  out.reserve(kNonceBytes + plaintext.size() + kTagBytes);
  out = next_nonce();
  auto* const cipher = cipher_of_thread();
  must(EVP_EncryptInit_ex2(cipher, aes_256_gcm(), readable(key), readable(out), nullptr));
  int length = 0;
  must(EVP_EncryptUpdate(cipher, nullptr, &length, readable(context), static_cast<int>(context.size())));
  out.resize(kNonceBytes + plaintext.size() + kTagBytes);
  char* body = out.data() + kNonceBytes;
  if (!plaintext.empty()) {
    must(EVP_EncryptUpdate(cipher, writable(body), &length, readable(plaintext), static_cast<int>(plaintext.size())));
  }
  must(EVP_EncryptFinal_ex(cipher, writable(body + plaintext.size()), &length));
  must(EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_GCM_GET_TAG, kTagBytes, body + plaintext.size()));
  return out;
}

std::optional<std::string> decrypt(std::string_view key, std::string_view context, std::string_view sealed) {
  if (sealed.size() < kNonceBytes + kTagBytes) return std::nullopt;
  const auto nonce = sealed.substr(0, kNonceBytes);
  const auto body = sealed.substr(kNonceBytes, sealed.size() - kNonceBytes - kTagBytes);
  std::string tag(sealed.substr(sealed.size() - kTagBytes));
  std::string plaintext(body.size(), '\0');
  auto* const cipher = cipher_of_thread();
  int length = 0;
  const bool good =
      EVP_DecryptInit_ex2(cipher, aes_256_gcm(), readable(key), readable(nonce), nullptr) == 1 &&
      EVP_DecryptUpdate(cipher, nullptr, &length, readable(context), static_cast<int>(context.size())) == 1 &&
      (body.empty() || EVP_DecryptUpdate(cipher, writable(plaintext.data()), &length, readable(body),
                                         static_cast<int>(body.size())) == 1) &&
      EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_GCM_SET_TAG, kTagBytes, tag.data()) == 1;
  unsigned char nothing[kTagBytes];
  if (!good || EVP_DecryptFinal_ex(cipher, nothing, &length) != 1) {
    OPENSSL_cleanse(plaintext.data(), plaintext.size());  // not authenticated: nobody may see it
    return std::nullopt;
  }
  return plaintext;
}

Error cannot_open() { return {Code::internal, "crypto.cannot_open", "加密数据无法解开（密钥、位置或内容不符）"}; }

}  // namespace

struct Keyring::Keys : KeySet {};

Keyring::Keyring(std::unique_ptr<Keys> keys) : keys_(std::move(keys)) {}
Keyring::Keyring(Keyring&&) noexcept = default;
Keyring& Keyring::operator=(Keyring&&) noexcept = default;
Keyring::~Keyring() = default;

Result<Keyring> Keyring::parse(std::string_view text) {
  return Keyring(std::make_unique<Keys>(Keys{TRY(parse_key_file(text))}));
}

Keyring Keyring::ephemeral() { return Keyring(std::make_unique<Keys>(Keys{fresh_keys()})); }

Result<Keyring> Keyring::create(const std::string& path) {
  auto keys = std::make_unique<Keys>(Keys{fresh_keys()});
  TRY(write_key_file(path, print_key_file(*keys), false));
  return Keyring(std::move(keys));
}

Result<Keyring> Keyring::load(const std::string& path) {
  auto text = TRY(read_key_file(path));
  auto ring = parse(text);
  OPENSSL_cleanse(text.data(), text.size());
  if (!ring) return Error{Code::internal, ring.error().key, path + ": " + ring.error().detail};
  return ring;
}

Result<void> Keyring::rotate(const std::string& path) {
  auto keys = TRY(parse_key_file(TRY(read_key_file(path))));
  keys.seal.emplace(keys.seal.rbegin()->first + 1, KeyBytes(random_bytes(32)));
  return write_key_file(path, print_key_file(keys), true);
}

int Keyring::newest_key() const { return keys_->seal.rbegin()->first; }

int Keyring::key_of(std::string_view sealed) {
  const auto dot = sealed.find('.');
  if (dot == std::string_view::npos || sealed[0] != 'k') return 0;
  return static_cast<int>(parse_int64_in(sealed.substr(1, dot - 1), 1, 65535).value_or(0));
}

std::string Keyring::seal(std::string_view context, std::string_view plaintext) const {
  const auto& [number, key] = *keys_->seal.rbegin();
  return 'k' + std::to_string(number) + '.' + base64url_encode(encrypt(key.view(), context, plaintext));
}

Result<std::string> Keyring::open(std::string_view context, std::string_view sealed) const {
  const auto key = keys_->seal.find(key_of(sealed));
  if (key == keys_->seal.end()) return cannot_open();
  const auto bytes = base64url_decode(sealed.substr(sealed.find('.') + 1));
  if (!bytes) return cannot_open();
  auto plaintext = decrypt(key->second.view(), context, *bytes);
  if (!plaintext) return cannot_open();
  return *std::move(plaintext);
}

std::string Keyring::seal_bytes(std::string_view context, std::string_view plaintext) const {
  const auto& [number, key] = *keys_->seal.rbegin();
  std::string out(kFileMagic);
  out += {'\0', '\0', static_cast<char>(number >> 8), static_cast<char>(number & 0xff)};
  return out += encrypt(key.view(), context, plaintext);
}

Result<std::string> Keyring::open_bytes(std::string_view context, std::string_view sealed) const {
  if (sealed.size() < kFileHeaderBytes || !sealed.starts_with(kFileMagic) || sealed[4] != 0 || sealed[5] != 0) {
    return cannot_open();
  }
  const int number = static_cast<unsigned char>(sealed[6]) << 8 | static_cast<unsigned char>(sealed[7]);
  const auto key = keys_->seal.find(number);
  if (key == keys_->seal.end()) return cannot_open();
  auto plaintext = decrypt(key->second.view(), context, sealed.substr(kFileHeaderBytes));
  if (!plaintext) return cannot_open();
  return *std::move(plaintext);
}

std::string Keyring::blind_index(std::string_view context, std::string_view normalised) const {
  // The length keeps ("ab", "c") and ("a", "bc") apart.
  std::string message = std::to_string(context.size()) + ':';
  message.append(context).append(normalised);
  const auto code = hmac_sha256(keys_->index.view(), message);
  OPENSSL_cleanse(message.data(), message.size());
  return base64url_encode(std::string_view(code).substr(0, kIndexBytes));
}

Result<std::string> Keyring::derive(std::string_view purpose, int number) const {
  const auto key = number == 0 ? std::prev(keys_->seal.end()) : keys_->seal.find(number);
  if (key == keys_->seal.end()) return Error{Code::internal, "crypto.no_such_key", "密钥文件中没有这个编号的密钥"};
  return hmac_sha256(key->second.view(), "tongban derived key: " + std::string(purpose));
}

std::vector<int> Keyring::key_numbers() const {
  std::vector<int> numbers;
  for (const auto& [number, key] : keys_->seal) numbers.push_back(number);
  return numbers;
}

}  // namespace tongban
