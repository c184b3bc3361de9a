// The ids of everything stored: positive 64-bit integers made by the application, so that an object has its id before
// the database is asked and the same SQL serves both databases. Ids grow with time (good for B-trees and keyset
// paging): 41 bits of milliseconds since 2020-01-01T00:00:00Z, 10 bits of node, 12 bits of counter. Outside the server
// an id is an opaque string of 13 characters.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"

namespace tongban {

// Makes ids; one per process. Thread-safe, never blocks. Two sources with different nodes never make the same id.
// Within one source ids strictly increase, even if the clock is set back or more than 4096 are made in a millisecond
// (the source then runs ahead of the clock).
class IdSource {
 public:
  static constexpr int kNodes = 1024;

  // `node` is 0..1023 and unique among the running processes of an installation; other numbers throw std::out_of_range,
  // because they can only come from a wrong configuration.
  explicit IdSource(int node);

  std::int64_t next(Instant now);
  // Makes all later ids greater than this one: called at start with the greatest id stored, so that a clock that was
  // set back while the process was down cannot bring an id twice.
  void advance_past(std::int64_t id);

 private:
  std::uint64_t node_bits_;
  std::atomic<std::uint64_t> last_{0};  // Milliseconds and counter of the last id, without the node.
};

// When the id was made, to the millisecond (ids of a source that ran ahead of its clock are a little early).
Instant id_instant(std::int64_t id);

// 13 characters of Crockford's base 32 in lower case (digits and letters without i, l, o, u). Order is kept.
std::string id_text(std::int64_t id);
// The reverse, strict: exactly 13 characters, lower case, a positive number. Empty for anything else.
std::optional<std::int64_t> parse_id(std::string_view text);

}  // namespace tongban
