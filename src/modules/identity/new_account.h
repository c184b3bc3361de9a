// What registering, creating staff and the demonstration share.
#pragma once

#include "modules/identity/store.h"

namespace tongban::identity {

// The login name in normal form; what is wrong with it or the password is added to `problems`.
std::string check_credentials(std::string_view login_name, std::string_view password,
                              std::vector<FieldError>& problems);

// Gives the account its id and time, stores it, names it as the subject of the audit entry. Errors: conflict
// `identity.login_name_taken`, `identity.already_registered` (the id number).
Result<RegisterOut> add_account(Ctx& ctx, store::Account account);

}  // namespace tongban::identity
