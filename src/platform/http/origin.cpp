#include "platform/http/origin.h"

#include <arpa/inet.h>

#include <algorithm>

#include "platform/crypto/random.h"

namespace tongban::http {
namespace {

bool is_address(const std::string& text) {
  unsigned char bytes[16];
  if (text.find('\0') != std::string::npos) return false;  // inet_pton() would read only what stands before it
  return inet_pton(AF_INET, text.c_str(), bytes) == 1 || inet_pton(AF_INET6, text.c_str(), bytes) == 1;
}

// "https://host:port/…" → "host:port"; empty when it has no host.
std::string_view host_of(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  url.remove_prefix(scheme + 3);
  return url.substr(0, url.find('/'));
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& ch : out)
    if (ch >= 'A' && ch <= 'Z') ch = static_cast<char>(ch | 0x20);
  return out;
}

}  // namespace

std::string client_address(const Request& request, const std::vector<std::string>& trusted_proxies) {
  const auto trusted = [&](const std::string& address) {
    return std::find(trusted_proxies.begin(), trusted_proxies.end(), address) != trusted_proxies.end();
  };
  std::string address = request.remote_address;
  if (!trusted(address)) return address;
  std::string chain;
  for (const auto& [name, value] : request.headers)
    if (name == "x-forwarded-for") chain += (chain.empty() ? "" : ",") + value;
  std::string_view left = chain;
  while (!left.empty()) {
    const auto comma = left.rfind(',');
    const std::string hop(trim_blanks(comma == std::string_view::npos ? left : left.substr(comma + 1)));
    if (!is_address(hop)) break;
    address = hop;
    if (!trusted(hop) || comma == std::string_view::npos) break;
    left = left.substr(0, comma);
  }
  return address;
}

Result<void> check_same_origin(const Request& request, std::string_view public_base_url) {
  const Error foreign{Code::forbidden, "csrf.origin", "请求来自其他网站，已拒绝"};
  const auto site = request.header("sec-fetch-site");
  if (!site.empty() && site != "same-origin" && site != "none") return foreign;
  const auto origin = request.header("origin");
  if (origin.empty()) return {};
  const auto host = lower(host_of(origin));
  if (host.empty()) return foreign;  // also the opaque origin "null"
  if (host == lower(request.header("host")) || host == lower(host_of(public_base_url))) return {};
  return foreign;
}

std::string request_id_of(const Request& request) {
  const auto given = request.header("x-request-id");
  const bool good = given.size() >= 8 && given.size() <= 64 && std::all_of(given.begin(), given.end(), [](char ch) {
                      return (ch >= '0' && ch <= '9') || (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') ||
                             ch == '_' || ch == '-';
                    });
  return good ? std::string(given) : random_token(12);
}

bool prefers_english(const Request& request) {
  const auto languages = lower(request.header("accept-language"));
  const auto en = languages.find("en");
  const auto zh = languages.find("zh");
  return en != std::string::npos && (zh == std::string::npos || en < zh);
}

}  // namespace tongban::http
