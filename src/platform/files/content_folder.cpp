#include "platform/files/content_folder.h"

#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <limits>

#include "platform/crypto/random.h"
#include "platform/files/content_path.h"

namespace tongban {

namespace fs = std::filesystem;

namespace {

constexpr const char* kTemporaryPrefix = "new-";

Error store_failed() { return {Code::unavailable, "file.store_failed", "文件暂时无法保存，请稍后再试", {}, 30}; }

bool sync_path(const fs::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool good = ::fsync(descriptor) == 0;
  ::close(descriptor);
  return good;
}

// Makes one folder and, if it is new, its entry durable.
bool ensure_folder(const fs::path& folder) {
  std::error_code failed;
  const bool made = fs::create_directory(folder, failed);
  if (failed) return fs::is_directory(folder);
  return !made || sync_path(folder.parent_path());
}

bool write_all(const fs::path& path, std::string_view bytes) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0) return false;
  bool good = true;
  while (good && !bytes.empty()) {
    const auto written = ::write(descriptor, bytes.data(), bytes.size());
    good = written > 0;
    if (good) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  good = good && ::fsync(descriptor) == 0;
  return ::close(descriptor) == 0 && good;
}

// A file that is gone is as young as can be: there is nothing to do with it.
Instant written_at(const fs::path& path) {
  std::error_code failed;
  const auto written = fs::last_write_time(path, failed);
  if (failed) return Instant::from_micros(std::numeric_limits<std::int64_t>::max());
  const auto system = std::chrono::file_clock::to_sys(written);
  return Instant::from_micros(std::chrono::duration_cast<std::chrono::microseconds>(system.time_since_epoch()).count());
}

}  // namespace

ContentFolder::ContentFolder(fs::path root) : root_(std::move(root)) {
  fs::create_directories(root_);
  fs::permissions(root_, fs::perms::owner_all);
}

fs::path ContentFolder::path_of(std::string_view digest) const { return root_ / content_path(digest); }

bool ContentFolder::renew(std::string_view digest) const {
  std::error_code failed;
  if (!is_digest(digest) || !fs::is_regular_file(path_of(digest), failed)) return false;
  fs::last_write_time(path_of(digest), fs::file_time_type::clock::now(), failed);
  return !failed;
}

Result<void> ContentFolder::write(std::string_view digest, std::string_view bytes) const {
  const auto target = path_of(digest);
  const auto folder = target.parent_path();
  if (!ensure_folder(folder.parent_path()) || !ensure_folder(folder)) return store_failed();
  const auto temporary = folder / (kTemporaryPrefix + random_token(12));
  std::error_code failed;
  if (write_all(temporary, bytes)) {
    fs::rename(temporary, target, failed);
    if (!failed && sync_path(folder)) return {};
  }
  fs::remove(temporary, failed);
  return store_failed();
}

std::optional<std::string> ContentFolder::read(std::string_view digest) const {
  if (!is_digest(digest)) return std::nullopt;
  std::ifstream file(path_of(digest), std::ios::binary);
  if (!file.is_open()) return std::nullopt;
  std::string bytes(std::istreambuf_iterator<char>(file), {});
  if (file.bad()) return std::nullopt;
  return bytes;
}

void ContentFolder::remove_older(std::string_view digest, Instant than) const {
  std::error_code failed;
  if (is_digest(digest) && written_at(path_of(digest)) < than) fs::remove(path_of(digest), failed);
}

std::vector<ContentFolder::Found> ContentFolder::list() const {
  std::vector<Found> found;
  for (const auto& entry : fs::recursive_directory_iterator(root_)) {
    const auto name = entry.path().filename().string();
    if (entry.is_regular_file() && is_digest(name)) found.push_back({name, written_at(entry.path())});
  }
  return found;
}

void ContentFolder::remove_leftovers(Instant older_than) const {
  std::vector<fs::path> leftovers;
  for (const auto& entry : fs::recursive_directory_iterator(root_)) {
    if (entry.is_regular_file() && entry.path().filename().string().starts_with(kTemporaryPrefix) &&
        written_at(entry.path()) < older_than) {
      leftovers.push_back(entry.path());
    }
  }
  std::error_code failed;
  for (const auto& path : leftovers) fs::remove(path, failed);
}

}  // namespace tongban
