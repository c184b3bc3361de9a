// Administrative regions by their 12-digit statistical codes (GB/T 2260 for the first six, 国家统计局 for the rest):
// province 2, city 2, county 2, township 3, village 3. The level is where the last part that is not zero stands. Two
// irregularities are followed, not repaired: cities without counties (东莞 441900, 中山 442000, 儋州 460400, 嘉峪关
// 620200) have their townships directly below (442000100000, the county part is 00), and counties under a municipality
// or directly under a province hang below a placeholder of the city level (110100 市辖区, 500200 县, 429000
// 省直辖县级行政区划), so that every code's parent is its own prefix. 99 is the private range of demonstration data.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tongban {

// The numbers are those of the five-level tree.
enum class RegionLevel { province = 1, city = 2, county = 3, township = 4, village = 5 };

class RegionCode {
 public:
  // Exactly 12 digits. Keys: region_code.length, region_code.charset, region_code.structure (a part is zero where a
  // lower one is not, except a county part of 00).
  static Result<RegionCode> parse(std::string_view text);
  // Also the short forms of 2, 4, 6 and 9 digits, filled up with zeros.
  static Result<RegionCode> parse_short(std::string_view text);

  const std::string& text() const { return text_; }  // 12 digits
  RegionLevel level() const { return level_; }
  // Empty for a province.
  std::optional<RegionCode> parent() const;
  // True for a city-level code that names no government: 市辖区 and 县 of the four municipalities, 省直辖县级行政区划
  // (xx90).
  bool is_placeholder() const;
  bool is_demonstration() const { return text_.starts_with("99"); }
  // True for the region itself and everything below it.
  bool contains(const RegionCode& other) const;

  // The subtree as a range of texts, [from, to): `WHERE region >= :from AND region < :to` uses the index.
  struct Range {
    std::string from;
    std::string to;
  };
  Range subtree() const;

  friend bool operator==(const RegionCode&, const RegionCode&) = default;

 private:
  RegionCode(std::string text, RegionLevel level) : text_(std::move(text)), level_(level) {}
  std::string_view prefix() const;

  std::string text_;
  RegionLevel level_;
};

}  // namespace tongban
