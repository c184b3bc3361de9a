// The one way in which the database room ends the process on purpose: when an acknowledged commit could no longer be
// trusted (a failed fsync may have dropped pages that later reads still show from memory). A restart recovers from the
// journal what really is on the disk; going on would acknowledge writes that are not.
#pragma once

#include <string_view>

namespace tongban::db {

// Writes one line to the standard error and aborts.
[[noreturn]] void fatal(std::string_view what);

}  // namespace tongban::db
