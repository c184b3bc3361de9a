// Files that are answers of the form (formats `file` and `signature` of platform/forms): an answer names a file by its
// id, so whose file it is must be asked before the answer is kept — whoever may see the case may then read the file.
#pragma once

#include <vector>

#include "modules/cases/work.h"

namespace tongban::cases {

// The ids in fields of these formats, at the top of the form and in the rows of its tables; what is no id is left out.
std::vector<std::int64_t> files_in_answers(const json::value& schema, const json::object& answers);
// Each file must be the actor's own, or have been named by `before`; a signature must be a PNG. invalid `input.invalid`
// with pointers below /answers.
Result<void> check_answer_files(Ctx& ctx, const json::value& schema, const json::object& answers,
                                const json::object& before);

}  // namespace tongban::cases
