#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <optional>

#include "platform/backup/key_check.h"
#include "platform/backup/new_folder.h"
#include "platform/backup/rows_of.h"
#include "platform/backup/walk.h"
#include "platform/crypto/random.h"

namespace tongban::backup {
namespace {

namespace fs = std::filesystem;

Error not_empty(const std::string& what) {
  return conflict("backup.target_not_empty", "恢复目标不是空的 / the target is not empty: " + what);
}

// The migrations that the backup had, as this program knows them.
Result<std::vector<db::MigrationFile>> known_migrations(const Manifest& manifest,
                                                        const std::vector<db::MigrationFile>& ours) {
  std::vector<db::MigrationFile> out;
  for (const auto& applied : manifest.migrations) {
    const auto found =
        std::find_if(ours.begin(), ours.end(), [&](const auto& file) { return applied.name == file.name; });
    if (found == ours.end())
      return conflict(
          "backup.newer_schema",
          "备份来自更新的程序，本程序不认识 / made by a newer program, this one does not know " + applied.name);
    if (db::migration_checksum(*found) != applied.checksum)
      return conflict("backup.foreign_schema",
                      "备份的数据库结构与本程序不同 / the backup has another schema under the name " + applied.name);
    out.push_back(*found);
  }
  return out;
}

// Where the rows go until all is known to be good: a file beside the database, or an open transaction.
class NewDatabase {
 public:
  explicit NewDatabase(const std::string& dsn) : path_(db::sqlite_path(dsn)) {
    if (!path_.empty()) temporary_ = path_ + ".restoring-" + random_token(6);
    loader_ = db::TableLoader::open(path_.empty() ? dsn : "sqlite:" + temporary_);
  }
  ~NewDatabase() {
    loader_.reset();
    if (temporary_.empty()) return;
    for (const char* ending : {"", "-journal", "-wal", "-shm"}) ::unlink((temporary_ + ending).c_str());
  }
  db::TableLoader& loader() { return *loader_; }

  Result<void> commit() {
    loader_->commit();
    loader_.reset();
    if (path_.empty()) return {};
    // link() and not rename(): it refuses when somebody made a database there meanwhile.
    if (!sync_path(temporary_) || ::link(temporary_.c_str(), path_.c_str()) != 0) {
      if (errno == EEXIST) return not_empty(path_);
      return Error{Code::unavailable, "backup.unwritable",
                   "无法写入 / cannot write " + path_ + ": " + std::strerror(errno)};
    }
    sync_path(fs::path(path_).parent_path());
    return {};
  }

 private:
  std::string path_, temporary_;
  std::unique_ptr<db::TableLoader> loader_;
};

class Restorer : public Visitor {
 public:
  Restorer(const Keyring& keyring, const Target& target) : keyring_(keyring), target_(target) {}

  Result<void> manifest(const Manifest& manifest) override {
    if (!passes_key_check(keyring_, manifest.key_check))
      return conflict(
          "backup.keys_differ",
          "密钥文件不是备份所属系统的 / the key file is not that of the installation in the backup; its sealed "
          "values could never be opened");
    const auto migrations = TRY(known_migrations(manifest, target_.migrations));
    files_.emplace(TRY(NewFolder::beside(target_.files_dir)));
    database_.emplace(target_.dsn);
    if (!database_->loader().tables().empty()) return not_empty("the database has tables");
    database_->loader().make_schema(migrations);
    const auto made = database_->loader().tables();
    if (made.size() != manifest.tables.size())
      return conflict("backup.foreign_schema", "表的数目不同 / another number of tables");
    for (const auto& table : made)
      if (std::none_of(manifest.tables.begin(), manifest.tables.end(),
                       [&](const Table& ours) { return shape_of(ours) == table; }))
        return conflict("backup.foreign_schema", "表的结构不同 / another table: " + table.name);
    return {};
  }
  Result<void> begin_table(const db::TableShape& table) override {
    database_->loader().begin_rows(table);
    return {};
  }
  Result<void> row(db::BulkRow row) override {
    database_->loader().put(row);
    return {};
  }
  Result<void> end_table(const TableSum&) override {
    database_->loader().end_rows();
    return {};
  }
  Result<void> begin_file(std::string_view digest) override { return files_->begin(digest); }
  Result<void> piece(std::string_view bytes) override { return files_->append(bytes); }
  Result<void> end_file() override { return files_->end(); }

  // Files first: without rows they are nothing, while rows without files would be a loss.
  Result<void> complete(const Contents& contents, const Tell& tell) {
    if (tell) tell({"indexes", contents.summary.rows(), contents.bytes});
    database_->loader().finish();
    if (tell) tell({"rows read back", contents.summary.rows(), contents.bytes});
    for (std::size_t i = 0; i < contents.summary.tables.size(); ++i) {
      const auto& wanted = contents.summary.tables[i];
      const auto there = TRY(rows_of(database_->loader(), shape_of(contents.manifest.tables[i])));
      if (there != wanted)
        return Error{Code::internal, "backup.rows_differ",
                     "恢复的数据与备份不同 / restored rows differ: " + wanted.name};
    }
    TRY(files_->give_name());
    TRY(database_->commit());
    files_->keep();
    return {};
  }

 private:
  const Keyring& keyring_;
  const Target& target_;
  std::optional<NewFolder> files_;
  std::optional<NewDatabase> database_;
};

// The data folder, for its owner only; removed again when nothing came into it.
class MadeFolder {
 public:
  explicit MadeFolder(fs::path path) : path_(std::move(path)) {
    std::error_code ignored;
    made_ = !path_.empty() && fs::create_directories(path_, ignored);
    if (made_) fs::permissions(path_, fs::perms::owner_all, ignored);
  }
  MadeFolder(const MadeFolder&) = delete;
  MadeFolder& operator=(const MadeFolder&) = delete;
  ~MadeFolder() {
    if (made_) ::rmdir(path_.c_str());  // refuses where something is
  }

 private:
  fs::path path_;
  bool made_ = false;
};

Result<void> expect_empty(const Target& target) {
  std::error_code ignored;
  const auto path = db::sqlite_path(target.dsn);
  if (!path.empty() && fs::exists(path, ignored)) return not_empty(path);
  if (fs::exists(target.files_dir, ignored) && !fs::is_empty(target.files_dir, ignored))
    return not_empty(target.files_dir);
  return {};
}

}  // namespace

Result<Contents> restore(const std::string& path, const StreamKey& key, const Keyring& keyring, const Target& target,
                         const Tell& tell) {
  TRY(expect_empty(target));
  const MadeFolder data_dir(fs::path(target.files_dir).parent_path());
  Restorer restorer(keyring, target);
  auto contents = TRY(walk(path, key, restorer, tell));
  TRY(restorer.complete(contents, tell));
  return contents;
}

}  // namespace tongban::backup
