#include "platform/db/bulk.h"

#include <algorithm>
#include <map>
#include <set>

#include "platform/db/bulk_engines.h"

namespace tongban::db {

std::string sqlite_path(const std::string& dsn) {
  constexpr std::string_view kSqlite = "sqlite:";
  return dsn.starts_with(kSqlite) ? dsn.substr(kSqlite.size()) : std::string();
}

std::unique_ptr<TableReader> TableReader::open(const std::string& dsn) {
  const auto path = sqlite_path(dsn);
  return path.empty() ? open_postgres_reader(dsn) : open_sqlite_reader(path);
}

std::unique_ptr<TableLoader> TableLoader::open(const std::string& dsn) {
  const auto path = sqlite_path(dsn);
  return path.empty() ? open_postgres_loader(dsn) : open_sqlite_loader(path);
}

std::vector<std::string> TableReader::in_order(std::vector<std::string> names,
                                               const std::vector<std::pair<std::string, std::string>>& references) {
  std::sort(names.begin(), names.end());
  std::vector<std::string> ordered;
  std::set<std::string> placed;
  // Each round places what waits for nothing any more; a circle, which no schema of ours has, is placed as it stands.
  while (ordered.size() < names.size()) {
    const auto before = ordered.size();
    for (const auto& name : names) {
      const bool waits = std::any_of(references.begin(), references.end(), [&](const auto& reference) {
        return reference.first == name && reference.second != name && !placed.contains(reference.second) &&
               std::binary_search(names.begin(), names.end(), reference.second);
      });
      if (placed.contains(name) || waits) continue;
      ordered.push_back(name);
      placed.insert(name);
    }
    if (ordered.size() > before) continue;
    for (const auto& name : names)
      if (placed.insert(name).second) ordered.push_back(name);
  }
  return ordered;
}

void TableLoader::make_schema(const std::vector<MigrationFile>& files) {
  run(schema_migrations_table());
  auto ordered = files;
  std::sort(ordered.begin(), ordered.end(),
            [](const auto& a, const auto& b) { return std::string_view(a.name) < std::string_view(b.name); });
  for (const auto& file : ordered)
    for (const auto& statement : statements_of(file)) run(statement);
  put_aside();
  auto made = tables();
  std::reverse(made.begin(), made.end());
  for (const auto& table : made) run(bulk_sql("DELETE FROM {table}", table));
}

std::string quoted_name(std::string_view name) {
  std::string out = "\"";
  for (const char c : name) {
    if (c == '"') out += c;
    out += c;
  }
  return out + '"';
}

std::string bulk_sql(std::string_view text, const TableShape& table) {
  std::string columns, marks;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    columns += (i ? ", " : "") + quoted_name(table.columns[i]);
    marks += (i ? ", ?" : "?") + std::to_string(i + 1);
  }
  const std::pair<std::string_view, std::string> parts[] = {
      {"{marks}", marks}, {"{table}", quoted_name(table.name)}, {"{columns}", columns}};
  std::string out(text);
  for (const auto& [mark, with] : parts)
    if (const auto at = out.find(mark); at != out.npos) out.replace(at, mark.size(), with);
  return out;
}

}  // namespace tongban::db
