// The writes that wait for a writer thread, in the order they came: bounded, so that an overloaded node refuses early
// instead of growing, and closed once for the end of the process. Shared by both engines.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <vector>

#include "platform/db/db.h"

namespace tongban::db {

struct WaitingWrite {
  Database::WriteBody body;
  Database::Done done;
  std::chrono::steady_clock::time_point since;
};

// Tells whoever waits; an exception of `done` is dropped, because one reply must not stop the writer.
void answer(WaitingWrite& write, Result<void> result);

class WriteQueue {
 public:
  explicit WriteQueue(int max_waiting) : max_waiting_(static_cast<std::size_t>(max_waiting)) {}

  // Answers `db.overloaded` or `db.closed` through `write.done` when the queue does not take it.
  void push(WaitingWrite write);

  // Up to `most` writes, waiting for the first; empty when the queue is closed and has run out. Every call of a take…()
  // that gave writes is followed by finished() once they are answered.
  std::vector<WaitingWrite> take(std::size_t most);
  void finished();

  // Waits until the first write has waited for `limit` (or might have), and gives those that have; empty when closed.
  std::vector<WaitingWrite> take_older_than(std::chrono::milliseconds limit);
  std::vector<WaitingWrite> take_all();

  // Refuses new writes, and returns when the waiting ones are answered.
  void close_and_wait();
  bool closed() const;
  // Sleeps, but not longer than until close_and_wait() is called.
  void sleep_unless_closed(std::chrono::milliseconds duration);

 private:
  std::vector<WaitingWrite> take_locked(std::size_t count);

  const std::size_t max_waiting_;
  mutable std::mutex mutex_;
  std::condition_variable arrived_, idle_, closing_;
  std::deque<WaitingWrite> waiting_;
  int busy_ = 0;
  bool closed_ = false;
};

}  // namespace tongban::db
