// A new password on the machine itself, for whom nobody else may give one; for src/app only.
#pragma once

#include <string>

#include "platform/act/ctx.h"

namespace tongban::identity {

// A new password for any member of staff, administrators included, from the command line only; it must be changed at
// the next sign-in. All their sessions end. Errors: not_found `identity.no_such_account`, those of passwords.
Result<void> reset_password_here(WorkCtx& ctx, const std::string& login_name, const std::string& password);

}  // namespace tongban::identity
