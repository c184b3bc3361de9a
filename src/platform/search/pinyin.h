// The reading of Chinese characters in toneless pinyin, for search by sound: "jiehundengji" and "jhdj" find 结婚登记,
// and so does 结昏登记, which sounds the same. Readings come from ICU; words that ICU reads wrongly one character at a
// time (银行 is yin hang) are in a table of phrases.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tongban::search {

class Pinyin {
 public:
  Pinyin();  // takes some milliseconds: reads all common characters once
  ~Pinyin();
  Pinyin(const Pinyin&) = delete;
  Pinyin& operator=(const Pinyin&) = delete;

  // One syllable for each Han character of the text ("jie", "hun", …); others are skipped.
  std::vector<std::string_view> syllables(std::string_view text) const;
  // The first letters of the syllables: "jhdj".
  std::string initials(std::string_view text) const;
  // Cuts letters into known syllables, longest first ("jiehun" → jie, hun); empty if something is left over.
  std::vector<std::string_view> cut(std::string_view letters) const;

 private:
  std::string_view reading(char32_t character) const;
  std::vector<std::string> readings_;  // distinct syllables; views point here
  std::unordered_map<char32_t, std::uint32_t> by_character_;
  std::unordered_map<std::string_view, std::uint32_t> known_;
  std::unordered_map<std::string, std::vector<std::string_view>> phrases_;
};

}  // namespace tongban::search
