// One basic item as several departments implement it, side by side. Pure: rows and differences over parsed contents.
#pragma once

#include <vector>

#include "modules/catalog/actions_public.h"
#include "modules/catalog/item_content.h"

namespace tongban::catalog {

// Facts: limits, materials, steps, fees, trips, online level. One value for each content, in their order.
std::vector<ComparedRow> compared_rows(const std::vector<const ItemContent*>& contents);
// Materials matched by name (blanks, 《》 and width aside), those that all ask for first.
std::vector<ComparedRow> compared_materials(const std::vector<const ItemContent*>& contents);

}  // namespace tongban::catalog
