// Where a content lies below the folder of files, and what its name may be: known to the folder itself and to a
// restore, which fills a new one.
#pragma once

#include <string>
#include <string_view>

namespace tongban {

// 64 lower-case hexadecimal digits.
inline bool is_digest(std::string_view name) {
  return name.size() == 64 && name.find_first_not_of("0123456789abcdef") == name.npos;
}

// ab/cd/abcd…; `digest` must be one.
inline std::string content_path(std::string_view digest) {
  return std::string(digest.substr(0, 2)) + '/' + std::string(digest.substr(2, 2)) + '/' + std::string(digest);
}

}  // namespace tongban
