#include "base/codec.h"

#include <array>
#include <cstdint>

namespace tongban {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr std::string_view kStandard = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kUrlSafe = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

using Values = std::array<signed char, 256>;

constexpr Values values_of(std::string_view alphabet) {
  Values values{};
  values.fill(-1);
  for (std::size_t i = 0; i < alphabet.size(); ++i) {
    values[static_cast<unsigned char>(alphabet[i])] = static_cast<signed char>(i);
  }
  return values;
}

constexpr Values kStandardValues = values_of(kStandard);
constexpr Values kUrlSafeValues = values_of(kUrlSafe);

int hex_value(char ch) {
  if (ch >= '0' && ch <= '9') return ch - '0';
  if (ch >= 'a' && ch <= 'f') return ch - 'a' + 10;
  if (ch >= 'A' && ch <= 'F') return ch - 'A' + 10;
  return -1;
}

// All sealed columns pass here: whole groups of three bytes and four characters go without a look at each bit.
std::string encode64(std::string_view bytes, std::string_view alphabet) {
  const auto byte = [&](std::size_t i) { return std::uint32_t{static_cast<unsigned char>(bytes[i])}; };
  const char* const digits = alphabet.data();
  std::string text((bytes.size() * 4 + 2) / 3, '\0');
  char* out = text.data();
  std::size_t i = 0;
  for (; i + 3 <= bytes.size(); i += 3) {
    const auto group = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
    *out++ = digits[group >> 18];
    *out++ = digits[group >> 12 & 63];
    *out++ = digits[group >> 6 & 63];
    *out++ = digits[group & 63];
  }
  const auto left = bytes.size() - i;
  if (left == 0) return text;
  const auto group = byte(i) << 16 | (left == 2 ? byte(i + 1) << 8 : 0);
  *out++ = digits[group >> 18];
  *out++ = digits[group >> 12 & 63];
  if (left == 2) *out++ = digits[group >> 6 & 63];
  return text;
}

std::optional<std::string> decode64(std::string_view text, const Values& values) {
  const auto left = text.size() % 4;
  if (left == 1) return std::nullopt;
  const auto value = [&](std::size_t i) { return int{values[static_cast<unsigned char>(text[i])]}; };
  std::string bytes(text.size() * 3 / 4, '\0');
  char* out = bytes.data();
  std::size_t i = 0;
  for (; i + 4 <= text.size(); i += 4) {
    const int a = value(i), b = value(i + 1), c = value(i + 2), d = value(i + 3);
    if ((a | b | c | d) < 0) return std::nullopt;
    const auto group = static_cast<std::uint32_t>(a << 18 | b << 12 | c << 6 | d);
    *out++ = static_cast<char>(group >> 16);
    *out++ = static_cast<char>(group >> 8 & 255);
    *out++ = static_cast<char>(group & 255);
  }
  if (left == 0) return bytes;
  const int a = value(i), b = value(i + 1), c = left == 3 ? value(i + 2) : 0;
  if ((a | b | c) < 0) return std::nullopt;
  const auto group = static_cast<std::uint32_t>(a << 18 | b << 12 | c << 6);
  // Bits that stand for no byte must be zero: one text for one value.
  if ((group & (left == 3 ? 0xffU : 0xffffU)) != 0) return std::nullopt;
  *out++ = static_cast<char>(group >> 16);
  if (left == 3) *out++ = static_cast<char>(group >> 8 & 255);
  return bytes;
}

}  // namespace

std::string hex_encode(std::string_view bytes) {
  std::string text(bytes.size() * 2, '\0');
  char* out = text.data();
  for (char ch : bytes) {
    const auto byte = static_cast<unsigned char>(ch);
    *out++ = kHexDigits[byte >> 4];
    *out++ = kHexDigits[byte & 15];
  }
  return text;
}

std::optional<std::string> hex_decode(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  bytes.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = hex_value(text[i]);
    const int low = hex_value(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes += static_cast<char>(high << 4 | low);
  }
  return bytes;
}

std::string base64_encode(std::string_view bytes) {
  auto text = encode64(bytes, kStandard);
  text.append((4 - text.size() % 4) % 4, '=');
  return text;
}

std::optional<std::string> base64_decode(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
  return decode64(text.substr(0, text.size() - padding), kStandardValues);
}

std::string base64url_encode(std::string_view bytes) { return encode64(bytes, kUrlSafe); }
std::optional<std::string> base64url_decode(std::string_view text) { return decode64(text, kUrlSafeValues); }

}  // namespace tongban
