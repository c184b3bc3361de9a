// The file of a backup: 16 bytes of name and format, 8 that tell which key, 24 of the sealed stream, then pieces, each
// a length (4 bytes, lowest first) and the sealed record. A record is one letter and its payload. The last record is
// sealed as the last, so that a file cut anywhere is known to be cut.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "platform/crypto/sealed_stream.h"

namespace tongban::backup {

enum class RecordKind : char {
  manifest = 'M',
  rows = 'R',   // packed rows of the current table
  table = 'T',  // the next table of the manifest begins
  file = 'F',   // digest; its content follows in pieces
  piece = 'D',  // a part of the content
  file_end = 'G',
  summary = 'S',  // the last
};

struct Record {
  RecordKind kind = RecordKind::manifest;
  std::string_view payload;  // valid until the next one is read
};

class BackupWriter {
 public:
  // Errors: `backup.exists`, `backup.running`, `backup.unwritable`.
  static Result<std::unique_ptr<BackupWriter>> create(const std::string& path, const StreamKey& key,
                                                      std::int64_t bytes_per_second);
  ~BackupWriter();  // removes an unfinished file

  // Error: `backup.unwritable`.
  Result<void> append(RecordKind kind, std::string_view payload);
  // The last record; then the file is durable and has its name. Errors: as create().
  Result<void> finish(RecordKind kind, std::string_view payload);
  std::int64_t bytes() const { return bytes_; }

 private:
  BackupWriter(std::string path, int descriptor, const StreamKey& key, std::string head, std::int64_t bytes_per_second);
  Result<void> write(std::string_view bytes);
  Result<void> seal(RecordKind kind, std::string_view payload, bool last);
  Error unwritable(int why) const;

  std::string path_, unfinished_;
  int descriptor_;
  StreamSealer sealer_;
  std::string plain_, sealed_;
  std::int64_t bytes_ = 0, synced_ = 0;
  const std::int64_t bytes_per_second_;
  const std::chrono::steady_clock::time_point since_ = std::chrono::steady_clock::now();
};

class BackupReader {
 public:
  // Errors: `backup.unreadable`, `backup.not_a_backup`, `backup.newer_format`, `backup.wrong_key`.
  static Result<std::unique_ptr<BackupReader>> open(const std::string& path, const StreamKey& key);
  ~BackupReader();

  // False at the end, which is only reached over the last record. Errors: `backup.cut_off`, `backup.damaged`,
  // `backup.unreadable`.
  Result<bool> next(Record& record);
  std::int64_t bytes() const { return bytes_; }
  Error damaged() const;  // for readers who find that a record makes no sense

 private:
  BackupReader(int descriptor, const StreamKey& key, std::string head, std::string_view header);
  Result<std::size_t> read(char* into, std::size_t wanted);

  int descriptor_;
  StreamOpener opener_;
  std::string sealed_, plain_;
  std::int64_t bytes_ = 0;
  bool ended_ = false;
};

}  // namespace tongban::backup
