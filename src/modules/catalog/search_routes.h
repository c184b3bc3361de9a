// The endpoint rows of search, import, export and processes, which routes() of the module joins to its own.
#pragma once

#include <vector>

namespace tongban::http {
struct Route;
}

namespace tongban::catalog {

std::vector<http::Route> search_routes();
std::vector<http::Route> import_routes();
std::vector<http::Route> process_routes();

}  // namespace tongban::catalog
