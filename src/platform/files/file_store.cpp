#include "platform/files/file_store.h"

#include <algorithm>
#include <array>
#include <set>

#include "platform/crypto/digest.h"
#include "platform/files/sniff.h"

namespace tongban {

namespace {

constexpr const char* kInsert =
    "INSERT INTO files (file_id, sha256, size, media_type, name_sealed, owner_account_id, created_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7)";
constexpr const char* kFind =
    "SELECT file_id, sha256, size, media_type, name_sealed, owner_account_id, created_at FROM files WHERE file_id = $1";
constexpr std::size_t kAtOnce = 8;
constexpr const char* kFindSome =
    "SELECT file_id, sha256, size, media_type, name_sealed, owner_account_id, created_at FROM files "
    "WHERE file_id IN ($1, $2, $3, $4, $5, $6, $7, $8)";
constexpr const char* kDigestsAfter = "SELECT DISTINCT sha256 FROM files WHERE sha256 > $1 ORDER BY sha256 LIMIT 5000";

constexpr auto kOnItsWay = std::chrono::hours(1);  // content this young may still get its row

std::string name_context(std::int64_t file_id) { return "files.name_sealed/" + std::to_string(file_id); }
std::string content_context(std::string_view sha256) { return "files.content/" + std::string(sha256); }

Error missing_file() { return not_found("file.not_found", "没有找到这个文件"); }

std::set<std::string> named_digests(db::Tx& tx) {
  std::set<std::string> digests;
  for (std::string last;;) {
    const auto rows = tx.query(kDigestsAfter, last);
    if (rows.empty()) return digests;
    for (std::size_t row = 0; row < rows.size(); ++row) digests.insert(digests.end(), last = rows.text(row, 0));
  }
}

}  // namespace

FileStore::FileStore(std::string folder, const Keyring& keyring, FileLimits limits)
    : contents_(std::move(folder)), keyring_(keyring), limits_(limits) {}

Result<StoredContent> FileStore::put(std::string_view bytes, std::string_view declared_name,
                                     std::string_view declared_type) {
  if (static_cast<std::int64_t>(bytes.size()) > limits_.max_bytes) {
    return Error{Code::too_large, "file.too_large",
                 "文件超过 " + std::to_string(limits_.max_bytes >> 20) + " MB 的上限"};
  }
  const auto* type = TRY(check_file_type(bytes, declared_name, declared_type));
  StoredContent content{sha256_hex(bytes), static_cast<std::int64_t>(bytes.size()), std::string(type->media_type),
                        TRY(clean_file_name(declared_name))};
  // Content that is there already counts as new from now on, so that no sweep takes it before its row is written.
  if (!contents_.renew(content.sha256)) {
    TRY(contents_.write(content.sha256, keyring_.seal_bytes(content_context(content.sha256), bytes)));
  }
  return content;
}

std::int64_t FileStore::record(db::Tx& tx, std::int64_t file_id, const StoredContent& content,
                               std::int64_t owner_account_id, Instant now) const {
  tx.exec(kInsert, file_id, content.sha256, content.size, content.media_type,
          keyring_.seal(name_context(file_id), content.name), owner_account_id, now.micros());
  return file_id;
}

Result<FileInfo> FileStore::read_row(const db::Rows& rows, std::size_t row) const {
  const auto file_id = rows.integer(row, 0);
  return FileInfo{file_id,
                  std::string(rows.text(row, 1)),
                  rows.integer(row, 2),
                  std::string(rows.text(row, 3)),
                  TRY(keyring_.open(name_context(file_id), rows.text(row, 4))),
                  rows.integer(row, 5),
                  Instant::from_micros(rows.integer(row, 6))};
}

Result<FileInfo> FileStore::find(db::Tx& tx, std::int64_t file_id) const {
  const auto rows = tx.query(kFind, file_id);
  if (rows.empty()) return missing_file();
  return read_row(rows, 0);
}

Result<std::map<std::int64_t, FileInfo>> FileStore::find_all(db::Tx& tx,
                                                             const std::vector<std::int64_t>& file_ids) const {
  std::map<std::int64_t, FileInfo> found;
  const std::set<std::int64_t> distinct(file_ids.begin(), file_ids.end());
  for (auto next = distinct.begin(); next != distinct.end();) {
    std::array<std::int64_t, kAtOnce> ids{};  // 0 is nobody's id: one statement serves any number
    for (std::size_t i = 0; i < kAtOnce && next != distinct.end(); ++i) ids[i] = *next++;
    const auto rows = tx.query(kFindSome, ids[0], ids[1], ids[2], ids[3], ids[4], ids[5], ids[6], ids[7]);
    for (std::size_t row = 0; row < rows.size(); ++row) {
      auto file = TRY(read_row(rows, row));
      found.emplace(file.file_id, std::move(file));
    }
  }
  if (found.size() != distinct.size()) return missing_file();
  return found;
}

Result<FileInfo> FileStore::find_owned(db::Tx& tx, std::int64_t file_id, std::int64_t owner_account_id) const {
  auto file = TRY(find(tx, file_id));
  if (file.owner_account_id != owner_account_id) return missing_file();
  return file;
}

Result<std::string> FileStore::open(const FileInfo& file) const {
  const auto sealed = contents_.read(file.sha256);
  if (!sealed) return Error{Code::internal, "file.content_missing", "content of a file is missing: " + file.sha256};
  auto bytes = keyring_.open_bytes(content_context(file.sha256), *sealed);
  if (!bytes || sha256_hex(*bytes) != file.sha256) {
    return Error{Code::internal, "file.content_corrupt", "content of a file is corrupt: " + file.sha256};
  }
  return bytes;
}

FileSweep FileStore::sweep(db::Tx& tx, Instant now, bool verify) const {
  FileSweep sweep;
  const auto named = named_digests(tx);
  const auto found = contents_.list();
  std::set<std::string> there;
  for (const auto& content : found) {
    ++sweep.files;
    there.insert(content.digest);
    if (!named.contains(content.digest) && content.written + kOnItsWay < now) sweep.orphans.push_back(content.digest);
    if (verify && !open({.sha256 = content.digest}).ok()) sweep.corrupt.push_back(content.digest);
  }
  std::set_difference(named.begin(), named.end(), there.begin(), there.end(), std::back_inserter(sweep.missing));
  return sweep;
}

void FileStore::remove_orphans(const FileSweep& sweep, Instant now) const {
  for (const auto& digest : sweep.orphans) contents_.remove_older(digest, now - kOnItsWay);
  contents_.remove_leftovers(now - kOnItsWay);
}

}  // namespace tongban
