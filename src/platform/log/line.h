// How a log line is put together, apart from where it goes: pure, so that its promises can be tested. Used by log.cpp
// only.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "platform/log/log.h"

namespace tongban::log {

std::string_view level_name(Level level);

// {"at":"2026-11-22T20:38:10.123456+08:00","level":"info","event":"case.accepted",…} without a line end.
std::string render_line(Instant at, Level level, std::string_view event, std::initializer_list<Field> fields);

// What diagnostic() keeps of a message.
std::string blot_out(std::string_view message);

}  // namespace tongban::log
