// The HTTP/1.1 server: sockets, TLS, limits, deadlines and an orderly end; one thread, one event loop and one listening
// socket (SO_REUSEPORT) each. It promises the application only whole, well-formed requests, one at a time a connection,
// and the client exactly one answer for each request that reached the application. It knows no routes and no signals.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "platform/http/transport/message.h"

namespace tongban::http {

struct ServerOptions {
  std::string address = "127.0.0.1";  // an IPv4 or IPv6 address, not a name
  uint16_t port = 0;                  // 0: the kernel chooses, port() tells
  int threads = 2;
  int stream_threads = 2;         // run the body producers, which may block
  size_t max_header = 16 * 1024;  // bytes, beyond: 431 (414 where the request line alone is longer)
  size_t max_body = 1024 * 1024;  // bytes, beyond: 413
  // Asked when the head is complete, before any of the body is read; replaces max_body for that request.
  std::function<size_t(const std::string& method, const std::string& target)> body_limit;
  // Bytes of all bodies that are still coming, over all connections; beyond: 503. Many clients must not fill the memory
  // with bodies that are each within the limit.
  size_t max_incoming_bodies = 512 * 1024 * 1024;
  int header_seconds = 10;  // from the first byte to the end of the head (and for a TLS handshake), then 408
  // From the end of the head to the end of the body, then 408; the body earns one second more with every
  // body_bytes_per_second bytes that came, so that a large upload over a fair line is not cut.
  int body_seconds = 60;
  size_t body_bytes_per_second = 32 * 1024;
  int idle_seconds = 30;     // between two requests; also for each 256 KiB of an answer that the client takes
  int request_seconds = 60;  // from the dispatch to the reply, then 504; also for each chunk of a stream
  int drain_seconds = 10;    // after stop(), what is in flight may take this long
  int max_connections = 4096;
  // Another process may listen on the same address and port (a rolling restart). Otherwise a taken port is an error.
  bool share_port = false;
  std::string cert_file;   // PEM chain; together with key_file turns TLS (1.2 and 1.3) on
  std::string key_file;    // PEM
  Headers common_headers;  // on every answer, the transport's own too; an answer's own header of that name wins
};

// Sums over all threads since start(); each is exact, all together are not one instant.
struct ServerCounters {
  int64_t connections_open = 0;
  uint64_t connections_accepted = 0;
  uint64_t connections_refused = 0;  // 503 above max_connections or max_incoming_bodies
  uint64_t requests = 0;             // handed to the application
  uint64_t malformed = 0;            // answered by the transport with a 4xx or 501, 505
  uint64_t timeouts = 0;             // 408 and 504, and clients that did not take their answer
  uint64_t status_2xx = 0, status_3xx = 0, status_4xx = 0, status_5xx = 0;
  uint64_t bytes_received = 0, bytes_sent = 0;  // above TLS
};

// May be called from any thread, once; later calls are ignored. Dropping every copy uncalled refuses the request: the
// client gets 503 with Retry-After.
using Reply = std::function<void(Response)>;

// Called on an I/O thread: it must not block. Throwing answers 500.
using Dispatch = std::function<void(Request&&, Reply)>;

class Server {
 public:
  Server(ServerOptions options, Dispatch dispatch);
  ~Server();  // stop() and wait()
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Listens and begins to answer. Errors (`unavailable`): `http.bad_address`, `http.cannot_listen` (port taken, no
  // right), `http.bad_tls_files`; `detail` says more, for the log.
  Result<void> start();

  // Orderly end: takes what already waits in the accept queue, listens no more, finishes every request in flight,
  // answers with `Connection: close`. Returns at once; callable from any thread, and again.
  void stop();

  // Blocks until stop() was called and the last connection ended, at most drain_seconds after it.
  void wait();

  uint16_t port() const;
  ServerCounters counters() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tongban::http
