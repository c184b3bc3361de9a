#include "platform/crypto/set_hash.h"

#include <sodium.h>

#include <bit>
#include <cstring>
#include <stdexcept>

#include "base/codec.h"

namespace tongban {

static_assert(std::endian::native == std::endian::little,
              "digests are compared between machines as they lie in memory");

void SetHash::add(std::string_view element) {
  static const int ready = sodium_init();  // also chooses the implementation that is fast on this processor
  if (ready < 0) throw std::runtime_error("libsodium cannot be used");
  std::array<std::uint64_t, 4> digest{};
  crypto_generichash(reinterpret_cast<unsigned char*>(digest.data()), sizeof digest,
                     reinterpret_cast<const unsigned char*>(element.data()), element.size(), nullptr, 0);
  unsigned __int128 carry = 0;
  for (std::size_t i = 0; i < sum_.size(); ++i) {
    carry += static_cast<unsigned __int128>(sum_[i]) + digest[i];
    sum_[i] = static_cast<std::uint64_t>(carry);
    carry >>= 64;
  }
  ++count_;
}

std::string SetHash::hex() const {
  std::string bytes(sizeof sum_, '\0');
  std::memcpy(bytes.data(), sum_.data(), bytes.size());
  return hex_encode(bytes);
}

}  // namespace tongban
