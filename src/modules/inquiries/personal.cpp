#include "modules/inquiries/personal.h"

#include "base/text.h"

namespace tongban::inquiries {
namespace {

constexpr std::size_t kMobile = 11, kLongNumber = 15;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Digits as people break them up: blanks and hyphens between them are passed over.
std::optional<std::string> number_trace(std::string_view text) {
  std::string run;
  const auto found = [&]() -> std::optional<std::string> {
    if (run.size() >= kLongNumber) return "personal.long_number";
    if (run.size() == kMobile && run[0] == '1' && run[1] >= '3') return "personal.mobile";
    if (run.size() == kMobile + 2 && run.starts_with("861") && run[3] >= '3') return "personal.mobile";
    return std::nullopt;
  };
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : '\n';
    if (is_digit(c)) {
      run += c;
    } else if (!run.empty() && (c == ' ' || c == '-') && i + 1 < text.size() && is_digit(text[i + 1])) {
      continue;
    } else {
      if (auto trace = found()) return trace;
      run.clear();
    }
  }
  return std::nullopt;
}

bool in_address(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || c == '.' || c == '-' || c == '_' || c == '+';
}

bool has_mail_address(std::string_view text) {
  for (auto at = text.find('@'); at != text.npos; at = text.find('@', at + 1)) {
    std::size_t end = at + 1;
    while (end < text.size() && in_address(text[end])) ++end;
    auto domain = text.substr(at + 1, end - at - 1);
    while (domain.ends_with('.')) domain.remove_suffix(1);
    const bool named = at > 0 && in_address(text[at - 1]) && domain.find('.') != domain.npos;
    if (named && domain != "gov.cn" && !domain.ends_with(".gov.cn")) return true;
  }
  return false;
}

}  // namespace

std::optional<std::string> personal_trace(std::string_view text, std::string_view asker_name,
                                          std::string_view asker_phone) {
  const auto plain = ascii_lower(normalise_width(text));
  if (auto trace = number_trace(plain)) return trace;
  if (has_mail_address(plain)) return "personal.email";
  // A single character is too common to be anybody's name.
  if (count_code_points(asker_name) >= 2 && text.find(asker_name) != text.npos) return "personal.asker";
  if (asker_phone.size() >= 7 && plain.find(asker_phone) != plain.npos) return "personal.asker";
  return std::nullopt;
}

}  // namespace tongban::inquiries
