#include "platform/backup/new_folder.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "platform/crypto/random.h"
#include "platform/files/content_path.h"

namespace tongban::backup {

namespace fs = std::filesystem;

bool sync_path(const fs::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool good = ::fsync(descriptor) == 0;
  ::close(descriptor);
  return good;
}

NewFolder::NewFolder(fs::path target, fs::path temporary)
    : target_(std::move(target)), temporary_(std::move(temporary)) {}

NewFolder::NewFolder(NewFolder&& other) noexcept
    : target_(std::move(other.target_)),
      temporary_(std::exchange(other.temporary_, {})),
      current_(std::move(other.current_)),
      descriptor_(std::exchange(other.descriptor_, -1)) {}

NewFolder::~NewFolder() {
  if (descriptor_ >= 0) ::close(descriptor_);
  std::error_code ignored;
  if (!temporary_.empty()) fs::remove_all(temporary_, ignored);
}

Error NewFolder::unwritable(const fs::path& path) const {
  return {Code::unavailable, "backup.unwritable",
          "无法写入 / cannot write " + path.string() + ": " + std::strerror(errno)};
}

Result<NewFolder> NewFolder::beside(const std::string& path) {
  NewFolder folder(path, path + ".restoring-" + random_token(6));
  std::error_code failed;
  fs::create_directories(folder.temporary_, failed);
  if (failed) {
    errno = failed.value();
    return folder.unwritable(folder.temporary_);
  }
  fs::permissions(folder.temporary_, fs::perms::owner_all, failed);
  return folder;
}

Result<void> NewFolder::begin(std::string_view digest) {
  current_ = temporary_ / content_path(digest);
  std::error_code failed;
  fs::create_directories(current_.parent_path(), failed);
  descriptor_ = ::open(current_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor_ < 0) return unwritable(current_);
  return {};
}

Result<void> NewFolder::append(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return unwritable(current_);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

Result<void> NewFolder::end() {
  const bool good = ::close(std::exchange(descriptor_, -1)) == 0;
  return good ? Result<void>() : unwritable(current_);
}

Result<void> NewFolder::give_name() {
  // One synchronisation of the whole file system is far cheaper than two for each of a million files.
  const int descriptor = ::open(temporary_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool synced = descriptor >= 0 && ::syncfs(descriptor) == 0;
  if (descriptor >= 0) ::close(descriptor);
  // rename() takes the place of an empty folder, and of nothing else.
  if (!synced || ::rename(temporary_.c_str(), target_.c_str()) != 0 || !sync_path(target_.parent_path()))
    return unwritable(target_);
  temporary_ = target_;
  return {};
}

}  // namespace tongban::backup
