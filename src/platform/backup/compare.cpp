#include <algorithm>

#include "platform/backup/backup.h"
#include "platform/backup/packed_row.h"
#include "platform/backup/rows_of.h"
#include "platform/backup/walk.h"
#include "platform/crypto/set_hash.h"

namespace tongban::backup {

Result<TableSum> rows_of(db::TableReader& reader, const db::TableShape& table) {
  SetHash hash;
  std::string packed;
  TRY(reader.read(table, [&](db::BulkRow row) -> Result<void> {
    packed.clear();
    append_packed(packed, row);
    hash.add(packed);
    return {};
  }));
  return TableSum{table.name, hash.count(), hash.hex()};
}

Result<Comparison> compare(const std::string& path, const StreamKey& key, const std::string& dsn, const Tell& tell) {
  Comparison out{TRY(verify(path, key, tell)), {}};
  const auto reader = db::TableReader::open(dsn);
  const auto there = reader->tables();
  for (std::size_t i = 0; i < out.contents.summary.tables.size(); ++i) {
    const auto& wanted = out.contents.summary.tables[i];
    const auto shape = shape_of(out.contents.manifest.tables[i]);
    if (tell) tell({wanted.name, wanted.rows, out.contents.bytes});
    const auto table =
        std::find_if(there.begin(), there.end(), [&](const auto& one) { return one.name == shape.name; });
    const bool comparable =
        table != there.end() && std::all_of(shape.columns.begin(), shape.columns.end(), [&](const std::string& column) {
          return std::find(table->columns.begin(), table->columns.end(), column) != table->columns.end();
        });
    if (!comparable) {
      out.differences.push_back({wanted.name, wanted.rows, -1});
      continue;
    }
    const auto sum = TRY(rows_of(*reader, shape));
    if (sum != wanted) out.differences.push_back({wanted.name, wanted.rows, sum.rows});
  }
  return out;
}

}  // namespace tongban::backup
