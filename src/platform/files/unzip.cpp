// Unpacks one entry of an archive that was listed and found safe before; sizes are believed only as far as they hold.
#include <zlib.h>

#include "platform/files/zip_listing.h"

namespace tongban {

namespace {

constexpr std::size_t kLocalBytes = 30;
constexpr int kStored = 0;
constexpr int kDeflated = 8;

Error unsafe(const char* why) {
  return unprocessable("file.archive_unsafe", std::string("压缩结构的文件不安全或已损坏（") + why + "）");
}

std::uint32_t two_bytes(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]) | static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + 1]))
                                                     << 8;
}

Result<std::string> inflated(std::string_view packed, std::size_t size) {
  std::string out(size, '\0');
  z_stream stream{};
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return unsafe("无法解压");
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int status = inflate(&stream, Z_FINISH);
  const bool whole = status == Z_STREAM_END && stream.avail_out == 0 && stream.avail_in == 0;
  inflateEnd(&stream);
  if (!whole) return unsafe("条目长度");
  return out;
}

}  // namespace

Result<std::string> unzip(std::string_view bytes, const ZipEntry& entry, std::size_t most) {
  if (entry.uncompressed > most || entry.compressed > most) return unsafe("解压后过大");
  if (entry.offset + kLocalBytes > bytes.size()) return unsafe("条目位置");
  const auto begin = static_cast<std::size_t>(entry.offset) + kLocalBytes +
                     two_bytes(bytes, static_cast<std::size_t>(entry.offset) + 26) +
                     two_bytes(bytes, static_cast<std::size_t>(entry.offset) + 28);
  if (begin + entry.compressed > bytes.size()) return unsafe("条目长度");
  const auto packed = bytes.substr(begin, static_cast<std::size_t>(entry.compressed));
  std::string content;
  if (entry.method == kStored && entry.compressed == entry.uncompressed)
    content = packed;
  else if (entry.method == kDeflated)
    content = TRY(inflated(packed, static_cast<std::size_t>(entry.uncompressed)));
  else
    return unsafe("压缩方式");
  const auto sum = crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size()));
  if (sum != entry.crc) return unsafe("校验和");
  return content;
}

}  // namespace tongban
