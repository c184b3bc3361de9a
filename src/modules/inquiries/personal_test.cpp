#include "modules/inquiries/personal.h"

#include <doctest/doctest.h>

namespace tongban::inquiries {
namespace {

std::string trace(const char* text) { return personal_trace(text, "张三丰", "13812345678").value_or("none"); }

}  // namespace

TEST_CASE("numbers of persons are found however they are written") {
  CHECK(trace("请打 13912345678 找我") == "personal.mobile");
  CHECK(trace("请打 139 1234 5678 找我") == "personal.mobile");
  CHECK(trace("电话139-1234-5678。") == "personal.mobile");
  CHECK(trace("电话１３９１２３４５６７８。") == "personal.mobile");
  CHECK(trace("+8613912345678") == "personal.mobile");
  CHECK(trace("身份证11010519491231002X") == "personal.long_number");
  CHECK(trace("卡号 6222 0200 0000 0000 000") == "personal.long_number");
}

TEST_CASE("mail addresses of persons are found, those of offices are not") {
  CHECK(trace("发到 ZhangSan@example.com 即可") == "personal.email");
  CHECK(trace("发到 zhang@gov.cn.example.com") == "personal.email");
  CHECK(trace("发到 zwfw@xinhua.gov.cn。") == "none");
  CHECK(trace("价格 5 元 @ 窗口") == "none");
}

TEST_CASE("the asker's own name and number are found") {
  CHECK(trace("张三丰同志：可以办理。") == "personal.asker");
  CHECK(trace("张先生：可以办理。") == "none");
  CHECK(personal_trace("李家村", "李", "") == std::nullopt);
  CHECK(personal_trace("拨打0738-3222333", "", "0738-3222333") == "personal.asker");
}

TEST_CASE("what stands in any guide is no trace") {
  CHECK(trace("咨询电话 0571-87654320，或拨 12345") == "none");
  CHECK(trace("依据 2021-04-29 公布的办法，5 个工作日内办结") == "none");
  CHECK(trace("") == "none");
}

}  // namespace tongban::inquiries
