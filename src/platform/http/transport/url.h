// Strict reading of the parts of a URL. What could be understood in two ways (broken escapes, NUL, malformed UTF-8, dot
// segments, doubled or hidden slashes) is refused, never repaired: a proxy before us might repair it differently.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace tongban::http {

inline constexpr size_t kMaxQueryParameters = 64;

enum class Plus { literal, space };  // `+` means a space in queries and forms only

// `invalid` with key `http.bad_url_encoding` where an escape is broken, or the result holds NUL or is not UTF-8.
Result<std::string> percent_decode(std::string_view text, Plus plus = Plus::literal);

// Escapes everything but the unreserved characters of RFC 3986 2.3.
std::string percent_encode(std::string_view text);

using QueryParameters = std::vector<std::pair<std::string, std::string>>;

// Decoded pairs of a query or a form body, in order; repeated names stay, empty pieces (`a=1&&b=2`) are skipped.
// `invalid` with `http.bad_url_encoding` or, above kMaxQueryParameters, `http.too_many_parameters`.
Result<QueryParameters> parse_query(std::string_view query);

// The decoded segments of a raw path: "/" gives none, "/a/b" gives {a, b}, "/a/" gives {a, ""}.
// `invalid` with `http.bad_path` on `.` and `..` (plain or escaped), `//`, a backslash, a control character, or a slash
// hidden as %2F; `http.bad_url_encoding` on broken escapes.
Result<std::vector<std::string>> path_segments(std::string_view raw_path);

}  // namespace tongban::http
