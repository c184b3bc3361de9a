#include "modules/catalog/model.h"

#include <doctest/doctest.h>

#include <map>

#include "base/described.h"

namespace tongban::catalog {
namespace {

using S = VersionState;
using A = VersionAction;

TEST_CASE("every cell of state and action is either this transition or refused") {
  const std::map<std::pair<S, A>, S> allowed = {
      {{S::draft, A::save}, S::draft},
      {{S::checked, A::save}, S::draft},
      {{S::draft, A::check}, S::checked},
      {{S::checked, A::publish}, S::published},
      {{S::published, A::suspend}, S::suspended},
      {{S::suspended, A::resume}, S::published},
      {{S::published, A::retire}, S::retired},
      {{S::suspended, A::retire}, S::retired},
      {{S::published, A::supersede}, S::retired},
      {{S::suspended, A::supersede}, S::retired},
      {{S::draft, A::discard}, S::retired},
      {{S::checked, A::discard}, S::retired},
  };
  for (const auto state : all_of<S>())
    for (const auto action : all_of<A>()) {
      CAPTURE(enum_text(state));
      CAPTURE(enum_text(action));
      const auto found = allowed.find({state, action});
      const auto after = next(state, action);
      CHECK(after.has_value() == (found != allowed.end()));
      if (after && found != allowed.end()) CHECK(*after == found->second);
    }
}

TEST_CASE("only drafts and checked versions can still change") {
  for (const auto state : all_of<S>()) CHECK(is_open(state) == (state == S::draft || state == S::checked));
}

}  // namespace
}  // namespace tongban::catalog
