// Until when whoever asked through this thread still waits for the database. A request sets it where it begins, so that
// the waits of its steps (a free connection, a lost server, the first answer of each transaction) add up to one limit
// and not to one for each step. Without one, each step waits for Options::answer_timeout_ms. A server that has begun to
// answer is given that time for each further answer: long work is limited by statement, not by deadline.
#pragma once

#include <chrono>

namespace tongban::db {

class Deadline {
 public:
  using Clock = std::chrono::steady_clock;

  // Until it is destroyed, on this thread; the earlier one holds where there is one already.
  explicit Deadline(Clock::time_point until);
  ~Deadline();
  Deadline(const Deadline&) = delete;
  Deadline& operator=(const Deadline&) = delete;

  // `limit` from now, or this thread's deadline if that is earlier.
  static Clock::time_point after(std::chrono::milliseconds limit);

 private:
  const Clock::time_point before_;
};

}  // namespace tongban::db
