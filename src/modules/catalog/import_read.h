// From the text of a document to its rows, everything wrong collected with its place.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/described.h"
#include "modules/catalog/import.h"

namespace tongban::catalog {

inline constexpr std::size_t kMaxImportRows = 200'000;

struct SourceRow {
  std::string place;  // "/rows/3" (from 0), "/line/4" (from 1)
  json::value value;
};

// How the text of a CSV cell becomes JSON, by the member it fills.
enum class CellType { text, integer, boolean, text_list, none };
struct CellColumn {
  std::string name;
  CellType type;
};
template <class T>
inline constexpr CellType kCellType = DescribedStruct<T> ? CellType::none : CellType::text;
template <>
inline constexpr CellType kCellType<int> = CellType::integer;
template <>
inline constexpr CellType kCellType<bool> = CellType::boolean;
template <>
inline constexpr CellType kCellType<std::vector<std::string>> = CellType::text_list;

template <class Row>
std::vector<CellColumn> cell_columns() {
  std::vector<CellColumn> columns;
  boost::mp11::mp_for_each<MembersOf<Row>>([&](auto d) {
    using Member = std::remove_reference_t<decltype(std::declval<Row&>().*d.pointer)>;
    columns.push_back({d.name, kCellType<Member>});
  });
  return columns;
}

// Errors: those of parse_json and parse_csv, `import.shape`, `import.kind`, `import.columns`, `import.too_many_rows`.
Result<std::vector<SourceRow>> source_rows(ImportKind kind, ImportFormat format, std::string_view text,
                                           const std::vector<CellColumn>& columns);

template <class Row>
struct ReadRow {
  std::string place;
  Row row;
};

// Rows that cannot be read are left out and said in `findings`.
template <class Row>
std::vector<ReadRow<Row>> read_rows(const std::vector<SourceRow>& sources, std::vector<ImportFinding>& findings) {
  std::vector<ReadRow<Row>> rows;
  rows.reserve(sources.size());
  for (const auto& source : sources) {
    auto row = from_json<Row>(source.value);
    if (row) {
      rows.push_back({source.place, std::move(row).value()});
      continue;
    }
    for (auto& field : row.error().fields)
      findings.push_back({source.place + field.pointer, std::move(field.key), std::move(field.detail)});
  }
  return rows;
}

}  // namespace tongban::catalog
