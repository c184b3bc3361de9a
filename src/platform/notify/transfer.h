// Bytes to a mail server or a web service, over libcurl: the only place that knows it. Connections are kept open
// between transfers of one Line. Nothing but the protocols named here is spoken, no redirect is followed, no proxy of
// the environment is used, and certificates are checked.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tongban::notify {

struct LineOptions {
  int timeout_seconds = 20;  // of one transfer, connecting included
  std::string ca_file;       // PEM; "": the system's
};

struct MailTransfer {
  std::string url;  // smtp://host:port, or smtps:// for TLS from the first byte
  bool starttls = false;
  std::string user, password;  // "": no login
  std::string from, to;
  std::string_view message;  // RFC 5322, lines end with CR LF
};

struct HttpTransfer {
  std::string url;  // http:// or https://
  std::vector<std::string> headers;
  std::string_view body;
};

struct TransferAnswer {
  long code = 0;     // the last answer of the server: SMTP reply or HTTP status; 0 if there was none
  std::string body;  // of HTTP, at most 64 kB
};

class Line {
 public:
  Line(LineOptions options, const std::atomic<bool>& stopping);
  ~Line();
  Line(const Line&) = delete;

  // An answer whose code says no is an answer; an error is only that the transfer could not be made:
  // unavailable `notify.unreachable`.
  Result<TransferAnswer> mail(const MailTransfer& transfer);
  Result<TransferAnswer> post(const HttpTransfer& transfer);

 private:
  struct Handle;
  LineOptions options_;
  std::unique_ptr<Handle> handle_;
};

}  // namespace tongban::notify
