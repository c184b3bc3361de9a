// The commands of `tongban`, one file each. Each returns the exit code: 0 done, 1 findings, 2 could not.
#pragma once

#include <string>

#include "platform/config/config.h"

namespace tongban::app {

int serve(const Config& config);
int migrate(const Config& config);
int demo(const Config& config);                      // demonstration catalogue and accounts; idempotent
int check(const Config& config, bool verify_files);  // recomputes everything from events, reports differences
int print_api(const std::string& what);              // openapi, typescript, matrix, states
int make_keys(const Config& config, bool rotate);
int import_file(const Config& config, const std::string& kind, const std::string& path, bool dry_run);

// The first account, a system administrator; the password is the first line of standard input.
int first_admin(const Config& config, const std::string& login_name, const std::string& name);
int reset_password(const Config& config, const std::string& login_name);

// Prints an error for the operator: key, sentence, and the fields at fault.
int report(const Error& error);

}  // namespace tongban::app
