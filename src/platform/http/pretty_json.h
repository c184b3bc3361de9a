// JSON for people and for diffs: two blanks of indent, members in the order of the tree, short arrays of plain values
// on one line.
#pragma once

#include <string>

#include "base/json.h"

namespace tongban::http {

std::string pretty_json(const json::value& value);

}  // namespace tongban::http
