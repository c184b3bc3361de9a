// The TLS settings of the server: TLS 1.2 and 1.3 only, forward secrecy and authenticated encryption only (GB/T 39786
// 8.2, ASVS 12.1). Knows OpenSSL, not Asio.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"

struct ssl_ctx_st;

namespace tongban::http {

struct FreeTlsContext {
  void operator()(ssl_ctx_st* context) const;
};
using TlsContext = std::unique_ptr<ssl_ctx_st, FreeTlsContext>;

// Reads a PEM chain and its key. `unavailable` with `http.bad_tls_files` where they are missing, broken or do not
// match.
Result<TlsContext> make_tls_context(const std::string& cert_file, const std::string& key_file);

}  // namespace tongban::http
