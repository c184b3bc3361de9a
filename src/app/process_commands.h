// The commands that try out processes: `tongban process simulate`, `tongban process test`. They need no configuration.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace tongban::app {

struct SimulateArguments {
  std::string file, variables = "{}", answers = "{}";
  std::vector<std::string> start;
  std::vector<std::string> decisions;  // DMN files of its rule tasks; without any, those beside the model
};
// Prints one JSON line an event and one with the result. 0 completed or waiting, 1 error or refused, 2 could not.
int process_simulate(const SimulateArguments& arguments);
// Runs the cases.json of the folder; prints one line a run and last `N passed, M failed`. 0 where none failed.
int process_test(const std::string& folder);

void add_process_commands(CLI::App& program, int& exit_code);

}  // namespace tongban::app
