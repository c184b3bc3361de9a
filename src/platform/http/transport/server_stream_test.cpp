#include <numeric>
#include <thread>

#include "platform/http/transport/server_fixture.h"

namespace tongban::http {

namespace {

// `count` chunks "0\n", "1\n", …, some of them empty; throws instead of yielding number `fault`.
BodyProducer numbers(int count, int fault = -1) {
  return [count, fault, next = 0]() mutable -> std::optional<std::string> {
    if (next == fault) throw std::runtime_error("lost the database");
    if (next == count) return {};
    const int number = next++;
    return number % 7 == 3 ? std::string{} : std::to_string(number) + "\n";
  };
}

std::string all_numbers(int count) {
  std::string out;
  BodyProducer producer = numbers(count);
  while (auto chunk = producer()) out += *chunk;
  return out;
}

RunningServer& streaming() {
  static RunningServer running({}, [](Request&& request, Reply reply) {
    Response response;
    response.content_type = "text/csv";
    if (request.path == "/numbers") response.stream = numbers(1000);
    if (request.path == "/empty") response.stream = numbers(0);
    if (request.path == "/fault-first") response.stream = numbers(10, 0);
    if (request.path == "/fault-later") response.stream = numbers(10, 5);
    reply(std::move(response));
  });
  return running;
}

}  // namespace

TEST_CASE("a stream comes in chunks and the connection stays") {
  auto connection = streaming().connect();
  for (int i = 0; i < 2; ++i) {
    REQUIRE(connection.send("GET", "/numbers", {}, "").ok());
    const auto answer = connection.receive();
    REQUIRE(answer.ok());
    CHECK(answer.value().header("transfer-encoding") == "chunked");
    CHECK(answer.value().header("content-length").empty());
    CHECK(answer.value().body == all_numbers(1000));
    REQUIRE(connection.send("HEAD", "/numbers", {}, "").ok());
    CHECK(connection.receive(true).value().status == 200);
    REQUIRE(connection.send("GET", "/empty", {}, "").ok());
    CHECK(connection.receive().value().body.empty());
  }
}

TEST_CASE("a stream to an HTTP/1.0 client ends with the connection") {
  const std::string answer = streaming().tell("GET /numbers HTTP/1.0\r\n\r\n");
  CHECK(count_of(answer, "chunked") == 0);
  CHECK(answer.ends_with("\r\n\r\n" + all_numbers(1000)));
}

TEST_CASE("a producer that fails before the first byte is a 500, later it cuts the answer") {
  CHECK(streaming().ask("GET", "/fault-first").status == 500);
  auto connection = streaming().connect();
  REQUIRE(connection.send("GET", "/fault-later", {}, "").ok());
  const auto answer = connection.receive();
  REQUIRE(!answer.ok());
  CHECK(answer.error().key == "http_client.broken");
}

TEST_CASE("a large stream waits for a slow reader instead of filling memory") {
  std::atomic<size_t> produced{0};
  RunningServer running({}, [&](Request&&, Reply reply) {
    Response response;
    response.stream = [&produced, left = 256]() mutable -> std::optional<std::string> {
      if (left-- == 0) return {};
      produced += 1 << 20;
      return std::string(1 << 20, 'x');
    };
    reply(std::move(response));
  });
  auto connection = running.connect();
  REQUIRE(connection.send("GET", "/", {}, "").ok());
  size_t before = 0;
  for (size_t now = 1; now != before; now = produced) {
    before = now;
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
  }
  CHECK(produced < 64u << 20);  // what the kernel's socket buffers took, no more
  CHECK(connection.receive().value().body.size() == 256u << 20);
}

TEST_CASE("a client that stops reading is cut") {
  ServerOptions options;
  options.idle_seconds = 1;
  RunningServer running(options, [](Request&&, Reply reply) {
    Response response;
    response.shared_body = std::make_shared<const std::string>(64u << 20, 'x');
    reply(std::move(response));
  });
  auto connection = running.connect();
  REQUIRE(connection.send("GET", "/", {}, "").ok());
  while (running.dispatched == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  for (int i = 0; i < 400 && running.server.counters().connections_open > 0; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  CHECK(running.server.counters().connections_open == 0);
  CHECK(!connection.receive().ok());
}

}  // namespace tongban::http
