// Search over a province's worth of items: 200,000 implementing items that share 5,000 names.
#include <benchmark/benchmark.h>

#include "modules/catalog/search_index.h"

namespace tongban::catalog {
namespace {

constexpr int kNames = 5'000, kPlaces = 40;

store::SearchRow row_of(int name, int place) {
  static const char* const kThings[] = {"食品",     "药品",     "公共场所", "道路运输",
                                        "建设工程", "特种设备", "出版物",   "取水"};
  static const char* const kActs[] = {"经营许可", "卫生许可", "施工许可证核发", "使用登记", "备案", "资格认定"};
  store::SearchRow row;
  row.item_id = 1 + name * kPlaces + place;
  row.basic_item_id = 1 + name;
  row.item_name = std::string(kThings[name % 8]) + kActs[name / 8 % 6] + "（第" + std::to_string(name) + "类）";
  row.item_type = "01";
  row.region_code = std::to_string(431300 + place) + "000000";
  row.service_objects = "2";
  row.implementing_code = "114313000000" + std::to_string(1'000'000 + row.item_id);
  row.content = R"({"basic":{"aliases":["开店)" + std::to_string(name) + R"("],"conditions":[],"use_level":"4"}})";
  return row;
}

SearchIndex& large_index() {
  static const search::Pinyin pinyin;
  static SearchIndex index(pinyin);
  if (index.items() == 0)
    for (int name = 0; name < kNames; ++name)
      for (int place = 0; place < kPlaces; ++place) index.put(row_of(name, place));
  return index;
}

void build_of_200000(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(large_index().items());
}
BENCHMARK(build_of_200000)->Iterations(1)->Unit(benchmark::kMillisecond);

void search_of_200000(benchmark::State& state, const char* query, const char* region) {
  SearchFilter filter;
  if (*region != '\0') filter.path = {region, "431300000000", "430000000000"};
  const auto& index = large_index();
  for (auto _ : state) benchmark::DoNotOptimize(index.find(query, {}, filter, 1000));
}
BENCHMARK_CAPTURE(search_of_200000, one_name, "食品经营许可（第48类）", "431322000000")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(search_of_200000, many_names, "食品经营许可", "431322000000")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(search_of_200000, everywhere, "许可", "")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(search_of_200000, by_sound, "shipinjingying", "431322000000")->Unit(benchmark::kMicrosecond);

void suggestion_of_200000(benchmark::State& state) {
  SearchFilter filter;
  filter.path = {"431322000000", "431300000000", "430000000000"};
  const auto& index = large_index();
  for (auto _ : state) benchmark::DoNotOptimize(index.complete("食品经", filter, 8));
}
BENCHMARK(suggestion_of_200000)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace tongban::catalog
