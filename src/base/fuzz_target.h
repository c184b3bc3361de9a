// What every *_fuzz.cpp is made of. A target is a function of some bytes; it breaks a PROMISE (throws) where the code
// under test does not keep its word, and whatever crashes, leaks, overflows or takes too long is a finding too. The
// same source serves two programs: with clang's libFuzzer it searches for inputs, without it tests/fuzz/replay.cpp only
// repeats those of tests/fuzz/corpus/ (see docs/reliability.md). Not used by the program itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace tongban::fuzz {

using TargetFunction = void (*)(std::string_view input);

struct Target {
  const char* name;
  TargetFunction run;
};

// The targets linked into this program; filled before main() by FUZZ_TARGET.
inline std::vector<Target>& targets() {
  static std::vector<Target> all;
  return all;
}

[[noreturn]] inline void broken(const char* file, int line, const char* promise) {
  throw std::logic_error(std::string(file) + ":" + std::to_string(line) + ": not kept: " + promise);
}

// Takes the input apart: choices first, then texts. An exhausted input gives zeros and empty texts.
class Pieces {
 public:
  explicit Pieces(std::string_view input) : left_(input) {}

  // 0..most.
  std::size_t number(std::size_t most) {
    std::size_t value = 0;
    for (std::size_t range = most; range > 0 && !left_.empty(); range >>= 8) {
      value = value << 8 | static_cast<unsigned char>(left_.front());
      left_.remove_prefix(1);
    }
    return most == SIZE_MAX ? value : value % (most + 1);
  }
  bool flag() { return number(1) == 1; }
  // Up to and without the next line feed: pieces that a dictionary and a person can read.
  std::string_view line() {
    const auto end = left_.find('\n');
    const auto text = left_.substr(0, end);
    left_ = end == std::string_view::npos ? std::string_view() : left_.substr(end + 1);
    return text;
  }
  std::string_view rest() { return left_; }
  bool empty() const { return left_.empty(); }

 private:
  std::string_view left_;
};

}  // namespace tongban::fuzz

#define PROMISE(condition) ((condition) ? void() : ::tongban::fuzz::broken(__FILE__, __LINE__, #condition))

// `FUZZ_TARGET(url) { … input … }` in url_fuzz.cpp; the name is that of the folder in tests/fuzz/corpus/.
#ifdef TONGBAN_LIBFUZZER
#define FUZZ_TARGET(name)                                                             \
  static void fuzz_##name(std::string_view input);                                    \
  extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) { \
    fuzz_##name(std::string_view(reinterpret_cast<const char*>(data), size));         \
    return 0;                                                                         \
  }                                                                                   \
  static void fuzz_##name(std::string_view input)
#else
#define FUZZ_TARGET(name)                                                 \
  static void fuzz_##name(std::string_view input);                        \
  [[maybe_unused]] static const bool fuzz_##name##_known =                \
      (::tongban::fuzz::targets().push_back({#name, fuzz_##name}), true); \
  static void fuzz_##name(std::string_view input)
#endif
