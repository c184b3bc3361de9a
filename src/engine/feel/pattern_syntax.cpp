// From the regular expressions of XML Schema part 2, appendix F, with the additions of XPath, to those of ICU.
#include <cctype>

#include "base/text.h"
#include "engine/feel/pattern.h"

namespace tongban::feel {
namespace {

constexpr std::string_view kNameStart =
    ":A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C-\\u200D\\u2070-\\u218F"
    "\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\U00010000-\\U000EFFFF";
constexpr std::string_view kNameMore = "\\-.0-9\\u00B7\\u0300-\\u036F\\u203F-\\u2040";

class Translation {
 public:
  Translation(std::string_view pattern, bool multiple_lines, bool dot_all, bool ignore_space)
      : left_(pattern), lines_(multiple_lines), dot_all_(dot_all), ignore_space_(ignore_space) {}

  std::optional<std::string> run() {
    while (good_ && !left_.empty()) one();
    if (!good_ || !open_.empty()) return std::nullopt;
    return out_;
  }

 private:
  bool starts(std::string_view text) const { return left_.starts_with(text); }
  void drop(std::size_t count) { left_.remove_prefix(count); }
  void fail() { good_ = false; }

  void one() {
    const char c = left_.front();
    if (ignore_space_ && (c == ' ' || c == '\t' || c == '\n' || c == '\r')) return drop(1);
    switch (c) {
      case '\\':
        return escape(false);
      case '[':
        return character_class(0);
      case '(':
        return open();
      case ')':
        return close();
      case '.':
        out_ += dot_all_ ? "." : "[^\\n\\r]";
        return drop(1);
      case '^':
        out_ += lines_ ? "(?:(?<=\\n)|\\A)" : "\\A";
        return drop(1);
      case '$':
        out_ += lines_ ? "(?:(?=\\n)|\\z)" : "\\z";
        return drop(1);
      case '*':
      case '+':
      case '?':
      case '{':
        return quantifier();
      case ']':
      case '}':
        return fail();
      case '#':
        out_ += "\\#";
        return drop(1);
      default:
        copy();
    }
  }

  void copy() {
    std::size_t at = 0;
    next_code_point(left_, at);
    out_ += left_.substr(0, at);
    drop(at);
  }

  void open() {
    drop(1);
    const bool captures = !starts("?");
    if (!captures && !starts("?:")) return fail();
    if (!captures) drop(2);
    out_ += captures ? "(" : "(?:";
    open_.push_back(captures ? ++groups_ : 0);
  }

  void close() {
    if (open_.empty()) return fail();
    if (open_.back() != 0) closed_.push_back(open_.back());
    open_.pop_back();
    out_ += ")";
    drop(1);
  }

  // One quantifier, which may be reluctant; ICU's possessive ones are none of XPath.
  void quantifier() {
    if (left_.front() == '{') {
      const auto end = left_.find('}');
      if (end == std::string_view::npos || end < 2) return fail();
      for (const char c : left_.substr(1, end - 1))
        if (!std::isdigit(static_cast<unsigned char>(c)) && c != ',') return fail();
      out_ += left_.substr(0, end + 1);
      drop(end + 1);
    } else {
      out_ += left_.front();
      drop(1);
    }
    if (starts("?")) {
      out_ += "?";
      drop(1);
    }
    if (starts("+") || starts("*") || starts("?")) fail();
  }

  void property() {
    const auto end = left_.find('}');
    if (left_.size() < 3 || left_[2] != '{' || end == std::string_view::npos) return fail();
    auto name = left_.substr(3, end - 3);
    out_ += left_.substr(0, 3);
    if (name.starts_with("Is")) {
      out_ += "Block=";
      name.remove_prefix(2);
    }
    for (const char c : name)
      if (!std::isalnum(static_cast<unsigned char>(c)) && c != '-') return fail();
    out_.append(name).append("}");
    drop(end + 1);
  }

  void back_reference() {
    const int group = left_[1] - '0';
    bool known = false;
    for (const int closed : closed_) known = known || closed == group;
    if (!known) return fail();
    out_.append("(?:\\").append(left_.substr(1, 1)).append(")");
    drop(2);
  }

  void escape(bool in_class) {
    if (left_.size() < 2) return fail();
    const char c = left_[1];
    const auto set = [&](std::string_view positive, std::string_view negative) {
      out_ += positive;
      out_ += negative;
      drop(2);
    };
    switch (c) {
      case 'n':
      case 'r':
      case 't':
        out_.append("\\").append(1, c);
        return drop(2);
      case 's':
        return set("[ \\t\\n\\r]", "");
      case 'S':
        return set("[^ \\t\\n\\r]", "");
      case 'd':
        return set("\\p{Nd}", "");
      case 'D':
        return set("\\P{Nd}", "");
      case 'w':
        return set("[^\\p{P}\\p{Z}\\p{C}]", "");
      case 'W':
        return set("[\\p{P}\\p{Z}\\p{C}]", "");
      case 'i':
        return set("[", std::string(kNameStart) + "]");
      case 'I':
        return set("[^", std::string(kNameStart) + "]");
      case 'c':
        return set("[", std::string(kNameStart) + std::string(kNameMore) + "]");
      case 'C':
        return set("[^", std::string(kNameStart) + std::string(kNameMore) + "]");
      case 'p':
      case 'P':
        return property();
      default:
        break;
    }
    if (c >= '1' && c <= '9' && !in_class) return back_reference();
    if (std::string_view("\\|.?*+(){}-[]^$").find(c) == std::string_view::npos) return fail();
    out_.append("\\").append(1, c);
    drop(2);
  }

  void character_class(int depth) {
    if (depth > 50) return fail();
    out_ += "[";
    drop(1);
    if (starts("^")) {
      out_ += "^";
      drop(1);
    }
    bool empty = true;
    while (good_ && !left_.empty() && (left_.front() != ']' || empty)) {
      const char c = left_.front();
      if (c == '-' && starts("-[")) {
        out_ += "--";
        drop(1);
        character_class(depth + 1);
        if (!starts("]")) return fail();
        break;
      }
      if (c == '\\') {
        escape(true);
      } else if (c == '[' || c == ']') {
        return fail();
      } else if (c == '&' || (c == '-' && (empty || starts("-]")))) {
        out_.append("\\").append(1, c);
        drop(1);
      } else {
        copy();
      }
      empty = false;
    }
    if (!starts("]")) return fail();
    out_ += "]";
    drop(1);
  }

  std::string_view left_;
  bool lines_, dot_all_, ignore_space_, good_ = true;
  std::string out_;
  std::vector<int> open_, closed_;
  int groups_ = 0;
};

}  // namespace

std::optional<std::string> icu_pattern(std::string_view pattern, bool multiple_lines, bool dot_all, bool ignore_space) {
  return Translation(pattern, multiple_lines, dot_all, ignore_space).run();
}

}  // namespace tongban::feel
