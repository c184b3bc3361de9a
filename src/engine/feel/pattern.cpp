#include "engine/feel/pattern.h"

namespace tongban::feel {
namespace {

constexpr std::int32_t kTimeLimit = 300;               // in ICU's steps of about a millisecond
constexpr std::int32_t kStackLimit = 8 * 1024 * 1024;  // bytes on the heap, for backtracking

std::string utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

// A replacement in pieces: text, and the numbers of groups. False for a `$` or `\` that means nothing.
struct Piece {
  icu::UnicodeString text;
  int group = -1;
};

bool read_replacement(std::string_view replacement, int groups, bool literal, std::vector<Piece>& pieces) {
  std::string plain;
  const auto flush = [&] {
    if (!plain.empty()) pieces.push_back({icu::UnicodeString::fromUTF8(plain)});
    plain.clear();
  };
  for (std::size_t at = 0; at < replacement.size(); ++at) {
    const char c = replacement[at];
    const char next = at + 1 < replacement.size() ? replacement[at + 1] : '\0';
    if (literal || (c != '\\' && c != '$')) {
      plain += c;
    } else if (c == '\\') {
      if (next != '\\' && next != '$') return false;
      plain += next;
      ++at;
    } else {
      if (next < '0' || next > '9') return false;
      // As many digits as still name a group; a number beyond all groups names the empty text.
      int group = next - '0';
      ++at;
      while (at + 1 < replacement.size() && replacement[at + 1] >= '0' && replacement[at + 1] <= '9' &&
             group * 10 + (replacement[at + 1] - '0') <= groups)
        group = group * 10 + (replacement[++at] - '0');
      flush();
      if (group <= groups) pieces.push_back({{}, group});
    }
  }
  flush();
  return true;
}

}  // namespace

std::optional<Pattern> Pattern::compile(std::string_view pattern, std::string_view flags) {
  Pattern made;
  bool lines = false, dot_all = false, ignore_space = false;
  std::uint32_t options = 0;
  for (const char flag : flags) {
    switch (flag) {
      case 's':
        dot_all = true;
        break;
      case 'm':
        lines = true;
        break;
      case 'i':
        options |= UREGEX_CASE_INSENSITIVE;
        break;
      case 'x':
        ignore_space = true;
        break;
      case 'q':
        made.literal_ = true;
        break;
      default:
        return std::nullopt;
    }
  }
  if (dot_all) options |= UREGEX_DOTALL;
  if (made.literal_) options |= UREGEX_LITERAL;
  const auto translated =
      made.literal_ ? std::string(pattern) : icu_pattern(pattern, lines, dot_all, ignore_space).value_or("(");
  UErrorCode status = U_ZERO_ERROR;
  UParseError where;
  const auto text = icu::UnicodeString::fromUTF8(translated);
  std::shared_ptr<const icu::RegexPattern> compiled(icu::RegexPattern::compile(text, options, where, status));
  if (U_FAILURE(status)) return std::nullopt;
  made.compiled_ = std::move(compiled);
  return made;
}

std::unique_ptr<icu::RegexMatcher> Pattern::matcher(const icu::UnicodeString& text) const {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::RegexMatcher> made(compiled_->matcher(text, status));
  if (U_FAILURE(status) || made == nullptr) return nullptr;
  made->setTimeLimit(kTimeLimit, status);
  made->setStackLimit(kStackLimit, status);
  return U_FAILURE(status) ? nullptr : std::move(made);
}

std::optional<bool> Pattern::matches(const std::string& text) const {
  const auto unicode = icu::UnicodeString::fromUTF8(text);
  const auto search = matcher(unicode);
  if (search == nullptr) return std::nullopt;
  UErrorCode status = U_ZERO_ERROR;
  const bool found = search->find(status);
  return U_FAILURE(status) ? std::nullopt : std::optional(found);
}

std::optional<bool> Pattern::matches_empty() const { return matches(std::string()); }

std::optional<std::string> Pattern::replaced(const std::string& text, std::string_view replacement,
                                             std::size_t max_bytes) const {
  const auto unicode = icu::UnicodeString::fromUTF8(text);
  const auto search = matcher(unicode);
  if (search == nullptr || matches_empty().value_or(true)) return std::nullopt;
  std::vector<Piece> pieces;
  if (!read_replacement(replacement, search->groupCount(), literal_, pieces)) return std::nullopt;
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString out;
  std::int32_t from = 0;
  while (search->find(status) && U_SUCCESS(status)) {
    out.append(unicode, from, search->start(status) - from);
    for (const auto& piece : pieces) out.append(piece.group < 0 ? piece.text : search->group(piece.group, status));
    from = search->end(status);
    if (static_cast<std::size_t>(out.length()) > max_bytes) return std::nullopt;
  }
  if (U_FAILURE(status)) return std::nullopt;
  out.append(unicode, from, unicode.length() - from);
  return utf8(out);
}

std::optional<std::vector<std::string>> Pattern::split(const std::string& text) const {
  const auto unicode = icu::UnicodeString::fromUTF8(text);
  const auto search = matcher(unicode);
  if (search == nullptr || matches_empty().value_or(true)) return std::nullopt;
  UErrorCode status = U_ZERO_ERROR;
  std::vector<std::string> parts;
  std::int32_t from = 0;
  while (search->find(status) && U_SUCCESS(status)) {
    parts.push_back(utf8(unicode.tempSubStringBetween(from, search->start(status))));
    from = search->end(status);
  }
  if (U_FAILURE(status)) return std::nullopt;
  parts.push_back(utf8(unicode.tempSubStringBetween(from, unicode.length())));
  return parts;
}

}  // namespace tongban::feel
