// The named zones of the tz database, by way of ICU: an immutable table that is read once, when a zone is first named.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace tongban::feel {

// "Asia/Shanghai" -> an id for Zone::id; nullopt for an unknown name.
std::optional<std::uint16_t> zone_id(std::string_view name);
std::string_view zone_name(std::uint16_t id);

// Seconds east of UTC at a moment, given as seconds since 1970 of UTC or of the zone's own clock.
std::int32_t zone_offset_at(std::uint16_t id, std::int64_t epoch_seconds);
std::int32_t zone_offset_local(std::uint16_t id, std::int64_t local_seconds);

}  // namespace tongban::feel
