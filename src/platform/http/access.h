// May this actor call this row at all? Asked by the guard for each request, and by the generated matrix.
#pragma once

#include "platform/http/route.h"

namespace tongban::http {

// Errors: `auth.required` (401, nobody signed in), `auth.forbidden` (403, signed in but never allowed).
Result<void> check_access(const Access& access, const Actor& actor);

}  // namespace tongban::http
