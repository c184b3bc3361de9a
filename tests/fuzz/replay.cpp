// Repeats the inputs of tests/fuzz/corpus/<target>/ for each target of one room, one test a target. A target fails when
// an input breaks a promise, takes too long, or when there is nothing to repeat. With names of files as arguments it
// repeats only those, whatever the target of their folder: `tongban_base_replay FILE...`.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

#include "base/fuzz_target.h"

namespace {

namespace fs = std::filesystem;

// Of processor time, so that a busy machine does not fail the test; a hang under the sanitizers is far above it.
constexpr double kMostSeconds = 5;

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

std::string what_breaks(const tongban::fuzz::Target& target, const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(stream), {});
  if (!stream.is_open() || stream.bad()) return "cannot be read";
  // A block of exactly this size: reading one byte behind it is seen by the address sanitizer.
  const auto exact = std::make_unique<char[]>(text.size());
  std::copy(text.begin(), text.end(), exact.get());
  std::printf("%s\n", file.c_str());  // a crash is then of the last file named
  std::fflush(stdout);
  const double began = processor_seconds();
  try {
    target.run({exact.get(), text.size()});
  } catch (const std::exception& problem) {
    return problem.what();
  }
  const double took = processor_seconds() - began;
  return took > kMostSeconds ? "takes " + std::to_string(took) + " seconds" : "";
}

bool holds(const tongban::fuzz::Target& target, const std::vector<fs::path>& files) {
  bool good = !files.empty();
  for (const auto& file : files) {
    const auto problem = what_breaks(target, file);
    if (problem.empty()) continue;
    good = false;
    std::printf("  FAIL %s: %s\n", target.name, problem.c_str());
  }
  std::printf("%s %s: %zu inputs\n", good ? "ok  " : "FAIL", target.name, files.size());
  return good;
}

std::vector<fs::path> corpus_of(const tongban::fuzz::Target& target) {
  std::vector<fs::path> files;
  std::error_code none;
  const auto folder = fs::path(TONGBAN_SOURCE_DIR) / "tests/fuzz/corpus" / target.name;
  for (const auto& entry : fs::directory_iterator(folder, none)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<fs::path> named(argv + 1, argv + argc);
  int passed = 0;
  int failed = 0;
  for (const auto& target : tongban::fuzz::targets()) {
    std::vector<fs::path> files = named.empty() ? corpus_of(target) : std::vector<fs::path>();
    for (const auto& file : named)
      if (file.parent_path().filename() == target.name) files.push_back(file);
    if (!named.empty() && files.empty()) continue;
    holds(target, files) ? ++passed : ++failed;
  }
  std::printf("%d passed, %d failed\n", passed, failed);
  return failed == 0 && passed > 0 ? 0 : 1;
}
