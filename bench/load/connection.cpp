#include "load/connection.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <stdexcept>

namespace tongban::bench {
namespace {

std::runtime_error failure(const char* what) { return std::runtime_error(std::string(what) + ": " + strerror(errno)); }

// The value of a header, by its name in lower case; "" when it is not there.
std::string_view header(std::string_view head, std::string_view name) {
  for (auto at = head.find("\r\n"); at != std::string_view::npos; at = head.find("\r\n", at + 2)) {
    const auto line = head.substr(at + 2, head.find("\r\n", at + 2) - at - 2);
    if (line.size() <= name.size() || line[name.size()] != ':') continue;
    const bool same = std::equal(name.begin(), name.end(), line.begin(), [](char a, char b) {
      return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b + 32) : b);
    });
    if (same) return line.substr(std::min(line.size(), name.size() + 2));
  }
  return {};
}

}  // namespace

Connection::Connection(int port) {
  socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (socket_ < 0 || connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    const auto error = failure("cannot connect");
    if (socket_ >= 0) close(socket_);
    throw error;
  }
  const int on = 1;
  setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

Connection::~Connection() { close(socket_); }

void Connection::send(std::string_view request) {
  buffer_.clear();
  body_at_ = looked_ = 0;
  unsent_ = request;
  go_on_writing();
}

void Connection::go_on_writing() {
  const auto sent = ::send(socket_, unsent_.data(), unsent_.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  if (sent < 0 && errno != EAGAIN) throw failure("cannot send");
  if (sent > 0) unsent_.remove_prefix(static_cast<std::size_t>(sent));
}

void Connection::read_head() {
  const auto end = buffer_.find("\r\n\r\n", looked_);
  if (end == std::string::npos) {
    looked_ = buffer_.size() > 3 ? buffer_.size() - 3 : 0;
    return;
  }
  const auto head = std::string_view(buffer_).substr(0, end);
  if (!head.starts_with("HTTP/1.1 ") || head.size() < 12) throw std::runtime_error("this is no HTTP/1.1");
  std::from_chars(head.data() + 9, head.data() + 12, status_);
  const auto length = header(head, "content-length");
  length_ = 0;
  says_when_ = !header(head, "retry-after").empty();
  if (status_ != 204 && status_ != 304 &&
      std::from_chars(length.data(), length.data() + length.size(), length_).ec != std::errc())
    throw std::runtime_error("an answer without Content-Length");
  body_at_ = end + 4;
}

bool Connection::receive(Answer& answer) {
  char chunk[65536];
  const auto got = recv(socket_, chunk, sizeof chunk, MSG_DONTWAIT);
  if (got < 0 && errno == EAGAIN) return false;
  if (got < 0) throw failure("cannot receive");
  if (got == 0) throw std::runtime_error("the server closed the connection");
  buffer_.append(chunk, static_cast<std::size_t>(got));
  if (body_at_ == 0) read_head();
  if (body_at_ == 0 || buffer_.size() < body_at_ + length_) return false;
  answer = {status_, std::string_view(buffer_).substr(body_at_, length_), says_when_};
  return true;
}

}  // namespace tongban::bench
