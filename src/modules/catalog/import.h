// Bringing lists into the catalogue: regions, departments, dictionary entries, basic items, items. A document is
// validated row by row and everything wrong is reported with its place; it is written in one transaction, or not at
// all. The same document a second time changes nothing. Formats: docs/api/import.md.
#pragma once

#include <boost/describe.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "platform/act/ctx.h"

namespace tongban::catalog {

enum class ImportKind { regions, departments, dictionary, basic_items, items };
BOOST_DESCRIBE_ENUM(ImportKind, regions, departments, dictionary, basic_items, items)
// "basic-items" or "basic_items" → ImportKind::basic_items; nothing for an unknown word.
std::optional<ImportKind> import_kind(std::string_view text);

enum class ImportFormat { json, csv, tsv };  // tsv: code and name only, as data/regions is kept

struct ImportOptions {
  bool dry_run = false;
  std::string reason;  // required: it goes into the history of every item changed
  // Follow the member `publish` of items: "checked" passes the gate and is published, "as_is" is published with its
  // findings recorded. Only for the platform's own demonstration data; imports of editors make drafts.
  bool publish = false;
};

struct ImportChange {
  std::string place;                // "/rows/3", or "/line/4" of a CSV file
  std::string name;                 // what people call the row
  std::string action;               // added, changed
  std::vector<std::string> fields;  // JSON pointers of the values that differ
};
BOOST_DESCRIBE_STRUCT(ImportChange, (), (place, name, action, fields))

struct ImportFinding {
  std::string place;  // "/rows/3/content/basic/item_type", or "/line/4/credit_code"
  std::string code;   // stable: "credit_code.checksum"
  std::string sentence;
};
BOOST_DESCRIBE_STRUCT(ImportFinding, (), (place, code, sentence))

struct ImportReport {
  ImportKind kind = ImportKind::items;
  bool dry_run = false;
  bool applied = false;  // false after a dry run, and when anything was found
  int rows = 0, added = 0, changed = 0, unchanged = 0;
  std::vector<ImportChange> changes;    // at most kMaxListed
  std::vector<ImportFinding> findings;  // at most kMaxListed; all of them are counted
  int finding_count = 0;
};
BOOST_DESCRIBE_STRUCT(ImportReport, (),
                      (kind, dry_run, applied, rows, added, changed, unchanged, changes, findings, finding_count))
inline constexpr std::size_t kMaxListed = 1000;

// The report says what is wrong with rows; an Error means that the document could not be read as rows at all
// (`json.syntax`, `import.shape`, `csv.…`, `import.too_many_rows`) or the actor may not (`import.not_allowed`).
Result<ImportReport> import_document(WorkCtx& work, ImportKind kind, ImportFormat format, std::string_view text,
                                     const ImportOptions& options);

}  // namespace tongban::catalog
