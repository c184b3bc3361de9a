// What is done with accounts on the machine itself: the first one of an installation, from which everything else is
// granted, and a new password for an administrator, whom nobody else may give one.
#include <unistd.h>

#include <cstdio>
#include <iostream>

#include "app/commands.h"
#include "app/node.h"
#include "modules/identity/identity.h"
#include "modules/identity/reset_password.h"

namespace tongban::app {

namespace {

// Not an argument: those are seen by everybody on the machine and kept by the shell.
std::string read_password(const std::string& login_name) {
  std::string password;
  if (isatty(STDIN_FILENO) != 0) std::fprintf(stderr, "password for %s (shown as you type): ", login_name.c_str());
  std::getline(std::cin, password);
  return password;
}

}  // namespace

int reset_password(const Config& config, const std::string& login_name) {
  const auto password = read_password(login_name);
  const auto done = [&]() -> Result<void> {
    auto node = TRY(Node::open(config, false));
    TRY(node->ready());
    TRY(node->advance_ids());
    const Actor platform{ActorKind::platform};
    WorkCtx ctx{platform, node->services(), node->services().clock.now()};
    return identity::reset_password_here(ctx, login_name, password);
  }();
  if (!done) return report(done.error());
  std::printf("%s has a new password and must change it at the next sign-in\n", login_name.c_str());
  return 0;
}

int first_admin(const Config& config, const std::string& login_name, const std::string& name) {
  const auto password = read_password(login_name);
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
