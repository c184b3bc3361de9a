// The only translation unit that knows the TOML library.
#define TOML_HEADER_ONLY 0
#define TOML_SHARED_LIB 1
#include <toml++/toml.h>

#include <algorithm>

#include "platform/config/options.h"

namespace tongban::config {

namespace {

std::string place_of(const std::string& name, const toml::source_region& source) {
  return name + ':' + std::to_string(source.begin.line);
}

std::vector<std::string> sections() {
  std::vector<std::string> names;
  for (const auto& option : options()) {
    if (names.empty() || names.back() != option.section) names.emplace_back(option.section);
  }
  return names;
}

std::vector<std::string> keys_of(std::string_view section) {
  std::vector<std::string> names;
  for (const auto& option : options()) {
    if (section == option.section) names.emplace_back(option.key);
  }
  return names;
}

std::optional<SettingValue> value_of(const toml::node& node) {
  if (const auto* flag = node.as_boolean()) return SettingValue(flag->get());
  if (const auto* number = node.as_integer()) return SettingValue(number->get());
  if (const auto* text = node.as_string()) return SettingValue(text->get());
  const auto* list = node.as_array();
  if (!list) return std::nullopt;
  Strings texts;
  for (const auto& element : *list) {
    if (!element.is_string()) return std::nullopt;
    texts.push_back(element.as_string()->get());
  }
  return SettingValue(std::move(texts));
}

void read_section(const std::string& section, const toml::table& table, const std::string& name,
                  std::vector<Setting>& settings, Problems& problems) {
  for (const auto& [key, node] : table) {
    const auto place = place_of(name, key.source());
    const std::string key_name(key.str());
    if (!find_option(section, key_name)) {
      problems.add(place, "unknown option " + section + '.' + key_name + did_you_mean(key_name, keys_of(section)));
    } else if (auto value = value_of(node)) {
      settings.push_back({section, key_name, place, *std::move(value)});
    } else {
      problems.add(place, section + '.' + key_name + " has a value of a kind that no option has");
    }
  }
}

}  // namespace

std::vector<Setting> read_toml(std::string_view toml, const std::string& name, Problems& problems) {
  std::vector<Setting> settings;
  try {
    const auto document = toml::parse(toml);
    const auto known = sections();
    for (const auto& [key, node] : document) {
      const std::string section(key.str());
      const auto place = place_of(name, key.source());
      if (std::find(known.begin(), known.end(), section) == known.end()) {
        problems.add(place, "unknown section [" + section + ']' + did_you_mean(section, known));
      } else if (const auto* table = node.as_table()) {
        read_section(section, *table, name, settings, problems);
      } else {
        problems.add(place, '[' + section + "] must be a section");
      }
    }
  } catch (const toml::parse_error& error) {
    problems.add(place_of(name, error.source()), std::string(error.description()));
  }
  return settings;
}

}  // namespace tongban::config
