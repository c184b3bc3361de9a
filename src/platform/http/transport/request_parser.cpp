#include "platform/http/transport/request_parser.h"

#include <algorithm>

namespace tongban::http {

namespace {

// Memory is reserved for what came, not for what was promised: a thousand idle clients may each promise a gigabyte.
constexpr size_t kMaxReserve = 64 * 1024;

}  // namespace

void RequestParser::fail(const Problem& problem) {
  state_ = State::failed;
  failure_ = problem;
}

void RequestParser::refuse(const Problem& problem) {
  fail(problem);
  head_.request.body = {};
}

void RequestParser::reset() {
  state_ = State::head;
  head_ = {};
  head_text_.clear();
  line_start_ = 0;
  first_line_done_ = false;
  chunks_ = {};
  left_ = 0;
}

size_t RequestParser::feed(std::string_view bytes) {
  size_t used = 0;
  if (state_ == State::head) used = feed_head(bytes);
  if (state_ == State::body) used += feed_body(bytes.substr(used));
  return used;
}

size_t RequestParser::feed_head(std::string_view bytes) {
  const size_t before = head_text_.size();
  const auto at = [&](size_t i) { return i < before ? head_text_[i] : bytes[i - before]; };
  if (before == 0 && !bytes.empty() && bytes.front() != '\r' && !is_token(bytes.substr(0, 1))) {
    // Another protocol, most often TLS on the plain port. Saying so at once spares the client the timeout.
    fail(problems::kMalformed);
    return bytes.size();
  }
  size_t search = 0;
  for (;;) {
    const size_t newline = bytes.find('\n', search);
    const size_t total = before + (newline == std::string_view::npos ? bytes.size() : newline + 1);
    if (total > limits_.max_header) {
      fail(first_line_done_ ? problems::kHeaderTooLarge : problems::kTargetTooLong);
      return bytes.size();
    }
    if (newline == std::string_view::npos) break;
    if (total < 2 || at(total - 2) != '\r') {
      fail(problems::kMalformed);  // A bare LF: some parsers take it for a line end, others do not.
      return bytes.size();
    }
    const bool empty_line = total - line_start_ == 2;
    line_start_ = total;
    search = newline + 1;
    if (empty_line && !first_line_done_) {
      // One empty line before a request is what some old clients send after a body (RFC 9112 2.2). Not two.
      if (total != 2) fail(problems::kMalformed);
      if (total != 2) return bytes.size();
      continue;
    }
    first_line_done_ = true;
    if (!empty_line) continue;
    std::string_view text = bytes.substr(0, search);
    if (before > 0) text = head_text_.append(text);
    if (text.starts_with("\r\n")) text.remove_prefix(2);
    const auto failure = parse_request_head(text, head_);
    if (failure) {
      fail(*failure);
    } else {
      begin_body();
    }
    return search;
  }
  head_text_.append(bytes);
  return bytes.size();
}

void RequestParser::begin_body() {
  max_body_ = limits_.max_body;
  left_ = head_.content_length.value_or(0);
  const bool has_body = left_ > 0 || head_.chunked;
  if (has_body && limits_.body_limit) max_body_ = limits_.body_limit(head_.request.method, head_.request.target);
  if (left_ > max_body_) return fail(problems::kBodyTooLarge);
  head_.request.body.reserve(std::min<uint64_t>(left_, kMaxReserve));
  state_ = left_ == 0 && !head_.chunked ? State::done : State::body;
}

size_t RequestParser::feed_body(std::string_view bytes) {
  std::string& body = head_.request.body;
  if (head_.chunked) {
    const size_t used = chunks_.feed(bytes, body, max_body_);
    if (chunks_.failed()) fail(chunks_.failure());
    if (chunks_.done()) state_ = State::done;
    return used;
  }
  const size_t used = std::min<uint64_t>(left_, bytes.size());
  body.append(bytes.substr(0, used));
  left_ -= used;
  if (left_ == 0) state_ = State::done;
  return used;
}

}  // namespace tongban::http
