// Errors as citizens and programs see them: `application/problem+json` (RFC 9457) with the stable key, the fields at
// fault and the request id. The one table from Code to HTTP status is here; what is internal stays in the log.
#pragma once

#include <string_view>

#include "base/result.h"
#include "platform/http/transport/message.h"

namespace tongban::http {

// All codes of base/result.h; docs/api/errors.md lists the same.
int status_of(Code code);

// Adds `Retry-After` where the error says when to come again. An internal error shows only its request id: neither its
// key nor its detail leave the server.
Response problem_response(const Error& error, std::string_view request_id);

}  // namespace tongban::http
