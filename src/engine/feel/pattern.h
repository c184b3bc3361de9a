// Pattern: a regular expression as XPath 3.1 and XML Schema define them, compiled by ICU. Time and memory of a match
// are bounded, so that no pattern can hang the evaluation.
#pragma once

#include <unicode/regex.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tongban::feel {

class Pattern {
 public:
  // Flags of XPath: s, m, i, x, q. nullopt for a bad pattern or flag.
  static std::optional<Pattern> compile(std::string_view pattern, std::string_view flags);

  // nullopt where the limits were reached.
  std::optional<bool> matches(const std::string& text) const;
  // Also nullopt for a bad replacement, or a pattern that matches the empty text.
  std::optional<std::string> replaced(const std::string& text, std::string_view replacement,
                                      std::size_t max_bytes) const;
  std::optional<std::vector<std::string>> split(const std::string& text) const;

 private:
  std::unique_ptr<icu::RegexMatcher> matcher(const icu::UnicodeString& text) const;
  std::optional<bool> matches_empty() const;

  std::shared_ptr<const icu::RegexPattern> compiled_;
  bool literal_ = false;
};

// The pattern in ICU's syntax; nullopt where XPath does not allow it.
std::optional<std::string> icu_pattern(std::string_view pattern, bool multiple_lines, bool dot_all, bool ignore_space);

}  // namespace tongban::feel
