// The keys that protect personal data at rest, and the only code that uses them. The key file lies outside the
// database, is readable by its owner only (mode 0600), and holds any number of sealing keys (the newest seals, all
// open) and one index key. Every sealed value is bound to its place by a context, so that a ciphertext copied to
// another row or column does not open.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tongban {

// Immutable after loading, shared by all threads. Copies of the keys are wiped when the ring is destroyed.
class Keyring {
 public:
  // Makes a new key file with fresh random keys; never overwrites. Missing parent folders are made with mode 0700.
  // Errors: `crypto.key_file_exists`, `crypto.key_file_unwritable`.
  static Result<Keyring> create(const std::string& path);

  // Errors: `crypto.key_file_missing`, `crypto.key_file_mode` (group or others may read it),
  // `crypto.key_file_malformed`.
  static Result<Keyring> load(const std::string& path);

  // Adds a new newest sealing key to the file (written beside and renamed). Values sealed before still open. The index
  // key stays, because blind indexes are compared with stored ones. Running nodes go on with the keys they loaded and
  // must be restarted before any node seals with the new one: distribute the file first, then restart.
  static Result<void> rotate(const std::string& path);

  // Keys that live only in this process, for tests and tools.
  static Keyring ephemeral();

  Keyring(Keyring&&) noexcept;
  Keyring& operator=(Keyring&&) noexcept;
  ~Keyring();

  // AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce; `context` ("table.column/row id") is authenticated with
  // it. Text "k<number>.<base64url of nonce, ciphertext, tag>". One key is good for 2^32 values; rotate before.
  std::string seal(std::string_view context, std::string_view plaintext) const;

  // Fails closed, with one error for every reason: Code::internal, `crypto.cannot_open`.
  Result<std::string> open(std::string_view context, std::string_view sealed) const;

  // The same for files: binary, a header of 8 bytes ("TBF1" and the key's number) before nonce, ciphertext and tag.
  std::string seal_bytes(std::string_view context, std::string_view plaintext) const;
  Result<std::string> open_bytes(std::string_view context, std::string_view sealed) const;

  // What a lookup compares where the value itself is sealed: HMAC-SHA-256 of context and value, cut to 128 bits, 22
  // characters of base64url. Equal values in one context have equal indexes; normalise the value first. Context:
  // "table.column", no row.
  std::string blind_index(std::string_view context, std::string_view normalised) const;

  // 32 bytes for another purpose, derived from sealing key `number` (0: the newest) by HMAC-SHA-256: different for each
  // purpose and each key, the same on all nodes. Error: `crypto.no_such_key`.
  Result<std::string> derive(std::string_view purpose, int number = 0) const;
  std::vector<int> key_numbers() const;  // ascending

  // Number of the key that seals, and of the key that sealed a value (0 if it is not sealed text): what a re-sealing
  // job asks.
  int newest_key() const;
  static int key_of(std::string_view sealed);

 private:
  struct Keys;
  explicit Keyring(std::unique_ptr<Keys> keys);
  static Result<Keyring> parse(std::string_view text);

  std::unique_ptr<Keys> keys_;
};

}  // namespace tongban
