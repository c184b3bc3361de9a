#include "platform/search/pinyin.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <stdexcept>

#include "base/text.h"

namespace tongban::search {
namespace {

constexpr char32_t kFirstHan = 0x4e00;
constexpr char32_t kLastHan = 0x9fa5;

bool is_han(char32_t c) { return c >= kFirstHan && c <= kLastHan; }

// Words whose characters are read otherwise than alone, as far as they occur in names of items and places.
struct Phrase {
  const char* word;
  const char* reading;
};
constexpr Phrase kPhrases[] = {
    {"银行", "yin hang"},   {"行业", "hang ye"},    {"长沙", "chang sha"},    {"长春", "chang chun"},
    {"重庆", "chong qing"}, {"厦门", "xia men"},    {"六安", "lu an"},        {"会计", "kuai ji"},
    {"成都", "cheng du"},   {"都市", "du shi"},     {"首都", "shou du"},      {"重新", "chong xin"},
    {"调解", "tiao jie"},   {"调整", "tiao zheng"}, {"校对", "jiao dui"},     {"参加", "can jia"},
    {"供给", "gong ji"},    {"给付", "ji fu"},      {"给予", "ji yu"},        {"音乐", "yin yue"},
    {"中药", "zhong yao"},  {"当铺", "dang pu"},    {"典当", "dian dang"},    {"提供", "ti gong"},
    {"降水", "jiang shui"}, {"处罚", "chu fa"},     {"处理", "chu li"},       {"长期", "chang qi"},
    {"暂住", "zan zhu"},    {"朝阳", "chao yang"},  {"蔚县", "yu xian"},      {"宿迁", "su qian"},
    {"台州", "tai zhou"},   {"丽水", "li shui"},    {"东莞", "dong guan"},    {"还款", "huan kuan"},
    {"率先", "shuai xian"}, {"税率", "shui lv"},    {"便宜", "pian yi"},      {"扒窃", "pa qie"},
    {"剥夺", "bo duo"},     {"传记", "zhuan ji"},   {"创伤", "chuang shang"}, {"单县", "shan xian"},
};

}  // namespace

Pinyin::Pinyin() {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> latin(
      icu::Transliterator::createInstance("Han-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status));
  if (U_FAILURE(status) || latin == nullptr) throw std::runtime_error("ICU has no Han-Latin transliterator");
  // All characters in one call, one a line: a call for each would take seconds.
  icu::UnicodeString all;
  for (char32_t c = kFirstHan; c <= kLastHan; ++c)
    all.append(static_cast<UChar32>(c)).append(static_cast<UChar32>('\n'));
  latin->transliterate(all);
  std::string text;
  all.toUTF8String(text);

  readings_.reserve(1000);  // pinyin has some 420 syllables; views must stay valid
  const auto id_of = [&](std::string syllable) {
    if (const auto it = known_.find(syllable); it != known_.end()) return it->second;
    readings_.push_back(std::move(syllable));
    return known_[readings_.back()] = static_cast<std::uint32_t>(readings_.size() - 1);
  };
  char32_t c = kFirstHan;
  for (std::size_t begin = 0; begin < text.size() && c <= kLastHan; ++c) {
    const auto end = text.find('\n', begin);
    std::string syllable(trim(std::string_view(text).substr(begin, end - begin)));
    begin = end + 1;
    bool letters = !syllable.empty() && syllable.size() <= 6;
    for (const char ch : syllable) letters = letters && ch >= 'a' && ch <= 'z';
    if (letters && readings_.size() < readings_.capacity()) by_character_[c] = id_of(std::move(syllable));
  }
  for (const auto& phrase : kPhrases) {
    std::vector<std::string_view> reading;
    std::string_view rest = phrase.reading;
    while (!rest.empty()) {
      const auto space = std::min(rest.find(' '), rest.size());
      reading.push_back(readings_[id_of(std::string(rest.substr(0, space)))]);
      rest.remove_prefix(std::min(space + 1, rest.size()));
    }
    phrases_[phrase.word] = std::move(reading);
  }
}

Pinyin::~Pinyin() = default;

std::string_view Pinyin::reading(char32_t character) const {
  const auto it = by_character_.find(character);
  return it == by_character_.end() ? std::string_view() : std::string_view(readings_[it->second]);
}

std::vector<std::string_view> Pinyin::syllables(std::string_view text) const {
  constexpr std::size_t kPhraseBytes = 6;  // two Han characters in UTF-8
  std::vector<std::string_view> out;
  for (std::size_t offset = 0; offset < text.size();) {
    if (offset + kPhraseBytes <= text.size())
      if (const auto it = phrases_.find(std::string(text.substr(offset, kPhraseBytes))); it != phrases_.end()) {
        out.insert(out.end(), it->second.begin(), it->second.end());
        offset += kPhraseBytes;
        continue;
      }
    const char32_t c = next_code_point(text, offset);
    if (is_han(c))
      if (const auto syllable = reading(c); !syllable.empty()) out.push_back(syllable);
  }
  return out;
}

std::string Pinyin::initials(std::string_view text) const {
  std::string out;
  for (const auto syllable : syllables(text)) out += syllable.front();
  return out;
}

std::vector<std::string_view> Pinyin::cut(std::string_view letters) const {
  // Fewest syllables from the right, so that "xian" is one syllable and "fangan" is found as fang-an.
  constexpr std::size_t kLongest = 6;
  if (letters.size() > 64) return {};
  std::vector<std::size_t> count(letters.size() + 1, 1000), length(letters.size() + 1, 0);
  count[letters.size()] = 0;
  for (std::size_t i = letters.size(); i-- > 0;)
    for (std::size_t n = std::min(kLongest, letters.size() - i); n > 0; --n)
      if (count[i + n] + 1 < count[i] && known_.contains(letters.substr(i, n))) {
        count[i] = count[i + n] + 1;
        length[i] = n;
      }
  std::vector<std::string_view> out;
  for (std::size_t i = 0; i < letters.size(); i += length[i]) {
    if (length[i] == 0) return {};
    out.push_back(readings_[known_.at(letters.substr(i, length[i]))]);
  }
  return out;
}

}  // namespace tongban::search
