// Checking and publishing from inside the module: what the acts and imports share. Permission and the rule of four eyes
// are the acts' business; the gate is not: nothing passes without it.
#pragma once

#include <string>

#include "modules/catalog/store.h"
#include "platform/act/ctx.h"

namespace tongban::catalog {

// The item is locked by the caller. Errors: conflict `catalog.wrong_state`; unprocessable `catalog.gate_errors`.
Result<void> check_loaded(Ctx& ctx, const store::ItemRow& item, store::VersionData& version, const std::string& reason);
// As above, and conflict `catalog.item_retired`. In effect at once, or on the day the content states.
Result<void> publish_loaded(Ctx& ctx, store::ItemRow& item, store::VersionData& version, const std::string& reason);

}  // namespace tongban::catalog
