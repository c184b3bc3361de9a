#include "base/document_numbers.h"

#include <algorithm>
#include <array>

#include "base/citizen_id.h"
#include "base/credit_code.h"
#include "base/number.h"
#include "base/text.h"

namespace tongban {
namespace {

constexpr std::array<DocumentType, 11> kTypes = {{{"001", "统一社会信用代码"},
                                                  {"111", "居民身份证"},
                                                  {"112", "临时居民身份证"},
                                                  {"113", "户口簿"},
                                                  {"114", "中国人民解放军军官证"},
                                                  {"414", "普通护照"},
                                                  {"511", "台湾居民来往大陆通行证"},
                                                  {"516", "港澳居民来往内地通行证"},
                                                  {"553", "外国人永久居留身份证"},
                                                  {"554", "外国人居留证"},
                                                  {"810", "港澳台居民居住证"}}};

bool is_digit(char ch) { return ch >= '0' && ch <= '9'; }
bool is_letter(char ch) { return ch >= 'A' && ch <= 'Z'; }

// `9` stands for a digit, `A` for a letter, `*` for either; anything else for itself.
bool has_shape(std::string_view text, std::string_view shape) {
  return std::equal(text.begin(), text.end(), shape.begin(), shape.end(), [](char ch, char wanted) {
    if (wanted == '9') return is_digit(ch);
    if (wanted == 'A') return is_letter(ch);
    if (wanted == '*') return is_digit(ch) || is_letter(ch);
    return ch == wanted;
  });
}

bool has_any_shape(std::string_view text, std::initializer_list<std::string_view> shapes) {
  return std::any_of(shapes.begin(), shapes.end(), [&](std::string_view shape) { return has_shape(text, shape); });
}

bool is_alphanumeric_with_digit(std::string_view text, std::size_t least, std::size_t most) {
  return text.size() >= least && text.size() <= most && std::any_of(text.begin(), text.end(), is_digit) &&
         std::all_of(text.begin(), text.end(), [](char ch) { return is_digit(ch) || is_letter(ch); });
}

// 南字第12345678号 and the like: any writing, but short, visible and with a digit.
bool is_loose(std::string_view text) {
  const auto length = count_code_points(text);
  return is_valid_utf8(text) && length >= 4 && length <= 24 && !has_control_characters(text) &&
         std::any_of(text.begin(), text.end(), is_digit);
}

bool is_permanent_residence(std::string_view text) {
  if (has_shape(text, "AAA999999999999")) return true;
  // The card of 2023: a number like a citizen's that begins with 9.
  return text.size() == 18 && text[0] == '9' && citizen_id_check_character(text.substr(0, 17)) == text[17];
}

bool fits(std::string_view type, std::string_view text) {
  if (type == "113" || type == "114" || type == "554") return is_loose(text);
  if (type == "414") return is_alphanumeric_with_digit(text, 5, 15);
  if (type == "511") return has_any_shape(text, {"99999999", "9999999999", "9999999999A"});
  if (type == "516") return has_any_shape(text, {"H99999999", "M99999999", "H9999999999", "M9999999999"});
  return type == "553" && is_permanent_residence(text);
}

Error bad_format() { return invalid("document_number.format", "证件号码的格式与证件类型不符"); }

}  // namespace

std::span<const DocumentType> document_types() { return kTypes; }

Result<std::string> parse_document_number(std::string_view type_code, std::string_view number) {
  const auto known =
      std::any_of(kTypes.begin(), kTypes.end(), [&](const auto& type) { return type.code == type_code; });
  if (!known) return invalid("document_number.type", "不支持的证件类型");
  if (type_code == "001") return TRY(parse_credit_code(number)).code;
  if (type_code == "111" || type_code == "112") return TRY(parse_citizen_id(number)).number;
  if (type_code == "810") {
    auto id = TRY(parse_citizen_id(number));
    const auto province = id.number.substr(0, 2);
    if (province != "81" && province != "82" && province != "83") return bad_format();
    return id.number;
  }
  // Without a blank that stood inside it, a broken character could become another one.
  if (!is_valid_utf8(number)) return bad_format();
  auto normal = normalise_code(number);
  std::erase(normal, ' ');
  if (!fits(type_code, normal)) return bad_format();
  return normal;
}

}  // namespace tongban
