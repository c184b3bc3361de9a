#include "platform/log/log.h"

#include <doctest/doctest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>
#include <vector>

#include "base/json.h"
#include "platform/log/line.h"

using namespace tongban;

namespace {

const Instant kNoon = at_local(*Date::make(2026, 11, 22), 12 * 60);

std::string line_with(const log::Field& field) {
  return log::render_line(kNoon, log::Level::info, "case.accepted", {field});
}

}  // namespace

TEST_CASE("A line is one JSON object with time, level, event and fields in order") {
  CHECK(log::render_line(kNoon, log::Level::warn, "job.failed",
                         {log::key("kind", "cases.deemed"), log::number("attempts", 3)}) ==
        R"({"at":"2026-11-22T12:00:00+08:00","level":"warn","event":"job.failed","kind":"cases.deemed","attempts":3})");
  CHECK(parse_json(line_with(log::flag("late", true))).ok());
}

TEST_CASE("A key can neither forge a line nor carry a sentence") {
  CHECK(line_with(log::key("request_id", "01jq-7a/b:c.d_E")).find(R"("request_id":"01jq-7a/b:c.d_E")") !=
        std::string::npos);
  for (const char* bad : {"a\nb", "a\"b", "张三", "a b", "a,b", "\x1b[31m"}) {
    CHECK(line_with(log::key("request_id", bad)).find(R"("request_id":"invalid")") != std::string::npos);
  }
  CHECK(line_with(log::key("k", std::string(121, 'a'))).find("invalid") != std::string::npos);
}

TEST_CASE("What a library says is stripped of everything that may be somebody's") {
  CHECK(log::blot_out("connection to 10.0.0.1 port 5432 failed") == "connection to 10.0.0.1 port 5432 failed");
  CHECK(log::blot_out("Key (phone)=(13812345678) already exists") == "Key *=* already exists");
  CHECK(log::blot_out("invalid input: \"110101199003070038\"") == "invalid input: *");
  CHECK(log::blot_out("bad number 110101199003070038 here") == "bad number * here");
  CHECK(log::blot_out("unclosed 'abc") == "unclosed *");
  CHECK(log::blot_out("two\nlines").find('\n') == std::string::npos);
  CHECK(log::blot_out("张三 is here").find("张三") == std::string::npos);
  CHECK(log::blot_out(std::string(5000, 'x')).size() <= 301);
}

TEST_CASE("An error's detail is logged only where it is meant for the log") {
  const Error ours{Code::internal, "db.lost", "server closed"};
  const Error theirs{Code::invalid, "field.bad", "张三的证件号码有误"};
  CHECK(log::error_detail(ours).rendered() == "\"server closed\"");
  CHECK(log::error_detail(theirs).rendered() == "\"\"");
}

TEST_CASE("Numbers that are none, and ids that are none, are null") {
  CHECK(log::decimal("x", 1.0 / 3).rendered() == "0.333333");
  CHECK(log::decimal("x", std::numeric_limits<double>::infinity()).rendered() == "null");
  CHECK(log::id("x", 0).rendered() == "null");
}

TEST_CASE("Lines of many threads reach the file whole, and lower levels do not") {
  std::string pattern = (std::filesystem::temp_directory_path() / "tongban-log-XXXXXX").string();
  const std::filesystem::path folder = mkdtemp(pattern.data());
  const auto file = (folder / "node.log").string();
  REQUIRE(log::start({log::Level::info, file}).ok());
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([] {
      for (int i = 0; i < 500; ++i) {
        log::info("test.line", {log::number("i", i)});
        log::debug("test.quiet");
      }
    });
  }
  for (auto& thread : threads) thread.join();
  log::stop();
  std::ifstream in(file);
  int lines = 0;
  for (std::string line; std::getline(in, line); ++lines) REQUIRE(parse_json(line).ok());
  CHECK(lines == 2000);
  std::filesystem::remove_all(folder);
}

TEST_CASE("A log file that cannot be opened is told at start") {
  const auto started = log::start({log::Level::info, "/proc/nothing/here.log"});
  REQUIRE_FALSE(started.ok());
  CHECK(started.error().key == "log.cannot_open");
}

TEST_CASE("Levels are read by name") {
  CHECK(log::parse_level("error").value() == log::Level::error);
  CHECK(log::parse_level("loud").error().key == "log.unknown_level");
}
