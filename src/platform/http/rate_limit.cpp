#include "platform/http/rate_limit.h"

#include <arpa/inet.h>

#include <algorithm>
#include <cmath>

#include "base/codec.h"

namespace tongban::http {

RateLimits rate_limits(int normal, int login, int upload, int search) {
  const auto limit = [](int a_minute, int at_once) { return RateLimit{double(std::max(at_once, 1)), a_minute / 60.0}; };
  return {limit(normal, normal / 5), limit(login, login), limit(upload, upload / 5), limit(search, search / 5)};
}

int RateLimiter::take(std::string_view caller, Rate rate, Time now) {
  const auto kind = static_cast<std::size_t>(rate);
  const auto limit = limits_[kind];
  if (limit.per_second <= 0) return 0;
  const std::lock_guard lock(mutex_);
  auto found = by_name_.find(caller);
  if (found == by_name_.end()) {
    if (callers_.size() >= max_callers_) {
      by_name_.erase(callers_.back().name);
      callers_.pop_back();
    }
    callers_.push_front({std::string(caller), {}});
    found = by_name_.emplace(callers_.front().name, callers_.begin()).first;
  } else if (found->second != callers_.begin()) {
    callers_.splice(callers_.begin(), callers_, found->second);
  }
  auto& bucket = found->second->buckets[kind];
  if (bucket.tokens < 0) {
    bucket = {limit.burst, now};
  } else {
    const std::chrono::duration<double> passed = std::max(now - bucket.filled, Time::duration::zero());
    bucket.tokens = std::min(limit.burst, bucket.tokens + passed.count() * limit.per_second);
    bucket.filled = std::max(bucket.filled, now);
  }
  if (bucket.tokens >= 1) {
    bucket.tokens -= 1;
    return 0;
  }
  return std::max(1, static_cast<int>(std::ceil((1 - bucket.tokens) / limit.per_second)));
}

std::size_t RateLimiter::remembered() const {
  const std::lock_guard lock(mutex_);
  return callers_.size();
}

std::string rate_limit_key(std::string_view address) {
  unsigned char bytes[16];
  if (inet_pton(AF_INET6, std::string(address).c_str(), bytes) != 1) return std::string(address);
  return hex_encode({reinterpret_cast<const char*>(bytes), 8}) + "/64";
}

}  // namespace tongban::http
