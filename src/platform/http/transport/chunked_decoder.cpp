#include <algorithm>
#include <charconv>

#include "platform/http/transport/request_parser.h"

namespace tongban::http {

namespace {

// Room for sixteen hexadecimal digits and a short extension; long ones were used to exhaust servers.
constexpr size_t kMaxSizeLine = 256;
constexpr size_t kMaxTrailer = 4096;

}  // namespace

void ChunkedDecoder::fail(const Problem& problem) {
  state_ = State::failed;
  failure_ = problem;
}

size_t ChunkedDecoder::feed(std::string_view bytes, std::string& body, size_t max_body) {
  size_t used = 0;
  while (used < bytes.size() && state_ != State::done && state_ != State::failed) {
    const std::string_view rest = bytes.substr(used);
    if (state_ == State::data) {
      const size_t count = std::min<uint64_t>(left_, rest.size());
      body.append(rest.substr(0, count));
      left_ -= count;
      used += count;
      if (left_ == 0) state_ = State::data_end;
    } else {
      used += feed_line(rest, body.size(), max_body);
    }
  }
  return used;
}

size_t ChunkedDecoder::feed_line(std::string_view bytes, size_t body_size, size_t max_body) {
  const size_t newline = bytes.find('\n');
  const size_t count = newline == std::string_view::npos ? bytes.size() : newline + 1;
  const size_t limit = state_ == State::data_end ? 2 : state_ == State::trailer ? kMaxTrailer : kMaxSizeLine;
  if (line_.size() + count > limit) {
    fail(problems::kBadChunk);
    return count;
  }
  line_.append(bytes.substr(0, count));
  if (newline == std::string_view::npos) return count;
  if (line_.size() < 2 || line_[line_.size() - 2] != '\r') {
    fail(problems::kBadChunk);  // A bare LF: some parsers take it for a line end, others do not.
    return count;
  }
  line_.resize(line_.size() - 2);
  end_line(body_size, max_body);
  line_.clear();
  return count;
}

void ChunkedDecoder::end_line(size_t body_size, size_t max_body) {
  if (state_ == State::size_line) return read_size(body_size, max_body);
  if (state_ == State::data_end) {
    // The limit of two bytes in feed_line() leaves only the empty line here.
    state_ = State::size_line;
    return;
  }
  if (line_.empty()) {
    state_ = State::done;
    return;
  }
  trailer_bytes_ += line_.size();
  const size_t colon = line_.find(':');
  const std::string_view line = line_;
  const bool field = colon != std::string::npos && is_token(line.substr(0, colon)) &&
                     is_field_value(line.substr(colon + 1)) && trailer_bytes_ <= kMaxTrailer;
  if (!field) fail(problems::kBadChunk);
}

void ChunkedDecoder::read_size(size_t body_size, size_t max_body) {
  uint64_t size = 0;
  const char* begin = line_.data();
  const char* end = begin + line_.size();
  const auto [stop, error] = std::from_chars(begin, end, size, 16);
  // from_chars would take a minus sign; "0x" stops it at the x. What follows the digits must be an extension at once.
  const bool well_formed = !line_.empty() && line_.front() != '-' && error == std::errc{} && stop - begin <= 16 &&
                           (stop == end || *stop == ';') &&
                           is_field_value(std::string_view(stop, static_cast<size_t>(end - stop)));
  if (!well_formed) return fail(problems::kBadChunk);
  if (size > max_body || body_size > max_body - size) return fail(problems::kBodyTooLarge);
  left_ = size;
  state_ = size == 0 ? State::trailer : State::data;
}

}  // namespace tongban::http
