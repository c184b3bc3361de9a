// The table of contents of a ZIP archive (APPNOTE 6.3), read without unpacking anything: enough to tell OFD and Office
// documents apart and to refuse archives built to harm their reader.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tongban {

struct ZipEntry {
  std::string name;
  std::uint64_t compressed = 0;
  std::uint64_t uncompressed = 0;
  bool encrypted = false;
  std::uint64_t offset = 0;  // of its local header
  std::uint32_t crc = 0;
  int method = 0;  // 0 stored, 8 deflated
};

// Error `file.archive_unsafe`: malformed, ZIP64 or split, more than 10,000 entries, encrypted entries, names that climb
// out of their folder, entries that overlap or lie outside the file, more than 512 MiB or 200 times its size when
// unpacked.
Result<std::vector<ZipEntry>> list_zip(std::string_view bytes);

// The content of an entry that list_zip() found in the same bytes. Error `file.archive_unsafe`: of another method than
// stored or deflated, not what its sizes and checksum say, or more than `most` bytes.
Result<std::string> unzip(std::string_view bytes, const ZipEntry& entry, std::size_t most);

}  // namespace tongban
