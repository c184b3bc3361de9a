#include "platform/jobs/poller.h"

#include <algorithm>
#include <utility>

namespace tongban {

namespace {

// The pauses after a poke, the last first: the act that poked commits within one of them.
constexpr std::chrono::milliseconds kQuick[] = {std::chrono::milliseconds(200), std::chrono::milliseconds(50),
                                                std::chrono::milliseconds(15), std::chrono::milliseconds(4)};
constexpr int kQuickLooks = 4;

}  // namespace

Poller::Poller(std::function<bool()> step, std::chrono::milliseconds interval)
    : step_(std::move(step)), interval_(interval) {}

Poller::~Poller() { stop(); }

void Poller::start() {
  const std::lock_guard lock(mutex_);
  if (thread_.joinable()) return;
  stopping_ = false;
  thread_ = std::thread([this] { loop(); });
}

void Poller::poke() {
  {
    const std::lock_guard lock(mutex_);
    poked_ = true;
  }
  wake_.notify_one();
}

void Poller::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  if (thread_.joinable()) thread_.join();
}

std::chrono::milliseconds Poller::next_pause() {
  if (quick_looks_ == 0) return interval_;
  return std::min(kQuick[--quick_looks_], interval_);
}

void Poller::loop() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    if (std::exchange(poked_, false)) quick_looks_ = kQuickLooks;
    lock.unlock();
    const bool found_work = step_();
    lock.lock();
    if (found_work) continue;
    wake_.wait_for(lock, next_pause(), [this] { return stopping_ || poked_; });
  }
}

}  // namespace tongban
