// migrate: takes a running instance to another version of its model. Elements keep their id or are named in the
// mapping; what the instance stands on must be there in the new version, of the same kind and in the matching scope.
#pragma once

#include <map>
#include <string>

#include "engine/bpmn/engine.h"

namespace tongban::bpmn {

// Old id of a node to its new id; nodes that are not named keep theirs.
using Mapping = std::map<std::string, std::string, std::less<>>;

// Errors (Code::conflict, one field for each element in the way): `bpmn.cannot_migrate`. Steps of the past that the new
// version does not have are forgotten: one cannot return to them. Timers keep their moments.
Result<State> migrate(const Model& from, const State& state, const Model& to, const Mapping& mapping);

}  // namespace tongban::bpmn
