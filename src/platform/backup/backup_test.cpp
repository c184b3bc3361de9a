#include "platform/backup/backup.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "platform/backup/backup_file.h"
#include "platform/crypto/random.h"
#include "platform/db/bulk.h"
#include "platform/db/test_database.h"
#include "platform/files/file_store.h"
#include "platform/files/test_contents.h"

namespace tongban::backup {
namespace {

namespace fs = std::filesystem;

const std::vector<db::MigrationFile> kSchema = {
    {"test", "0001_files.sql",
     "CREATE TABLE files (file_id {{pk}}, sha256 TEXT NOT NULL, size BIGINT NOT NULL, media_type TEXT NOT NULL,"
     " name_sealed TEXT NOT NULL, owner_account_id BIGINT NOT NULL, created_at BIGINT NOT NULL);"
     "CREATE INDEX files_by_content ON files (sha256);"
     "CREATE TABLE notes (note_id {{pk}}, file_id BIGINT REFERENCES files (file_id), words TEXT);"
     "INSERT INTO notes VALUES (1, NULL, 'a row that the migration brings');"
     "{{append_only notes}}"}};
const std::vector<db::MigrationFile> kNewer = {
    kSchema[0],
    {"test", "0002_more.sql", "CREATE TABLE more (more_id {{pk}}); ALTER TABLE notes ADD COLUMN tail TEXT;"}};

std::string whole(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}
void write(const fs::path& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

// An installation with rows and two contents, and a key for its backups.
struct Installation {
  fs::path folder = fs::temp_directory_path() / ("tongban_backup_" + random_token(9));
  std::unique_ptr<db::TestDatabase> database;
  Keyring keyring = Keyring::ephemeral();
  std::string file = (folder / "one.backup").string();
  StreamKey key = StreamKey::create((folder / "backup.key").string()).value();
  FileStore files{(folder / "files").string(), keyring};
  std::vector<std::string> digests;

  explicit Installation(db::Engine engine = db::Engine::sqlite) : database(db::open_test_database(engine)) {
    REQUIRE(db::migrate(*database, kSchema).ok());
    for (const auto& content : {contents::pdf(), contents::png()})
      digests.push_back(files.put(content, content[0] == '%' ? "a.pdf" : "a.png", "").value().sha256);
    add(10, 2000);
  }
  ~Installation() { fs::remove_all(folder); }

  void add(int first, int count) {
    REQUIRE(database
                ->write([&](db::Tx& tx) -> Result<void> {
                  for (int id = first; id < first + count; ++id) {
                    tx.exec("INSERT INTO files VALUES ($1, $2, 5, 'application/pdf', 'x', 1, 2)", id,
                            digests[static_cast<std::size_t>(id) % 2]);
                    tx.exec("INSERT INTO notes (note_id, file_id, words) VALUES ($1, $1, $2)", id,
                            id % 3 ? std::optional<std::string>(random_token(40)) : std::nullopt);
                  }
                  return {};
                })
                .ok());
  }
  Source source() const { return {database->options().dsn, (folder / "files").string(), {"1.2.3", "https://x", 4}}; }
  Result<Contents> make() { return backup::make(file, key, keyring, source(), {}); }
};

// An empty place to restore into.
struct Place {
  std::unique_ptr<db::TestDatabase> server;  // PostgreSQL: its database
  fs::path folder = fs::temp_directory_path() / ("tongban_place_" + random_token(9));
  Target target;
  explicit Place(db::Engine engine = db::Engine::sqlite, const std::vector<db::MigrationFile>& migrations = kSchema) {
    if (engine == db::Engine::postgres) server = db::open_test_database(engine);
    const auto dsn = server ? server->options().dsn : "sqlite:" + (folder / "data" / "t.db").string();
    target = {dsn, (folder / "data" / "files").string(), migrations};
  }
  ~Place() { fs::remove_all(folder); }
  bool untouched() const {
    if (fs::exists(folder) && !fs::is_empty(folder)) return false;
    return !server || db::TableReader::open(target.dsn)->tables().empty();
  }
};

void for_each_pair(const std::function<void(db::Engine, db::Engine)>& test) {
  std::vector<db::Engine> engines{db::Engine::sqlite};
  if (db::postgres_for_tests()) engines.push_back(db::Engine::postgres);
  for (const auto from : engines)
    for (const auto to : engines) test(from, to);
}

}  // namespace

TEST_CASE("a restored installation has the rows and files of the snapshot, whichever database it was and will be") {
  for_each_pair([](db::Engine from, db::Engine to) {
    Installation there(from);
    const auto made = there.make().value();
    CHECK(made.summary.rows() == 4002);
    CHECK(made.summary.files == 2);
    there.add(5000, 3);  // later than the backup
    CHECK(verify(there.file, there.key, {}).value().summary.tables == made.summary.tables);
    Place place(to);
    const auto restored = restore(there.file, there.key, there.keyring, place.target, {}).value();
    CHECK(restored.manifest.origin.node == 4);
    CHECK(compare(there.file, there.key, place.target.dsn, {}).value().differences.empty());
    const auto differences = compare(there.file, there.key, there.database->options().dsn, {}).value().differences;
    REQUIRE(differences.size() == 2);
    CHECK(differences[0].rows_in_database == 2003);
    const FileStore files(place.target.files_dir, there.keyring);
    for (const auto& digest : there.digests) CHECK(files.open({.sha256 = digest}).ok());
    const auto opened = db::Database::open({.dsn = place.target.dsn});
    CHECK(db::migrate(*opened, kSchema).value().applied.empty());
    CHECK(opened->read([](db::Tx& tx) { return db::schema_ready(tx, kSchema); }).ok());
  });
}

TEST_CASE("an older backup gets the schema of its time, and newer migrations apply to it") {
  Installation there;
  REQUIRE(there.make().ok());
  Place place(db::Engine::sqlite, kNewer);
  REQUIRE(restore(there.file, there.key, there.keyring, place.target, {}).ok());
  const auto opened = db::Database::open({.dsn = place.target.dsn});
  CHECK(db::migrate(*opened, kNewer).value().applied == std::vector<std::string>{"0002_more.sql"});
  const auto differences = compare(there.file, there.key, place.target.dsn, {}).value().differences;
  REQUIRE(differences.size() == 1);  // a new table and a new column are no difference, the list of migrations is
  CHECK(differences[0].table == "schema_migrations");
}

TEST_CASE("a target that is not empty, other keys, or another schema are refused before anything is written") {
  for_each_pair([](db::Engine from, db::Engine to) {
    Installation there(from);
    REQUIRE(db::migrate(*there.database, kNewer).ok());
    REQUIRE(there.make().ok());
    const auto refuses = [&](const char* error, const Place& place, const Keyring& keyring) {
      const auto done = restore(there.file, there.key, keyring, place.target, {});
      REQUIRE_FALSE(done.ok());
      CHECK(done.error().key == error);
    };
    Place place(to, kNewer), older(to);
    refuses("backup.keys_differ", place, Keyring::ephemeral());
    CHECK(place.untouched());
    refuses("backup.newer_schema", older, there.keyring);
    CHECK(older.untouched());
    Place other(to, {kSchema[0], {"test", "0002_more.sql", "CREATE TABLE more (more_id {{pk}}, other TEXT)"}});
    refuses("backup.foreign_schema", other, there.keyring);
    CHECK(other.untouched());
    REQUIRE(restore(there.file, there.key, there.keyring, place.target, {}).ok());
    refuses("backup.target_not_empty", place, there.keyring);
    CHECK(compare(there.file, there.key, place.target.dsn, {}).value().differences.empty());
  });
}

TEST_CASE("a cut, changed, foreign or newer file, or another key, is refused and leaves the target as it was") {
  Installation there;
  REQUIRE(there.make().ok());
  const auto good = whole(there.file);
  const auto bad = (there.folder / "bad.backup").string();
  const auto refuses = [&](const std::string& bytes, std::vector<std::string> errors, const StreamKey& key) {
    write(bad, bytes);
    for (const bool restoring : {false, true}) {
      Place place;
      const auto done = restoring ? restore(bad, key, there.keyring, place.target, {}) : verify(bad, key, {});
      REQUIRE_FALSE(done.ok());
      CAPTURE(done.error().key);
      CHECK(std::find(errors.begin(), errors.end(), done.error().key) != errors.end());
      CHECK(place.untouched());
    }
  };
  for (const std::size_t size : {std::size_t{60}, good.size() / 2, good.size() - 1})
    refuses(good.substr(0, size), {"backup.cut_off"}, there.key);
  refuses(good + "x", {"backup.damaged"}, there.key);
  for (int i = 0; i < 40; ++i) {
    auto changed = good;
    changed[24 + random_below(good.size() - 24)] ^= static_cast<char>(1 << random_below(8));
    refuses(changed, {"backup.damaged", "backup.cut_off"}, there.key);
  }
  refuses("something else altogether, longer than a head would be, to be sure", {"backup.not_a_backup"}, there.key);
  refuses("", {"backup.not_a_backup"}, there.key);
  auto newer = good;
  newer[15] = 9;
  refuses(newer, {"backup.newer_format"}, there.key);
  refuses(good, {"backup.wrong_key"}, StreamKey::create((there.folder / "other.key").string()).value());
  // Whole pieces left out: each is in order by itself.
  StreamKey key = there.key;
  const auto first =
      std::size_t{48} + 4 + static_cast<unsigned char>(good[48]) + 256u * static_cast<unsigned char>(good[49]);
  refuses(good.substr(0, 48) + good.substr(first), {"backup.damaged"}, key);
  refuses(good.substr(0, first), {"backup.cut_off"}, key);
}

TEST_CASE("a backup never takes the place of another file, and an unfinished one is never taken for a whole one") {
  Installation there;
  REQUIRE(there.make().ok());
  CHECK(there.make().error().key == "backup.exists");
  const auto path = (there.folder / "two.backup").string();
  {
    const auto writer = BackupWriter::create(path, there.key, 0).value();
    CHECK(BackupWriter::create(path, there.key, 0).error().key == "backup.running");
    REQUIRE(writer->append(RecordKind::manifest, "{}").ok());
    CHECK_FALSE(fs::exists(path));
    CHECK(verify(path + ".unfinished", there.key, {}).error().key != "");
    write(path, "somebody else's");
    CHECK(writer->finish(RecordKind::summary, "{}").error().key == "backup.exists");
  }
  CHECK(whole(path) == "somebody else's");
  CHECK_FALSE(fs::exists(path + ".unfinished"));
  fs::remove(path);
  write(path + ".unfinished", "what a killed process left");
  CHECK(backup::make(path, there.key, there.keyring, there.source(), {}).ok());
  CHECK(verify(path, there.key, {}).ok());
}

TEST_CASE("files that were lost before are told, and the rest is in the backup") {
  Installation there;
  const auto place = there.folder / "files" / there.digests[0].substr(0, 2) / there.digests[0].substr(2, 2);
  fs::remove(place / there.digests[0]);
  const auto broken =
      there.folder / "files" / there.digests[1].substr(0, 2) / there.digests[1].substr(2, 2) / there.digests[1];
  auto bytes = whole(broken);
  bytes[bytes.size() / 2] ^= 1;
  write(broken, bytes);
  REQUIRE(there.make().ok());
  const auto contents = verify(there.file, there.key, {}).value();
  CHECK(contents.summary.missing_files == std::vector<std::string>{there.digests[0]});
  CHECK(contents.summary.broken_files == std::vector<std::string>{there.digests[1]});
  CHECK(contents.summary.files == 1);
}

TEST_CASE("nothing of what rows say is readable in the file") {
  Installation there;
  REQUIRE(there.database
              ->write([](db::Tx& tx) -> Result<void> {
                tx.exec("INSERT INTO notes (note_id, file_id, words) VALUES (1000000, NULL, 'canary-in-a-row')");
                return {};
              })
              .ok());
  REQUIRE(there.make().ok());
  const auto bytes = whole(there.file);
  for (const char* word : {"canary", "https://x", "notes", "schema_migrations"}) CHECK(bytes.find(word) == bytes.npos);
}

TEST_CASE("the oldest backups of a folder go, other files stay") {
  Installation there;
  const auto name = automatic_name(Instant::from_micros(1'800'000'000'000'000));
  CHECK(name == "tongban-20270115160000.backup");
  for (const char* file : {"tongban-20270115160000.backup", "tongban-20270116160000.backup",
                           "tongban-20270114160000.backup", "tongban-20270114160000.backup.unfinished", "a.backup"})
    write(there.folder / file, "x");
  CHECK(remove_old(there.folder.string(), 2) == std::vector<std::string>{"tongban-20270114160000.backup"});
  CHECK(fs::exists(there.folder / "a.backup"));
  CHECK(fs::exists(there.folder / "tongban-20270114160000.backup.unfinished"));
  CHECK(remove_old(there.folder.string(), 0).size() == 1);  // the newest always stays
}

}  // namespace tongban::backup
