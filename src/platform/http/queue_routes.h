// What went wrong too often and waits for a person: events and timers that no try could finish. For the administrators
// of the system, who may let them run again or, an event, drop it.
#pragma once

#include <vector>

#include "platform/http/route.h"

namespace tongban::http {

std::vector<Route> queue_routes();

}  // namespace tongban::http
