#include "base/masking.h"

#include <doctest/doctest.h>

using namespace tongban;

TEST_CASE("names keep the surname only") {
  CHECK(mask_name("张三") == "张*");
  CHECK(mask_name("张三丰") == "张**");
  CHECK(mask_name("欧阳娜娜") == "欧阳**");
  CHECK(mask_name("欧阳") == "欧*");
  CHECK(mask_name("买买提·吐尔逊") == "买****");
  CHECK(mask_name("　李四 ") == "李*");
  CHECK(mask_name("张") == "*");
  CHECK(mask_name("").empty());
}

TEST_CASE("numbers keep what people recognise them by") {
  CHECK(mask_citizen_id("110105194912311234") == "110***********1234");
  CHECK(mask_citizen_id("110105491231123") == "110********1123");
  CHECK(mask_citizen_id("1101051949123112345") == "11***************45");
  CHECK(mask_citizen_id("12345") == "*****");
  CHECK(mask_phone("13812345678") == "138****5678");
  CHECK(mask_phone("0571-87654321") == "0571-****4321");
  CHECK(mask_phone("12345") == "*****");
  CHECK(mask_credit_code("91330102MA28NBU477") == "9133**********U477");
  CHECK(mask_number("E12345678") == "E1*****78");
  CHECK(mask_number("").empty());
}

TEST_CASE("addresses end with the district") {
  CHECK(mask_address("浙江省杭州市西湖区文三路1号") == "浙江省杭州市西湖区****");
  CHECK(mask_address("广西壮族自治区南宁市青秀区民族大道2号") == "广西壮族自治区南宁市青秀区****");
  CHECK(mask_address("浙江省杭州市桐庐县城南街道3号") == "浙江省杭州市桐庐县****");
  CHECK(mask_address("广东省中山市小榄镇4号") == "广东省中山市****");
  CHECK(mask_address("浙江省杭州市建德市幸福小区5幢") == "浙江省杭州市建德市****");
  CHECK(mask_address("文三路幸福小区5幢601室") == "文三路幸福小****");
  CHECK(mask_address("文三路") == "文****");
  CHECK(mask_address("").empty());
}

TEST_CASE("mail addresses keep the first letter and the domain") {
  CHECK(mask_email("zhang@example.com") == "z***@example.com");
  CHECK(mask_email("nonsense") == "********");
  CHECK(mask_email("@example.com") == "************");
}

TEST_CASE("what has another shape than it should shows no more for it") {
  CHECK(mask_phone("13812345678-13987654321") == "13*******************21");
  CHECK(mask_phone("138-12345678901234567890") == "13********************90");
  CHECK(mask_phone("张三丰李四-1234567") == "张三*********67");
  CHECK(mask_phone("一二三四-12345") == "一二******45");
  CHECK(mask_phone("我的电话不") == "*****");
  CHECK(mask_phone("0571-87654321-123") == "0571-********-123");
  CHECK(mask_phone("400-123-4567") == "400-****4567");
  CHECK(mask_address("13812345678张三浙江省杭州市西湖区") == "****");
  CHECK(mask_address("浙江省１３８号杭州市西湖区") == "浙江省****");
  CHECK(mask_address("幸福小区5幢601室李四转") == "幸福小区****");
  CHECK(mask_email("z@13812345678.cn") == "****************");
  CHECK(mask_email("z@my number is 13812345678") == "**************************");
  CHECK(mask_email("z@163.com") == "z***@163.com");
}
