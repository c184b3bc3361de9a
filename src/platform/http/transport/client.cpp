#include "platform/http/transport/client.h"

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>

#include "base/text.h"

namespace tongban::http {

namespace {

Error closed() { return {Code::unavailable, "http_client.closed", "the peer ended the connection"}; }
Error broken(const std::string& what) { return {Code::unavailable, "http_client.broken", what}; }

Error from_errno(const std::string& what) {
  if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINPROGRESS) {
    return {Code::timeout, "http_client.timeout", what + ": timed out"};
  }
  // A reset is how the end looks when something we sent was not read.
  if (errno == ECONNRESET || errno == EPIPE) return closed();
  return {Code::unavailable, "http_client.connect", what + ": " + std::strerror(errno)};
}

void set_timeout(int socket, std::chrono::milliseconds timeout) {
  timeval value{};
  value.tv_sec = static_cast<time_t>(timeout.count() / 1000);
  value.tv_usec = static_cast<suseconds_t>(timeout.count() % 1000 * 1000);
  setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &value, sizeof value);
  setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &value, sizeof value);
  const int on = 1;
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

template <class Number>
bool parse_number(std::string_view text, Number& out, int base = 10) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out, base);
  return error == std::errc{} && end == text.data() + text.size();
}

}  // namespace

std::string_view ClientResponse::header(std::string_view name) const {
  const std::string* value = find_header(headers, name);
  return value ? std::string_view(*value) : std::string_view{};
}

ClientConnection::~ClientConnection() {
  if (socket_ >= 0) ::close(socket_);
}

ClientConnection::ClientConnection(ClientConnection&& other) noexcept { *this = std::move(other); }

ClientConnection& ClientConnection::operator=(ClientConnection&& other) noexcept {
  std::swap(socket_, other.socket_);
  std::swap(host_, other.host_);
  std::swap(unread_, other.unread_);
  return *this;
}

Result<ClientConnection> ClientConnection::open(const std::string& host, uint16_t port,
                                                std::chrono::milliseconds timeout) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (const int failed = getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found); failed != 0) {
    return Error{Code::unavailable, "http_client.connect", host + ": " + gai_strerror(failed)};
  }
  ClientConnection out;
  Error last{Code::unavailable, "http_client.connect", host + ": no address"};
  for (const addrinfo* address = found; address && out.socket_ < 0; address = address->ai_next) {
    const int made = ::socket(address->ai_family, address->ai_socktype | SOCK_CLOEXEC, address->ai_protocol);
    if (made < 0) continue;
    set_timeout(made, timeout);
    if (::connect(made, address->ai_addr, address->ai_addrlen) == 0) {
      out.socket_ = made;
    } else {
      last = from_errno("connect");
      ::close(made);
    }
  }
  freeaddrinfo(found);
  if (out.socket_ < 0) return last;
  out.host_ = host.find(':') == std::string::npos ? host : "[" + host + "]";
  out.host_ += ":" + std::to_string(port);
  return out;
}

Result<void> ClientConnection::send_raw(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) return from_errno("send");
    bytes.remove_prefix(static_cast<size_t>(sent));
  }
  return {};
}

Result<void> ClientConnection::send(const std::string& method, const std::string& target, const Headers& headers,
                                    std::string_view body) {
  std::string out = method + " " + target + " HTTP/1.1\r\n";
  if (!find_header(headers, "host")) out += "Host: " + host_ + "\r\n";
  for (const auto& [name, value] : headers) out.append(name).append(": ").append(value).append("\r\n");
  const bool has_length = find_header(headers, "content-length") || find_header(headers, "transfer-encoding");
  if (!has_length && (!body.empty() || method == "POST" || method == "PUT")) {
    out += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  }
  out.append("\r\n").append(body);
  return send_raw(out);
}

void ClientConnection::finish_sending() { ::shutdown(socket_, SHUT_WR); }

Result<void> ClientConnection::fill() {
  std::array<char, 16 * 1024> buffer;
  for (;;) {
    const ssize_t count = ::recv(socket_, buffer.data(), buffer.size(), 0);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return from_errno("receive");
    if (count == 0) return closed();
    unread_.append(buffer.data(), static_cast<size_t>(count));
    return {};
  }
}

Result<std::string> ClientConnection::take(size_t count) {
  while (unread_.size() < count) {
    if (auto filled = fill(); !filled) {
      return filled.error().code == Code::timeout ? filled.error() : broken("the body was cut short");
    }
  }
  std::string out = unread_.substr(0, count);
  unread_.erase(0, count);
  return out;
}

Result<std::string> ClientConnection::take_line() {
  size_t end = unread_.find("\r\n");
  for (; end == std::string::npos; end = unread_.find("\r\n")) {
    const bool nothing_yet = unread_.empty();
    if (auto filled = fill(); !filled) {
      if (nothing_yet || filled.error().code == Code::timeout) return filled.error();
      return broken("a line was cut short");
    }
  }
  std::string out = unread_.substr(0, end);
  unread_.erase(0, end + 2);
  return out;
}

Result<std::string> ClientConnection::take_chunks() {
  std::string body;
  for (;;) {
    auto line = take_line();
    size_t size = 0;
    if (!line || !parse_number(std::string_view(*line), size, 16)) return broken("a chunk was cut short or malformed");
    body += TRY(take(size));
    const std::string end = TRY(take(2));
    if (end != "\r\n") return broken("a chunk is malformed");
    if (size == 0) return body;
  }
}

Result<ClientResponse> ClientConnection::receive(bool head_only) {
  ClientResponse out;
  do {
    const std::string status_line = TRY(take_line());
    const std::string_view line = status_line;
    if (!line.starts_with("HTTP/1.1 ") || line.size() < 12 || !parse_number(line.substr(9, 3), out.status)) {
      return broken("no status line");
    }
    out.headers.clear();
    for (;;) {
      auto field = take_line();
      if (!field) return field.error().code == Code::timeout ? field.error() : broken("the head was cut short");
      if (field->empty()) break;
      const size_t colon = field->find(':');
      if (colon == std::string::npos) return broken("a header is malformed");
      const std::string_view text = *field;
      out.headers.emplace_back(ascii_lower(text.substr(0, colon)), trim_blanks(text.substr(colon + 1)));
    }
  } while (out.status >= 100 && out.status < 200 && out.status != 101);
  if (head_only || out.status == 204 || out.status == 304 || out.status == 101) return out;
  size_t length = 0;
  if (out.header("transfer-encoding") == "chunked") {
    out.body = TRY(take_chunks());
  } else if (parse_number(out.header("content-length"), length)) {
    out.body = TRY(take(length));
  } else {
    out.body = TRY(receive_all());
  }
  return out;
}

Result<std::string> ClientConnection::receive_all() {
  for (;;) {
    if (auto filled = fill(); !filled) {
      if (filled.error().key != "http_client.closed") return filled.error();
      return std::exchange(unread_, {});
    }
  }
}

Result<ClientResponse> request(const std::string& host, uint16_t port, const std::string& method,
                               const std::string& target, const Headers& headers, std::string_view body,
                               std::chrono::milliseconds timeout) {
  ClientConnection connection = TRY(ClientConnection::open(host, port, timeout));
  if (auto sent = connection.send(method, target, headers, body); !sent) {
    // A server may refuse and answer before it took the whole body.
    if (sent.error().key != "http_client.closed") return sent.error();
  }
  return connection.receive(method == "HEAD");
}

}  // namespace tongban::http
