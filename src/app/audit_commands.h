// `tongban audit …`: verifies, exports and seals the chain of the audit trail. Returns the exit code, as commands.h has
// it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "platform/config/config.h"

namespace CLI {
class App;
}

namespace tongban::app {

struct AuditArguments {
  std::string what;             // verify, export, checkpoint, public-key, seal
  std::string file;             // verify: an export to read; export: to write; checkpoint: to append to
  std::string public_key_file;  // PEM, any number of keys; else the keys of the key file
  std::string checkpoints_file;
  std::int64_t first_block = 1;
  std::int64_t last_block = INT64_MAX;
  bool everything = false;  // seal: also what was committed too late, of all times
};

int audit_command(const Config& config, const AuditArguments& arguments);

using AddCommand = std::function<CLI::App*(const char* name, const char* help, std::function<int(const Config&)>)>;
void add_audit_commands(const AddCommand& add);

}  // namespace tongban::app
