// What the tests of the server share: a running server on a port of the kernel's choice whose application answers with
// what it saw, and short ways to talk to it.
#pragma once

#include <doctest/doctest.h>

#include <atomic>
#include <string>

#include "platform/http/transport/client.h"
#include "platform/http/transport/server.h"

namespace tongban::http {

inline constexpr std::chrono::seconds kPatience{15};

// "METHOD target|body"
inline Response echo(const Request& request) {
  Response response;
  response.content_type = "text/plain; charset=utf-8";
  response.body = request.method + " " + request.target + "|" + request.body;
  return response;
}

struct RunningServer {
  explicit RunningServer(ServerOptions options = {}, Dispatch dispatch = {})
      : server(std::move(options), [this, dispatch = std::move(dispatch)](Request&& request, Reply reply) {
          ++dispatched;
          if (dispatch) return dispatch(std::move(request), std::move(reply));
          reply(echo(request));
        }) {
    const auto started = server.start();
    REQUIRE(started.ok());
  }

  ClientConnection connect() const {
    auto opened = ClientConnection::open("127.0.0.1", server.port(), kPatience);
    REQUIRE(opened.ok());
    return std::move(opened).value();
  }

  ClientResponse ask(const std::string& method, const std::string& target, const Headers& headers = {},
                     std::string_view body = {}) const {
    auto answer = request("127.0.0.1", server.port(), method, target, headers, body, kPatience);
    REQUIRE(answer.ok());
    return std::move(answer).value();
  }

  // Sends the bytes as they are and returns all that comes until the server ends the connection.
  std::string tell(std::string_view bytes) const {
    auto connection = connect();
    REQUIRE(connection.send_raw(bytes).ok());
    auto all = connection.receive_all();
    REQUIRE(all.ok());
    return std::move(all).value();
  }

  std::atomic<int> dispatched{0};
  Server server;
};

inline size_t count_of(std::string_view text, std::string_view part) {
  size_t count = 0;
  for (size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

}  // namespace tongban::http
