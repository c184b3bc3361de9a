// Names of FEEL (DMN 1.5, 10.3.1.2 and grammar rules 25 to 31): words of letters of any script, which may be joined by
// blanks and by the symbols . / - ' + *. A name is recognised by its pieces, so that `a + b` and `a+b` are the same
// one.
#pragma once

#include <string>
#include <string_view>

namespace tongban::feel {

bool is_name_start(char32_t c);
bool is_name_part(char32_t c);
// Whether a text can be written as a name without quotes: one or several words.
bool is_name(std::string_view text);

// Goes through the pieces of a possible name; what lies between them is white space.
class NamePieces {
 public:
  NamePieces(std::string_view text, std::size_t at) : text_(text), at_(at) {}
  // The next word or symbol; empty where the name cannot go on.
  std::string_view next();
  std::size_t position() const { return at_; }  // behind the last piece
  std::string_view last() const { return last_; }

 private:
  std::string_view text_, last_;
  std::size_t at_;
};

// The pieces of a whole name, joined by line feeds; empty when the text is no name.
std::string key_of_name(std::string_view text);
// White space at the ends removed, inside made one blank.
std::string normal_name(std::string_view text);

std::size_t skip_space(std::string_view text, std::size_t at);

}  // namespace tongban::feel
