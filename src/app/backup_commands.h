// The commands that copy, prove, restore and upgrade an installation. Each returns the exit code, as commands.h has it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "platform/config/config.h"

namespace CLI {
class App;
}

namespace tongban::app {

struct BackupArguments {
  std::string path;                     // the backup; for `backup` also a folder, then it gets a name by its time
  std::string key_file;                 // of backups, made by `tongban keys --backup`
  int keep = 0;                         // of those in the folder; 0: all
  std::int64_t megabytes_a_second = 0;  // 0: as fast as it goes
  bool tables = false;                  // tell each table
  bool compare = false;                 // with the database of the configuration
};

int make_backup_key(const std::string& path);
int backup(const Config& config, const BackupArguments& arguments);
int verify_backup(const Config& config, const BackupArguments& arguments);
int restore(const Config& config, const BackupArguments& arguments);
int upgrade(const Config& config, const BackupArguments& arguments);

// Puts the commands on the command line; `add` adds one with what all commands understand.
using AddCommand = std::function<CLI::App*(const char* name, const char* help, std::function<int(const Config&)>)>;
void add_backup_commands(const AddCommand& add);

}  // namespace tongban::app
