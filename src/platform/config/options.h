// The one table of everything that can be set: where it lies in Config, its range, and what it means. Used by this room
// only.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "platform/config/config.h"

namespace tongban::config {

using Strings = std::vector<std::string>;
using Slot = std::variant<bool*, int*, std::int64_t*, std::string*, Strings*>;
using SettingValue = std::variant<bool, std::int64_t, std::string, Strings>;

struct Option {
  const char* section;
  const char* key;
  Slot (*slot)(Config&);
  const char* about;       // plain English, becomes the comment of the sample
  std::int64_t least = 0;  // of numbers
  std::int64_t most = 0;
  const char* one_of = "";  // of texts: the words allowed, separated by blanks; "" allows all
};

std::span<const Option> options();
const Option* find_option(std::string_view section, std::string_view key);
std::string environment_name(const Option& option);  // TONGBAN_SERVER_PORT

// One value read from a file or the environment, and where it stood ("tongban.toml:12").
struct Setting {
  std::string section, key, place;
  SettingValue value;
};

// A value as TOML writes it.
std::string toml_text(const Slot& slot);

// Collects what is wrong.
class Problems {
 public:
  void add(const std::string& place, const std::string& what);
  bool none() const { return fields_.empty(); }
  Error error() const;

 private:
  std::vector<FieldError> fields_;
};

// Checks type and range and writes into `config`.
void apply(Config& config, const Setting& setting, Problems& problems);
// What only the whole can tell: pairs that belong together, folders that must not contain each other.
void check_whole(const Config& config, Problems& problems);

// The file's settings, and a problem for each unknown section or key and each value of a kind no option has.
std::vector<Setting> read_toml(std::string_view toml, const std::string& name, Problems& problems);

// ", did you mean `port`?" or "".
std::string did_you_mean(std::string_view word, const std::vector<std::string>& known);

}  // namespace tongban::config
