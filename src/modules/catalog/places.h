// Regions and pages as the acts share them. Private to the module.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "modules/catalog/actions_public.h"
#include "modules/catalog/store_places.h"
#include "platform/act/ctx.h"

namespace tongban::catalog {

inline int page_size(int asked) { return asked < 1 ? kDefaultPage : std::min(asked, kMaxPage); }

// An optional id of a query: "" is 0. invalid `catalog.bad_id`.
Result<std::int64_t> optional_id(const std::string& text, const char* pointer);

// The region and the levels above it, the region first; empty for "". invalid `catalog.bad_region`.
Result<std::vector<std::string>> path_upwards(Ctx& ctx, const std::string& region_code);

// Within a region's subtree: [from, to); both "" for "". invalid `catalog.bad_region`.
struct CodeRange {
  std::string from, to;
};
Result<CodeRange> subtree_of(const std::string& region_code);

RegionView region_view(const store::RegionRow& row);
DepartmentView department_view(const store::DepartmentRow& row);
BasicItemView basic_item_view(Ctx& ctx, const store::BasicItemRow& row);

}  // namespace tongban::catalog
