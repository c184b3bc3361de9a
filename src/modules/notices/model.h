// What may happen to a notice: drafts are written and changed, published ones only withdrawn, withdrawn ones written
// anew and published again. What stands in public is never changed in place. Pure.
#pragma once

#include <optional>

#include "base/described.h"

namespace tongban::notices {

enum class State { draft, published, withdrawn };
BOOST_DESCRIBE_ENUM(State, draft, published, withdrawn)

enum class Action { save, publish, withdraw };
BOOST_DESCRIBE_ENUM(Action, save, publish, withdraw)

// The state after the action; nothing where it is not allowed.
std::optional<State> next(State state, Action action);

}  // namespace tongban::notices
