// Token buckets per caller (address or account) and class of endpoint. Memory is bounded: of more callers than
// `max_callers` the longest unseen are forgotten, which can only be to their advantage. Thread-safe.
#pragma once

#include <array>
#include <chrono>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "platform/http/route.h"

namespace tongban::http {

struct RateLimit {
  double burst;       // calls that may come at once
  double per_second;  // calls that come back; 0 or less: no limit
};

// In the order of enum Rate: normal, login, upload, search.
using RateLimits = std::array<RateLimit, 4>;
// Of requests a minute; a fifth of them may come at once, of logins all. 0: no limit.
RateLimits rate_limits(int normal, int login, int upload, int search);

class RateLimiter {
 public:
  using Time = std::chrono::steady_clock::time_point;

  explicit RateLimiter(RateLimits limits, std::size_t max_callers = 10'000)
      : limits_(limits), max_callers_(max_callers) {}

  // Takes one call. 0 when it is allowed, else the whole seconds after which the next one will be.
  int take(std::string_view caller, Rate rate, Time now);
  std::size_t remembered() const;

 private:
  struct Bucket {
    double tokens = -1;  // negative: not used yet
    Time filled;
  };
  struct Caller {
    std::string name;
    std::array<Bucket, 4> buckets;
  };
  const RateLimits limits_;
  const std::size_t max_callers_;
  mutable std::mutex mutex_;
  std::list<Caller> callers_;  // the last seen first
  std::unordered_map<std::string_view, std::list<Caller>::iterator> by_name_;
};

// What stands for a caller: an IPv4 address, or the /64 network of an IPv6 address, of which one host owns all.
std::string rate_limit_key(std::string_view address);

}  // namespace tongban::http
