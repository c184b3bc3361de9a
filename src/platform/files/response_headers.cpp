#include <fmt/format.h>

#include "platform/files/file_store.h"
#include "platform/files/sniff.h"

namespace tongban {

namespace {

bool shows_inline(std::string_view media_type) {
  for (const auto& type : allowed_file_types()) {
    if (type.media_type == media_type) return type.inline_allowed;
  }
  return false;
}

bool is_attribute_character(char ch) {
  return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') ||
         std::string_view("-._~").find(ch) != std::string_view::npos;
}

// RFC 8187: UTF-8 bytes that are not plain are written as %XX; nothing of the name can end the header early.
std::string disposition(std::string_view kind, std::string_view name) {
  std::string encoded, plain;
  for (const char ch : name) {
    const bool good = is_attribute_character(ch);
    encoded += good ? std::string(1, ch) : fmt::format("%{:02X}", static_cast<unsigned char>(ch));
    plain += good ? ch : '_';
  }
  return fmt::format("{}; filename=\"{}\"; filename*=UTF-8''{}", kind, plain, encoded);
}

}  // namespace

std::vector<std::pair<std::string, std::string>> file_response_headers(const FileInfo& file, bool inline_wanted) {
  const bool inline_shown = inline_wanted && shows_inline(file.media_type);
  const bool is_text = file.media_type.starts_with("text/");
  return {{"Content-Type", file.media_type + (is_text ? "; charset=utf-8" : "")},
          {"Content-Disposition", disposition(inline_shown ? "inline" : "attachment", file.name)},
          {"X-Content-Type-Options", "nosniff"},
          {"Content-Security-Policy", "sandbox; default-src 'none'; base-uri 'none'; frame-ancestors 'none'"},
          {"Cross-Origin-Resource-Policy", "same-origin"},
          {"Cache-Control", "private, no-store"}};
}

}  // namespace tongban
