// A file that is handed in: its name (first line), the type it is said to be (second) and its bytes. What is taken is
// of an allowed type by all three, and its name can be written into a header and a file system.
#include "base/fuzz_target.h"
#include "base/text.h"
#include "platform/files/sniff.h"

namespace tongban {

FUZZ_TARGET(upload) {
  fuzz::Pieces pieces(input);
  const auto name = pieces.line();
  const auto type = pieces.line();
  const auto bytes = pieces.rest();
  const auto clean = clean_file_name(name);
  if (clean) {
    PROMISE(is_valid_utf8(*clean) && !has_control_characters(*clean) && count_code_points(*clean) <= 150);
    PROMISE(clean->find_first_of("/\\<>:\"|?*") == std::string::npos && *clean != "." && *clean != "..");
    const auto again = clean_file_name(*clean);
    PROMISE(again.ok() && *again == *clean);
  }
  const auto found = check_file_type(bytes, name, type);
  if (!found) return;
  PROMISE(clean.ok() && !bytes.empty());
  bool known = false;
  for (const auto& allowed : allowed_file_types()) known = known || &allowed == *found;
  PROMISE(known);
  PROMISE((*found)->media_type != "text/plain" || is_valid_utf8(bytes));
}

}  // namespace tongban
