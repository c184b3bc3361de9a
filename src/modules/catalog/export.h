// Taking lists out of the catalogue: JSON in the shape that imports read (an export imported again changes nothing),
// CSV and Excel for people. JSON of items is made page by page, so that memory stays flat.
#pragma once

#include <string>

#include "modules/catalog/import.h"
#include "platform/http/transport/message.h"

namespace tongban::catalog {

enum class ExportFormat { json, csv, xlsx };
BOOST_DESCRIBE_ENUM(ExportFormat, json, csv, xlsx)

struct ExportAsked {
  ImportKind kind = ImportKind::items;
  ExportFormat format = ExportFormat::json;
  std::string region_code;  // of items: the region and everything below; "" all
};
// "items.json" → what is asked. not_found `export.no_such_list`.
Result<ExportAsked> parse_export(std::string_view file);

// Items are those that the actor's posts cover; the other lists are the same for everybody.
Result<http::Response> export_list(WorkCtx& work, const ExportAsked& asked);

}  // namespace tongban::catalog
