#include <CLI/CLI.hpp>
#include <memory>

#include "app/decision_commands.h"

namespace tongban::app {

void add_decision_commands(CLI::App& program, int& exit_code) {
  struct Asked {
    std::string expression, context = "{}";
  };
  const auto asked = std::make_shared<Asked>();
  auto* feel = program.add_subcommand("feel", "Evaluates a FEEL expression (docs/processes.md)");
  feel->add_option("expression", asked->expression, "FEEL of DMN 1.5")->required();
  feel->add_option("--context", asked->context, "JSON object of the variables");
  feel->callback([asked, &exit_code] { exit_code = feel_evaluate(asked->expression, asked->context); });
  auto* dmn = program.add_subcommand("dmn", "Tries out DMN decision models (docs/processes.md)");
  dmn->require_subcommand(1);
  const auto folder = std::make_shared<std::string>();
  auto* test = dmn->add_subcommand("test", "Runs the test cases of a folder laid out like the DMN TCK");
  test->add_option("folder", *folder, "Folder with *.dmn and *-test-*.xml, at any depth")->required();
  test->callback([folder, &exit_code] { exit_code = dmn_test(*folder); });
}

}  // namespace tongban::app
