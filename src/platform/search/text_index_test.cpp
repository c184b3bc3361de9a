#include "platform/search/text_index.h"

#include <doctest/doctest.h>

#include <thread>

namespace tongban::search {
namespace {

struct Shelf {
  Pinyin pinyin;
  TextIndex index{pinyin};
  Shelf() {
    const char* titles[] = {
        "内地居民结婚登记",     "内地居民离婚登记",       "居民身份证换领",
        "个体工商户设立登记",   "内资公司设立登记",       "住房公积金提取（租房/购房/离退休）",
        "食品经营许可（新办）", "烟草专卖零售许可证核发", "企业职工正常退休申领",
        "用人单位社会保险登记", "银行业金融机构设立审批", "公众聚集场所投入使用、营业前消防安全检查"};
    for (std::int64_t key = 1; const char* title : titles) index.put({key++, title, {}, ""});
    index.put({20, "生育登记", {"准生证", "生二胎"}, "夫妻生育子女的办理"});
  }
  std::int64_t first(std::string_view query) {
    const auto hits = index.find(query, 3, [](std::int64_t) { return true; });
    return hits.empty() ? 0 : hits.front().key;
  }
};

TEST_CASE_FIXTURE(Shelf, "an item is found by its words, by what people call it, and by a single character") {
  CHECK(first("结婚登记") == 1);
  CHECK(first("离婚") == 2);
  CHECK(first("公积金提取") == 6);
  CHECK(first("准生证") == 20);
  CHECK(first("烟") == 8);
  CHECK(first("烟。") == 8);
  CHECK(first("“烟”") == 8);
  CHECK(first("烟、") == 8);
}

TEST_CASE_FIXTURE(Shelf, "an item is found by pinyin, by initials, and in full-width letters") {
  CHECK(first("jiehundengji") == 1);
  CHECK(first("jie hun") == 1);
  CHECK(first("jhdj") == 1);
  CHECK(first("sfz") == 3);
  CHECK(first("ｓｆｚ") == 3);
  CHECK(first("yinhang") == 11);
}

TEST_CASE_FIXTURE(Shelf, "typing errors are forgiven, in long words and in homophones") {
  CHECK(first("居民身份正换领") == 3);
  CHECK(first("结昏登记") == 1);
  CHECK(first("公积金题取") == 6);
}

TEST_CASE_FIXTURE(Shelf, "what has nothing in common is not found, nor is nonsense") {
  CHECK(first("天文望远镜") == 0);
  CHECK(first("") == 0);
  CHECK(first("   ") == 0);
  CHECK(first("！？\xff\xfe") == 0);
}

TEST_CASE_FIXTURE(Shelf, "a text may be replaced, removed and refused") {
  index.put({1, "婚姻登记（结婚）", {}, ""});
  CHECK(first("结婚登记") == 1);
  index.remove(1);
  CHECK(first("结婚") != 1);
  CHECK(index.size() == 12);
  CHECK(index.find("登记", 10, [](std::int64_t key) { return key == 5; }).size() == 1);
}

TEST_CASE_FIXTURE(Shelf, "many replacements do not leave the dead behind") {
  for (int round = 0; round < 3000; ++round) index.put({99, "道路货物运输经营许可", {}, ""});
  CHECK(index.size() == 14);
  CHECK(first("货物运输") == 99);
}

TEST_CASE_FIXTURE(Shelf, "searching goes on while texts change") {
  std::thread writer([&] {
    for (int i = 0; i < 500; ++i) index.put({100 + i % 7, "临时救助申请", {}, ""});
  });
  for (int i = 0; i < 500; ++i) CHECK(first("结婚登记") == 1);
  writer.join();
}

}  // namespace
}  // namespace tongban::search
