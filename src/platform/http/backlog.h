// When a queue is full: not by its length alone but by how long its first has waited, so that a fast machine may have a
// long queue and a slow one a short one. What would wait longer is refused at once, with 503 and Retry-After, while
// what was taken is still answered in time: under overload the work done stays what it is at best.
#pragma once

#include <chrono>
#include <deque>
#include <mutex>

namespace tongban::http {

inline constexpr std::chrono::milliseconds kFullAfter{500};
inline constexpr std::size_t kNeverFull = 256;  // so many may wait however long: some clients at once are no overload

inline bool is_full(std::size_t waiting, std::chrono::steady_clock::time_point first_since) {
  return waiting >= kNeverFull && std::chrono::steady_clock::now() - first_since > kFullAfter;
}

// What is under way somewhere else, counted where it enters and where it leaves. The oldest is taken to leave first.
// Thread-safe.
class Backlog {
 public:
  bool full() const {
    const std::lock_guard lock(mutex_);
    return !since_.empty() && is_full(since_.size(), since_.front());
  }
  void enter() {
    const std::lock_guard lock(mutex_);
    since_.push_back(std::chrono::steady_clock::now());
  }
  void leave() {
    const std::lock_guard lock(mutex_);
    since_.pop_front();
  }

 private:
  mutable std::mutex mutex_;
  std::deque<std::chrono::steady_clock::time_point> since_;
};

}  // namespace tongban::http
