// QR codes (GB/T 18284, ISO/IEC 18004) as pictures.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace tongban::documents {

// A complete SVG document, black on white with the quiet zone of four modules, error correction M, `module_pixels` a
// module. The text stands in no attribute or title, so nothing needs escaping. Errors: `qr.empty`, `qr.too_long` (more
// than 2,331 bytes).
Result<std::string> qr_svg(std::string_view text, int module_pixels = 6);

}  // namespace tongban::documents
