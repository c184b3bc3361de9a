#include <CLI/CLI.hpp>
#include <memory>

#include "app/audit_commands.h"

namespace tongban::app {

void add_audit_commands(const AddCommand& add) {
  const auto arguments = std::make_shared<AuditArguments>();
  auto* audit = add("audit", "Verifies, exports, seals the audit trail (docs/operations/audit.md)",
                    [arguments](const Config& config) { return audit_command(config, *arguments); });
  audit->add_option("what", arguments->what, "verify, export, checkpoint, public-key or seal")
      ->required()
      ->check(CLI::IsMember({"verify", "export", "checkpoint", "public-key", "seal"}));
  audit->add_option("--file", arguments->file,
                    "verify: an export instead of the database; export: file to make; checkpoint: file to append to");
  audit->add_option("--public-key", arguments->public_key_file, "verify: PEM file of the keys to trust");
  audit->add_option("--checkpoints", arguments->checkpoints_file, "verify: file of checkpoints kept elsewhere");
  audit->add_option("--from-block", arguments->first_block, "export: first block")->check(CLI::PositiveNumber);
  audit->add_option("--to-block", arguments->last_block, "export: last block")->check(CLI::PositiveNumber);
  audit->add_flag("--everything", arguments->everything, "seal: also entries that were committed too late");
}

}  // namespace tongban::app
