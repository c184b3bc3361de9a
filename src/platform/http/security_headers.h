// The headers every answer carries, static files and the transport's own errors too (ServerOptions::common_headers).
#pragma once

#include "platform/http/transport/message.h"

namespace tongban::http {

// `https`: browsers reach us by https only, directly or through a proxy; adds HSTS (RFC 6797).
Headers security_headers(bool https);

}  // namespace tongban::http
