#include "engine/feel/zone.h"

#include <unicode/strenum.h>
#include <unicode/timezone.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace tongban::feel {
namespace {

struct NamedZone {
  std::string name;
  std::unique_ptr<const icu::TimeZone> rules;
};

std::vector<NamedZone> read_zones() {
  std::vector<NamedZone> zones;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::StringEnumeration> names(
      icu::TimeZone::createTimeZoneIDEnumeration(UCAL_ZONE_TYPE_ANY, nullptr, nullptr, status));
  if (U_FAILURE(status) || names == nullptr) return zones;
  while (const char* name = names->next(nullptr, status)) {
    if (U_FAILURE(status)) break;
    zones.push_back({name, std::unique_ptr<const icu::TimeZone>(icu::TimeZone::createTimeZone(name))});
  }
  std::sort(zones.begin(), zones.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return zones;
}

const std::vector<NamedZone>& zones() {
  static const std::vector<NamedZone> all = read_zones();
  return all;
}

std::int32_t offset_at(std::uint16_t id, std::int64_t seconds, bool local) {
  // Beyond these years the rules of the last known one go on, and doubles no longer count milliseconds.
  constexpr std::int64_t kFar = 200'000LL * 366 * 86'400;
  const auto moment = static_cast<UDate>(std::clamp(seconds, -kFar, kFar)) * 1000.0;
  std::int32_t raw = 0, daylight = 0;
  UErrorCode status = U_ZERO_ERROR;
  zones()[id].rules->getOffset(moment, local, raw, daylight, status);
  return U_FAILURE(status) ? 0 : (raw + daylight) / 1000;
}

}  // namespace

std::optional<std::uint16_t> zone_id(std::string_view name) {
  const auto& all = zones();
  const auto at = std::lower_bound(all.begin(), all.end(), name,
                                   [](const NamedZone& zone, std::string_view wanted) { return zone.name < wanted; });
  if (at == all.end() || at->name != name) return std::nullopt;
  return static_cast<std::uint16_t>(at - all.begin());
}

std::string_view zone_name(std::uint16_t id) { return zones()[id].name; }
std::int32_t zone_offset_at(std::uint16_t id, std::int64_t epoch_seconds) {
  return offset_at(id, epoch_seconds, false);
}
std::int32_t zone_offset_local(std::uint16_t id, std::int64_t local_seconds) {
  return offset_at(id, local_seconds, true);
}

}  // namespace tongban::feel
