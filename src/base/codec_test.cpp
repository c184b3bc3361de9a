#include "base/codec.h"

#include <doctest/doctest.h>

#include <string>

using namespace tongban;

TEST_CASE("the vectors of RFC 4648 come out in both directions") {
  const std::pair<const char*, const char*> vectors[] = {{"", ""},
                                                         {"f", "Zg=="},
                                                         {"fo", "Zm8="},
                                                         {"foo", "Zm9v"},
                                                         {"foob", "Zm9vYg=="},
                                                         {"fooba", "Zm9vYmE="},
                                                         {"foobar", "Zm9vYmFy"}};
  for (const auto& [bytes, text] : vectors) {
    CHECK(base64_encode(bytes) == text);
    CHECK(base64_decode(text) == bytes);
    const std::string padded(text);
    const auto bare = padded.substr(0, padded.find('='));
    CHECK(base64url_encode(bytes) == bare);
    CHECK(base64url_decode(bare) == bytes);
  }
  CHECK(base64_encode("\xFB\xFF\xFE") == "+//+");
  CHECK(base64url_encode("\xFB\xFF\xFE") == "-__-");
  CHECK(hex_encode(std::string_view("\x00\xAF", 2)) == "00af");
  CHECK(hex_decode("00aF") == std::string("\x00\xAF", 2));
}

TEST_CASE("bytes of every value and length survive") {
  std::string bytes;
  for (int i = 0; i < 600; ++i) {
    CHECK(base64_decode(base64_encode(bytes)) == bytes);
    CHECK(base64url_decode(base64url_encode(bytes)) == bytes);
    CHECK(hex_decode(hex_encode(bytes)) == bytes);
    bytes += static_cast<char>(i * 7);
  }
}

TEST_CASE("one value has one spelling: everything else is refused") {
  for (const char* text :
       {"Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Z", "Zm9v\n", " Zm9v", "Zm-v", "=", "====", "Zg==Zg==", "Z=g="}) {
    CAPTURE(text);
    CHECK_FALSE(base64_decode(text).has_value());
  }
  for (const char* text : {"Zg==", "Zh", "Z", "Zm9+", "Zm9 ", "Zm9vY"}) {
    CAPTURE(text);
    CHECK_FALSE(base64url_decode(text).has_value());
  }
  for (const char* text : {"0", "0g", "0x00", " 00"}) CHECK_FALSE(hex_decode(text).has_value());
}
