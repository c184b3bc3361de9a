// Loads the catalogue that comes with the platform (data/): regions, dictionary, departments, basic items, the guides
// of the demonstration places (each passes the publish gate, or nothing is loaded) and the real items of one district
// (published as they are, because they are published elsewhere). Loading again changes nothing.
#pragma once

#include <string>
#include <vector>

#include "modules/catalog/import.h"
#include "platform/act/ctx.h"

namespace tongban::catalog {

struct KitReport {
  std::vector<ImportReport> documents;
  int added = 0, changed = 0, unchanged = 0;
  int processes = 0;  // models of the library added or changed
};

// `facts_dir` is the folder that holds regions/ and catalog/. Errors: not_found `catalog.no_kit` for a file that
// cannot be read; unprocessable `catalog.kit_refused` with the findings as fields; those of import_document.
// The documents loaded before a refused one stay.
Result<KitReport> import_kit(const Services& services, const std::string& facts_dir);

}  // namespace tongban::catalog
