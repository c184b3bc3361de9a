// Item definitions as types of FEEL (DMN 1.5, 7.3.2 and 7.3.3): structures, collections, function types, allowed
// values.
#pragma once

#include "engine/dmn/boxed.h"

namespace tongban::dmn {

// Adds the item definitions of a document to its types. What is imported is there already, by "import.name".
void read_item_types(const pugi::xml_node& definitions, feel::Types& types, std::vector<Finding>& findings);

}  // namespace tongban::dmn
