// Search over a nation's worth of items: 1,000,000 implementing items, 3,000 regions, names that repeat in all of them.
// BENCH_ITEMS=200000 makes it less.
#include <benchmark/benchmark.h>
#include <malloc.h>

#include <cstdlib>
#include <thread>

#include "modules/catalog/search_index.h"

namespace tongban::catalog {
namespace {

constexpr int kPlaces = 3'000;

int wanted_items() {
  const char* asked = std::getenv("BENCH_ITEMS");
  return asked != nullptr ? std::atoi(asked) : 1'000'000;
}

// Every region offers the first items and some of the rest, as counties do: 5,000 names in all.
store::SearchRow row_of(int i) {
  static const char* const kThings[] = {"食品",     "药品",     "公共场所", "道路运输", "建设工程",
                                        "特种设备", "出版物",   "取水",     "不动产",   "人力资源服务",
                                        "民办学校", "医疗机构", "危险货物", "社会团体", "农药"};
  static const char* const kActs[] = {"经营许可", "卫生许可", "施工许可证核发", "使用登记", "备案",
                                      "资格认定", "变更登记", "注销登记",       "延续",     "年度报告"};
  const int place = i % kPlaces, ordinal = i / kPlaces;
  const int name = ordinal < 100 ? ordinal : 100 + (ordinal * 7919 + place * 31) % 4'900;
  store::SearchRow row;
  row.item_id = 1 + i;
  row.basic_item_id = 1 + name;
  row.department_id = 1 + place * 20 + name % 20;
  row.item_name = std::string(kThings[name % 15]) + kActs[name / 15 % 10] + "（第" + std::to_string(name) + "类）";
  row.item_type = name % 3 == 0 ? "20" : "01";
  row.region_code = std::to_string(110'000 + place * 100) + "000000";
  row.service_objects = name % 2 == 0 ? "2" : "1^2";
  row.themes = "person:0" + std::to_string(10 + name % 20);
  row.basic_code = "0" + std::to_string(10'000'000'000 + name);
  row.implementing_code = "1" + std::to_string(10'000'000'000'000'000 + place) + "A4" + row.basic_code.substr(1);
  row.handle_code = row.implementing_code + "01";
  row.facts = {"4", "许可证", {"开店办证" + std::to_string(name)}};
  return row;
}

struct Large {
  search::Pinyin pinyin;
  SearchIndex index{pinyin};
  double seconds = 0, megabytes = 0;
  Large() {
    const auto before = mallinfo2();
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < wanted_items(); ++i) index.put(row_of(i));
    index.settle();
    seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    const auto after = mallinfo2();
    megabytes = static_cast<double>(after.uordblks + after.hblkhd - before.uordblks - before.hblkhd) / 1e6;
  }
};
const Large& large() {
  static const Large made;
  return made;
}

void build(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(large().index.items());
  state.counters["items"] = large().index.items();
  state.counters["texts"] = large().index.texts();
  state.counters["seconds"] = large().seconds;
  state.counters["megabytes"] = large().megabytes;
}
BENCHMARK(build)->Iterations(1)->Unit(benchmark::kMillisecond);

SearchFilter county() {
  SearchFilter filter;
  filter.path = {"131300000000", "131000000000", "130000000000"};
  return filter;
}

void search(benchmark::State& state, const char* query, bool in_county) {
  const auto filter = in_county ? county() : SearchFilter();
  const auto& index = large().index;
  for (auto _ : state) benchmark::DoNotOptimize(index.find(query, {}, filter, 1000));
}
BENCHMARK_CAPTURE(search, one_name, "食品经营许可（第45类）", true)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(search, many_names, "食品经营许可", true)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(search, common_word, "许可", true)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(search, everywhere, "许可", false)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(search, by_sound, "shipinjingying", true)->Unit(benchmark::kMicrosecond);

void suggestion(benchmark::State& state) {
  const auto& index = large().index;
  for (auto _ : state) benchmark::DoNotOptimize(index.complete("食品经", county(), 8));
}
BENCHMARK(suggestion)->Unit(benchmark::kMicrosecond);

void code(benchmark::State& state) {
  const auto& index = large().index;
  for (auto _ : state) benchmark::DoNotOptimize(index.find_code("110000000000000005A4", {}, 1000));
}
BENCHMARK(code)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace tongban::catalog
