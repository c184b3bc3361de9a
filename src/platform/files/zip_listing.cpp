#include "platform/files/zip_listing.h"

#include <algorithm>

#include "base/text.h"

namespace tongban {

namespace {

constexpr std::size_t kMostEntries = 10'000;
constexpr std::uint64_t kMostUnpacked = 512ull << 20;
constexpr std::uint64_t kMostRatio = 200;
constexpr std::uint32_t kEndSignature = 0x06054b50;
constexpr std::uint32_t kEntrySignature = 0x02014b50;
constexpr std::uint32_t kLocalSignature = 0x04034b50;
constexpr std::size_t kEndBytes = 22;
constexpr std::size_t kEntryBytes = 46;
constexpr std::size_t kLocalBytes = 30;
constexpr std::size_t kMostComment = 65535;

Error unsafe(const char* why) {
  return unprocessable("file.archive_unsafe", std::string("压缩结构的文件不安全或已损坏（") + why + "）");
}

// Little-endian numbers at an offset that the caller has checked.
std::uint32_t number(std::string_view bytes, std::size_t at, int count) {
  std::uint32_t value = 0;
  for (int i = count - 1; i >= 0; --i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

// The end record is the last thing in the archive, behind it only a comment.
std::size_t find_end(std::string_view bytes) {
  if (bytes.size() < kEndBytes) return std::string_view::npos;
  const auto last = bytes.size() - kEndBytes;
  const auto first = last > kMostComment ? last - kMostComment : 0;
  for (auto at = last + 1; at-- > first;) {
    if (number(bytes, at, 4) == kEndSignature && at + kEndBytes + number(bytes, at + 20, 2) == bytes.size()) return at;
  }
  return std::string_view::npos;
}

bool climbs_out(std::string_view name) {
  if (name.empty() || name[0] == '/' || name.find('\\') != name.npos || name.find('\0') != name.npos) return true;
  if (name.size() > 1 && name[1] == ':') return true;
  for (std::size_t at = 0; at <= name.size();) {
    const auto end = std::min(name.find('/', at), name.size());
    if (name.substr(at, end - at) == "..") return true;
    at = end + 1;
  }
  return false;
}

struct Span {
  std::uint64_t from, to;
};

// Checks one entry against the data it points to and adds the bytes it takes.
Result<void> check_data(std::string_view bytes, std::uint64_t offset, const ZipEntry& entry, std::vector<Span>& spans) {
  if (offset + kLocalBytes > bytes.size() || number(bytes, offset, 4) != kLocalSignature) return unsafe("条目位置");
  const auto begin = offset + kLocalBytes + number(bytes, offset + 26, 2) + number(bytes, offset + 28, 2);
  if (begin + entry.compressed > bytes.size()) return unsafe("条目长度");
  spans.push_back({offset, begin + entry.compressed});
  return {};
}

// Overlapping entries are how a small archive unpacks to an endless one.
Result<void> check_overlap(std::vector<Span>& spans, std::uint64_t directory) {
  std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.from < b.from; });
  for (std::size_t i = 0; i < spans.size(); ++i) {
    const auto limit = i + 1 < spans.size() ? spans[i + 1].from : directory;
    if (spans[i].to > limit) return unsafe("条目重叠");
  }
  return {};
}

Result<void> check_sizes(const std::vector<ZipEntry>& entries, std::size_t archive_bytes) {
  std::uint64_t unpacked = 0;
  for (const auto& entry : entries) unpacked += entry.uncompressed;
  if (unpacked > kMostUnpacked || unpacked > kMostRatio * archive_bytes) return unsafe("解压后过大");
  return {};
}

}  // namespace

Result<std::vector<ZipEntry>> list_zip(std::string_view bytes) {
  const auto end = find_end(bytes);
  if (end == std::string_view::npos) return unsafe("目录缺失");
  const auto count = number(bytes, end + 10, 2);
  const std::uint64_t size = number(bytes, end + 12, 4);
  const std::uint64_t directory = number(bytes, end + 16, 4);
  if (number(bytes, end + 4, 4) != 0 || number(bytes, end + 8, 2) != count) return unsafe("分卷");
  if (count > kMostEntries || directory + size != end) return unsafe("目录");
  std::vector<ZipEntry> entries;
  std::vector<Span> spans;
  auto at = static_cast<std::size_t>(directory);
  for (std::uint32_t i = 0; i < count; ++i) {
    if (at + kEntryBytes > end || number(bytes, at, 4) != kEntrySignature) return unsafe("目录条目");
    const auto name_bytes = number(bytes, at + 28, 2);
    const auto entry_bytes = kEntryBytes + name_bytes + number(bytes, at + 30, 2) + number(bytes, at + 32, 2);
    if (at + entry_bytes > end) return unsafe("目录条目");
    ZipEntry entry{std::string(bytes.substr(at + kEntryBytes, name_bytes)),
                   number(bytes, at + 20, 4),
                   number(bytes, at + 24, 4),
                   (number(bytes, at + 8, 2) & 1) != 0,
                   number(bytes, at + 42, 4),
                   number(bytes, at + 16, 4),
                   static_cast<int>(number(bytes, at + 10, 2))};
    if (entry.encrypted) return unsafe("已加密");
    if (climbs_out(entry.name)) return unsafe("条目名称");
    TRY(check_data(bytes, number(bytes, at + 42, 4), entry, spans));
    entries.push_back(std::move(entry));
    at += entry_bytes;
  }
  if (at != end) return unsafe("目录");
  TRY(check_overlap(spans, directory));
  TRY(check_sizes(entries, bytes.size()));
  return entries;
}

}  // namespace tongban
