// Endpoint rows behind the real guard and the real server on a port of the kernel's choice, and a browser of a few
// lines to ask them. For tests; not used by the program itself.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "platform/act/test_services.h"
#include "platform/http/guard.h"
#include "platform/http/transport/client.h"

namespace tongban::http {

class TestServer {
 public:
  // Rate limits are off and cookies those of plain http unless `adjust` changes the options.
  TestServer(TestServices& services, std::vector<Route> routes, const SessionSource& sessions,
             const std::function<void(GuardOptions&)>& adjust = {});
  ~TestServer();

  ClientResponse ask(const std::string& method, const std::string& target, const Headers& headers = {},
                     std::string_view body = {});
  std::uint16_t port() const { return server_->port(); }

  Api api;
  Metrics metrics;

 private:
  std::unique_ptr<Guard> guard_;
  std::unique_ptr<Server> server_;
};

// Keeps its cookie and CSRF token and sends what a page of ours would.
class TestBrowser {
 public:
  explicit TestBrowser(TestServer& server) : server_(&server) {}

  ClientResponse get(const std::string& target);
  // With CSRF token, Origin and a fresh Idempotency-Key.
  ClientResponse send(const std::string& method, const std::string& target, std::string_view json = "");
  ClientResponse send_as(const Headers& headers, const std::string& method, const std::string& target,
                         std::string_view body);

  std::string cookie;      // "name=value"
  std::string csrf_token;  // taken from any answer that has one

 private:
  ClientResponse remember(ClientResponse answer);
  TestServer* server_;
};

// The member `name` of a JSON answer as text, "" where absent.
std::string member(const ClientResponse& answer, std::string_view name);

}  // namespace tongban::http
