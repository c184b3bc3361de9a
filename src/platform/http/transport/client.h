// A small blocking HTTP/1.1 client over plain sockets, for tests and for the health check of the command line. Not for
// addresses a user gives: it knows no TLS, no redirects and no guard against inner networks.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "platform/http/transport/message.h"

namespace tongban::http {

struct ClientResponse {
  int status = 0;
  Headers headers;  // names lower-cased
  std::string body;
  std::string_view header(std::string_view name) const;
};

// One connection. Errors are `unavailable`: `http_client.connect`, `http_client.closed` (the peer ended before the
// first byte of an answer), `http_client.broken` (an answer cut short or malformed), and `timeout`:
// `http_client.timeout`.
class ClientConnection {
 public:
  ClientConnection() = default;
  ~ClientConnection();
  ClientConnection(ClientConnection&& other) noexcept;
  ClientConnection& operator=(ClientConnection&& other) noexcept;

  // `host` is a name or an address. `timeout` holds for each wait on the socket.
  static Result<ClientConnection> open(const std::string& host, uint16_t port, std::chrono::milliseconds timeout);

  // The bytes as they are; for requests no proper client would send.
  Result<void> send_raw(std::string_view bytes);
  Result<void> send(const std::string& method, const std::string& target, const Headers& headers,
                    std::string_view body);
  // The next answer; interim ones (1xx) but 101 are skipped. `head_only`: the request was a HEAD.
  Result<ClientResponse> receive(bool head_only = false);
  // Says that nothing more will be sent; answers still come.
  void finish_sending();
  // All that comes until the peer ends the connection, with what was left unread.
  Result<std::string> receive_all();

 private:
  Result<void> fill();  // reads some more bytes into unread_
  Result<std::string> take_line();
  Result<std::string> take(size_t count);
  Result<std::string> take_chunks();

  int socket_ = -1;
  std::string host_;
  std::string unread_;
};

// Opens a connection, asks once, closes.
Result<ClientResponse> request(const std::string& host, uint16_t port, const std::string& method,
                               const std::string& target, const Headers& headers = {}, std::string_view body = {},
                               std::chrono::milliseconds timeout = std::chrono::seconds(5));

}  // namespace tongban::http
