// The life of an item and of its versions: which step follows which. Pure; the acts ask here before they change
// anything.
//
//   draft ─check→ checked ─publish→ published ─suspend→ suspended ─resume→ published
//     ▲─────save────┘                   └──────── retire, supersede ────────→ retired
//
// A published version is frozen. A draft that is not wanted is retired without having been published (discard).
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <vector>

namespace tongban::catalog {

enum class VersionState { draft, checked, published, suspended, retired };
BOOST_DESCRIBE_ENUM(VersionState, draft, checked, published, suspended, retired)

// What the public sees of an item: that of the version in effect; draft while none has ever been.
enum class ItemState { draft, published, suspended, retired };
BOOST_DESCRIBE_ENUM(ItemState, draft, published, suspended, retired)

enum class VersionAction { save, check, publish, suspend, resume, retire, discard, supersede };
BOOST_DESCRIBE_ENUM(VersionAction, save, check, publish, suspend, resume, retire, discard, supersede)

// The state after the action, or nothing where the action is not allowed.
std::optional<VersionState> next(VersionState state, VersionAction action);

// Whether the content of a version in this state can still change.
bool is_open(VersionState state);

}  // namespace tongban::catalog
