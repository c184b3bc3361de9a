// What `backup` and `upgrade` share: writing a backup by the configuration, and telling how far a long work is.
#pragma once

#include "app/backup_commands.h"
#include "platform/backup/backup.h"

namespace tongban::app {

// One line on standard error every few seconds.
backup::Tell teller(const char* command);

// Makes the backup and tells what is in it. Errors: of the key files and of backup::make.
Result<backup::Contents> write_backup(const Config& config, const std::string& path, const BackupArguments& arguments);

}  // namespace tongban::app
