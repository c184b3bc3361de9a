// Inside the server: what one thread owns (its event loop, listening socket and connections) and what all threads
// share. Included by server.cpp alone, so that Asio is compiled once.
//
// gcc 12.2 destroys some temporaries twice when they live in a full expression with co_await (aggregates, lambdas with
// captures, the arms of ?:). Hence a rule for the coroutines here: all of these get a name before a co_await.
#pragma once

#include <sys/socket.h>

#include <array>
#include <atomic>
#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
#include <chrono>
#include <ctime>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "platform/http/transport/request_parser.h"
#include "platform/http/transport/response_head.h"
#include "platform/http/transport/server.h"

namespace tongban::http::wire {

namespace asio = boost::asio;
using boost::system::error_code;
using tcp = asio::ip::tcp;
using Clock = std::chrono::steady_clock;
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<tcp, Executor>;
using Acceptor = asio::basic_socket_acceptor<tcp, Executor>;
using Timer = asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, Executor>;
using TlsStream = asio::ssl::stream<Socket>;
template <class T>
using Awaitable = asio::awaitable<T, Executor>;
inline constexpr auto kAsTuple = asio::as_tuple(asio::use_awaitable_t<Executor>{});

inline constexpr auto kLinger = std::chrono::seconds(5);
inline constexpr size_t kReadBuffer = 8 * 1024;

enum class Phase { handshake, idle, head, body, handling, writing, closing };

// Lets other threads reach an event loop that may have ended.
class Gate {
 public:
  explicit Gate(asio::io_context& loop) : loop_(&loop) {}
  template <class Function>
  void post(Function function) {
    const std::lock_guard lock(mutex_);
    if (loop_) asio::post(*loop_, std::move(function));
  }
  void close() {
    const std::lock_guard lock(mutex_);
    loop_ = nullptr;
  }

 private:
  std::mutex mutex_;
  asio::io_context* loop_;
};

struct AtomicCounters {
  std::atomic<uint64_t> accepted{0}, refused{0}, requests{0}, malformed{0}, timeouts{0}, received{0}, sent{0};
  std::array<std::atomic<uint64_t>, 6> by_class{};
};

inline void add(std::atomic<uint64_t>& counter, uint64_t count = 1) {
  counter.fetch_add(count, std::memory_order_relaxed);
}

// What all threads share; set before they start, but for the atomics.
struct Core {
  ServerOptions options;
  Dispatch dispatch;
  ParserLimits limits;
  std::unique_ptr<asio::ssl::context> tls;
  std::unique_ptr<asio::thread_pool> streams;
  uint16_t port = 0;
  std::atomic<bool> draining{false};
  std::atomic<int64_t> open{0};
  std::atomic<size_t> incoming{0};  // bytes of bodies still coming
};

struct Connection;

// One thread's event loop, listening socket and connections.
struct Shard {
  explicit Shard(Core& shared) : core(shared), gate(std::make_shared<Gate>(loop)) { refresh_date(); }
  void refresh_date() { date = http_date(std::time(nullptr)); }

  Core& core;
  AtomicCounters counters;
  std::string date;
  std::optional<Clock::time_point> drain_began;
  std::list<Connection*> connections;  // outlives the loop, whose end destroys the connections still open
  asio::io_context loop{1};
  Acceptor acceptor{loop.get_executor()};
  Timer tick{loop.get_executor()};
  std::shared_ptr<Gate> gate;
};

// What the sweeper and the replies need to know of a connection. Touched by its shard's thread only.
struct Connection : std::enable_shared_from_this<Connection> {
  explicit Connection(Shard& home) : shard(home), wake(home.loop.get_executor(), Clock::time_point::max()) {
    place = shard.connections.insert(shard.connections.end(), this);
    shard.core.open.fetch_add(1);
  }
  virtual ~Connection() {
    shard.connections.erase(place);
    count_incoming(0);
    shard.core.open.fetch_sub(1);
  }
  virtual void cancel() = 0;  // ends what is pending; the connection can still answer
  virtual void close() = 0;
  virtual bool has_unread_bytes() = 0;

  void enter(Phase next, Clock::duration time) {
    phase = next;
    since = Clock::now();
    deadline = since + time;
    expired = false;
  }

  // Tells how much of a body this connection holds now; false where all connections together hold too much.
  bool count_incoming(size_t size) {
    const size_t sum = shard.core.incoming.fetch_add(size - incoming, std::memory_order_relaxed) + (size - incoming);
    incoming = size;
    return sum <= shard.core.options.max_incoming_bodies;
  }

  // In the phases that can still end in an answer the pending operation is cancelled and the coroutine sees `expired`.
  void run_out_of_time() {
    const bool answerable = phase == Phase::head || phase == Phase::body || phase == Phase::handling;
    if (phase != Phase::idle && phase != Phase::closing) add(shard.counters.timeouts);
    if (!answerable || expired) return close();
    expired = true;
    deadline = Clock::now() + kLinger;
    cancel();
  }

  Shard& shard;
  Phase phase = Phase::idle;
  Clock::time_point since = Clock::now();
  Clock::time_point deadline = Clock::time_point::max();
  bool expired = false;
  bool fresh = true;  // not a byte has come yet
  size_t incoming = 0;
  Timer wake;  // never fires: it is cancelled to wake the coroutine when a reply or a chunk is there
  std::list<Connection*>::iterator place;
};

inline Socket& raw(Socket& stream) { return stream; }
inline Socket& raw(TlsStream& stream) { return stream.next_layer(); }

template <class Stream>
struct StreamConnection final : Connection {
  StreamConnection(Shard& home, Stream&& connected)
      : Connection(home), stream(std::move(connected)), parser(home.core.limits), input(kReadBuffer, '\0') {
    error_code error;
    const auto address = raw(stream).remote_endpoint(error).address();
    const bool mapped = address.is_v6() && address.to_v6().is_v4_mapped();
    remote_address =
        mapped ? asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string() : address.to_string();
  }
  void cancel() override {
    error_code error;
    raw(stream).cancel(error);
    wake.cancel();
  }
  void close() override {
    error_code error;
    raw(stream).close(error);
    wake.cancel();
  }
  bool has_unread_bytes() override {
    error_code error;
    return input_begin != input_end || (raw(stream).available(error) > 0 && !error);
  }

  Stream stream;
  RequestParser parser;
  Problem problem = problems::kMalformed;
  std::string remote_address;
  std::string input;  // [input_begin, input_end) came, but is not yet read by the parser
  size_t input_begin = 0, input_end = 0;
  std::string output;
};

}  // namespace tongban::http::wire
