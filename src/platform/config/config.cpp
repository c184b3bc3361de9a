#include "platform/config/config.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/number.h"
#include "base/text.h"
#include "platform/config/options.h"

namespace tongban {

namespace config {

namespace {

constexpr std::string_view kPrefix = "TONGBAN_";

// Names of this prefix that mean something to tests and tools, not to the configuration.
bool is_other_use(std::string_view name) {
  constexpr std::string_view kOthers[] = {"TONGBAN_CONFIG", "TONGBAN_BINARY", "TONGBAN_POSTGRES_BIN", "TONGBAN_SEED",
                                          "TONGBAN_WEB"};
  return name.starts_with("TONGBAN_TEST_") || name.starts_with("TONGBAN_CRASH_") ||
         std::find(std::begin(kOthers), std::end(kOthers), name) != std::end(kOthers);
}

// The text as the kind of value that the slot takes; the text itself when it is none, so that apply() complains.
SettingValue from_environment(const Slot& slot, const std::string& text) {
  if (std::holds_alternative<bool*>(slot)) {
    if (text == "true" || text == "1") return true;
    if (text == "false" || text == "0") return false;
    return text;
  }
  if (std::holds_alternative<int*>(slot) || std::holds_alternative<std::int64_t*>(slot)) {
    if (const auto number = parse_int64(text)) return *number;
    return text;
  }
  if (!std::holds_alternative<Strings*>(slot)) return text;
  Strings parts;
  for (std::string_view rest = text; !rest.empty();) {
    const auto end = std::min(rest.find(','), rest.size());
    if (const auto part = trim(rest.substr(0, end)); !part.empty()) parts.emplace_back(part);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return parts;
}

void apply_environment(Config& config, const Environment& environment, Problems& problems) {
  std::vector<std::string> names;
  for (const auto& option : options()) names.push_back(environment_name(option));
  for (const auto& [name, text] : environment) {
    if (!name.starts_with(kPrefix) || is_other_use(name)) continue;
    const auto known = std::find(names.begin(), names.end(), name);
    if (known == names.end()) {
      problems.add(name, "unknown variable" + did_you_mean(name, names));
      continue;
    }
    const auto& option = options()[static_cast<std::size_t>(known - names.begin())];
    apply(config, {option.section, option.key, name, from_environment(option.slot(config), text)}, problems);
  }
}

}  // namespace

}  // namespace config

Result<Config> load_config_text(std::string_view toml, const std::string& name, const Environment& environment) {
  Config loaded;
  config::Problems problems;
  for (const auto& setting : config::read_toml(toml, name, problems)) config::apply(loaded, setting, problems);
  config::apply_environment(loaded, environment, problems);
  config::check_whole(loaded, problems);
  if (!problems.none()) return problems.error();
  return loaded;
}

Result<Config> load_config(const std::string& path, const Environment& environment) {
  if (path.empty()) return load_config_text("", "", environment);
  std::ifstream file(path, std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  if (!file.is_open() || file.bad()) return invalid("config.unreadable", path + ": cannot be read");
  return load_config_text(text, path, environment);
}

Environment process_environment() {
  Environment found;
  for (char** entry = environ; *entry; ++entry) {
    const std::string_view variable(*entry);
    const auto equals = variable.find('=');
    if (equals == variable.npos || !variable.starts_with(config::kPrefix)) continue;
    found.emplace(variable.substr(0, equals), variable.substr(equals + 1));
  }
  return found;
}

std::string Config::database_dsn() const {
  return database.dsn.empty() ? "sqlite:" + (std::filesystem::path(node.data_dir) / "tongban.db").string()
                              : database.dsn;
}

std::string Config::key_file() const {
  if (!node.key_file.empty()) return node.key_file;
  const auto folder = std::filesystem::path(node.data_dir).lexically_normal();
  const auto beside = folder.filename().empty() ? folder.parent_path().parent_path() : folder.parent_path();
  return (beside / "keys" / "tongban.keys").string();
}

}  // namespace tongban
