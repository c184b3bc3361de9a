// The face of the module: what src/app wires up. Nobody else asks it anything.
#pragma once

#include <vector>

namespace tongban::http {
struct Route;
}

namespace tongban::own {

std::vector<http::Route> routes();

}  // namespace tongban::own
