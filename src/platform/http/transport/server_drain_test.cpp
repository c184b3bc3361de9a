#include <thread>
#include <vector>

#include "platform/http/transport/server_fixture.h"

namespace tongban::http {

namespace {

struct Tally {
  int answered = 0;    // whole answers
  int unanswered = 0;  // the connection ended before the first byte of an answer
  int refused = 0;     // no connection
  int broken = 0;      // half an answer, or another failure
};

// Asks on kept connections, and on fresh ones every so often, until the server is gone.
Tally ask_until_gone(uint16_t port) {
  Tally tally;
  for (;;) {
    auto connection = ClientConnection::open("127.0.0.1", port, kPatience);
    if (!connection) {
      ++tally.refused;
      return tally;
    }
    for (int i = 0; i < 20; ++i) {
      const auto sent = connection->send("POST", "/", {}, "0123456789");
      const auto answer = sent ? connection->receive() : Result<ClientResponse>(sent.error());
      if (!answer) {
        ++(answer.error().key == "http_client.closed" ? tally.unanswered : tally.broken);
        break;
      }
      ++(answer->status == 200 && answer->body == "POST /|0123456789" ? tally.answered : tally.broken);
      if (answer->header("connection") == "close") break;
    }
  }
}

}  // namespace

TEST_CASE("a server stopped under load answers every request it took, and none by halves") {
  for (int round = 0; round < 5; ++round) {
    CAPTURE(round);
    std::vector<std::thread> workers;
    std::mutex mutex;
    auto running = std::make_unique<RunningServer>(ServerOptions{}, [&](Request&& request, Reply reply) {
      if (request.body.empty()) return reply(echo(request));
      const std::lock_guard lock(mutex);
      workers.emplace_back([request = std::move(request), reply = std::move(reply)] {
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
        reply(echo(request));
      });
    });
    std::vector<Tally> tallies(8);
    std::vector<std::thread> clients;
    const uint16_t port = running->server.port();
    for (Tally& tally : tallies) clients.emplace_back([&tally, port] { tally = ask_until_gone(port); });
    while (running->dispatched <= 100) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    running->server.stop();
    running->server.wait();
    for (std::thread& client : clients) client.join();
    for (std::thread& worker : workers) worker.join();
    Tally sum;
    for (const Tally& tally : tallies) {
      sum.answered += tally.answered;
      sum.unanswered += tally.unanswered;
      sum.broken += tally.broken;
    }
    CAPTURE(sum.unanswered);
    CHECK(sum.broken == 0);
    // Nothing that reached the application stayed without its answer.
    CHECK(sum.answered == running->dispatched);
    CHECK(sum.answered > 100);
    CHECK(running->server.counters().connections_open == 0);
  }
}

TEST_CASE("what is in flight at the stop is finished and told that the connection ends") {
  std::thread worker;
  RunningServer running({}, [&](Request&& request, Reply reply) {
    worker = std::thread([request = std::move(request), reply = std::move(reply)] {
      std::this_thread::sleep_for(std::chrono::milliseconds(500));
      reply(echo(request));
    });
  });
  auto connection = running.connect();
  REQUIRE(connection.send("GET", "/slow", {}, "").ok());
  while (running.dispatched == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  running.server.stop();
  running.server.stop();
  const auto answer = connection.receive();
  REQUIRE(answer.ok());
  CHECK(answer.value().body == "GET /slow|");
  CHECK(answer.value().header("connection") == "close");
  running.server.wait();
  worker.join();
  CHECK(!ClientConnection::open("127.0.0.1", running.server.port(), kPatience).ok());
}

TEST_CASE("a request sent on a kept connection just after the stop is still answered") {
  RunningServer running;
  auto connection = running.connect();
  REQUIRE(connection.send("GET", "/1", {}, "").ok());
  REQUIRE(connection.receive().ok());
  running.server.stop();
  REQUIRE(connection.send("GET", "/2", {}, "").ok());
  const auto answer = connection.receive();
  REQUIRE(answer.ok());
  CHECK(answer.value().header("connection") == "close");
}

TEST_CASE("who has connected before the stop and is slow to send the first request is still answered") {
  RunningServer running;
  auto connection = running.connect();
  running.server.stop();
  std::this_thread::sleep_for(std::chrono::milliseconds(500));
  REQUIRE(connection.send("GET", "/late", {}, "").ok());
  const auto answer = connection.receive();
  REQUIRE(answer.ok());
  CHECK(answer.value().body == "GET /late|");
  CHECK(answer.value().header("connection") == "close");
}

TEST_CASE("idle connections do not hold up the end, and a silent application only for drain_seconds") {
  const auto began = std::chrono::steady_clock::now();
  std::vector<Reply> kept;
  {
    ServerOptions options;
    options.drain_seconds = 1;
    ServerOptions patient;
    patient.drain_seconds = 60;
    RunningServer idle(patient);
    auto waiting = idle.connect();
    idle.server.stop();
    idle.server.wait();
    CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(20));
    CHECK(waiting.receive_all().value().empty());
    RunningServer silent(options, [&](Request&&, Reply reply) { kept.push_back(std::move(reply)); });
    auto asking = silent.connect();
    REQUIRE(asking.send("GET", "/", {}, "").ok());
    while (silent.dispatched == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    silent.server.stop();
    silent.server.wait();
  }
  CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(30));
}

}  // namespace tongban::http
