// The commands that try out rules: `tongban feel`, `tongban dmn test`. They need no configuration.
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace tongban::app {

// Prints the value as JSON, and warnings on standard error. 0 evaluated, 1 the text is no FEEL or hit a limit, 2 the
// context is no JSON object.
int feel_evaluate(const std::string& expression, const std::string& context_json);
// Runs the test cases below a folder laid out like the DMN TCK; prints one line a case and last `N passed, M failed`. 0
// where none failed.
int dmn_test(const std::string& folder);

void add_decision_commands(CLI::App& program, int& exit_code);

}  // namespace tongban::app
