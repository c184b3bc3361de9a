// The text of a key file and its safe-keeping on disk; used by this room only. One key a line: "seal <number>
// <base64>" (any number of them, numbers ascending) and exactly one "index <base64>"; `#` begins a comment. Keys are 32
// random bytes.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tongban {

// 32 bytes that are wiped when they go.
class KeyBytes {
 public:
  KeyBytes() = default;
  explicit KeyBytes(std::string_view bytes);
  KeyBytes(const KeyBytes& other) = default;
  KeyBytes& operator=(const KeyBytes& other) = default;
  ~KeyBytes();
  std::string_view view() const { return {bytes_.data(), bytes_.size()}; }

 private:
  std::array<char, 32> bytes_{};
};

struct KeySet {
  std::map<int, KeyBytes> seal;  // by number, 1..65535
  KeyBytes index;
};

KeySet fresh_keys();
Result<KeySet> parse_key_file(std::string_view text);
std::string print_key_file(const KeySet& keys);

// Errors: `crypto.key_file_missing`, `crypto.key_file_mode`.
Result<std::string> read_key_file(const std::string& path);
// Durable before it returns. Errors: `crypto.key_file_exists` (only without `replace`), `crypto.key_file_unwritable`.
Result<void> write_key_file(const std::string& path, const std::string& text, bool replace);

}  // namespace tongban
