// The face of the module: what src/app wires up. Notices concern nobody else's rules, so nothing else is offered.
#pragma once

#include <vector>

namespace tongban::http {
struct Route;
}

namespace tongban::notices {

std::vector<http::Route> routes();

}  // namespace tongban::notices
