// What outsiders can bring into the log: a line stays one line of JSON and tells nobody's number.
#include "base/fuzz_target.h"
#include "base/json.h"
#include "platform/log/line.h"

namespace tongban::log {

FUZZ_TARGET(log_line) {
  const auto blotted = blot_out(input);
  PROMISE(blotted.size() <= 310);
  std::size_t digits = 0;
  for (const char ch : blotted) {
    PROMISE(ch >= 0x20 && ch < 0x7f);
    digits = ch >= '0' && ch <= '9' ? digits + 1 : 0;
    PROMISE(digits < 5);
  }
  const auto line = render_line(Instant::from_seconds(1'790'000'000), Level::warn, "fuzz.line",
                                {key("key", input), diagnostic("what", input), decimal("share", 0.5)});
  PROMISE(line.find_first_of("\r\n") == std::string::npos);
  const auto document = parse_json(line);
  PROMISE(document.ok() && document->get_object().size() == 6);
  const auto& shown = document->get_object().at("key").as_string();
  PROMISE(std::string_view(shown) == input || shown == "invalid");
}

}  // namespace tongban::log
