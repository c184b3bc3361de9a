#include <algorithm>
#include <filesystem>
#include <limits>
#include <numeric>

#include "base/text.h"
#include "platform/config/options.h"

namespace tongban::config {

namespace {

std::string name_of(const Option& option) { return std::string(option.section) + '.' + option.key; }

bool is_one_of(std::string_view word, std::string_view words) {
  while (!words.empty()) {
    const auto end = std::min(words.find(' '), words.size());
    if (words.substr(0, end) == word) return true;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return false;
}

// Changes of one letter that turn one word into the other (Levenshtein).
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const auto changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, changed}));
    }
  }
  return row[b.size()];
}

bool has_control(const std::string& text) { return has_control_characters(text) || !is_valid_utf8(text); }

void check_text(const Option& option, const std::string& text, const std::string& place, Problems& problems) {
  if (has_control(text)) return problems.add(place, name_of(option) + " holds control characters");
  if (*option.one_of && !is_one_of(text, option.one_of)) {
    problems.add(place, name_of(option) + " must be one of: " + option.one_of);
  }
}

void check_number(const Option& option, std::int64_t number, const std::string& place, Problems& problems) {
  if (number >= option.least && number <= option.most) return;
  problems.add(place, name_of(option) + " must be from " + std::to_string(option.least) + " to " +
                          std::to_string(option.most) + ", not " + std::to_string(number));
}

// Whether `inner` is `outer` or lies below it, by the names alone.
bool lies_in(const std::string& inner, const std::string& outer) {
  namespace fs = std::filesystem;
  const auto inside = fs::absolute(inner).lexically_normal();
  const auto folder = (fs::absolute(outer) / "").lexically_normal();
  return inside.native().starts_with(folder.native());
}

}  // namespace

void Problems::add(const std::string& place, const std::string& what) {
  fields_.push_back({place, "config.invalid", what});
}

Error Problems::error() const {
  std::string all;
  for (const auto& field : fields_) all += (all.empty() ? "" : "\n") + field.pointer + ": " + field.detail;
  return {Code::invalid, "config.invalid", std::move(all), fields_};
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& known) {
  const auto nearest = std::min_element(
      known.begin(), known.end(), [&](const auto& a, const auto& b) { return distance(word, a) < distance(word, b); });
  if (nearest == known.end() || distance(word, *nearest) > std::max<std::size_t>(2, word.size() / 3)) return "";
  return ", did you mean `" + *nearest + "`?";
}

void apply(Config& config, const Setting& setting, Problems& problems) {
  const auto* option = find_option(setting.section, setting.key);
  if (!option) return problems.add(setting.place, "unknown option " + setting.section + '.' + setting.key);
  const auto slot = option->slot(config);
  const auto wants = [&](const char* kind) { problems.add(setting.place, name_of(*option) + " must be " + kind); };
  if (auto* const* flag = std::get_if<bool*>(&slot)) {
    const auto* value = std::get_if<bool>(&setting.value);
    if (!value) return wants("true or false");
    **flag = *value;
  } else if (auto* const* texts = std::get_if<Strings*>(&slot)) {
    const auto* value = std::get_if<Strings>(&setting.value);
    if (!value) return wants("a list of texts");
    for (const auto& text : *value) check_text(*option, text, setting.place, problems);
    **texts = *value;
  } else if (auto* const* text = std::get_if<std::string*>(&slot)) {
    const auto* value = std::get_if<std::string>(&setting.value);
    if (!value) return wants("a text");
    check_text(*option, *value, setting.place, problems);
    **text = *value;
  } else {
    const auto* value = std::get_if<std::int64_t>(&setting.value);
    if (!value) return wants("a whole number");
    check_number(*option, *value, setting.place, problems);
    if (*value < option->least || *value > option->most) return;
    if (auto* const* wide = std::get_if<std::int64_t*>(&slot)) **wide = *value;
    if (auto* const* narrow = std::get_if<int*>(&slot)) **narrow = static_cast<int>(*value);
  }
}

void check_whole(const Config& config, Problems& problems) {
  const auto& server = config.server;
  if (server.tls_certificate_file.empty() != server.tls_key_file.empty()) {
    problems.add("server", "tls_certificate_file and tls_key_file belong together");
  }
  const auto& url = server.public_base_url;
  if ((!url.starts_with("http://") && !url.starts_with("https://")) || url.ends_with('/')) {
    problems.add("server", "public_base_url must begin with http:// or https:// and not end with a slash");
  }
  const auto& dsn = config.database.dsn;
  if (!dsn.empty() && !dsn.starts_with("sqlite:") && !dsn.starts_with("postgres") && dsn.find('=') == dsn.npos) {
    problems.add("database", "dsn must begin with sqlite: or postgresql://, or be a libpq connection text");
  }
  if (config.node.data_dir.empty()) problems.add("node", "data_dir must not be empty");
  if (lies_in(config.key_file(), config.node.data_dir)) {
    problems.add("node", "key_file must lie outside data_dir: who copies the data must not get the keys with it");
  }
  if (config.session.total_minutes < config.session.idle_minutes) {
    problems.add("session", "total_minutes must not be less than idle_minutes");
  }
  if (config.mail.provider == "smtp" &&
      (config.mail.server.empty() || config.mail.from.find('@') == std::string::npos)) {
    problems.add("mail", "smtp needs a server and an address in from");
  }
  for (const auto& [section, gateway] : {std::pair("sms", &config.sms), std::pair("push", &config.push)}) {
    const bool web = gateway->url.starts_with("http://") || gateway->url.starts_with("https://");
    if (gateway->provider == "http" && !web)
      problems.add(section, "http needs a url that begins with http:// or https://");
  }
  const auto& hours = config.cases;
  if (!(hours.work_morning_start < hours.work_morning_end && hours.work_morning_end <= hours.work_afternoon_start &&
        hours.work_afternoon_start < hours.work_afternoon_end)) {
    problems.add("cases", "office hours must follow one another");
  }
}

}  // namespace tongban::config
