// The endpoint rows of search, import and export, which routes() of the module joins to its own.
#pragma once

#include <vector>

#include "platform/http/route.h"

namespace tongban::catalog {

std::vector<http::Route> search_routes();
std::vector<http::Route> import_routes();

}  // namespace tongban::catalog
