// Archives built to harm their reader: what is listed lies inside the file, does not overlap and stays within bounds.
#include "base/fuzz_target.h"
#include "platform/files/zip_listing.h"

namespace tongban {

FUZZ_TARGET(zip) {
  const auto entries = list_zip(input);
  if (!entries) {
    PROMISE(entries.error().key == "file.archive_unsafe");
    return;
  }
  std::uint64_t compressed = 0;
  std::uint64_t uncompressed = 0;
  PROMISE(entries->size() * 76 <= input.size());  // the headers of an entry
  for (const auto& entry : *entries) {
    compressed += entry.compressed;
    uncompressed += entry.uncompressed;
    PROMISE(!entry.encrypted && !entry.name.empty() && entry.name.front() != '/');
    PROMISE(entry.name.find('\\') == std::string::npos && entry.name != ".." && !entry.name.starts_with("../"));
    PROMISE(entry.name.find("/../") == std::string::npos && !entry.name.ends_with("/.."));
    const auto content = unzip(input, entry, 1 << 16);
    PROMISE(content ? content->size() == entry.uncompressed : content.error().key == "file.archive_unsafe");
  }
  PROMISE(compressed <= input.size());
  PROMISE(uncompressed <= 512ull << 20 && uncompressed <= 200 * input.size());
}

}  // namespace tongban
