#include "platform/db/bulk.h"

#include <doctest/doctest.h>

#include <filesystem>

#include "platform/db/bulk_engines.h"
#include "platform/db/test_database.h"

namespace tongban::db {
namespace {

const std::vector<MigrationFile> kSchema = {
    {"test", "0001_parents.sql",
     "CREATE TABLE a_children (child_id {{pk}}, parent_id BIGINT NOT NULL REFERENCES z_parents (parent_id), name TEXT);"
     "CREATE INDEX a_children_by_name ON a_children (name) WHERE name IS NOT NULL;"},
    {"test", "0000_parents.sql",
     "CREATE TABLE z_parents (parent_id {{pk}}, note TEXT NOT NULL); INSERT INTO z_parents VALUES (7, 'seed');"
     "{{append_only z_parents}}"}};

constexpr std::string_view kOdd = "tab\tline\nback\\slash\r\\N 中文";

// What a migration makes, with rows in it.
void fill(TestDatabase& database) {
  REQUIRE(migrate(database, kSchema).ok());
  REQUIRE(database
              .write([](Tx& tx) -> Result<void> {
                tx.exec("INSERT INTO z_parents (parent_id, note) VALUES ($1, $2)", 9007199254740993, kOdd);
                tx.exec("INSERT INTO a_children (child_id, parent_id, name) VALUES ($1, $2, $3)", 1, 7, nullptr);
                tx.exec("INSERT INTO a_children (child_id, parent_id, name) VALUES ($1, $2, $3)", 2, 7, "");
                return {};
              })
              .ok());
}

std::vector<std::vector<std::optional<std::string>>> rows(TableReader& reader, const TableShape& shape) {
  std::vector<std::vector<std::optional<std::string>>> out;
  REQUIRE(reader
              .read(shape,
                    [&](BulkRow row) -> Result<void> {
                      out.emplace_back(row.begin(), row.end());
                      return {};
                    })
              .ok());
  return out;
}

const TableShape kParents{"z_parents", {"parent_id", "note"}};
const TableShape kChildren{"a_children", {"child_id", "parent_id", "name"}};

std::string loader_dsn(const TestDatabase& database) {
  const auto path = sqlite_path(database.options().dsn);
  return path.empty() ? database.options().dsn : "sqlite:" + path + ".new";
}

}  // namespace

TEST_CASE("a snapshot has every table with parents first, and every cell as it is") {
  for_each_test_database([](TestDatabase& database) {
    fill(database);
    const auto reader = TableReader::open(database.options().dsn);
    std::vector<std::string> names;
    for (const auto& table : reader->tables()) names.push_back(table.name);
    CHECK(names == std::vector<std::string>{"schema_migrations", "z_parents", "a_children"});
    const auto tables = reader->tables();
    CHECK(tables[1] == kParents);
    const auto parents = rows(*reader, kParents);
    REQUIRE(parents.size() == 2);
    CHECK(parents[0][1] == "seed");
    CHECK(parents[1][0] == "9007199254740993");
    CHECK(parents[1][1] == kOdd);
    const auto children = rows(*reader, kChildren);
    REQUIRE(children.size() == 2);
    CHECK_FALSE(children[0][2].has_value());
    CHECK(children[1][2] == "");
  });
}

TEST_CASE("a snapshot sees nothing of what is written after it was opened, and does not block it") {
  for_each_test_database([](TestDatabase& database) {
    fill(database);
    const auto reader = TableReader::open(database.options().dsn);
    const auto insert = [&](int id) {
      return database.write([&](Tx& tx) -> Result<void> {
        tx.exec("INSERT INTO a_children (child_id, parent_id, name) VALUES ($1, 7, 'late')", id);
        return {};
      });
    };
    for (int id = 10; id < 200; ++id) REQUIRE(insert(id).ok());
    CHECK(rows(*reader, kChildren).size() == 2);
    int distinct = 0;
    REQUIRE(reader
                ->read_distinct({"a_children", {"parent_id"}},
                                [&](BulkRow) -> Result<void> {
                                  ++distinct;
                                  return {};
                                })
                .ok());
    CHECK(distinct == 1);
    CHECK(rows(*TableReader::open(database.options().dsn), kChildren).size() == 192);
    int seen = 0;
    const auto stopped = reader->read(kParents, [&](BulkRow) -> Result<void> {
      ++seen;
      return invalid("test.enough", "");
    });
    CHECK(stopped.error().key == "test.enough");
    CHECK(seen == 1);
    CHECK(rows(*reader, kParents).size() == 2);  // the connection goes on after a reader that stopped early
  });
}

TEST_CASE("a loaded database has the schema, its indexes and its refusals, without the rows that migrations bring") {
  for_each_test_database([](TestDatabase& database) {
    const auto dsn = loader_dsn(database);
    {
      const auto loader = TableLoader::open(dsn);
      CHECK(loader->tables().empty());
      loader->make_schema(kSchema);
      CHECK(rows(*loader, kParents).empty());
      loader->begin_rows(kParents);
      loader->put(std::vector<Cell>{"1", kOdd});
      loader->end_rows();
      loader->begin_rows(kChildren);
      loader->put(std::vector<Cell>{"5", "1", std::nullopt});
      loader->end_rows();
      loader->finish();
      CHECK(rows(*loader, kParents).size() == 1);
      loader->commit();
    }
    const auto opened = Database::open({.dsn = dsn});
    REQUIRE(opened
                ->read([](Tx& tx) -> Result<void> {
                  CHECK(tx.query("SELECT note FROM z_parents").text(0, 0) == kOdd);
                  CHECK(tx.query("SELECT child_id FROM a_children WHERE parent_id = $1", 1).integer(0, 0) == 5);
                  return {};
                })
                .ok());
    const auto changed = opened->write([](Tx& tx) -> Result<void> {
      tx.query("UPDATE z_parents SET note = 'x' RETURNING parent_id");
      return {};
    });
    CHECK_FALSE(changed.ok());
    const auto orphan = opened->write([](Tx& tx) -> Result<void> {
      tx.query("INSERT INTO a_children (child_id, parent_id) VALUES (6, 99) RETURNING child_id");
      return {};
    });
    CHECK_FALSE(orphan.ok());
  });
}

TEST_CASE("a database that is not committed is not there, and a child without its parent is refused") {
  for_each_test_database([](TestDatabase& database) {
    {
      const auto loader = TableLoader::open(loader_dsn(database));
      loader->make_schema(kSchema);
    }
    if (!database.is_postgres()) std::filesystem::remove(sqlite_path(loader_dsn(database)));
    const auto loader = TableLoader::open(loader_dsn(database));
    CHECK(loader->tables().empty());
    loader->make_schema(kSchema);
    CHECK_THROWS_AS(
        [&] {
          loader->begin_rows(kChildren);
          loader->put(std::vector<Cell>{"5", "1", std::nullopt});
          loader->end_rows();
          loader->finish();
        }(),
        DatabaseError);
  });
}

TEST_CASE("a file that is there is never taken for a new database") {
  TestDatabase database(Engine::sqlite);
  CHECK_THROWS_AS(TableLoader::open(database.options().dsn), DatabaseError);
  CHECK_THROWS_AS(TableReader::open(database.options().dsn + ".none"), DatabaseError);
}

TEST_CASE("a line of COPY reads back as the cells it was made of") {
  std::string line, store;
  std::vector<Cell> cells;
  const std::vector<Cell> row = {std::nullopt, "", kOdd, "plain", "\\N"};
  append_copy_line(line, row);
  REQUIRE(line.back() == '\n');
  line.pop_back();
  REQUIRE(parse_copy_line(line, row.size(), store, cells));
  CHECK(cells == row);
  CHECK_FALSE(parse_copy_line(line, row.size() + 1, store, cells));
}

}  // namespace tongban::db
