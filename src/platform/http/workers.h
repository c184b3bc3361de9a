// A few threads for what may block (database reads, password hashing, files), so that the I/O threads never do. The
// queue is bounded in length and in waiting time: an overloaded node says so early instead of answering late.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace tongban::http {

class Workers {
 public:
  // `late` tells the job that it waited longer than `patience` and should only say so.
  using Job = std::function<void(bool late)>;

  Workers(int threads, std::size_t max_waiting, std::chrono::milliseconds patience);
  ~Workers();  // finishes what waits
  Workers(const Workers&) = delete;

  // False when the queue is full (see backlog.h) or closed: the job is not taken.
  bool post(Job job);
  // Refuses new jobs, finishes the waiting ones and ends the threads.
  void close();

 private:
  struct Waiting {
    Job job;
    std::chrono::steady_clock::time_point since;
  };
  void work();

  const std::size_t max_waiting_;
  const std::chrono::milliseconds patience_;
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<Waiting> waiting_;
  bool closed_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace tongban::http
