#include "platform/http/workers.h"

#include "platform/http/backlog.h"

namespace tongban::http {

Workers::Workers(int threads, std::size_t max_waiting, std::chrono::milliseconds patience)
    : max_waiting_(max_waiting), patience_(patience) {
  for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

Workers::~Workers() { close(); }

bool Workers::post(Job job) {
  {
    const std::lock_guard lock(mutex_);
    if (closed_ || waiting_.size() >= max_waiting_) return false;
    if (!waiting_.empty() && is_full(waiting_.size(), waiting_.front().since)) return false;
    waiting_.push_back({std::move(job), std::chrono::steady_clock::now()});
  }
  arrived_.notify_one();
  return true;
}

void Workers::close() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  arrived_.notify_all();
  for (auto& thread : threads_)
    if (thread.joinable()) thread.join();
}

void Workers::work() {
  for (;;) {
    std::unique_lock lock(mutex_);
    arrived_.wait(lock, [this] { return closed_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    auto next = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    next.job(std::chrono::steady_clock::now() - next.since > patience_);
  }
}

}  // namespace tongban::http
