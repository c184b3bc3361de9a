#include "platform/http/transport/server.h"

#include <linux/filter.h>

#include <algorithm>
#include <thread>
#include <vector>

#include "platform/http/transport/exchange.h"
#include "platform/http/transport/tls_context.h"

namespace tongban::http {

namespace {

using namespace wire;

constexpr auto kSweep = std::chrono::milliseconds(250);
constexpr auto kDrainSweep = std::chrono::milliseconds(20);
constexpr auto kDrainGrace = std::chrono::milliseconds(200);  // an idle client may still have a request on its way
constexpr auto kFreshGrace = std::chrono::seconds(2);         // and one that has just connected surely has
constexpr int kRefusalRoom = 256;  // connections above max_connections that still get a 503 rather than a reset
using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

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

// From here on nobody new gets into the accept queue, and who is in it stays: who came between the last accept and the
// close would be reset. The kernel drops what begins a connection (SYN); the client asks again and finds nobody, or the
// next server. A filter of a TCP socket sees the TCP header, whose byte 13 holds the flags.
void let_nobody_in(int listener) {
  sock_filter steps[] = {BPF_STMT(BPF_LD | BPF_B | BPF_ABS, 13), BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, 0x02, 0, 1),
                         BPF_STMT(BPF_RET | BPF_K, 0), BPF_STMT(BPF_RET | BPF_K, 0xffffffff)};
  const sock_fprog program{std::size(steps), steps};
  // Where the kernel does not take it, the close is as abrupt as it was.
  setsockopt(listener, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program);
}

// The clients in the accept queue have connected and may have sent: they are served, not reset.
void begin_drain(Shard& shard) {
  shard.drain_began = Clock::now();
  let_nobody_in(shard.acceptor.native_handle());
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
      const auto grace = connection.fresh ? Clock::duration(kFreshGrace) : Clock::duration(kDrainGrace);
      const bool idle = connection.phase == Phase::idle && waited > grace && !connection.has_unread_bytes();
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

Error cannot_listen(const tcp::endpoint& endpoint, const error_code& error) {
  return {Code::unavailable, "http.cannot_listen",
          "cannot listen on address " + endpoint.address().to_string() + " port " + std::to_string(endpoint.port()) +
              ": " + error.message()};
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
    if (const error_code taken = probe_port(endpoint)) return cannot_listen(endpoint, taken);
  }
  for (int i = 0; i < std::max(core.options.threads, 1); ++i) {
    shards.push_back(std::make_unique<Shard>(core));
    if (const error_code failed = listen(*shards.back(), endpoint)) return cannot_listen(endpoint, failed);
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
