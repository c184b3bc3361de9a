#include "app/cli.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <functional>
#include <memory>
#include <optional>

#include "app/audit_commands.h"
#include "app/backup_commands.h"
#include "app/commands.h"
#include "app/decision_commands.h"
#include "app/process_commands.h"
#include "platform/config/config.h"
#include "platform/db/db.h"

namespace tongban::app {
namespace {

// What may be said on the command line in place of the configuration file.
struct Overrides {
  std::string config_file;
  std::optional<std::string> data_dir, facts_dir, web_dir, database, address;
  std::optional<int> port;
};

void add_overrides(CLI::App& command, Overrides& overrides) {
  command.add_option("--config", overrides.config_file, "Configuration file (docs/operations/tongban.toml)");
  command.add_option("--data", overrides.data_dir, "Folder of database and files");
  command.add_option("--facts", overrides.facts_dir, "Folder of the facts: calendar, regions, catalogue");
  command.add_option("--database", overrides.database, "sqlite:/path or postgresql://...");
}

// What the command line says wins over the environment, and is checked together with everything else.
Result<Config> configuration(const Overrides& overrides) {
  auto environment = process_environment();
  const auto say = [&environment](const char* name, const std::optional<std::string>& value) {
    if (value) environment[name] = *value;
  };
  say("TONGBAN_NODE_DATA_DIR", overrides.data_dir);
  say("TONGBAN_NODE_CATALOG_DIR", overrides.facts_dir);
  say("TONGBAN_SERVER_WEB_DIR", overrides.web_dir);
  say("TONGBAN_DATABASE_DSN", overrides.database);
  say("TONGBAN_SERVER_ADDRESS", overrides.address);
  if (overrides.port) say("TONGBAN_SERVER_PORT", std::to_string(*overrides.port));
  auto config = TRY(load_config(overrides.config_file, environment));
  if (overrides.port && *overrides.port != 0 && config.server.public_base_url == Config().server.public_base_url)
    config.server.public_base_url = "http://127.0.0.1:" + std::to_string(*overrides.port);
  return config;
}

int with_configuration(const Overrides& overrides, const std::function<int(const Config&)>& command) {
  const auto config = configuration(overrides);
  if (!config) return report(config.error());
  try {
    return command(*config);
  } catch (const db::DatabaseError& failure) {
    std::fprintf(stderr, "tongban: 数据库无法使用 / the database cannot be used: %s\n", failure.what());
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "tongban: %s\n", failure.what());
  }
  return 2;
}

// Reads the fact files of data/, or lists that an authority has exported from elsewhere.
void add_import_command(const AddCommand& add) {
  struct Asked {
    std::string kind, path;
    bool dry_run = false;
  };
  const auto asked = std::make_shared<Asked>();  // as long as the command
  auto* importing =
      add("import", "Imports regions, departments, dictionaries, basic items or items",
          [asked](const Config& config) { return import_file(config, asked->kind, asked->path, asked->dry_run); });
  importing->add_option("kind", asked->kind, "regions, departments, codes, basic-items, items")->required();
  importing->add_option("file", asked->path, "JSON or CSV")->required();
  importing->add_flag("--dry-run", asked->dry_run, "Only say what would change");
}

void add_reset_password(const AddCommand& add, std::string& login_name) {
  add("reset-password", "Gives a member of staff a password for one sign-in, read from standard input",
      [&login_name](const Config& config) { return reset_password(config, login_name); })
      ->add_option("login-name", login_name, "Name to sign in with")
      ->required();
}

}  // namespace

int report(const Error& error) {
  // A configuration's detail is the list of its fields already: one line a mistake, each told once.
  const bool is_the_list = !error.fields.empty() && error.detail.find(error.fields[0].detail) != std::string::npos;
  if (!is_the_list) std::fprintf(stderr, "tongban: %s (%s)\n", error.detail.c_str(), error.key.c_str());
  for (const auto& field : error.fields)
    std::fprintf(stderr, "%s%s: %s (%s)\n", is_the_list ? "tongban: " : "  ", field.pointer.c_str(),
                 field.detail.c_str(), field.key.c_str());
  return 2;
}

int run(int argc, char** argv) {
  CLI::App program{"Tongban (通办): one network, one door, at most one visit"};
  program.set_version_flag("--version", TONGBAN_VERSION);
  program.require_subcommand(1);
  Overrides overrides;
  int exit_code = 0;
  const auto add = [&](const char* name, const char* help, std::function<int(const Config&)> command) {
    auto* sub = program.add_subcommand(name, help);
    add_overrides(*sub, overrides);
    sub->callback(
        [&overrides, &exit_code, command = std::move(command)] { exit_code = with_configuration(overrides, command); });
    return sub;
  };

  auto* serving = add("serve", "Runs the platform", serve);
  serving->add_option("--port", overrides.port, "Port; 0 lets the system choose")->check(CLI::Range(0, 65535));
  serving->add_option("--address", overrides.address, "Address to listen on");
  serving->add_option("--web", overrides.web_dir, "Folder of the built pages");
  add("migrate", "Brings the database to the schema of this program", migrate);
  add("demo", "Fills an empty database with the catalogue and demonstration accounts", demo);
  bool verify_files = false;
  add("check", "Recomputes states, clocks and invariants from events and reports any difference",
      [&](const Config& config) { return check(config, verify_files); })
      ->add_flag("--files", verify_files, "Also opens every stored file");
  std::string login_name, name;
  auto* first = add("first-admin", "Makes the first system administrator; the password is read from standard input",
                    [&](const Config& config) { return first_admin(config, login_name, name); });
  first->add_option("login-name", login_name, "Name to sign in with")->required();
  first->add_option("name", name, "Name of the person")->required();
  add_reset_password(add, login_name);
  bool rotate = false;
  std::string backup_key;
  auto* keys = add("keys", "Makes the key file, or adds a new key to it", [&](const Config& config) {
    return backup_key.empty() ? make_keys(config, rotate) : make_backup_key(backup_key);
  });
  keys->add_flag("--rotate", rotate, "Add a new newest key");
  keys->add_option("--backup", backup_key, "Make this key file of backups instead");
  add_backup_commands(add);
  add_audit_commands(add);
  add_import_command(add);
  std::string what;
  auto* describing = program.add_subcommand("api", "Prints what is generated from the endpoint rows");
  describing->add_option("what", what, "openapi, typescript, matrix or states")
      ->required()
      ->check(CLI::IsMember({"openapi", "typescript", "matrix", "states"}));
  describing->callback([&] { exit_code = print_api(what); });
  add_process_commands(program, exit_code);
  add_decision_commands(program, exit_code);
  add("config", "Prints the configuration in force", [](const Config& config) {
    std::fputs(print_config(config).c_str(), stdout);
    return 0;
  });
  program.add_subcommand("sample-config", "Prints the documented sample configuration")->callback([] {
    std::fputs(sample_config().c_str(), stdout);
  });

  CLI11_PARSE(program, argc, argv);
  return exit_code;
}

}  // namespace tongban::app
