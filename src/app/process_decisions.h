// The decision models that the rule tasks of a process name, from files, for the commands that try processes out.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/feel/feel.h"

namespace tongban::app {

// not_found `process.no_file`.
Result<std::string> read_text(const std::filesystem::path& path);

using CaseDecisions = std::function<Result<feel::Value>(const std::string& decision, const feel::Value& context)>;

// Errors: `process.no_file`; those of loading; invalid `process.bad_decisions` where something in them cannot work.
// Without files there are no decisions.
Result<CaseDecisions> decisions_of(const std::vector<std::string>& files);
// The *.dmn files in the folder of the model, in the order of their names. Where two have the same decision the first
// decides: name the files where that matters.
std::vector<std::string> decisions_beside(const std::filesystem::path& model);

}  // namespace tongban::app
