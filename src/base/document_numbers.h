// Numbers of identity documents by their type code (GA/T 2000.156; GB/T 36903 for credit codes). Only 111, 112, 810 and
// 001 have checksums worth trusting; the others are checked loosely, because old and foreign specimens vary more than
// their standards.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tongban {

struct DocumentType {
  std::string_view code;
  std::string_view name;  // Chinese
};

// The types that parse_document_number() knows.
std::span<const DocumentType> document_types();

// The normal form (upper case, without blanks) of a number of that type. Keys: document_number.type (unknown code),
// document_number.format, and those of citizen_id and credit_code.
Result<std::string> parse_document_number(std::string_view type_code, std::string_view number);

}  // namespace tongban
