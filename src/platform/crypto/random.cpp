#include "platform/crypto/random.h"

#include <openssl/rand.h>

#include <cstring>
#include <limits>
#include <stdexcept>

#include "base/codec.h"

namespace tongban {

std::string random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  if (count > 0 && RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) != 1) {
    throw std::runtime_error("the system gave no random bytes");
  }
  return bytes;
}

std::string random_token(std::size_t bytes) { return base64url_encode(random_bytes(bytes)); }

std::uint64_t random_below(std::uint64_t bound) {
  if (bound == 0) throw std::invalid_argument("random_below: bound is 0");
  // Numbers above the greatest multiple of the bound would favour the small results; they are drawn again.
  constexpr auto kMost = std::numeric_limits<std::uint64_t>::max();
  const std::uint64_t limit = kMost - kMost % bound;
  for (;;) {
    std::uint64_t drawn = 0;
    const auto bytes = random_bytes(sizeof drawn);
    std::memcpy(&drawn, bytes.data(), sizeof drawn);
    if (drawn < limit) return drawn % bound;
  }
}

std::string random_code(std::size_t length, std::string_view alphabet) {
  std::string code;
  code.reserve(length);
  while (code.size() < length) code += alphabet[random_below(alphabet.size())];
  return code;
}

}  // namespace tongban
