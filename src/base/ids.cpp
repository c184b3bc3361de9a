#include "base/ids.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace tongban {
namespace {

constexpr std::int64_t kEpochMillis = 1'577'836'800'000;  // 2020-01-01T00:00:00Z
constexpr int kCounterBits = 12;
constexpr int kNodeBits = 10;
constexpr std::uint64_t kCounterMask = (1U << kCounterBits) - 1;
constexpr std::string_view kAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";

constexpr auto kDigitValues = [] {
  std::array<signed char, 256> values{};
  values.fill(-1);
  for (std::size_t i = 0; i < kAlphabet.size(); ++i)
    values[static_cast<unsigned char>(kAlphabet[i])] = static_cast<signed char>(i);
  return values;
}();

// Time and counter of an id, as IdSource keeps them.
std::uint64_t without_node(std::int64_t id) {
  const auto bits = static_cast<std::uint64_t>(id);
  return bits >> (kCounterBits + kNodeBits) << kCounterBits | (bits & kCounterMask);
}

}  // namespace

IdSource::IdSource(int node) : node_bits_(static_cast<std::uint64_t>(node) << kCounterBits) {
  if (node < 0 || node >= kNodes) throw std::out_of_range("the node of an id source must be 0..1023");
}

std::int64_t IdSource::next(Instant now) {
  const auto millis = std::max<std::int64_t>(now.millis() - kEpochMillis, 0);
  const auto at_clock = static_cast<std::uint64_t>(millis) << kCounterBits;
  auto last = last_.load(std::memory_order_relaxed);
  std::uint64_t mine = 0;
  do {
    // A full counter overflows into the next millisecond, which is how the source runs ahead of the clock.
    mine = std::max(last + 1, at_clock);
  } while (!last_.compare_exchange_weak(last, mine, std::memory_order_relaxed));
  return static_cast<std::int64_t>(mine >> kCounterBits << (kCounterBits + kNodeBits) | node_bits_ |
                                   (mine & kCounterMask));
}

void IdSource::advance_past(std::int64_t id) {
  // Ids of the same millisecond may come from other nodes: only the whole next millisecond is certainly greater.
  const auto floor = (without_node(id) | kCounterMask);
  auto last = last_.load(std::memory_order_relaxed);
  while (last < floor && !last_.compare_exchange_weak(last, floor, std::memory_order_relaxed)) {
  }
}

Instant id_instant(std::int64_t id) { return Instant::from_millis((id >> (kCounterBits + kNodeBits)) + kEpochMillis); }

std::string id_text(std::int64_t id) {
  std::string text(13, '0');
  auto bits = static_cast<std::uint64_t>(id);
  for (auto place = text.rbegin(); place != text.rend(); ++place, bits >>= 5) *place = kAlphabet[bits & 31];
  return text;
}

std::optional<std::int64_t> parse_id(std::string_view text) {
  // 13 characters hold 65 bits; a positive number has 63, so the first character is 0..7.
  if (text.size() != 13 || text[0] > '7') return std::nullopt;
  std::uint64_t bits = 0;
  for (char ch : text) {
    const auto value = kDigitValues[static_cast<unsigned char>(ch)];
    if (value < 0) return std::nullopt;
    bits = bits << 5 | static_cast<std::uint64_t>(value);
  }
  if (bits == 0) return std::nullopt;
  return static_cast<std::int64_t>(bits);
}

}  // namespace tongban
