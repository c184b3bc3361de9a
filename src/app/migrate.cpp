#include <cstdio>

#include "app/commands.h"
#include "app/modules.h"
#include "app/node.h"

namespace tongban::app {

int migrate(const Config& config) {
  const auto node = Node::open(config, true);
  if (!node) return report(node.error());
  const auto done = db::migrate((*node)->database(), all_migrations());
  if (!done) return report(done.error());
  for (const auto& name : done->applied) std::printf("applied %s\n", name.c_str());
  std::printf("schema is current: %zu applied now, %d before\n", done->applied.size(), done->already_applied);
  return 0;
}

int make_keys(const Config& config, bool rotate) {
  const auto path = config.key_file();
  const auto done = rotate ? Keyring::rotate(path) : [&]() -> Result<void> {
    TRY(Keyring::create(path));
    return {};
  }();
  if (!done) return report(done.error());
  std::printf("%s %s\n", rotate ? "added a key to" : "made", path.c_str());
  return 0;
}

}  // namespace tongban::app
