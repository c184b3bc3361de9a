// What a file really is, by its bytes, and whether that may be handed in. The name and type that the sender declares
// must agree.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tongban {

struct FileType {
  std::string_view media_type;
  std::vector<std::string_view> extensions;  // lower case, the first is the usual one
  bool inline_allowed = false;               // a browser may show it (in a sandbox)
};

// pdf, png, jpeg, ofd, docx, xlsx, plain text.
const std::vector<FileType>& allowed_file_types();

// Errors: `file.empty`, `file.type_not_allowed`, `file.type_mismatch`, `file.archive_unsafe`, `file.name_invalid`.
Result<const FileType*> check_file_type(std::string_view bytes, std::string_view name, std::string_view declared_type);

// The last part of a path as people's programs send it, without controls and characters that file systems refuse.
// Error: `file.name_invalid` when nothing is left, or the text is not UTF-8.
Result<std::string> clean_file_name(std::string_view declared);

}  // namespace tongban
