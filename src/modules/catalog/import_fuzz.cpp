// Documents that are imported: every kind in every format. What is read as a row is written and read again equal; what
// is not is said with its place.
#include "base/fuzz_target.h"
#include "base/text.h"
#include "modules/catalog/import_read.h"
#include "modules/catalog/import_rows.h"

namespace tongban::catalog {
namespace {

template <class Row>
void check_kind(ImportKind kind, ImportFormat format, std::string_view text) {
  const auto sources = source_rows(kind, format, text, cell_columns<Row>());
  if (!sources) {
    PROMISE(!sources.error().key.empty() && sources.error().code != Code::internal);
    return;
  }
  PROMISE(sources->size() <= kMaxImportRows && sources->size() <= text.size());
  std::vector<ImportFinding> findings;
  const auto rows = read_rows<Row>(*sources, findings);
  PROMISE(rows.size() <= sources->size());
  PROMISE(rows.size() == sources->size() || !findings.empty());
  for (const auto& finding : findings) {
    PROMISE(finding.place.front() == '/' && !finding.code.empty());
    PROMISE(is_valid_utf8(finding.place));
  }
  for (const auto& row : rows) {
    const auto written = to_json(row.row);
    const auto again = from_json<Row>(*parse_json(written, 64));
    PROMISE(again.ok() && to_json(*again) == written);
  }
}

}  // namespace

FUZZ_TARGET(import) {
  fuzz::Pieces pieces(input);
  const auto kind = static_cast<ImportKind>(pieces.number(4));
  const auto format = static_cast<ImportFormat>(pieces.number(2));
  const auto text = pieces.rest();
  switch (kind) {
    case ImportKind::regions:
      return check_kind<RegionImport>(kind, format, text);
    case ImportKind::departments:
      return check_kind<DepartmentImport>(kind, format, text);
    case ImportKind::dictionary:
      return check_kind<DictionaryImport>(kind, format, text);
    case ImportKind::basic_items:
      return check_kind<BasicItemImport>(kind, format, text);
    case ImportKind::items:
      return check_kind<ItemImport>(kind, format, text);
  }
}

}  // namespace tongban::catalog
