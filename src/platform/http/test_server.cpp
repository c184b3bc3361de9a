#include "platform/http/test_server.h"

#include <boost/json/object.hpp>
#include <stdexcept>

#include "platform/crypto/random.h"
#include "platform/http/security_headers.h"

namespace tongban::http {

TestServer::TestServer(TestServices& services, std::vector<Route> routes, const SessionSource& sessions,
                       const std::function<void(GuardOptions&)>& adjust) {
  api.add(std::move(routes));
  GuardOptions options;
  options.rate_limited = false;
  options.cookie.secure = false;
  options.work_threads = 24;
  if (adjust) adjust(options);
  guard_ = std::make_unique<Guard>(api, services.services, sessions, metrics, options);
  ServerOptions server_options;
  server_options.common_headers = security_headers(false);
  server_options.body_limit = [this](const std::string& method, const std::string& target) {
    return guard_->body_limit(method, target);
  };
  server_ = std::make_unique<Server>(server_options, guard_->dispatch());
  if (const auto started = server_->start(); !started.ok()) throw std::runtime_error(started.error().detail);
}

TestServer::~TestServer() {
  server_->stop();
  server_->wait();
  guard_->close();
}

ClientResponse TestServer::ask(const std::string& method, const std::string& target, const Headers& headers,
                               std::string_view body) {
  auto connection = ClientConnection::open("127.0.0.1", port(), std::chrono::seconds(20));
  if (!connection.ok()) throw std::runtime_error("cannot connect: " + connection.error().key);
  if (const auto sent = connection->send(method, target, headers, body); !sent.ok())
    throw std::runtime_error("cannot send: " + sent.error().key);
  auto answer = connection->receive(method == "HEAD");
  if (!answer.ok()) throw std::runtime_error("no answer: " + answer.error().key);
  return std::move(*answer);
}

ClientResponse TestBrowser::get(const std::string& target) { return send_as({}, "GET", target, ""); }

ClientResponse TestBrowser::send(const std::string& method, const std::string& target, std::string_view json) {
  Headers headers{{"X-CSRF-Token", csrf_token},
                  {"Origin", "http://127.0.0.1:" + std::to_string(server_->port())},
                  {"Sec-Fetch-Site", "same-origin"},
                  {"Idempotency-Key", random_token(12)}};
  if (!json.empty()) headers.emplace_back("Content-Type", "application/json");
  return send_as(headers, method, target, json);
}

ClientResponse TestBrowser::send_as(const Headers& headers, const std::string& method, const std::string& target,
                                    std::string_view body) {
  Headers all = headers;
  if (!cookie.empty()) all.emplace_back("Cookie", cookie);
  return remember(server_->ask(method, target, all, body));
}

ClientResponse TestBrowser::remember(ClientResponse answer) {
  if (const auto set = answer.header("set-cookie"); !set.empty()) cookie = set.substr(0, set.find(';'));
  if (const auto token = member(answer, "csrf_token"); !token.empty()) csrf_token = token;
  return answer;
}

std::string member(const ClientResponse& answer, std::string_view name) {
  if (answer.header("content-type").find("json") == std::string_view::npos) return "";
  const auto document = parse_json(answer.body);
  if (!document.ok() || !document->is_object()) return "";
  const auto* found = document->get_object().if_contains(json::string_view(name.data(), name.size()));
  if (found == nullptr) return "";
  return found->is_string() ? std::string(found->get_string()) : to_json_text(*found);
}

}  // namespace tongban::http
