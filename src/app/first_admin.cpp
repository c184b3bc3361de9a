// Makes the first account of an installation, on the machine itself: everything else is granted from there.
#include <unistd.h>

#include <cstdio>
#include <iostream>

#include "app/commands.h"
#include "app/node.h"
#include "modules/identity/identity.h"

namespace tongban::app {

int first_admin(const Config& config, const std::string& login_name, const std::string& name) {
  // Not an argument: those are seen by everybody on the machine and kept by the shell.
  std::string password;
  if (isatty(STDIN_FILENO) != 0) std::fprintf(stderr, "password for %s (shown as you type): ", login_name.c_str());
  std::getline(std::cin, password);
  const auto made = [&]() -> Result<std::int64_t> {
    auto node = TRY(Node::open(config, false));
    TRY(node->ready());
    TRY(node->advance_ids());
    const Actor platform{ActorKind::platform};
    WorkCtx ctx{platform, node->services(), node->services().clock.now()};
    return identity::create_first_administrator(ctx, login_name, password, name);
  }();
  if (!made) return report(made.error());
  std::printf("made the system administrator %s\n", login_name.c_str());
  return 0;
}

}  // namespace tongban::app
