// One keep-alive connection that has at most one request under way. Non-blocking; the loop tells it when its socket is
// ready. Knows as much of HTTP/1.1 as answers with a Content-Length need.
#pragma once

#include <string>
#include <string_view>

namespace tongban::bench {

struct Answer {
  int status = 0;
  std::string_view body;   // until the next receive()
  bool says_when = false;  // it has a Retry-After
};

class Connection {
 public:
  explicit Connection(int port);  // to 127.0.0.1; throws std::runtime_error
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  int socket() const { return socket_; }
  // `request` must outlive the answer. Throws when the server has closed the connection.
  void send(std::string_view request);
  // What came; true when the answer is whole. Throws when the server closed or spoke something else.
  bool receive(Answer& answer);
  // Bytes of the request that did not fit into the socket wait for it to be writable.
  bool wants_to_write() const { return !unsent_.empty(); }
  void go_on_writing();

 private:
  int socket_ = -1;
  std::string_view unsent_;
  std::string buffer_;
  std::size_t body_at_ = 0;  // 0: the head is not whole yet
  std::size_t length_ = 0;
  std::size_t looked_ = 0;  // no end of the head before this
  int status_ = 0;
  bool says_when_ = false;

  void read_head();
};

}  // namespace tongban::bench
