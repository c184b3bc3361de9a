#include "platform/config/config.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "platform/config/options.h"

using namespace tongban;

namespace {

Result<Config> load(std::string_view toml, const Environment& environment = {}) {
  return load_config_text(toml, "t.toml", environment);
}

std::string complaint(std::string_view toml, const Environment& environment = {}) {
  const auto loaded = load(toml, environment);
  return loaded.ok() ? "" : loaded.error().detail;
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("Nothing set is a good configuration") {
  const auto config = load("");
  REQUIRE(config.ok());
  CHECK(config->server.port == 8080);
  CHECK(config->database_dsn() == "sqlite:var/tongban.db");
  CHECK(config->key_file() == "keys/tongban.keys");
}

TEST_CASE("The file sets values and the environment wins") {
  const auto config = load(R"(
[server]
port = 9000
trusted_proxies = ["10.0.0.1"]
[node]
demo = true
data_dir = "/srv/tongban/data"
[upload]
max_bytes = 1_000_000
)",
                           {{"TONGBAN_SERVER_PORT", "9001"}, {"TONGBAN_SERVER_TRUSTED_PROXIES", "10.0.0.2, 10.0.0.3"}});
  REQUIRE(config.ok());
  CHECK(config->server.port == 9001);
  CHECK(config->server.trusted_proxies == std::vector<std::string>{"10.0.0.2", "10.0.0.3"});
  CHECK(config->node.demo);
  CHECK(config->upload.max_bytes == 1'000'000);
  CHECK(config->key_file() == "/srv/tongban/keys/tongban.keys");
}

TEST_CASE("A misspelt name is refused with its line and what was meant") {
  CHECK(complaint("[server]\nprot = 1") == "t.toml:2: unknown option server.prot, did you mean `port`?");
  CHECK(has(complaint("\n[sever]\nport = 1"), "t.toml:2: unknown section [sever], did you mean `server`?"));
  CHECK(has(complaint("port = 1"), "unknown section [port]"));
  CHECK(complaint("", {{"TONGBAN_SERVER_PROT", "1"}}) ==
        "TONGBAN_SERVER_PROT: unknown variable, did you mean `TONGBAN_SERVER_PORT`?");
}

TEST_CASE("Variables of tests and of other programs are let be") {
  CHECK(load("", {{"TONGBAN_TEST_POSTGRES", "x"}, {"TONGBAN_CRASH_AT", "y"}, {"PATH", "z"}}).ok());
}

TEST_CASE("Wrong kinds and wrong numbers are told with place and range") {
  CHECK(complaint("[server]\nport = \"x\"") == "t.toml:2: server.port must be a whole number");
  CHECK(complaint("[server]\nport = 70000") == "t.toml:2: server.port must be from 0 to 65535, not 70000");
  CHECK(complaint("[node]\ndemo = 1") == "t.toml:2: node.demo must be true or false");
  CHECK(has(complaint("[server]\naddress = 1"), "must be a text"));
  CHECK(has(complaint("[server]\ntrusted_proxies = [1]"), "kind that no option has"));
  CHECK(has(complaint("[server]\nport = 1.5"), "kind that no option has"));
  CHECK(has(complaint("[node]\nlog_level = \"loud\""), "must be one of: debug info warn error"));
  CHECK(has(complaint("", {{"TONGBAN_SERVER_PORT", "80x"}}), "must be a whole number"));
  CHECK(has(complaint("", {{"TONGBAN_NODE_DEMO", "maybe"}}), "must be true or false"));
}

TEST_CASE("Everything wrong is told at once") {
  const auto loaded = load("[server]\nport = -1\nthreads = 9999\n[nodes]\n");
  REQUIRE_FALSE(loaded.ok());
  CHECK(loaded.error().key == "config.invalid");
  CHECK(loaded.error().fields.size() == 3);
}

TEST_CASE("Broken TOML is told with its line") { CHECK(has(complaint("[server]\nport = = 1"), "t.toml:2:")); }

TEST_CASE("Values that do not fit together are refused") {
  CHECK(has(complaint("[server]\ntls_key_file = \"k.pem\""), "belong together"));
  CHECK(has(complaint("[server]\npublic_base_url = \"https://x/\""), "public_base_url"));
  CHECK(has(complaint("[database]\ndsn = \"mysql\""), "dsn must begin"));
  CHECK(has(complaint("[node]\nkey_file = \"var/keys/k\""), "outside data_dir"));
  CHECK(has(complaint("[session]\nidle_minutes = 60\ntotal_minutes = 30"), "total_minutes"));
  CHECK(has(complaint("[cases]\nwork_morning_end = 800"), "office hours"));
}

TEST_CASE("A missing file is told") {
  CHECK(load_config("/nonexistent/tongban.toml", {}).error().key == "config.unreadable");
}

TEST_CASE("The sample, uncommented, is a good configuration with nothing left out") {
  std::string toml;
  int set = 0;
  const auto sample = sample_config();
  for (std::size_t at = 0; at < sample.size();) {
    const auto end = sample.find('\n', at);
    auto line = sample.substr(at, end - at);
    at = end + 1;
    const auto word_end = line.find(' ', 2);
    const bool assigns = line.starts_with("# ") && line.compare(word_end, 3, " = ") == 0;
    if (assigns) ++set;
    if (assigns || line.starts_with("[")) toml += line.substr(assigns ? 2 : 0) + '\n';
  }
  CHECK(set == static_cast<int>(config::options().size()));
  const auto loaded = load(toml);
  CHECK(loaded.ok());
  CHECK(print_config(*loaded) == print_config(Config{}));
}

TEST_CASE("docs/operations/tongban.toml is the sample") {
  std::ifstream file(TONGBAN_SOURCE_DIR "/docs/operations/tongban.toml", std::ios::binary);
  CHECK(std::string(std::istreambuf_iterator<char>(file), {}) == sample_config());
}

TEST_CASE("Printed values can be read again, and passwords are blotted out") {
  const auto config = load("[database]\ndsn = \"postgresql://tongban:s3cret@db/tongban\"").value();
  const auto printed = print_config(config);
  CHECK_FALSE(has(printed, "s3cret"));
  CHECK(has(printed, "postgresql://tongban:***@db/tongban"));
  CHECK(load(printed).ok());
  const auto plain = load("[database]\ndsn = \"host=db password=s3cret user=x\"").value();
  CHECK(has(print_config(plain), "host=db password=*** user=x"));
}
