#include <CLI/CLI.hpp>
#include <memory>

#include "app/backup_commands.h"

namespace tongban::app {

void add_backup_commands(const AddCommand& add) {
  // Shared by the commands, of which one runs; lives as long as they.
  const auto arguments = std::make_shared<BackupArguments>();
  const auto with = [&](const char* name, const char* help, int (*command)(const Config&, const BackupArguments&)) {
    auto* sub = add(name, help, [arguments, command](const Config& config) { return command(config, *arguments); });
    sub->add_option("--key", arguments->key_file, "Key file of backups (tongban keys --backup FILE)")->required();
    return sub;
  };
  auto* making = with("backup", "Copies database and files, encrypted, into one file while the server works", backup);
  making->add_option("file", arguments->path, "File to make, or a folder in which it gets a name by its time")
      ->required();
  making->add_option("--keep", arguments->keep, "In a folder: remove the oldest so that this many remain")
      ->check(CLI::Range(1, 100'000));
  making->add_option("--limit", arguments->megabytes_a_second, "Megabytes a second at most")
      ->check(CLI::Range(1, 100'000));
  auto* verifying = with("verify-backup", "Opens, counts and hashes everything in a backup", verify_backup);
  verifying->add_option("file", arguments->path, "Backup")->required();
  verifying->add_flag("--tables", arguments->tables, "Tell rows and hash of each table");
  verifying->add_flag("--compare", arguments->compare, "Also compare with the rows of the database");
  with("restore", "Fills an empty installation from a backup", restore)
      ->add_option("file", arguments->path, "Backup")
      ->required();
  with("upgrade", "Checks, makes a backup, brings the database to the schema of this program, checks again", upgrade)
      ->add_option("--backup", arguments->path, "Backup to make first")
      ->required();
}

}  // namespace tongban::app
