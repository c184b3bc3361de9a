// Items on lists, as the acts share them. Private to the module.
#pragma once

#include <string>
#include <vector>

#include "modules/catalog/actions_public.h"
#include "modules/catalog/store_lists.h"
#include "platform/act/ctx.h"

namespace tongban::catalog {

// `asked` is the region that was asked for, or "".
std::vector<ItemCard> item_cards(Ctx& ctx, const std::vector<store::CardRow>& rows, const std::string& asked = {});

}  // namespace tongban::catalog
