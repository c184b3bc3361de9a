// A background thread that does a piece of work again and again: soon after a poke, otherwise at an interval. Workers
// of events and jobs are built on it.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace tongban {

class Poller {
 public:
  // `step` returns whether it found work: then it is called again at once.
  Poller(std::function<bool()> step, std::chrono::milliseconds interval);
  ~Poller();  // stop()
  Poller(const Poller&) = delete;
  Poller& operator=(const Poller&) = delete;

  void start();
  // There is, or in a moment will be, something to do: the step runs now and a few times shortly after, because the one
  // who pokes has usually not committed yet.
  void poke();
  void stop();  // returns after the running step

 private:
  void loop();
  std::chrono::milliseconds next_pause();  // mutex_ held

  std::function<bool()> step_;
  std::chrono::milliseconds interval_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool poked_ = false;
  bool stopping_ = false;
  int quick_looks_ = 0;  // left after the last poke
  std::thread thread_;
};

}  // namespace tongban
