// Takes the bytes of one connection as they come, in pieces of any size, and makes requests of them one after another:
// head, then body by Content-Length or chunks (RFC 9112 6, 7), within limits. Pure: no I/O, no clock.
#pragma once

#include <functional>
#include <string>

#include "platform/http/transport/request_head.h"

namespace tongban::http {

struct ParserLimits {
  size_t max_header = 16 * 1024;  // bytes of the whole head
  size_t max_body = 1024 * 1024;  // bytes of the decoded body
  // Asked once the head is complete; its answer replaces max_body for this request.
  std::function<size_t(const std::string& method, const std::string& target)> body_limit;
};

// Takes the chunked transfer coding off a body. Trailer fields are checked and dropped.
class ChunkedDecoder {
 public:
  // Decodes from `bytes`, appends to `body`, returns how many bytes were used. Once failed() or done() it uses no more.
  size_t feed(std::string_view bytes, std::string& body, size_t max_body);
  bool done() const { return state_ == State::done; }
  bool failed() const { return state_ == State::failed; }
  const Problem& failure() const { return failure_; }

 private:
  enum class State { size_line, data, data_end, trailer, done, failed };
  size_t feed_line(std::string_view bytes, size_t body_size, size_t max_body);
  void end_line(size_t body_size, size_t max_body);
  void read_size(size_t body_size, size_t max_body);
  void fail(const Problem& problem);

  State state_ = State::size_line;
  std::string line_;
  size_t trailer_bytes_ = 0;
  uint64_t left_ = 0;
  Problem failure_ = problems::kBadChunk;
};

class RequestParser {
 public:
  enum class State { head, body, done, failed };

  // `limits` must outlive the parser.
  explicit RequestParser(const ParserLimits& limits) : limits_(limits) {}

  // Returns how many bytes belong to this request; the rest is the next one's. Uses none when done or failed.
  size_t feed(std::string_view bytes);

  State state() const { return state_; }
  const Problem& failure() const { return failure_; }
  // Valid from State::body on.
  const RequestHead& head() const { return head_; }
  size_t body_size() const { return head_.request.body.size(); }
  // Hands out the finished request; head() stays valid but for its request. Then call reset() before the next.
  Request take() { return std::move(head_.request); }
  void reset();
  // Ends the request for a reason the parser cannot know, and lets go of what came of its body.
  void refuse(const Problem& problem);

 private:
  size_t feed_head(std::string_view bytes);
  size_t feed_body(std::string_view bytes);
  void begin_body();
  void fail(const Problem& problem);

  const ParserLimits& limits_;
  State state_ = State::head;
  RequestHead head_;
  std::string head_text_;  // an incomplete head; one that came in one piece is read where it lies
  size_t line_start_ = 0;  // offset in the head
  bool first_line_done_ = false;
  ChunkedDecoder chunks_;
  uint64_t left_ = 0;
  size_t max_body_ = 0;
  Problem failure_ = problems::kMalformed;
};

}  // namespace tongban::http
