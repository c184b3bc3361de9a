#include "base/text.h"

#include <doctest/doctest.h>

using namespace tongban;

TEST_CASE("well-formed UTF-8 is accepted, every malformed kind refused") {
  for (const char* text : {"", "abc", "政务服务", "𠮷野家", "é", "\xEF\xBF\xBF", "\xF4\x8F\xBF\xBF", "\xED\x9F\xBF"}) {
    CHECK(is_valid_utf8(text));
  }
  for (const char* text :
       {"\x80", "\xC0\xAF", "\xC1\xBF", "\xE0\x80\xAF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF",
        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE6\x94", "\xE6", "\xE6\x94X", "\xFF", "a\xF0\x9F\x98"}) {
    CAPTURE(hex_encode(text));
    CHECK_FALSE(is_valid_utf8(text));
  }
  CHECK(is_valid_utf8(std::string_view("a\0b", 3)));
}

TEST_CASE("every code point goes to UTF-8 and back") {
  bool all_equal = true;
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text;
    append_utf8(text, c);
    std::size_t offset = 0;
    all_equal = all_equal && is_valid_utf8(text) && next_code_point(text, offset) == c && offset == text.size();
  }
  CHECK(all_equal);
}

TEST_CASE("text is counted and cut by code points") {
  CHECK(count_code_points("通办 ok") == 5);
  CHECK(count_code_points("𠮷") == 1);
  CHECK(count_code_points("a\xFF"
                          "b") == 3);
  CHECK(truncate_code_points("通办平台", 2) == "通办");
  CHECK(truncate_code_points("通办", 9) == "通办");
  CHECK(truncate_code_points("通办", 0).empty());
}

TEST_CASE("blanks of all kinds are trimmed at the ends only") {
  CHECK(trim(" \t\n　张 三　 ") == "张 三");
  CHECK(trim("\xC2\xA0x\xEF\xBB\xBF") == "x");
  CHECK(trim("　　").empty());
  CHECK(trim("").empty());
}

TEST_CASE("full-width habits of input methods are evened out") {
  CHECK(normalise_width("１２３（ＡＢｃ）～　张三。") == "123(ABc)~ 张三。");
  CHECK(normalise_code(" １１０ａｂ　") == "110AB");
  CHECK(ascii_lower("ABZ中É") == "abz中É");
  CHECK(ascii_upper("abz中é") == "ABZ中é");
  CHECK(normalise_width("\xFF") == "\xFF");
}

TEST_CASE("controls and invisible reordering characters are found") {
  CHECK_FALSE(has_control_characters("普通 text 𠮷👨‍👩‍👧"));
  CHECK(has_control_characters("a\nb"));
  CHECK_FALSE(has_control_characters("a\r\n\tb", Lines::several));
  for (const char* text :
       {"\x01", "\x1B[31m", "\x7F", "\xC2\x85", "\xE2\x80\xAE", "\xE2\x80\xA8", "\xE2\x81\xA6", "\xE2\x80\x8F"}) {
    CAPTURE(hex_encode(text));
    CHECK(has_control_characters(text, Lines::several));
  }
  CHECK(has_control_characters(std::string_view("a\0b", 3), Lines::several));
}

TEST_CASE("tokens are compared as wholes") {
  CHECK(constant_time_equal("secret", "secret"));
  CHECK_FALSE(constant_time_equal("secret", "secreT"));
  CHECK_FALSE(constant_time_equal("secret", "secre"));
  CHECK(constant_time_equal("", ""));
}
