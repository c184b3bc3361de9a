// A fingerprint of a set of byte strings that does not depend on their order: the sum, modulo 2^256, of the BLAKE2b-256
// (RFC 7693) of each. It compares the rows of one table in two databases that sort differently; against somebody who
// chooses the rows it is no proof, that is what the sealed stream around it is for.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace tongban {

class SetHash {
 public:
  void add(std::string_view element);
  std::int64_t count() const { return count_; }
  std::string hex() const;  // 64 lower-case hexadecimal digits

 private:
  std::array<std::uint64_t, 4> sum_{};  // the lowest digits first
  std::int64_t count_ = 0;
};

}  // namespace tongban
