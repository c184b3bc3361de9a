#include "base/region_code.h"

#include "modules/catalog/actions.h"
#include "modules/catalog/catalog.h"
#include "modules/catalog/places.h"

namespace tongban::catalog {
namespace {

Error bad_region() {
  return Error{Code::invalid,
               "catalog.bad_region",
               "行政区划代码应为 12 位",
               {{"/query/region_code", "catalog.bad_region", "行政区划代码应为 12 位"}}};
}

}  // namespace

Result<std::int64_t> optional_id(const std::string& text, const char* pointer) {
  if (text.empty()) return std::int64_t{0};
  if (const auto id = parse_id(text)) return *id;
  return Error{Code::invalid, "catalog.bad_id", "编号格式不对", {{pointer, "field.bad_id", "编号格式不对"}}};
}

std::vector<std::string> region_path_codes(std::string_view region_code) {
  std::vector<std::string> path;
  const auto parsed = RegionCode::parse(region_code);
  if (!parsed) return path;
  for (std::optional<RegionCode> region = *parsed; region; region = region->parent())
    if (!region->is_placeholder()) path.insert(path.begin(), region->text());
  return path;
}

std::string use_level_of(std::string_view region_code) {
  const auto region = RegionCode::parse(region_code);
  // The five levels of regions begin with the province, the levels of use with the nation.
  return region ? std::to_string(static_cast<int>(region->level()) + 1) : std::string();
}

Result<std::vector<std::string>> path_upwards(Ctx& ctx, const std::string& region_code) {
  auto path = region_path_codes(region_code);
  if (path.empty() && !region_code.empty()) return bad_region();
  if (!region_code.empty() && !store::find_region(ctx.tx, region_code))
    return not_found("catalog.no_such_region", "没有这个行政区划");
  std::reverse(path.begin(), path.end());
  return path;
}

Result<CodeRange> subtree_of(const std::string& region_code) {
  if (region_code.empty()) return CodeRange{};
  const auto region = RegionCode::parse(region_code);
  if (!region) return bad_region();
  return CodeRange{region->subtree().from, region->subtree().to};
}

RegionView region_view(const store::RegionRow& row) {
  return {row.region_code,  row.name,       row.level,    row.parent_code,
          row.has_children, row.valid_from, row.valid_to, row.source};
}

std::string region_name(Ctx& ctx, std::string_view region_code) {
  const auto region = store::find_region(ctx.tx, region_code);
  return region ? region->name : std::string(region_code);
}

Result<RegionList> region_children(Ctx& ctx, const RegionChildrenIn& in) {
  RegionList list;
  for (const auto& row : store::region_children(ctx.tx, in.parent_code, local_date(ctx.now).text()))
    list.regions.push_back(region_view(row));
  return list;
}

Result<RegionDetail> region_detail(Ctx& ctx, const RegionIn& in) {
  const auto region = store::find_region(ctx.tx, in.region_code);
  if (!region) return not_found("catalog.no_such_region", "没有这个行政区划");
  RegionDetail detail{region_view(*region), {}, {}};
  for (const auto& code : region_path_codes(in.region_code))
    if (const auto above = store::find_region(ctx.tx, code)) detail.path.push_back(region_view(*above));
  for (const auto& name : store::region_names(ctx.tx, in.region_code))
    detail.names.push_back({name.name, name.valid_from, name.valid_to, name.source});
  return detail;
}

}  // namespace tongban::catalog
