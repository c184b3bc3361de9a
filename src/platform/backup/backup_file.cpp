#include "platform/backup/backup_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <thread>

#include "platform/backup/contents.h"

namespace tongban::backup {
namespace {

constexpr std::string_view kName = "TONGBAN-BACKUP\n";
constexpr std::size_t kHeadBytes = 24;
constexpr std::size_t kMostPieceBytes = 64 << 20;  // far above any row: a longer one is a wrong length
// Small enough that the disk is never busy with our pages for long while the server waits for its own.
constexpr std::int64_t kSyncEvery = 8 << 20;

std::string head_of(const StreamKey& key) {
  return std::string(kName) + static_cast<char>(kFormat) + key.fingerprint();
}

Error exists(const std::string& path) {
  return conflict("backup.exists", "已经存在，不会覆盖 / is there already and is never overwritten: " + path);
}

Error unreadable(const std::string& why) {
  return {Code::unavailable, "backup.unreadable", "无法读取备份文件 / the backup cannot be read: " + why};
}

// Opens what an earlier process left unfinished, or makes it; only one process at a time has it.
int lock_unfinished(const std::string& path) {
  for (;;) {
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) return -1;
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
      ::close(descriptor);
      errno = EWOULDBLOCK;
      return -1;
    }
    // Who had the lock before may have finished and given the file its name: then this is a good backup, not ours.
    struct stat ours {
    }, named{};
    if (::fstat(descriptor, &ours) == 0 && ::stat(path.c_str(), &named) == 0 && ours.st_ino == named.st_ino &&
        ::ftruncate(descriptor, 0) == 0) {
      return descriptor;
    }
    ::close(descriptor);
  }
}

// Gives the file its name unless something has that name already.
bool rename_new(const std::string& from, const std::string& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return true;
  if (errno != EINVAL && errno != ENOSYS) return false;
  // File systems that cannot do it in one step mostly know links.
  return ::link(from.c_str(), to.c_str()) == 0 && ::unlink(from.c_str()) == 0;
}

bool sync_folder_of(const std::string& path) {
  const auto parent = std::filesystem::path(path).parent_path();
  const int descriptor = ::open(parent.empty() ? "." : parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool good = ::fsync(descriptor) == 0;
  ::close(descriptor);
  return good;
}

}  // namespace

Result<std::unique_ptr<BackupWriter>> BackupWriter::create(const std::string& path, const StreamKey& key,
                                                           std::int64_t bytes_per_second) {
  std::error_code ignored;
  if (std::filesystem::exists(path, ignored)) return exists(path);
  const int descriptor = lock_unfinished(path + ".unfinished");
  if (descriptor < 0 && errno == EWOULDBLOCK)
    return conflict("backup.running", "另一个备份正在写入 / another backup is being written: " + path);
  if (descriptor < 0)
    return Error{Code::unavailable, "backup.unwritable",
                 "无法写入 / cannot write " + path + ": " + std::strerror(errno)};
  auto head = head_of(key);
  std::unique_ptr<BackupWriter> writer(new BackupWriter(path, descriptor, key, head, bytes_per_second));
  TRY(writer->write(head + writer->sealer_.header()));
  return writer;
}

BackupWriter::BackupWriter(std::string path, int descriptor, const StreamKey& key, std::string head,
                           std::int64_t bytes_per_second)
    : path_(std::move(path)),
      unfinished_(path_ + ".unfinished"),
      descriptor_(descriptor),
      sealer_(key, std::move(head)),
      bytes_per_second_(bytes_per_second) {}

BackupWriter::~BackupWriter() {
  if (descriptor_ < 0) return;
  ::unlink(unfinished_.c_str());
  ::close(descriptor_);
}

Error BackupWriter::unwritable(int why) const {
  return {Code::unavailable, "backup.unwritable", "无法写入 / cannot write " + path_ + ": " + std::strerror(why)};
}

Result<void> BackupWriter::write(std::string_view bytes) {
  bytes_ += static_cast<std::int64_t>(bytes.size());
  while (!bytes.empty()) {
    const auto written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return unwritable(written < 0 ? errno : ENOSPC);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (bytes_ - synced_ >= kSyncEvery) {
    if (::fdatasync(descriptor_) != 0) return unwritable(errno);
    // The copy is not read again soon: the memory is better used for the database.
    ::posix_fadvise(descriptor_, 0, 0, POSIX_FADV_DONTNEED);
    synced_ = bytes_;
  }
  if (bytes_per_second_ > 0) {
    const std::chrono::duration<double> due(static_cast<double>(bytes_) / static_cast<double>(bytes_per_second_));
    std::this_thread::sleep_until(since_ + std::chrono::duration_cast<std::chrono::nanoseconds>(due));
  }
  return {};
}

Result<void> BackupWriter::seal(RecordKind kind, std::string_view payload, bool last) {
  plain_.assign(1, static_cast<char>(kind));
  plain_.append(payload);
  if (plain_.size() + kStreamExtraBytes > kMostPieceBytes) return unwritable(EFBIG);
  sealer_.seal(plain_, last, sealed_);
  const auto length = static_cast<std::uint32_t>(sealed_.size());
  std::string head(4, '\0');
  for (std::size_t i = 0; i < 4; ++i) head[i] = static_cast<char>(length >> (8 * i) & 0xff);
  TRY(write(head));
  return write(sealed_);
}

Result<void> BackupWriter::append(RecordKind kind, std::string_view payload) { return seal(kind, payload, false); }

Result<void> BackupWriter::finish(RecordKind kind, std::string_view payload) {
  TRY(seal(kind, payload, true));
  if (::fsync(descriptor_) != 0) return unwritable(errno);
  if (!rename_new(unfinished_, path_)) return errno == EEXIST ? exists(path_) : unwritable(errno);
  ::close(descriptor_);
  descriptor_ = -1;
  if (!sync_folder_of(path_)) return unwritable(errno);
  return {};
}

Result<std::unique_ptr<BackupReader>> BackupReader::open(const std::string& path, const StreamKey& key) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return unreadable(path + ": " + std::strerror(errno));
  ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL);
  std::string head(kHeadBytes + kStreamHeaderBytes, '\0');
  std::unique_ptr<BackupReader> reader;
  const auto got = ::read(descriptor, head.data(), head.size());
  const std::string ours = head.substr(0, kHeadBytes);
  reader.reset(new BackupReader(descriptor, key, ours, std::string_view(head).substr(kHeadBytes)));
  if (got < 0) return unreadable(path + ": " + std::strerror(errno));
  const auto there = std::string_view(head).substr(0, static_cast<std::size_t>(got));
  if (!there.starts_with(kName))
    return invalid("backup.not_a_backup", "不是通办的备份 / not a backup of Tongban: " + path);
  if (there.size() < head.size()) return invalid("backup.cut_off", "备份不完整 / the backup is cut off: " + path);
  if (static_cast<unsigned char>(head[kName.size()]) > kFormat)
    return invalid("backup.newer_format", "备份由更新的程序制作 / made by a newer program: " + path);
  if (ours != head_of(key))
    return invalid("backup.wrong_key", "密钥与备份不符 / the backup was made with another key: " + path);
  reader->bytes_ = got;
  return reader;
}

BackupReader::BackupReader(int descriptor, const StreamKey& key, std::string head, std::string_view header)
    : descriptor_(descriptor), opener_(key, std::move(head), header) {}

BackupReader::~BackupReader() { ::close(descriptor_); }

Error BackupReader::damaged() const {
  return invalid("backup.damaged",
                 "备份已损坏或被改动 / the backup is damaged or was changed, at byte " + std::to_string(bytes_));
}

Result<std::size_t> BackupReader::read(char* into, std::size_t wanted) {
  std::size_t done = 0;
  while (done < wanted) {
    const auto got = ::read(descriptor_, into + done, wanted - done);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return unreadable(std::strerror(errno));
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

Result<bool> BackupReader::next(Record& record) {
  const auto cut_off = [this] {
    return invalid("backup.cut_off", "备份不完整，尾部缺失 / the backup is cut off at byte " + std::to_string(bytes_));
  };
  std::string head(4, '\0');
  const auto got = TRY(read(head.data(), head.size()));
  if (ended_) {
    if (got == 0) return false;
    return damaged();  // something was appended
  }
  if (got < head.size()) return cut_off();
  std::size_t length = 0;
  for (std::size_t i = 0; i < 4; ++i)
    length |= static_cast<std::size_t>(static_cast<unsigned char>(head[i])) << (8 * i);
  if (length <= kStreamExtraBytes || length > kMostPieceBytes) return damaged();
  sealed_.resize(length);
  if (TRY(read(sealed_.data(), length)) < length) return cut_off();
  if (!opener_.open(sealed_, plain_, ended_)) return damaged();
  bytes_ += static_cast<std::int64_t>(length + head.size());
  record = {static_cast<RecordKind>(plain_[0]), std::string_view(plain_).substr(1)};
  return true;
}

}  // namespace tongban::backup
