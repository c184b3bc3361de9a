// Validators of answers (RFC 9110 8.8.3 and 13.1.2): whether the client's copy is still the right one.
#pragma once

#include <string_view>

namespace tongban::http {

// Whether an If-None-Match header names `etag` (a strong tag with its quotation marks). Compares weakly.
bool etag_matches(std::string_view if_none_match, std::string_view etag);

}  // namespace tongban::http
