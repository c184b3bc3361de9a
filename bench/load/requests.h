// The requests of a load, whole as they go over the wire, from a file of records "LENGTH\n" + bytes. They are taken one
// after the other by all connections: once, or round and round.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tongban::bench {

class Requests {
 public:
  // Throws std::runtime_error for a file that cannot be read or is malformed.
  Requests(const std::string& path, bool once);

  // The next request and its number; empty when each was taken once.
  struct Next {
    std::string_view bytes;
    std::size_t index = 0;
  };
  std::optional<Next> next();
  std::size_t size() const { return records_.size(); }

 private:
  std::string text_;
  std::vector<std::string_view> records_;
  const bool once_;
  std::size_t taken_ = 0;
};

}  // namespace tongban::bench
