// Taking lists out of the catalogue: JSON in the shape that imports read (an export imported again changes nothing),
// CSV and Excel for people. JSON of items is made page by page, so that memory stays flat.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "modules/catalog/import.h"

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

struct Exported {
  std::string file_name, media_type;
  std::string bytes;  // the whole file, unless `next` is set
  // Gives the next part, nothing at the end; throws where the list breaks off. Each part reads by itself, so an item
  // that changes meanwhile is either the old one or the new one. Must not outlive the services.
  std::function<std::optional<std::string>()> next;
};

// Items are those that the actor's posts cover; the other lists are the same for everybody.
Result<Exported> export_list(WorkCtx& work, const ExportAsked& asked);

}  // namespace tongban::catalog
