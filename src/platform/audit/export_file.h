// The chain as a file that can be verified without the server: lines of JSON, a block and then its entries, every value
// a string as the database prints it. What it may hold is what auditors may see; details in a person's own words stay
// sealed.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "platform/audit/verify.h"
#include "platform/db/db.h"

namespace tongban::audit {

// Writes the blocks `first` to `last` (those there are) piece by piece; `write` gets whole lines. Returns the number of
// blocks. Errors: those of Database::read and of `write`.
Result<std::int64_t> export_blocks(db::Database& database, std::int64_t first, std::int64_t last,
                                   const std::function<Result<void>(std::string_view)>& write);

// Verifies an export. `next_line` gives a line without its end, false after the last. An export that begins with a
// later block than the first is verified from there. Error: `audit.export_malformed`, with the line.
Result<Report> verify_export(const std::function<bool(std::string&)>& next_line, std::vector<PublicKey> keys,
                             std::vector<Checkpoint> checkpoints, Instant now);

}  // namespace tongban::audit
