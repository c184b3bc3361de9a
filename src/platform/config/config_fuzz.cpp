// The configuration file and the environment: what is accepted is within its ranges and printed so that it can be read
// again; what is not is told by line.
#include "base/fuzz_target.h"
#include "base/text.h"
#include "platform/config/config.h"

namespace tongban {

FUZZ_TARGET(config) {
  fuzz::Pieces pieces(input);
  Environment environment;
  if (pieces.flag()) environment["TONGBAN_SERVER_PORT"] = pieces.line();
  if (pieces.flag()) environment["TONGBAN_SERVER_TRUSTED_PROXIES"] = pieces.line();
  const auto config = load_config_text(pieces.rest(), "x.toml", environment);
  if (!config) {
    PROMISE(config.error().key == "config.invalid" && !config.error().fields.empty());
    return;
  }
  PROMISE(config->server.port >= 0 && config->server.port <= 65535 && config->node.id >= 0 && config->node.id < 1024);
  PROMISE(!config->database_dsn().empty() && !config->key_file().empty());
  const auto printed = print_config(*config);
  PROMISE(is_valid_utf8(printed));
  const auto again = load_config_text(printed, "printed.toml", {});
  PROMISE(again.ok() && print_config(*again) == printed);
}

}  // namespace tongban
