// What differs between two documents, as JSON pointers: what the history of an item tells about an edit. Pure.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"

namespace tongban::catalog {

// Pointers of the values that differ, deepest first met, at most `most`. A list that changed its length counts as one.
std::vector<std::string> changed_pointers(const json::value& before, const json::value& after, std::size_t most = 50);

}  // namespace tongban::catalog
