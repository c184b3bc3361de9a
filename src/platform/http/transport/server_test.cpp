#include "platform/http/transport/server.h"

#include <sys/resource.h>

#include <algorithm>
#include <mutex>
#include <thread>
#include <vector>

#include "platform/http/transport/server_fixture.h"

namespace tongban::http {

namespace {

constexpr std::string_view kGet = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";

// Runs each reply on a thread of its own after `delay`.
struct Elsewhere {
  ~Elsewhere() {
    for (std::thread& thread : threads) thread.join();
  }
  Dispatch dispatch(std::chrono::milliseconds delay) {
    return [this, delay](Request&& request, Reply reply) {
      const std::lock_guard lock(mutex);
      threads.emplace_back([delay, request = std::move(request), reply = std::move(reply)] {
        std::this_thread::sleep_for(delay);
        reply(echo(request));
      });
    };
  }
  std::mutex mutex;
  std::vector<std::thread> threads;
};

}  // namespace

TEST_CASE("a connection is kept for the next request, and each request knows its peer") {
  RunningServer running({}, [](Request&& request, Reply reply) {
    Response response = echo(request);
    response.headers.emplace_back("X-Peer", request.remote_address);
    reply(std::move(response));
  });
  auto connection = running.connect();
  for (int i = 0; i < 3; ++i) {
    REQUIRE(connection.send("POST", "/n/" + std::to_string(i), {}, "body").ok());
    const auto answer = connection.receive();
    REQUIRE(answer.ok());
    CHECK(answer.value().status == 200);
    CHECK(answer.value().body == "POST /n/" + std::to_string(i) + "|body");
    CHECK(answer.value().header("x-peer") == "127.0.0.1");
    CHECK(answer.value().header("connection").empty());
    CHECK(answer.value().header("date").ends_with(" GMT"));
  }
  CHECK(running.server.counters().connections_accepted == 1);
  CHECK(running.server.counters().requests == 3);
  CHECK(running.server.counters().status_2xx == 3);
}

TEST_CASE("two requests in one packet get two answers in their order") {
  Elsewhere elsewhere;
  RunningServer running({}, elsewhere.dispatch(std::chrono::milliseconds(20)));
  auto connection = running.connect();
  REQUIRE(
      connection.send_raw("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nPOST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nb")
          .ok());
  CHECK(connection.receive().value().body == "GET /1|");
  CHECK(connection.receive().value().body == "POST /2|b");
}

TEST_CASE("HEAD gets the head of the GET and no body") {
  const RunningServer running;
  auto connection = running.connect();
  REQUIRE(connection.send("HEAD", "/x", {}, "").ok());
  const auto answer = connection.receive(true);
  CHECK(answer.value().status == 200);
  CHECK(answer.value().header("content-length") == "8");
  // Were a body sent, it would stand where the next answer begins.
  REQUIRE(connection.send("GET", "/y", {}, "").ok());
  CHECK(connection.receive().value().body == "GET /y|");
}

TEST_CASE("a client that waits for 100 Continue is told to go on, or not to") {
  ServerOptions options;
  options.max_body = 10;
  const RunningServer running(options);
  auto connection = running.connect();
  REQUIRE(connection.send_raw("PUT / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n").ok());
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  CHECK(running.dispatched == 0);
  REQUIRE(connection.send_raw("body").ok());
  connection.finish_sending();
  const std::string all = connection.receive_all().value();
  CHECK(all.starts_with("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"));
  const std::string refused =
      running.tell("PUT / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 11\r\n\r\n");
  CHECK(refused.starts_with("HTTP/1.1 413 "));
  CHECK(count_of(refused, "HTTP/1.1 ") == 1);
}

TEST_CASE("what is too large is refused, and a client still sending can read why") {
  ServerOptions options;
  options.max_body = 1000;
  options.body_limit = [](const std::string&, const std::string& target) -> size_t {
    return target == "/upload" ? 8 * 1024 * 1024 : 1000;
  };
  const RunningServer running(options);
  const std::string big(4 * 1024 * 1024, 'x');
  const auto refused = running.ask("POST", "/", {}, big);
  CHECK(refused.status == 413);
  CHECK(refused.header("content-type") == "application/problem+json");
  CHECK(refused.header("cache-control") == "no-store");
  CHECK(refused.header("connection") == "close");
  CHECK(refused.header("x-request-id").size() == 16);
  CHECK(refused.body == R"({"type":"about:blank","title":"Content Too Large","status":413,)"
                        R"("key":"http.body_too_large","detail":"请求体过大。","request_id":")" +
                            std::string(refused.header("x-request-id")) + R"(","errors":[]})");
  const auto taken = running.ask("POST", "/upload", {}, big);
  CHECK(taken.status == 200);
  CHECK(taken.body.size() == big.size() + std::string("POST /upload|").size());
  CHECK(running.tell("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n")
            .starts_with("HTTP/1.1 413 "));
  CHECK(running.ask("GET", "/", {{"X-Long", std::string(16 * 1024, 'x')}}).status == 431);
  CHECK(running.ask("GET", "/" + std::string(9000, 'x')).status == 414);
  CHECK(running.dispatched == 1);
}

TEST_CASE("a slow head and a slow body are answered 408, an idle connection is closed") {
  ServerOptions options;
  options.header_seconds = 1;
  options.body_seconds = 1;
  options.idle_seconds = 1;
  const RunningServer running(options);
  auto slow_head = running.connect();
  auto slow_body = running.connect();
  auto idle = running.connect();
  REQUIRE(slow_head.send_raw("GET / HTTP/1.1\r\nHost").ok());
  REQUIRE(slow_body.send_raw("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab").ok());
  CHECK(slow_head.receive_all().value().starts_with("HTTP/1.1 408 "));
  CHECK(slow_body.receive_all().value().starts_with("HTTP/1.1 408 "));
  CHECK(idle.receive_all().value().empty());
  CHECK(running.server.counters().timeouts == 2);
  CHECK(running.dispatched == 0);
}

TEST_CASE("a head that drips byte by byte does not win time") {
  ServerOptions options;
  options.header_seconds = 1;
  const RunningServer running(options);
  auto connection = running.connect();
  const auto began = std::chrono::steady_clock::now();
  std::thread dripper([&] {
    for (int i = 0; i < 300; ++i) {
      if (!connection.send_raw("a")) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
  });
  const std::string answer = connection.receive_all().value();
  const auto took = std::chrono::steady_clock::now() - began;
  dripper.join();
  CHECK(answer.starts_with("HTTP/1.1 408 "));
  CHECK(took < std::chrono::seconds(15));
}

TEST_CASE("a reply may come from another thread, once; later ones are ignored") {
  std::vector<std::thread> threads;
  std::mutex mutex;
  RunningServer running({}, [&](Request&& request, Reply reply) {
    const std::lock_guard lock(mutex);
    threads.emplace_back([request = std::move(request), reply = std::move(reply)] {
      reply(echo(request));
      Response second;
      second.body = "second";
      reply(std::move(second));
    });
  });
  auto connection = running.connect();
  for (int i = 0; i < 50; ++i) {
    REQUIRE(connection.send("GET", "/" + std::to_string(i), {}, "").ok());
    CHECK(connection.receive().value().body == "GET /" + std::to_string(i) + "|");
  }
  for (std::thread& thread : threads) thread.join();
}

TEST_CASE("an application that refuses, throws, keeps silent or answers nonsense leaves the client with one answer") {
  std::vector<Reply> kept;
  ServerOptions options;
  options.request_seconds = 1;
  RunningServer running(options, [&](Request&& request, Reply reply) {
    if (request.path == "/refuse") return;
    if (request.path == "/throw") throw std::runtime_error("fault");
    if (request.path == "/silent") return kept.push_back(std::move(reply));
    Response response;
    if (request.path == "/split") response.headers = {{"Location", "/a\r\nSet-Cookie: b=c"}};
    if (request.path == "/status") response.status = 42;
    reply(std::move(response));
  });
  const auto refused = running.ask("GET", "/refuse");
  CHECK(refused.status == 503);
  CHECK(refused.header("retry-after") == "1");
  CHECK(running.ask("GET", "/throw").status == 500);
  CHECK(running.ask("GET", "/split").status == 500);
  CHECK(running.ask("GET", "/split").header("set-cookie").empty());
  CHECK(running.ask("GET", "/status").status == 500);
  CHECK(running.ask("GET", "/silent").status == 504);
  REQUIRE(kept.size() == 1);
  kept[0](Response{});  // too late, and harmless
  CHECK(running.ask("GET", "/fine").status == 200);
}

TEST_CASE("a reply that comes after the end of the server is dropped") {
  Reply kept;
  {
    ServerOptions options;
    options.drain_seconds = 0;
    RunningServer running(options, [&](Request&&, Reply reply) { kept = std::move(reply); });
    auto connection = running.connect();
    REQUIRE(connection.send_raw(kGet).ok());
    while (running.dispatched == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  kept(Response{});
}

TEST_CASE("headers of every answer give way to an answer's own, and the length is the transport's alone") {
  ServerOptions options;
  options.common_headers = {{"X-Frame-Options", "DENY"}, {"Referrer-Policy", "same-origin"}};
  RunningServer running(options, [](Request&&, Reply reply) {
    Response response;
    response.headers = {{"x-frame-options", "SAMEORIGIN"}, {"Content-Length", "999"}, {"Connection", "close"}};
    response.body = "ab";
    reply(std::move(response));
  });
  const auto answer = running.ask("GET", "/");
  CHECK(answer.header("x-frame-options") == "SAMEORIGIN");
  CHECK(std::count_if(answer.headers.begin(), answer.headers.end(),
                      [](const auto& header) { return header.first == "x-frame-options"; }) == 1);
  CHECK(answer.header("referrer-policy") == "same-origin");
  CHECK(answer.header("content-length") == "2");
  CHECK(answer.header("connection") == "close");
}

TEST_CASE("204 and 304 have no body whatever the application gave") {
  RunningServer running({}, [](Request&& request, Reply reply) {
    Response response;
    response.status = request.path == "/204" ? 204 : 304;
    response.body = "ghost";
    reply(std::move(response));
  });
  auto connection = running.connect();
  for (const char* path : {"/204", "/304", "/204"}) {
    REQUIRE(connection.send("GET", path, {}, "").ok());
    CHECK(connection.receive().value().status == (path[1] == '2' ? 204 : 304));
  }
}

TEST_CASE("connections above the limit get 503 with Retry-After") {
  ServerOptions options;
  options.max_connections = 2;
  const RunningServer running(options);
  auto first = running.connect();
  auto second = running.connect();
  for (auto* connection : {&first, &second}) {
    REQUIRE(connection->send_raw(kGet).ok());
    CHECK(connection->receive().value().status == 200);
  }
  const auto refused = running.ask("GET", "/");
  CHECK(refused.status == 503);
  CHECK(refused.header("retry-after") == "1");
  CHECK(running.server.counters().connections_refused == 1);
  REQUIRE(first.send_raw(kGet).ok());
  CHECK(first.receive().value().status == 200);
}

TEST_CASE("clients that together would fill the memory with bodies get 503, and the rest goes on") {
  ServerOptions options;
  options.max_incoming_bodies = 100 * 1024;
  const RunningServer running(options);
  const std::string head = "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 80000\r\n\r\n";
  const std::string most(70000, 'x');
  auto first = running.connect();
  REQUIRE(first.send_raw(head + most).ok());
  while (running.server.counters().bytes_received < 70000) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  auto second = running.connect();
  REQUIRE(second.send_raw(head + most).ok());
  CHECK(second.receive().value().status == 503);
  CHECK(running.ask("PUT", "/", {}, "small").status == 200);
  REQUIRE(first.send_raw(std::string(10000, 'x')).ok());
  CHECK(first.receive().value().status == 200);
  CHECK(running.ask("PUT", "/", {}, most).status == 200);
  CHECK(running.server.counters().connections_refused == 1);
  CHECK(running.server.counters().malformed == 0);
}

TEST_CASE("a thousand connections are kept at once") {
  rlimit files{};
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
  const RunningServer running;
  std::vector<ClientConnection> connections;
  for (int i = 0; i < 1000; ++i) connections.push_back(running.connect());
  for (int round = 0; round < 3; ++round) {
    for (auto& connection : connections) REQUIRE(connection.send_raw(kGet).ok());
    int answered = 0;
    for (auto& connection : connections) answered += connection.receive().value().status == 200;
    CHECK(answered == 1000);
  }
  CHECK(running.server.counters().connections_open == 1000);
  CHECK(running.server.counters().requests == 3000);
}

TEST_CASE("a server that cannot listen says so") {
  const RunningServer running;
  ServerOptions options;
  options.port = running.server.port();
  Server second(options, [](Request&&, Reply) {});
  CHECK(second.start().error().key == "http.cannot_listen");
  options.address = "no address";
  CHECK(Server(options, [](Request&&, Reply) {}).start().error().key == "http.bad_address");
  options.address = "127.0.0.1";
  options.port = 0;
  options.cert_file = options.key_file = "/does/not/exist.pem";
  CHECK(Server(options, [](Request&&, Reply) {}).start().error().key == "http.bad_tls_files");
}

}  // namespace tongban::http
