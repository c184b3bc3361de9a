// The runner of test cases in the format of the DMN Technology Compatibility Kit: folders with models (*.dmn) and files
// of cases (*.xml) that give inputs and expected results. Values are compared as FEEL does, numbers to eight digits.
#pragma once

#include <functional>
#include <string>

#include "engine/dmn/dmn.h"

namespace tongban::dmn {

struct TestedCase {
  std::string name;  // folder/file#id
  bool passed = false;
  std::string reason;  // why not
};

struct TestCounts {
  int passed = 0, failed = 0;
};

// Runs every file of cases below the folder, in the order of their names; tells each case as it ends.
// Errors: Code::not_found `dmn.no_such_folder`.
Result<TestCounts> run_test_cases(const std::string& folder, const Environment& environment,
                                  const std::function<void(const TestedCase&)>& tell);

}  // namespace tongban::dmn
