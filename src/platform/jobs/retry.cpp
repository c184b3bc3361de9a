#include "platform/jobs/retry.h"

#include <algorithm>

namespace tongban {

std::chrono::microseconds retry_delay(int attempts, std::uint64_t chance) {
  using std::chrono::microseconds;
  constexpr microseconds kLongest = std::chrono::hours(1);
  constexpr int kDoublings = 12;  // 2^12 s is more than the longest
  const auto base =
      std::min(microseconds(std::chrono::seconds(1ll << std::clamp(attempts - 1, 0, kDoublings))), kLongest);
  // From nine tenths to eleven tenths of it.
  const auto spread = static_cast<std::uint64_t>(base.count() / 5);
  return base - microseconds(spread / 2) + microseconds(chance % (spread + 1));
}

}  // namespace tongban
