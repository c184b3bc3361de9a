// Questions about where a request comes from: the client's address behind trusted proxies, and whether a browser sent
// it on behalf of another site.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "platform/http/transport/message.h"

namespace tongban::http {

// The peer, or, where the peer is a trusted proxy, the last address of X-Forwarded-For that is none.
std::string client_address(const Request& request, const std::vector<std::string>& trusted_proxies);

// Refuses what a browser says comes from another site: Sec-Fetch-Site other than same-origin or none, an Origin that is
// neither this host's nor that of `public_base_url`. Programs that send neither pass. Error: `csrf.origin` (403).
Result<void> check_same_origin(const Request& request, std::string_view public_base_url);

// The client's request id when it is ^[A-Za-z0-9_-]{8,64}$, else a new one.
std::string request_id_of(const Request& request);

// The first of zh and en that Accept-Language names; zh when neither.
bool prefers_english(const Request& request);

}  // namespace tongban::http
