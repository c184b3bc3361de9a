#include <filesystem>

#include "platform/backup/backup.h"
#include "platform/backup/backup_file.h"
#include "platform/backup/key_check.h"
#include "platform/backup/packed_row.h"
#include "platform/backup/walk.h"
#include "platform/crypto/set_hash.h"
#include "platform/db/bulk.h"
#include "platform/files/file_store.h"

namespace tongban::backup {
namespace {

constexpr std::size_t kPieceBytes = 256 << 10;
constexpr std::size_t kFilePieceBytes = 1 << 20;
constexpr std::int64_t kMostNamed = 1000;

class Maker {
 public:
  Maker(BackupWriter& out, const Keyring& keyring, const Source& source, const Tell& tell)
      : out_(out), keyring_(keyring), source_(source), tell_(tell), reader_(db::TableReader::open(source.dsn)) {}

  Result<Contents> run() {
    contents_.manifest = TRY(manifest());
    TRY(out_.append(RecordKind::manifest, to_json(contents_.manifest)));
    for (const auto& table : contents_.manifest.tables) TRY(copy_table(shape_of(table)));
    TRY(copy_files());
    TRY(out_.finish(RecordKind::summary, to_json(contents_.summary)));
    contents_.bytes = out_.bytes();
    return std::move(contents_);
  }

 private:
  Result<Manifest> manifest() {
    Manifest manifest;
    manifest.origin = source_.origin;
    manifest.made_at = iso_text(SystemClock().now());
    manifest.key_check = seal_key_check(keyring_);
    for (auto& table : reader_->tables()) manifest.tables.push_back({std::move(table.name), std::move(table.columns)});
    TRY(reader_->read({"schema_migrations", {"name", "checksum"}}, [&](db::BulkRow row) -> Result<void> {
      manifest.migrations.push_back({std::string(row[0].value_or("")), std::string(row[1].value_or(""))});
      return {};
    }));
    return manifest;
  }

  Result<void> copy_table(const db::TableShape& table) {
    TRY(out_.append(RecordKind::table, ""));
    SetHash hash;
    std::string rows;
    const auto flush = [&]() -> Result<void> {
      if (rows.empty()) return {};
      TRY(out_.append(RecordKind::rows, rows));
      rows.clear();
      if (tell_) tell_({table.name, rows_ + hash.count(), out_.bytes()});
      return {};
    };
    TRY(reader_->read(table, [&](db::BulkRow row) -> Result<void> {
      const auto begin = rows.size();
      append_packed(rows, row);
      hash.add(std::string_view(rows).substr(begin));
      return rows.size() < kPieceBytes ? Result<void>() : flush();
    }));
    TRY(flush());
    rows_ += hash.count();
    contents_.summary.tables.push_back({table.name, hash.count(), hash.hex()});
    return {};
  }

  // The rows of the snapshot name the files. A file is written before its row and removed after it, so what the
  // snapshot names is in the folder; what is not was lost before.
  Result<void> copy_files() {
    const ContentFolder folder(source_.files_dir);
    const FileStore store(source_.files_dir, keyring_);
    return reader_->read_distinct({"files", {"sha256"}}, [&](db::BulkRow row) {
      return copy_file(folder, store, std::string(row[0].value_or("")));
    });
  }

  Result<void> copy_file(const ContentFolder& folder, const FileStore& store, const std::string& digest) {
    auto& summary = contents_.summary;
    const auto bytes = folder.read(digest);
    if (!bytes) {
      if (++summary.missing <= kMostNamed) summary.missing_files.push_back(digest);
      return {};
    }
    if (!store.open({.sha256 = digest}).ok() && ++summary.broken <= kMostNamed) summary.broken_files.push_back(digest);
    TRY(out_.append(RecordKind::file, digest));
    for (std::string_view rest = *bytes; !rest.empty(); rest.remove_prefix(std::min(rest.size(), kFilePieceBytes)))
      TRY(out_.append(RecordKind::piece, rest.substr(0, kFilePieceBytes)));
    TRY(out_.append(RecordKind::file_end, ""));
    ++summary.files;
    summary.file_bytes += static_cast<std::int64_t>(bytes->size());
    if (tell_) tell_({"files", rows_, out_.bytes()});
    return {};
  }

  BackupWriter& out_;
  const Keyring& keyring_;
  const Source& source_;
  const Tell& tell_;
  std::unique_ptr<db::TableReader> reader_;
  Contents contents_;
  std::int64_t rows_ = 0;
};

}  // namespace

Result<Contents> make(const std::string& path, const StreamKey& key, const Keyring& keyring, const Source& source,
                      const Tell& tell) {
  const auto out = TRY(BackupWriter::create(path, key, source.bytes_per_second));
  return Maker(*out, keyring, source, tell).run();
}

}  // namespace tongban::backup
