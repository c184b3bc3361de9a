#include "load/requests.h"

#include <charconv>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace tongban::bench {

Requests::Requests(const std::string& path, bool once) : once_(once) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  std::ostringstream all;
  all << file.rdbuf();
  text_ = std::move(all).str();
  const std::string_view text = text_;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = text.find('\n', at);
    std::size_t length = 0;
    const auto* digits = text.data() + at;
    if (end == std::string_view::npos || std::from_chars(digits, text.data() + end, length).ptr != text.data() + end ||
        end + 1 + length > text.size())
      throw std::runtime_error(path + " is malformed");
    records_.push_back(text.substr(end + 1, length));
    at = end + 1 + length;
  }
  if (records_.empty()) throw std::runtime_error(path + " holds no request");
}

std::optional<Requests::Next> Requests::next() {
  if (once_ && taken_ == records_.size()) return std::nullopt;
  const auto index = taken_++ % records_.size();
  return Next{records_[index], index};
}

}  // namespace tongban::bench
