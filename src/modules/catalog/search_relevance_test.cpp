// What people type finds what they mean: search_queries.tsv over the catalogue that comes with the platform.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <fstream>

#include "modules/catalog/test_kit.h"

namespace tongban::catalog {
namespace {

std::vector<std::string> parts(const std::string& text, char separator) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at <= text.size();) {
    const auto end = std::min(text.find(separator, at), text.size());
    out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

}  // namespace

TEST_CASE("what people type finds the right item among the first three, in 95 of 100 cases") {
  auto& kit = loaded_kit();
  std::ifstream file(std::string(TONGBAN_SOURCE_DIR) + "/src/modules/catalog/search_queries.tsv");
  int asked = 0, found = 0;
  std::vector<double> milliseconds;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    const auto row = parts(line, '\t');
    REQUIRE(row.size() == 3);
    SearchIn in;
    in.q = row[0];
    in.region_code = row[1];
    const auto begin = std::chrono::steady_clock::now();
    const auto page = kit.read<SearchPage>([&](Ctx& ctx) { return search_items(ctx, in); });
    milliseconds.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    const auto right = parts(row[2], '/');
    ++asked;
    bool hit = false;
    std::string seen;
    for (std::size_t i = 0; i < page.hits.size() && i < 3; ++i) {
      const auto& name = page.hits[i].item.item_name;
      seen += " | " + name;
      hit = hit || name == row[2] || std::find(right.begin(), right.end(), name) != right.end();
    }
    if (hit)
      ++found;
    else
      MESSAGE(row[0] << " (" << row[1] << "): wanted " << row[2] << ", got" << seen);
  }
  std::sort(milliseconds.begin(), milliseconds.end());
  MESSAGE(found << " of " << asked << "; search median " << milliseconds[milliseconds.size() / 2] << " ms, p99 "
                << milliseconds[milliseconds.size() * 99 / 100] << " ms");
  CHECK(asked >= 150);
  CHECK(found * 100 >= asked * 95);
}

}  // namespace tongban::catalog
