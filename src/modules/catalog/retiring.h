// What retiring an item takes along; shared by the act and by the day that an item ends.
#pragma once

#include <string>

#include "modules/catalog/store.h"
#include "platform/act/ctx.h"

namespace tongban::catalog {

// Drafts and versions that were to take effect later end with their item.
void retire_pending(Ctx& ctx, const store::ItemRow& item, const std::string& reason);

}  // namespace tongban::catalog
