#include "platform/db/write_queue.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "platform/db/errors.h"

namespace tongban::db {

void answer(WaitingWrite& write, Result<void> result) {
  try {
    write.done(std::move(result));
  } catch (...) {
  }
}

void WriteQueue::push(WaitingWrite write) {
  {
    std::lock_guard lock(mutex_);
    if (!closed_ && waiting_.size() < max_waiting_) {
      waiting_.push_back(std::move(write));
      arrived_.notify_one();
      return;
    }
  }
  answer(write, closed() ? closed_error() : overloaded());
}

std::vector<WaitingWrite> WriteQueue::take_locked(std::size_t count) {
  const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(count);
  std::vector<WaitingWrite> out(std::make_move_iterator(waiting_.begin()), std::make_move_iterator(end));
  waiting_.erase(waiting_.begin(), end);
  if (count > 0) ++busy_;
  return out;
}

std::vector<WaitingWrite> WriteQueue::take(std::size_t most) {
  std::unique_lock lock(mutex_);
  arrived_.wait(lock, [&] { return closed_ || !waiting_.empty(); });
  return take_locked(std::min(most, waiting_.size()));
}

void WriteQueue::finished() {
  std::lock_guard lock(mutex_);
  --busy_;
  if (busy_ == 0 && waiting_.empty()) idle_.notify_all();
}

std::vector<WaitingWrite> WriteQueue::take_older_than(std::chrono::milliseconds limit) {
  using Clock = std::chrono::steady_clock;
  std::unique_lock lock(mutex_);
  const auto wake = (waiting_.empty() ? Clock::now() : waiting_.front().since) + limit;
  closing_.wait_until(lock, wake, [&] { return closed_; });
  if (closed_) return {};
  std::size_t count = 0;
  const auto newest = Clock::now() - limit;
  while (count < waiting_.size() && waiting_[count].since <= newest) ++count;
  return take_locked(count);
}

std::vector<WaitingWrite> WriteQueue::take_all() {
  std::lock_guard lock(mutex_);
  return take_locked(waiting_.size());
}

void WriteQueue::close_and_wait() {
  std::unique_lock lock(mutex_);
  closed_ = true;
  arrived_.notify_all();
  closing_.notify_all();
  idle_.wait(lock, [&] { return busy_ == 0 && waiting_.empty(); });
}

bool WriteQueue::closed() const {
  std::lock_guard lock(mutex_);
  return closed_;
}

void WriteQueue::sleep_unless_closed(std::chrono::milliseconds duration) {
  std::unique_lock lock(mutex_);
  closing_.wait_for(lock, duration, [&] { return closed_; });
}

}  // namespace tongban::db
