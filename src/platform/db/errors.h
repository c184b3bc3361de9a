// How exceptions inside the database room become Errors at its border: one table for both engines, so that callers see
// the same keys whichever database they run on.
#pragma once

#include <string>

#include "platform/db/db.h"

namespace tongban::db {

Error to_error(const DatabaseError& e);

// The exception being handled as an Error; call it inside a catch block only.
Error current_exception_to_error();

// True when the transaction cannot go on after `kind`, not even from a savepoint.
bool loses_transaction(DatabaseError::Kind kind);

Error overloaded();
Error unavailable(std::string detail);
Error closed_error();

}  // namespace tongban::db
