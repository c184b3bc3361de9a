#include <CLI/CLI.hpp>
#include <memory>

#include "app/process_commands.h"

namespace tongban::app {

void add_process_commands(CLI::App& program, int& exit_code) {
  auto* process = program.add_subcommand("process", "Tries out BPMN processes (docs/processes.md)");
  process->require_subcommand(1);
  const auto simulated = std::make_shared<SimulateArguments>();
  auto* simulate = process->add_subcommand("simulate", "Runs a model on a virtual clock and prints what happens");
  simulate->add_option("file", simulated->file, "BPMN 2.0 file")->required();
  simulate->add_option("--variables", simulated->variables, "JSON object of the variables to begin with");
  simulate->add_option("--answers", simulated->answers,
                       "JSON object: what completes each user task, by its id or name");
  simulate->add_option("--start", simulated->start, "Id of the process or start event to begin with; may be repeated");
  simulate->add_option("--decisions", simulated->decisions,
                       "DMN files of its rule tasks; without it those that lie beside the model");
  simulate->callback([simulated, &exit_code] { exit_code = process_simulate(*simulated); });
  const auto folder = std::make_shared<std::string>();
  auto* test = process->add_subcommand("test", "Runs the cases.json of a folder of models");
  test->add_option("folder", *folder, "Folder with cases.json and the models it names")->required();
  test->callback([folder, &exit_code] { exit_code = process_test(*folder); });
}

}  // namespace tongban::app
