// Latencies, every one of them kept, so that percentiles are exact and no bucket hides a tail.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <vector>

namespace tongban::bench {

class Times {
 public:
  void add(std::chrono::nanoseconds time) { all_.push_back(static_cast<std::uint64_t>(time.count())); }
  std::size_t count() const { return all_.size(); }
  // In milliseconds: the smallest time that at least `share` of all do not exceed; 1.0 is the greatest, 0 of nothing.
  double percentile(double share) {
    if (all_.empty()) return 0;
    const auto rank = static_cast<std::size_t>(share * static_cast<double>(all_.size()) + 0.999999);
    const auto at = all_.begin() + static_cast<std::ptrdiff_t>(std::clamp<std::size_t>(rank, 1, all_.size()) - 1);
    std::nth_element(all_.begin(), at, all_.end());
    return static_cast<double>(*at) / 1e6;
  }

 private:
  std::vector<std::uint64_t> all_;
};

}  // namespace tongban::bench
