#include "platform/db/deadline.h"

#include <algorithm>

namespace tongban::db {
namespace {

Deadline::Clock::time_point& of_this_thread() {
  thread_local auto until = Deadline::Clock::time_point::max();
  return until;
}

}  // namespace

Deadline::Deadline(Clock::time_point until) : before_(of_this_thread()) { of_this_thread() = std::min(before_, until); }

Deadline::~Deadline() { of_this_thread() = before_; }

Deadline::Clock::time_point Deadline::after(std::chrono::milliseconds limit) {
  return std::min(Clock::now() + limit, of_this_thread());
}

}  // namespace tongban::db
