#include <algorithm>
#include <array>

#include "platform/http/transport/static_files.h"

namespace tongban::http {

namespace {

struct Entry {
  std::string_view ending;
  std::string_view type;
};

constexpr std::array kTypes{Entry{".avif", "image/avif"},
                            Entry{".bpmn", "application/xml"},
                            Entry{".css", "text/css; charset=utf-8"},
                            Entry{".csv", "text/csv; charset=utf-8"},
                            Entry{".gif", "image/gif"},
                            Entry{".html", "text/html; charset=utf-8"},
                            Entry{".ico", "image/vnd.microsoft.icon"},
                            Entry{".jpeg", "image/jpeg"},
                            Entry{".jpg", "image/jpeg"},
                            Entry{".js", "text/javascript; charset=utf-8"},
                            Entry{".json", "application/json"},
                            Entry{".map", "application/json"},
                            Entry{".mjs", "text/javascript; charset=utf-8"},
                            Entry{".mp3", "audio/mpeg"},
                            Entry{".mp4", "video/mp4"},
                            Entry{".otf", "font/otf"},
                            Entry{".pdf", "application/pdf"},
                            Entry{".png", "image/png"},
                            Entry{".svg", "image/svg+xml"},
                            Entry{".ttf", "font/ttf"},
                            Entry{".txt", "text/plain; charset=utf-8"},
                            Entry{".wasm", "application/wasm"},
                            Entry{".webmanifest", "application/manifest+json"},
                            Entry{".webp", "image/webp"},
                            Entry{".woff", "font/woff"},
                            Entry{".woff2", "font/woff2"},
                            Entry{".xml", "application/xml"}};

}  // namespace

std::string mime_type(std::string_view file_name) {
  const size_t dot = file_name.rfind('.');
  if (dot != std::string_view::npos) {
    for (const Entry& entry : kTypes) {
      if (equals_lower(file_name.substr(dot), entry.ending)) return std::string(entry.type);
    }
  }
  return "application/octet-stream";
}

}  // namespace tongban::http
