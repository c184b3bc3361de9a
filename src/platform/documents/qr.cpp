#include "platform/documents/qr.h"

#include <fmt/format.h>
#include <qrencode.h>

#include <cerrno>
#include <iterator>
#include <memory>
#include <stdexcept>

namespace tongban::documents {

namespace {

constexpr int kQuietModules = 4;          // ISO/IEC 18004 §9.1
constexpr std::size_t kMostBytes = 2331;  // version 40 with correction level M
constexpr int kDark = 1;                  // lowest bit of a module

using Code = std::unique_ptr<QRcode, decltype(&QRcode_free)>;

// One path over all dark modules, each row's runs as one rectangle: a tenth of the size of a rectangle a module.
std::string dark_path(const QRcode& code) {
  std::string path;
  for (int y = 0; y < code.width; ++y) {
    for (int x = 0; x < code.width;) {
      const int begin = x;
      while (x < code.width && code.data[y * code.width + x] & kDark) ++x;
      if (x > begin) {
        fmt::format_to(std::back_inserter(path), "M{} {}h{}v1h-{}z", begin + kQuietModules, y + kQuietModules,
                       x - begin, x - begin);
      } else {
        ++x;
      }
    }
  }
  return path;
}

}  // namespace

Result<std::string> qr_svg(std::string_view text, int module_pixels) {
  if (text.empty()) return invalid("qr.empty", "二维码内容为空");
  if (text.size() > kMostBytes) return invalid("qr.too_long", "二维码内容过长");
  const Code code(QRcode_encodeData(static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()),
                                    0, QR_ECLEVEL_M),
                  &QRcode_free);
  if (!code && errno == ERANGE) return invalid("qr.too_long", "二维码内容过长");
  if (!code) throw std::runtime_error("libqrencode failed");
  const int modules = code->width + 2 * kQuietModules;
  return fmt::format(
      R"(<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{0}" viewBox="0 0 {1} {1}" shape-rendering="crispEdges">)"
      R"(<path fill="#fff" d="M0 0h{1}v{1}H0z"/><path fill="#000" d="{2}"/></svg>)",
      modules * module_pixels, modules, dark_path(*code));
}

}  // namespace tongban::documents
