#include "modules/notices/model.h"

#include <doctest/doctest.h>

namespace tongban::notices {

TEST_CASE("what is in public is withdrawn before it is changed") {
  CHECK(next(State::draft, Action::save) == State::draft);
  CHECK(next(State::draft, Action::publish) == State::published);
  CHECK_FALSE(next(State::draft, Action::withdraw));
  CHECK_FALSE(next(State::published, Action::save));
  CHECK_FALSE(next(State::published, Action::publish));
  CHECK(next(State::published, Action::withdraw) == State::withdrawn);
  CHECK(next(State::withdrawn, Action::save) == State::draft);
  CHECK_FALSE(next(State::withdrawn, Action::publish));
  CHECK_FALSE(next(State::withdrawn, Action::withdraw));
}

}  // namespace tongban::notices
