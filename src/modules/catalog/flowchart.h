// A process as a picture and as a list: shapes and flows as they are drawn, and the steps in the order in which one
// comes to them. For the guide, for the page of a running case, and for those who cannot see pictures.
#pragma once

#include <string>

#include "modules/catalog/actions_process.h"

namespace tongban::catalog {

// Errors: unprocessable `catalog.no_flowchart` for a text that is no model or is not drawn.
Result<Flowchart> flowchart_of(const std::string& bpmn);

}  // namespace tongban::catalog
