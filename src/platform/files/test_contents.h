// Small true files for tests: a PDF, pictures, and archives of any entries. Not used by the program itself.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tongban::contents {

inline std::string little_endian(std::uint32_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xff);
  return out;
}

inline std::string pdf() {
  return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
         "trailer<</Root 1 0 R>>\n%%EOF\n";
}

inline std::string png() {
  return std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0\x90wS\xde", 33);
}

inline std::string jpeg() { return std::string("\xFF\xD8\xFF\xE0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xFF\xD9", 22); }

struct ZipPart {
  std::string name;
  std::string bytes = "x";
  std::uint32_t claimed_size = 0;  // 0: the true one
  int flags = 0;
  ZipPart(const char* name) : name(name) {}
  ZipPart(std::string name, std::string bytes, std::uint32_t claimed_size, int flags)
      : name(std::move(name)), bytes(std::move(bytes)), claimed_size(claimed_size), flags(flags) {}
};

// Entries stored without compression; checksums are left 0, which nothing here reads.
inline std::string zip(const std::vector<ZipPart>& parts) {
  std::string out, directory;
  for (const auto& part : parts) {
    const auto offset = static_cast<std::uint32_t>(out.size());
    const auto stored = static_cast<std::uint32_t>(part.bytes.size());
    const std::string common = little_endian(20, 2) + little_endian(static_cast<std::uint32_t>(part.flags), 2) +
                               std::string(10, '\0') + little_endian(stored, 4) +
                               little_endian(part.claimed_size ? part.claimed_size : stored, 4) +
                               little_endian(static_cast<std::uint32_t>(part.name.size()), 2) + std::string(2, '\0');
    out += "PK\3\4" + common + part.name + part.bytes;
    directory += std::string("PK\1\2\x14\0", 6) + common + std::string(10, '\0') + little_endian(offset, 4) + part.name;
  }
  const auto count = little_endian(static_cast<std::uint32_t>(parts.size()), 2);
  const auto size = little_endian(static_cast<std::uint32_t>(directory.size()), 4);
  const auto offset = little_endian(static_cast<std::uint32_t>(out.size()), 4);
  return out + directory + std::string("PK\5\6\0\0\0\0", 8) + count + count + size + offset + std::string(2, '\0');
}

}  // namespace tongban::contents
