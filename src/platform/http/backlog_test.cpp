#include "platform/http/backlog.h"

#include <doctest/doctest.h>

#include <future>
#include <thread>

#include "platform/http/workers.h"

namespace tongban::http {

TEST_CASE("A backlog is full when many wait and the first has waited long") {
  Backlog backlog;
  for (std::size_t i = 0; i + 1 < kNeverFull; ++i) backlog.enter();
  std::this_thread::sleep_for(kFullAfter + std::chrono::milliseconds(10));
  CHECK_FALSE(backlog.full());  // some clients at once are no overload, however slow the machine is
  backlog.enter();
  CHECK(backlog.full());
  backlog.leave();
  CHECK_FALSE(backlog.full());
}

TEST_CASE("Workers refuse at once what would wait behind a long queue that stands, and take it when the queue moves") {
  std::promise<void> go_on;
  auto held = go_on.get_future().share();
  Workers workers(1, 10'000, std::chrono::seconds(60));
  std::atomic<int> done{0};
  const auto job = [&](bool) {
    held.wait();
    ++done;
  };
  for (std::size_t i = 0; i < kNeverFull + 10; ++i) CHECK(workers.post(job));
  std::this_thread::sleep_for(kFullAfter + std::chrono::milliseconds(10));
  CHECK_FALSE(workers.post(job));
  go_on.set_value();
  while (done < static_cast<int>(kNeverFull) + 10) std::this_thread::yield();
  CHECK(workers.post(job));
  workers.close();
}

}  // namespace tongban::http
