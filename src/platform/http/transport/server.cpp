#include "platform/http/transport/server.h"

#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
#include <chrono>
#include <ctime>
#include <list>
#include <mutex>
#include <thread>
#include <vector>

#include "platform/http/transport/problems.h"
#include "platform/http/transport/request_parser.h"
#include "platform/http/transport/response_head.h"
#include "platform/http/transport/tls_context.h"

// gcc 12.2 destroys some temporaries twice when they live in a full expression with co_await (aggregates, lambdas with
// captures, the arms of ?:). Hence the rule of this file: all of these get a name before a co_await.

namespace tongban::http {

namespace {

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
constexpr auto kAsTuple = asio::as_tuple(asio::use_awaitable_t<Executor>{});
using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

constexpr auto kSweep = std::chrono::milliseconds(250);
constexpr auto kDrainSweep = std::chrono::milliseconds(20);
constexpr auto kDrainGrace = std::chrono::milliseconds(200);  // an idle client may still have a request on its way
constexpr auto kLinger = std::chrono::seconds(5);
constexpr size_t kLingerBytes = 64 * 1024 * 1024;
constexpr size_t kReadBuffer = 8 * 1024;
constexpr size_t kUploadBuffer = 64 * 1024;
constexpr size_t kJoinedBody = 16 * 1024;  // a body up to this size is copied behind its head and goes in one piece
constexpr size_t kWriteSlice = 256 * 1024;
constexpr int kRefusalRoom = 256;  // connections above max_connections that still get a 503 rather than a reset
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

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

void add(std::atomic<uint64_t>& counter, uint64_t count = 1) { counter.fetch_add(count, std::memory_order_relaxed); }

// What all threads share; set before they start, but for the two atomics.
struct Core {
  ServerOptions options;
  Dispatch dispatch;
  ParserLimits limits;
  std::unique_ptr<asio::ssl::context> tls;
  std::unique_ptr<asio::thread_pool> streams;
  uint16_t port = 0;
  std::atomic<bool> draining{false};
  std::atomic<int64_t> open{0};
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
  Timer wake;  // never fires: it is cancelled to wake the coroutine when a reply or a chunk is there
  std::list<Connection*>::iterator place;
};

Socket& raw(Socket& stream) { return stream; }
Socket& raw(TlsStream& stream) { return stream.next_layer(); }

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

// Where the reply to one request lands. `response` and `dispatching` belong to the shard's thread.
struct ReplySlot {
  std::shared_ptr<Gate> gate;
  std::weak_ptr<Connection> connection;
  std::thread::id home = std::this_thread::get_id();
  std::atomic<bool> answered{false};
  bool dispatching = true;
  std::atomic<bool> refused{false};
  std::optional<Response> response;
};

void deliver(const std::shared_ptr<ReplySlot>& slot, Response response) {
  if (slot->answered.exchange(true)) return;
  if (std::this_thread::get_id() == slot->home && slot->dispatching) {
    slot->response = std::move(response);
    return;
  }
  slot->gate->post([slot, response = std::move(response)]() mutable {
    slot->response = std::move(response);
    if (const auto connection = slot->connection.lock()) connection->wake.cancel();
  });
}

// Shared by the copies of one Reply; the last one gone uncalled is a refusal.
struct ReplyToken {
  explicit ReplyToken(std::shared_ptr<ReplySlot> where) : slot(std::move(where)) {}
  ~ReplyToken() {
    if (slot->answered) return;
    slot->refused = true;
    deliver(slot, problem_response(problems::kOverloaded));
  }
  std::shared_ptr<ReplySlot> slot;
};

void dispatch(Core& core, const std::shared_ptr<ReplySlot>& slot, Request&& request) {
  try {
    const auto token = std::make_shared<ReplyToken>(slot);
    core.dispatch(std::move(request), [token](Response response) { deliver(token->slot, std::move(response)); });
  } catch (...) {
    // The token died with the exception and refused; a fault of ours is not an overload.
    if (!slot->answered.exchange(true) || (slot->response && slot->refused)) {
      slot->response = problem_response(problems::kInternal);
    }
  }
  slot->dispatching = false;
}

Awaitable<void> handle(Connection& connection, Request& request, Response& response) {
  Core& core = connection.shard.core;
  connection.enter(Phase::handling, std::chrono::seconds(core.options.request_seconds));
  add(connection.shard.counters.requests);
  const auto slot = std::make_shared<ReplySlot>();
  slot->gate = connection.shard.gate;
  slot->connection = connection.weak_from_this();
  dispatch(core, slot, std::move(request));
  while (!slot->response && !connection.expired) co_await connection.wake.async_wait(kAsTuple);
  if (!slot->response) {
    response = problem_response(problems::kHandlerTimeout);
    response.headers.emplace_back("Connection", "close");
  } else if (has_legal_headers(*slot->response) && slot->response->status >= 200 && slot->response->status <= 599) {
    response = std::move(*slot->response);
  } else {
    response = problem_response(problems::kInternal);
  }
}

enum class ReadOutcome { request, problem, gone };

// Feeds what is in the input buffer; true where the parser needs more bytes.
template <class Stream>
bool parse_input(StreamConnection<Stream>& c) {
  const ServerOptions& options = c.shard.core.options;
  if (c.input_begin != c.input_end) {
    if (c.phase == Phase::idle) c.enter(Phase::head, std::chrono::seconds(options.header_seconds));
    const std::string_view bytes(c.input.data() + c.input_begin, c.input_end - c.input_begin);
    c.input_begin += c.parser.feed(bytes);
  }
  if (c.parser.state() == RequestParser::State::body) {
    if (c.phase != Phase::body) c.enter(Phase::body, std::chrono::seconds(options.body_seconds));
    const auto earned = c.parser.body_size() / std::max<size_t>(options.body_bytes_per_second, 1);
    c.deadline = c.since + std::chrono::seconds(options.body_seconds + static_cast<int64_t>(earned));
    if (c.parser.body_size() > kUploadBuffer && c.input.size() < kUploadBuffer && c.input_begin == c.input_end) {
      c.input.resize(kUploadBuffer);
    }
  }
  return c.parser.state() == RequestParser::State::head || c.parser.state() == RequestParser::State::body;
}

template <class Stream>
void begin_request(StreamConnection<Stream>& c) {
  c.parser.reset();
  c.enter(Phase::idle, std::chrono::seconds(c.shard.core.options.idle_seconds));
  if (c.input_begin == c.input_end && c.input.size() > kReadBuffer) {
    c.input.resize(kReadBuffer);
    c.input.shrink_to_fit();
  }
}

template <class Stream>
Awaitable<ReadOutcome> read_request(StreamConnection<Stream>& c) {
  begin_request(c);
  bool continued = false;
  while (parse_input(c)) {
    // The client that asked waits for a word before it sends the body; one that already sends needs none.
    if (!continued && c.parser.state() == RequestParser::State::body && c.parser.head().expects_continue) {
      continued = true;
      if (c.parser.body_size() == 0) {
        const asio::const_buffer go_on(kContinue.data(), kContinue.size());
        const auto [error, count] = co_await asio::async_write(c.stream, go_on, kAsTuple);
        if (error && !c.expired) co_return ReadOutcome::gone;
      }
    }
    c.input_begin = c.input_end = 0;
    const asio::mutable_buffer space(c.input.data(), c.input.size());
    const auto [error, count] = co_await c.stream.async_read_some(space, kAsTuple);
    if (c.expired) {
      c.problem = problems::kTimeout;
      co_return ReadOutcome::problem;
    }
    if (error) co_return ReadOutcome::gone;
    c.input_end = count;
    add(c.shard.counters.received, count);
  }
  if (c.parser.state() == RequestParser::State::done) co_return ReadOutcome::request;
  c.problem = c.parser.failure();
  add(c.shard.counters.malformed);
  co_return ReadOutcome::problem;
}

// Sends in slices, each with its own deadline: a client that reads slowly but steadily gets its answer, one that
// stopped reading is cut.
template <class Stream>
Awaitable<bool> send(StreamConnection<Stream>& c, std::string_view bytes) {
  while (!bytes.empty()) {
    c.enter(Phase::writing, std::chrono::seconds(c.shard.core.options.idle_seconds));
    const asio::const_buffer slice(bytes.data(), std::min(bytes.size(), kWriteSlice));
    const auto [error, count] = co_await asio::async_write(c.stream, slice, kAsTuple);
    add(c.shard.counters.sent, count);
    if (error) co_return false;
    bytes.remove_prefix(count);
  }
  co_return true;
}

// How the answer to the present request must look.
struct Exchange {
  bool head_only = false;
  bool http10 = false;
  bool keep_alive = false;
};

void begin_output(Shard& shard, std::string& output, const Response& response, const ResponseFraming& framing) {
  output.clear();
  append_head(output, response, framing, shard.core.options.common_headers, shard.date);
  add(shard.counters.by_class[static_cast<size_t>(response.status) / 100]);
}

template <class Stream>
Awaitable<bool> send_whole(StreamConnection<Stream>& c, const Response& response, const Exchange& exchange) {
  const std::string& body = response.bytes();
  ResponseFraming framing;
  framing.content_length = body.size();
  framing.keep_alive = exchange.keep_alive;
  begin_output(c.shard, c.output, response, framing);
  std::string_view rest = body;
  if (exchange.head_only || status_forbids_body(response.status)) rest = {};
  const std::string_view joined = rest.substr(0, kJoinedBody);
  c.output.append(joined);
  rest.remove_prefix(joined.size());
  bool sent = co_await send(c, c.output);
  if (sent && !rest.empty()) sent = co_await send(c, rest);
  co_return sent;
}

struct ChunkSlot {
  std::optional<std::string> chunk;
  bool ready = false;
  bool failed = false;
};

// Runs the producer off the I/O thread and waits for its next chunk.
Awaitable<void> pull_chunk(Connection& connection, std::shared_ptr<BodyProducer> producer,
                           std::shared_ptr<ChunkSlot> slot) {
  connection.enter(Phase::handling, std::chrono::seconds(connection.shard.core.options.request_seconds));
  asio::post(*connection.shard.core.streams,
             [producer, slot, gate = connection.shard.gate, owner = connection.weak_from_this()] {
               std::optional<std::string> chunk;
               bool failed = false;
               try {
                 chunk = (*producer)();
               } catch (...) {
                 failed = true;
               }
               gate->post([slot, owner, failed, chunk = std::move(chunk)]() mutable {
                 slot->chunk = std::move(chunk);
                 slot->failed = failed;
                 slot->ready = true;
                 if (const auto connection = owner.lock()) connection->wake.cancel();
               });
             });
  while (!slot->ready && !connection.expired) co_await connection.wake.async_wait(kAsTuple);
  if (!slot->ready) slot->failed = true;
}

void append_chunk(std::string& output, const std::optional<std::string>& chunk, bool chunked) {
  if (!chunked) {
    if (chunk) output.append(*chunk);
    return;
  }
  if (chunk && chunk->empty()) return;  // an empty chunk would be the end
  std::array<char, 24> size;
  const int length = std::snprintf(size.data(), size.size(), "%zx\r\n", chunk ? chunk->size() : 0);
  output.append(size.data(), static_cast<size_t>(length));
  if (chunk) output.append(*chunk);
  output.append("\r\n");
}

// A failure before the first byte is answered 500; later it cuts the connection, so that the client never takes a part
// for the whole.
template <class Stream>
Awaitable<bool> send_stream(StreamConnection<Stream>& c, Response& response, const Exchange& exchange) {
  ResponseFraming framing;
  framing.chunked = !exchange.http10;
  framing.keep_alive = exchange.keep_alive;
  const bool body = !exchange.head_only && !status_forbids_body(response.status);
  const auto producer = std::make_shared<BodyProducer>(std::move(response.stream));
  bool started = false;
  for (bool more = true; more;) {
    const auto slot = std::make_shared<ChunkSlot>();
    if (body) co_await pull_chunk(c, producer, slot);
    if (slot->failed && !started) {
      const Response problem = problem_response(problems::kInternal);
      co_return co_await send_whole(c, problem, exchange);
    }
    if (slot->failed) {
      error_code error;
      raw(c.stream).set_option(asio::socket_base::linger(true, 0), error);
      co_return false;
    }
    if (!started) {
      begin_output(c.shard, c.output, response, framing);
    } else {
      c.output.clear();
    }
    started = true;
    if (body) append_chunk(c.output, slot->chunk, framing.chunked);
    more = body && slot->chunk.has_value();
    const bool sent = co_await send(c, c.output);
    if (!sent) co_return false;
  }
  co_return true;
}

// Ends a connection so that the client can read our last answer: closing with bytes unread would reset it away.
template <class Stream>
Awaitable<void> hang_up(StreamConnection<Stream>& c) {
  c.enter(Phase::closing, kLinger);
  if constexpr (std::is_same_v<Stream, TlsStream>) co_await c.stream.async_shutdown(kAsTuple);
  error_code ignored;
  raw(c.stream).shutdown(tcp::socket::shutdown_send, ignored);
  for (size_t total = 0; total < kLingerBytes;) {
    const asio::mutable_buffer space(c.input.data(), c.input.size());
    const auto [error, count] = co_await raw(c.stream).async_read_some(space, kAsTuple);
    if (error) co_return;
    total += count;
  }
}

// One request and its answer; false where the connection is over without a hang-up.
template <class Stream>
Awaitable<bool> exchange_one(StreamConnection<Stream>& c, Exchange& exchange) {
  const ReadOutcome outcome = co_await read_request(c);
  if (outcome == ReadOutcome::gone) co_return false;
  Response response;
  const RequestHead& head = c.parser.head();
  exchange.head_only = head.request.method == "HEAD";
  exchange.http10 = head.http10;
  exchange.keep_alive = outcome == ReadOutcome::request && head.keep_alive;
  if (outcome == ReadOutcome::request) {
    Request request = c.parser.take();
    request.remote_address = c.remote_address;
    request.tls = std::is_same_v<Stream, TlsStream>;
    co_await handle(c, request, response);
  } else {
    response = problem_response(c.problem);
  }
  // At the end of the server the requests a client already sent behind this one are still answered.
  if (c.shard.core.draining && c.input_begin == c.input_end) exchange.keep_alive = false;
  const std::string* connection = find_header(response.headers, "connection");
  if (connection && equals_lower(*connection, "close")) exchange.keep_alive = false;
  bool sent = false;
  if (response.stream) {
    sent = co_await send_stream(c, response, exchange);
  } else {
    sent = co_await send_whole(c, response, exchange);
  }
  co_return sent;
}

template <class Stream>
Awaitable<void> serve(std::shared_ptr<StreamConnection<Stream>> c) {
  if constexpr (std::is_same_v<Stream, TlsStream>) {
    c->enter(Phase::handshake, std::chrono::seconds(c->shard.core.options.header_seconds));
    const auto [error] = co_await c->stream.async_handshake(asio::ssl::stream_base::server, kAsTuple);
    if (error) co_return;
  }
  Exchange exchange;
  do {
    const bool answered = co_await exchange_one(*c, exchange);
    if (!answered) co_return;
  } while (exchange.keep_alive);
  co_await hang_up(*c);
}

Awaitable<void> refuse(std::shared_ptr<StreamConnection<Socket>> c) {
  const Response response = problem_response(problems::kOverloaded);
  const Exchange exchange;
  const bool sent = co_await send_whole(*c, response, exchange);
  if (sent) co_await hang_up(*c);
}

void admit(Shard& shard, Socket socket) {
  Core& core = shard.core;
  error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
  add(shard.counters.accepted);
  const int64_t room = core.options.max_connections - core.open.load();
  if (room <= 0) {
    add(shard.counters.refused);
    if (room <= -kRefusalRoom || core.tls) return;  // closes the socket: a handshake costs more than we have
    asio::co_spawn(shard.loop, refuse(std::make_shared<StreamConnection<Socket>>(shard, std::move(socket))),
                   asio::detached);
  } else if (core.tls) {
    TlsStream stream(std::move(socket), *core.tls);
    asio::co_spawn(shard.loop, serve(std::make_shared<StreamConnection<TlsStream>>(shard, std::move(stream))),
                   asio::detached);
  } else {
    asio::co_spawn(shard.loop, serve(std::make_shared<StreamConnection<Socket>>(shard, std::move(socket))),
                   asio::detached);
  }
}

Awaitable<void> accept_loop(Shard& shard) {
  while (shard.acceptor.is_open()) {
    auto [error, socket] = co_await shard.acceptor.async_accept(kAsTuple);
    if (!error) {
      admit(shard, std::move(socket));
    } else if (error != asio::error::operation_aborted && error != asio::error::connection_aborted) {
      // Most often out of file descriptors: trying again at once would burn the processor.
      Timer pause(shard.loop.get_executor(), std::chrono::milliseconds(50));
      co_await pause.async_wait(kAsTuple);
    }
  }
}

// The clients in the accept queue have connected and may have sent: they are served, not reset.
void begin_drain(Shard& shard) {
  shard.drain_began = Clock::now();
  error_code error;
  shard.acceptor.non_blocking(true, error);
  while (!error) {
    Socket socket(shard.loop.get_executor());
    shard.acceptor.accept(socket, error);
    if (!error) admit(shard, std::move(socket));
  }
  shard.acceptor.close(error);
  shard.tick.cancel();
}

void sweep(Shard& shard, Clock::time_point now) {
  for (auto next = shard.connections.begin(); next != shard.connections.end();) {
    Connection& connection = **next++;
    if (now >= connection.deadline) {
      connection.run_out_of_time();
    } else if (shard.drain_began) {
      const auto waited = now - std::max(connection.since, *shard.drain_began);
      const bool idle = connection.phase == Phase::idle && waited > kDrainGrace && !connection.has_unread_bytes();
      const bool lingering = connection.phase == Phase::closing && waited > std::chrono::seconds(1);
      if (idle || lingering) connection.close();
    }
  }
}

// One timer a thread watches all deadlines: a timer an operation would cost more than the operation.
Awaitable<void> sweep_loop(Shard& shard) {
  for (;;) {
    shard.tick.expires_after(shard.drain_began ? kDrainSweep : kSweep);
    co_await shard.tick.async_wait(kAsTuple);
    shard.refresh_date();
    const auto now = Clock::now();
    sweep(shard, now);
    if (!shard.drain_began) continue;
    if (shard.connections.empty()) co_return;  // nothing is pending any more: the loop ends by itself
    if (now - *shard.drain_began > std::chrono::seconds(shard.core.options.drain_seconds)) {
      shard.loop.stop();
      co_return;
    }
  }
}

Error cannot_listen(const error_code& error) {
  return {Code::unavailable, "http.cannot_listen", "cannot listen: " + error.message()};
}

// With SO_REUSEPORT a second server of the same user would quietly share the port; without it, bind() tells.
error_code probe_port(const tcp::endpoint& endpoint) {
  asio::io_context loop;
  error_code error;
  tcp::acceptor probe(loop);
  probe.open(endpoint.protocol(), error);
  if (!error) probe.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) probe.bind(endpoint, error);
  return error;
}

error_code listen(Shard& shard, const tcp::endpoint& endpoint) {
  error_code error;
  shard.acceptor.open(endpoint.protocol(), error);
  if (!error) shard.acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) shard.acceptor.set_option(ReusePort(true), error);
  if (!error) shard.acceptor.bind(endpoint, error);
  if (!error) shard.acceptor.listen(1024, error);
  return error;
}

}  // namespace

struct Server::State {
  Core core;
  std::vector<std::unique_ptr<Shard>> shards;
  std::vector<std::thread> threads;
  std::mutex joining;

  Result<void> open();
};

Result<void> Server::State::open() {
  error_code error;
  const auto address = asio::ip::make_address(core.options.address, error);
  if (error) return Error{Code::unavailable, "http.bad_address", core.options.address + ": " + error.message()};
  tcp::endpoint endpoint(address, core.options.port);
  if (!core.options.share_port && endpoint.port() != 0) {
    if (const error_code taken = probe_port(endpoint)) return cannot_listen(taken);
  }
  for (int i = 0; i < std::max(core.options.threads, 1); ++i) {
    shards.push_back(std::make_unique<Shard>(core));
    if (const error_code failed = listen(*shards.back(), endpoint)) return cannot_listen(failed);
    endpoint.port(shards.back()->acceptor.local_endpoint().port());
  }
  core.port = endpoint.port();
  return {};
}

Server::Server(ServerOptions options, Dispatch dispatch) : state_(std::make_unique<State>()) {
  Core& core = state_->core;
  core.limits = {options.max_header, options.max_body, options.body_limit};
  core.options = std::move(options);
  core.dispatch = std::move(dispatch);
}

Server::~Server() {
  stop();
  wait();
}

Result<void> Server::start() {
  Core& core = state_->core;
  if (!core.options.cert_file.empty()) {
    TlsContext context = TRY(make_tls_context(core.options.cert_file, core.options.key_file));
    core.tls = std::make_unique<asio::ssl::context>(context.release());
  }
  const Result<void> opened = state_->open();
  if (!opened) {
    state_->shards.clear();
    return opened.error();
  }
  core.streams = std::make_unique<asio::thread_pool>(static_cast<size_t>(std::max(core.options.stream_threads, 1)));
  for (const auto& shard : state_->shards) {
    asio::co_spawn(shard->loop, accept_loop(*shard), asio::detached);
    asio::co_spawn(shard->loop, sweep_loop(*shard), asio::detached);
    state_->threads.emplace_back([&shard = *shard] {
      shard.loop.run();
      shard.gate->close();
    });
  }
  return {};
}

void Server::stop() {
  if (state_->core.draining.exchange(true)) return;
  for (const auto& shard : state_->shards) {
    shard->gate->post([&shard = *shard] { begin_drain(shard); });
  }
}

void Server::wait() {
  const std::lock_guard lock(state_->joining);
  for (std::thread& thread : state_->threads) {
    if (thread.joinable()) thread.join();
  }
  if (state_->core.streams) {
    state_->core.streams->stop();
    state_->core.streams->join();
  }
}

uint16_t Server::port() const { return state_->core.port; }

ServerCounters Server::counters() const {
  ServerCounters sum;
  sum.connections_open = state_->core.open;
  for (const auto& shard : state_->shards) {
    const AtomicCounters& counters = shard->counters;
    sum.connections_accepted += counters.accepted;
    sum.connections_refused += counters.refused;
    sum.requests += counters.requests;
    sum.malformed += counters.malformed;
    sum.timeouts += counters.timeouts;
    sum.status_2xx += counters.by_class[2];
    sum.status_3xx += counters.by_class[3];
    sum.status_4xx += counters.by_class[4];
    sum.status_5xx += counters.by_class[5];
    sum.bytes_received += counters.received;
    sum.bytes_sent += counters.sent;
  }
  return sum;
}

}  // namespace tongban::http
