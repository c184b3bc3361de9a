#include <algorithm>
#include <filesystem>

#include "platform/backup/backup.h"

namespace tongban::backup {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "tongban-";
constexpr std::string_view kEnding = ".backup";
constexpr std::size_t kTimeDigits = 14;

bool automatic(std::string_view name) {
  if (name.size() != kPrefix.size() + kTimeDigits + kEnding.size()) return false;
  return name.starts_with(kPrefix) && name.ends_with(kEnding) &&
         name.substr(kPrefix.size(), kTimeDigits).find_first_not_of("0123456789") == name.npos;
}

}  // namespace

std::string automatic_name(Instant now) { return std::string(kPrefix) + compact_text(now) + std::string(kEnding); }

std::vector<std::string> remove_old(const std::string& folder, int keep) {
  std::vector<std::string> found, removed;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored))
    if (auto name = entry.path().filename().string(); automatic(name) && entry.is_regular_file(ignored))
      found.push_back(std::move(name));
  std::sort(found.begin(), found.end());
  while (static_cast<int>(found.size()) > std::max(1, keep)) {
    if (fs::remove(fs::path(folder) / found.front(), ignored)) removed.push_back(found.front());
    found.erase(found.begin());
  }
  return removed;
}

}  // namespace tongban::backup
