// JSON as text and as a tree: a thin face over Boost.JSON with our limits, so that hostile documents end in an Error.
// Structs are mapped by base/described.h; use this header for documents whose shape is data (form answers, schemas).
#pragma once

#include <boost/json/value.hpp>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tongban {

namespace json = boost::json;

// Parses one document. Errors (Code::invalid): `json.syntax`, `json.too_deep` (more than `max_depth` levels),
// `json.bad_utf8`, `json.duplicate_key`, `json.number_range` (a number that is not finite).
Result<json::value> parse_json(std::string_view text, int max_depth = 32);

// Compact text; object members in the order of the tree; doubles in shortest form that reads back equal.
std::string to_json_text(const json::value& value);

// The same document with the members of every object sorted by name: equal documents have equal text, so that a digest
// over it is a digest over the meaning.
std::string canonical_json(const json::value& value);

// Appends `text` with quotes and escapes. `text` must be valid UTF-8.
void append_json_string(std::string& out, std::string_view text);
void append_json_number(std::string& out, double value);

}  // namespace tongban
