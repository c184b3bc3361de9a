// When to try again: the waiting times of events and jobs that failed, doubling from one second up to an hour, with a
// fifth of chance in them so that what failed together does not come back together.
#pragma once

#include <chrono>
#include <cstdint>

namespace tongban {

// `attempts` counts the failed ones so far (1, 2, …); `chance` is any random number.
std::chrono::microseconds retry_delay(int attempts, std::uint64_t chance);

// No retry is put off longer than this.
inline constexpr std::chrono::minutes kLongestRetry{66};

// About four hours of tries, then a person must look.
inline constexpr int kMaxAttempts = 16;

}  // namespace tongban
