#include "platform/backup/walk.h"

#include <optional>

#include "platform/backup/backup_file.h"
#include "platform/backup/packed_row.h"
#include "platform/crypto/set_hash.h"
#include "platform/files/content_path.h"

namespace tongban::backup {
namespace {

class Walk {
 public:
  Walk(BackupReader& reader, Visitor& visitor, const Tell& tell) : reader_(reader), visitor_(visitor), tell_(tell) {}

  Result<Contents> run() {
    Record record;
    while (TRY(reader_.next(record))) TRY(take(record));
    if (!summary_seen_) return reader_.damaged();
    contents_.bytes = reader_.bytes();
    return std::move(contents_);
  }

 private:
  Result<void> take(const Record& record) {
    if (manifest_seen_ == (record.kind == RecordKind::manifest) || summary_seen_) return reader_.damaged();
    if (in_file_ != (record.kind == RecordKind::piece || record.kind == RecordKind::file_end)) return reader_.damaged();
    switch (record.kind) {
      case RecordKind::manifest:
        return manifest(record.payload);
      case RecordKind::table:
        return begin_table();
      case RecordKind::rows:
        return rows(record.payload);
      case RecordKind::file:
        return begin_file(record.payload);
      case RecordKind::piece:
        found_.file_bytes += static_cast<std::int64_t>(record.payload.size());
        return visitor_.piece(record.payload);
      case RecordKind::file_end:
        in_file_ = false;
        return visitor_.end_file();
      case RecordKind::summary:
        return summary(record.payload);
    }
    return reader_.damaged();
  }

  // Who has the key wrote these documents, but perhaps with another program: they are read like those of strangers.
  template <class T>
  Result<T> document(std::string_view text) {
    auto read = from_json_text<T>(text);
    if (!read) return reader_.damaged();
    return read;
  }

  Result<void> manifest(std::string_view text) {
    manifest_seen_ = true;
    contents_.manifest = TRY(document<Manifest>(text));
    return visitor_.manifest(contents_.manifest);
  }

  Result<void> begin_table() {
    TRY(end_table());
    if (found_.tables.size() == contents_.manifest.tables.size()) return reader_.damaged();
    table_ = shape_of(contents_.manifest.tables[found_.tables.size()]);
    hash_.emplace();
    return visitor_.begin_table(table_);
  }

  Result<void> end_table() {
    if (!hash_) return {};
    found_.tables.push_back({table_.name, hash_->count(), hash_->hex()});
    hash_.reset();
    return visitor_.end_table(found_.tables.back());
  }

  Result<void> rows(std::string_view bytes) {
    if (!hash_) return reader_.damaged();
    while (!bytes.empty()) {
      std::string_view packed;
      if (!take_packed(bytes, table_.columns.size(), cells_, packed)) return reader_.damaged();
      hash_->add(packed);
      ++rows_;
      TRY(visitor_.row(cells_));
    }
    if (tell_) tell_({table_.name, rows_, reader_.bytes()});
    return {};
  }

  Result<void> begin_file(std::string_view digest) {
    TRY(end_table());
    if (!is_digest(digest)) return reader_.damaged();
    in_file_ = true;
    ++found_.files;
    if (tell_) tell_({"files", rows_, reader_.bytes()});
    return visitor_.begin_file(digest);
  }

  Result<void> summary(std::string_view text) {
    TRY(end_table());
    summary_seen_ = true;
    contents_.summary = TRY(document<Summary>(text));
    const auto& said = contents_.summary;
    if (said.tables != found_.tables || found_.tables.size() != contents_.manifest.tables.size() ||
        said.files != found_.files || said.file_bytes != found_.file_bytes) {
      return reader_.damaged();
    }
    return {};
  }

  BackupReader& reader_;
  Visitor& visitor_;
  const Tell& tell_;
  Contents contents_;
  Summary found_;
  db::TableShape table_;
  std::optional<SetHash> hash_;
  std::vector<db::Cell> cells_;
  std::int64_t rows_ = 0;
  bool manifest_seen_ = false, summary_seen_ = false, in_file_ = false;
};

}  // namespace

db::TableShape shape_of(const Table& table) { return {table.name, table.columns}; }

Result<Contents> walk(const std::string& path, const StreamKey& key, Visitor& visitor, const Tell& tell) {
  const auto reader = TRY(BackupReader::open(path, key));
  return Walk(*reader, visitor, tell).run();
}

Result<Contents> verify(const std::string& path, const StreamKey& key, const Tell& tell) {
  Visitor nobody;
  return walk(path, key, nobody, tell);
}

}  // namespace tongban::backup
