#include "platform/crypto/key_file.h"

#include <fcntl.h>
#include <openssl/crypto.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <optional>
#include <stdexcept>

#include "base/codec.h"
#include "base/number.h"
#include "base/text.h"
#include "platform/crypto/random.h"

namespace tongban {

namespace {

constexpr int kMostKeys = 65535;
constexpr std::size_t kMostFileBytes = 64 * 1024;

Error malformed(int line) {
  return {Code::internal, "crypto.key_file_malformed", "密钥文件第 " + std::to_string(line) + " 行格式错误"};
}

Error unwritable(const std::string& path) {
  return {Code::internal, "crypto.key_file_unwritable", "无法写入密钥文件 " + path + ": " + std::strerror(errno)};
}

// The words of a line, without its comment.
std::vector<std::string_view> words_of(std::string_view line) {
  line = line.substr(0, line.find('#'));
  std::vector<std::string_view> words;
  while (!(line = trim(line)).empty()) {
    const auto end = std::min(line.find_first_of(" \t"), line.size());
    words.push_back(line.substr(0, end));
    line.remove_prefix(end);
  }
  return words;
}

std::optional<KeyBytes> key_of(std::string_view text) {
  auto bytes = base64_decode(text);
  if (!bytes || bytes->size() != 32) return std::nullopt;
  KeyBytes key(*bytes);
  OPENSSL_cleanse(bytes->data(), bytes->size());
  return key;
}

// Writes everything and makes it durable; closes the descriptor in any case.
bool write_and_sync(int descriptor, std::string_view text) {
  bool good = true;
  while (good && !text.empty()) {
    const auto written = ::write(descriptor, text.data(), text.size());
    good = written > 0;
    if (good) text.remove_prefix(static_cast<std::size_t>(written));
  }
  good = good && ::fsync(descriptor) == 0;
  return ::close(descriptor) == 0 && good;
}

void sync_folder_of(const std::filesystem::path& file) {
  const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
  if (const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); descriptor >= 0) {
    ::fsync(descriptor);
    ::close(descriptor);
  }
}

}  // namespace

KeyBytes::KeyBytes(std::string_view bytes) {
  if (bytes.size() != bytes_.size()) throw std::invalid_argument("a key has 32 bytes");
  std::memcpy(bytes_.data(), bytes.data(), bytes_.size());
}

KeyBytes::~KeyBytes() { OPENSSL_cleanse(bytes_.data(), bytes_.size()); }

KeySet fresh_keys() {
  KeySet keys;
  keys.seal.emplace(1, KeyBytes(random_bytes(32)));
  keys.index = KeyBytes(random_bytes(32));
  return keys;
}

Result<KeySet> parse_key_file(std::string_view text) {
  KeySet keys;
  bool has_index = false;
  for (int line = 1; !text.empty(); ++line) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto words = words_of(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (words.empty()) continue;
    const auto key = key_of(words.back());
    if (!key) return malformed(line);
    if (words.size() == 3 && words[0] == "seal") {
      const auto number = parse_int64_in(words[1], 1, kMostKeys);
      if (!number || !keys.seal.emplace(static_cast<int>(*number), *key).second) return malformed(line);
    } else if (words.size() == 2 && words[0] == "index" && !has_index) {
      keys.index = *key;
      has_index = true;
    } else {
      return malformed(line);
    }
  }
  if (keys.seal.empty() || !has_index) {
    return Error{Code::internal, "crypto.key_file_malformed", "密钥文件缺少 seal 或 index 密钥"};
  }
  return keys;
}

std::string print_key_file(const KeySet& keys) {
  std::string text =
      "# Keys of this installation. Whoever has them and the database reads everything; without them nobody can.\n"
      "# Keep a copy in a safe place that is not the place of the database's backups.\n";
  for (const auto& [number, key] : keys.seal) {
    text += "seal " + std::to_string(number) + ' ' + base64_encode(key.view()) + '\n';
  }
  text += "index " + base64_encode(keys.index.view()) + '\n';
  return text;
}

Result<std::string> read_key_file(const std::string& path) {
  const Error missing{
      Code::internal, "crypto.key_file_missing",
      "无法读取密钥文件，首次安装请运行 tongban keys；已有数据时请取回原来的密钥文件 / cannot read the key file; "
      "make one with `tongban keys`, or bring back the one the data was sealed with: " +
          path};
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return missing;
  struct stat about {};
  std::string text(kMostFileBytes, '\0');
  const bool known = ::fstat(descriptor, &about) == 0;
  const auto size = ::read(descriptor, text.data(), text.size());
  ::close(descriptor);
  if (!known || size < 0) return missing;
  if ((about.st_mode & 0077) != 0) {
    return Error{Code::internal, "crypto.key_file_mode",
                 "密钥文件 " + path + " 只能由其所有者读取，请执行 chmod 0600 / only its owner may read it"};
  }
  text.resize(static_cast<std::size_t>(size));
  return text;
}

Result<void> write_key_file(const std::string& path, const std::string& text, bool replace) {
  const std::filesystem::path target(path);
  std::error_code failed;
  if (target.has_parent_path() && std::filesystem::create_directories(target.parent_path(), failed)) {
    std::filesystem::permissions(target.parent_path(), std::filesystem::perms::owner_all, failed);
  }
  const std::string written = replace ? path + ".new" : path;
  if (replace) ::unlink(written.c_str());
  const int descriptor = ::open(written.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0 && errno == EEXIST) {
    return Error{Code::conflict, "crypto.key_file_exists", "密钥文件 " + path + " 已存在，不会覆盖"};
  }
  if (descriptor < 0) return unwritable(path);
  if (!write_and_sync(descriptor, text)) {
    const auto error = unwritable(path);
    ::unlink(written.c_str());
    return error;
  }
  if (replace && ::rename(written.c_str(), path.c_str()) != 0) return unwritable(path);
  sync_folder_of(target);
  return {};
}

}  // namespace tongban
