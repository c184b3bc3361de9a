// Inside the server: one request and its answer on one connection, for plain sockets and TLS alike. Reads, asks the
// application, waits for its reply from whatever thread, writes, and ends the connection so that the client can still
// read. Included by server.cpp alone; the rule about co_await in connection.h holds here.
#pragma once

#include <algorithm>
#include <cstdio>
#include <thread>

#include "platform/http/transport/connection.h"
#include "platform/http/transport/problems.h"

namespace tongban::http::wire {

inline constexpr size_t kLingerBytes = 64 * 1024 * 1024;
inline constexpr size_t kUploadBuffer = 64 * 1024;
inline constexpr size_t kJoinedBody =
    16 * 1024;  // a body up to this size is copied behind its head and goes in one piece
inline constexpr size_t kWriteSlice = 256 * 1024;
inline constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

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

inline void deliver(const std::shared_ptr<ReplySlot>& slot, Response response) {
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

inline void dispatch(Core& core, const std::shared_ptr<ReplySlot>& slot, Request&& request) {
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

inline Awaitable<void> handle(Connection& connection, Request& request, Response& response) {
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
    c.fresh = false;
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
    if (!c.count_incoming(c.parser.body_size())) c.parser.refuse(problems::kOverloaded);
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
        if (error) co_return ReadOutcome::gone;
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
  c.count_incoming(0);
  if (c.parser.state() == RequestParser::State::done) co_return ReadOutcome::request;
  c.problem = c.parser.failure();
  add(c.problem.status == 503 ? c.shard.counters.refused : c.shard.counters.malformed);
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

inline void begin_output(Shard& shard, std::string& output, const Response& response, const ResponseFraming& framing) {
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
inline Awaitable<void> pull_chunk(Connection& connection, std::shared_ptr<BodyProducer> producer,
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

inline void append_chunk(std::string& output, const std::optional<std::string>& chunk, bool chunked) {
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

}  // namespace tongban::http::wire
