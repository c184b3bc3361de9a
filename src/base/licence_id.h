// The identifier of an electronic licence (电子证照标识, GB/T 36904-2018): 1.2.156.3005.2, type code (21 = credit code
// of the defining authority + serial 3), credit code of the issuer (18), serial, version (3) and a check character,
// joined by dots.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace tongban {

struct LicenceId {
  std::string identifier;  // complete, with dots
  std::string type_code;   // 21 characters
  std::string issuer;      // 18 characters
  std::string serial;      // 1..40 digits and upper-case letters
  int version = 0;         // 1..999
};

// Keys: licence_id.format, licence_id.type, licence_id.serial, licence_id.version, licence_id.checksum, and those of
// credit_code.
Result<LicenceId> parse_licence_id(std::string_view text);
Result<LicenceId> compose_licence_id(std::string_view type_code, std::string_view issuer, std::string_view serial,
                                     int version);

// ISO/IEC 7064 MOD 37,36 (GB/T 17710) over digits and upper-case letters; '\0' for an empty text or other characters.
char mod_37_36_check_character(std::string_view text);

}  // namespace tongban
