// What a request says of its sender: only addresses become the client's address, only this house's pages are its own,
// and a request id can be written into a log.
#include <arpa/inet.h>

#include "base/fuzz_target.h"
#include "base/text.h"
#include "platform/http/origin.h"

namespace tongban::http {
namespace {

bool is_address(const std::string& text) {
  unsigned char bytes[16];
  return inet_pton(AF_INET, text.c_str(), bytes) == 1 || inet_pton(AF_INET6, text.c_str(), bytes) == 1;
}

}  // namespace

FUZZ_TARGET(origin) {
  fuzz::Pieces pieces(input);
  Request request;
  request.remote_address = pieces.flag() ? "10.0.0.1" : "192.0.2.7";
  for (const char* name : {"host", "origin", "sec-fetch-site", "x-request-id", "accept-language", "x-forwarded-for"})
    request.headers.emplace_back(name, pieces.line());
  request.headers.emplace_back("x-forwarded-for", pieces.rest());

  const auto address = client_address(request, {"10.0.0.1", "10.0.0.2"});
  PROMISE(is_address(address) && address.find('\0') == std::string::npos);
  if (request.remote_address == "192.0.2.7") PROMISE(address == request.remote_address);

  const auto same = check_same_origin(request, "https://tongban.example");
  const auto site = request.header("sec-fetch-site");
  const auto origin = ascii_lower(request.header("origin"));
  if (same && !origin.empty()) {
    const auto host = ascii_lower(request.header("host"));
    PROMISE(!host.empty() || origin.find("://tongban.example") != std::string::npos);
    PROMISE(origin.ends_with("://" + host) || origin.find("://" + host + "/") != std::string::npos ||
            origin.ends_with("://tongban.example") || origin.find("://tongban.example/") != std::string::npos);
  }
  if (site == "cross-site" || site == "same-site") PROMISE(!same.ok());

  const auto id = request_id_of(request);
  PROMISE(id.size() >= 8 && id.size() <= 64);
  for (const char ch : id) PROMISE(std::isalnum(static_cast<unsigned char>(ch)) || ch == '-' || ch == '_');
  prefers_english(request);
}

}  // namespace tongban::http
