// Files that people hand in. Content is checked (type by its bytes, size, archive bombs), encrypted, and stored under
// the SHA-256 of its plain bytes before any database row names it; equal content is stored once. Nothing stored is ever
// executed, and only pictures and PDF are shown inline, in a sandbox.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "base/result.h"
#include "platform/crypto/keyring.h"
#include "platform/db/db.h"
#include "platform/files/content_folder.h"

namespace tongban {

struct FileLimits {
  std::int64_t max_bytes = 20 << 20;
};

// What is on disk, durable, and waits to be named by a row.
struct StoredContent {
  std::string sha256;      // of the plain bytes, hexadecimal
  std::int64_t size = 0;   // plain bytes
  std::string media_type;  // found from the content
  std::string name;        // the declared name, cleaned: no folders, no control characters, at most 150 code points
};

struct FileInfo {
  std::int64_t file_id = 0;
  std::string sha256;
  std::int64_t size = 0;
  std::string media_type;
  std::string name;
  std::int64_t owner_account_id = 0;
  Instant created_at;
};

struct FileSweep {
  int files = 0;                     // content files looked at
  std::vector<std::string> orphans;  // content without a row, older than an hour (an upload may still be on its way)
  std::vector<std::string> missing;  // rows without content: data was lost
  std::vector<std::string> corrupt;  // content that does not open or is not what its name says
};

class FileStore {
 public:
  // `folder` is made if missing (mode 0700). The keyring outlives the store.
  FileStore(std::string folder, const Keyring& keyring, FileLimits limits = {});

  // Step one, outside any transaction: checks and stores the content; returns after it is on disk (fsync of file and
  // folder). `declared_type` may be "" or application/octet-stream. Errors: `file.empty`, `file.too_large`,
  // `file.type_not_allowed`, `file.type_mismatch` (name or declared type against content), `file.archive_unsafe`,
  // `file.name_invalid`, `file.store_failed` (unavailable).
  Result<StoredContent> put(std::string_view bytes, std::string_view declared_name, std::string_view declared_type);

  // Step two, in the act's transaction: the row. Returns the file's id, `file_id`.
  std::int64_t record(db::Tx& tx, std::int64_t file_id, const StoredContent& content, std::int64_t owner_account_id,
                      Instant now) const;

  // Whose file it is, is checked by the module that knows why the reader may see it. Error: `file.not_found`.
  Result<FileInfo> find(db::Tx& tx, std::int64_t file_id) const;
  // Many at once, by their ids; ids may repeat. Error: `file.not_found` when one of them is missing.
  Result<std::map<std::int64_t, FileInfo>> find_all(db::Tx& tx, const std::vector<std::int64_t>& file_ids) const;
  // The same as find(), but only the owner's own file; somebody else's is not found either.
  Result<FileInfo> find_owned(db::Tx& tx, std::int64_t file_id, std::int64_t owner_account_id) const;

  // The plain bytes, verified against their digest. Errors: `file.content_missing`, `file.content_corrupt` (internal).
  Result<std::string> open(const FileInfo& file) const;

  // Compares rows and disk. `verify` also opens every file. Read only.
  FileSweep sweep(db::Tx& tx, Instant now, bool verify) const;
  // Removes the orphans found, unless one was handed in again meanwhile, and what a power cut left half written.
  void remove_orphans(const FileSweep& sweep, Instant now) const;

 private:
  ContentFolder contents_;
  const Keyring& keyring_;
  FileLimits limits_;

  Result<FileInfo> read_row(const db::Rows& rows, std::size_t row) const;
};

// Headers that every answer with a file must carry: exact type, nosniff, sandboxed, never cached by others, and an
// attachment unless `inline_wanted` and the type is png, jpeg or pdf. The name is encoded by RFC 6266 / RFC 8187.
std::vector<std::pair<std::string, std::string>> file_response_headers(const FileInfo& file, bool inline_wanted);

}  // namespace tongban
