#include "base/region_code.h"

#include <doctest/doctest.h>

using namespace tongban;

namespace {

RegionCode region(std::string_view text) { return RegionCode::parse(text).value(); }
std::string parent(std::string_view text) { return region(text).parent()->text(); }

}  // namespace

TEST_CASE("the level of a region is where its last part stands") {
  CHECK(region("330000000000").level() == RegionLevel::province);
  CHECK(region("330100000000").level() == RegionLevel::city);
  CHECK(region("330106000000").level() == RegionLevel::county);
  CHECK(region("330106001000").level() == RegionLevel::township);
  CHECK(region("330106001051").level() == RegionLevel::village);
  CHECK(static_cast<int>(region("330106001051").level()) == 5);
}

TEST_CASE("a village leads to its province step by step") {
  CHECK(parent("330106001051") == "330106001000");
  CHECK(parent("330106001000") == "330106000000");
  CHECK(parent("330106000000") == "330100000000");
  CHECK(parent("330100000000") == "330000000000");
  CHECK_FALSE(region("330000000000").parent().has_value());
}

TEST_CASE("towns of cities without counties lie directly in the city") {
  CHECK(region("442000100000").level() == RegionLevel::township);
  CHECK(parent("442000100000") == "442000000000");
  CHECK(parent("442000100001") == "442000100000");
  CHECK(region("442000000000").contains(region("442000100001")));
}

TEST_CASE("districts of municipalities and counties of provinces hang below a placeholder") {
  CHECK(parent("110101000000") == "110100000000");
  CHECK(region("110100000000").is_placeholder());
  CHECK(region("500200000000").is_placeholder());
  CHECK(parent("429004000000") == "429000000000");
  CHECK(region("429000000000").is_placeholder());
  CHECK_FALSE(region("330100000000").is_placeholder());
  CHECK_FALSE(region("110101000000").is_placeholder());
}

TEST_CASE("a subtree is a range of texts with exactly its regions") {
  const auto range = region("330100000000").subtree();
  CHECK(range.from == "330100000000");
  CHECK(range.to == "330200000000");
  CHECK(region("339900000000").subtree().to == "340000000000");
  CHECK(region("330106001051").subtree().to == "330106001052");
  CHECK(region("330106999000").subtree().to == "330107000000");
  CHECK(region("990000000000").subtree().to > std::string("999999999999"));
  for (const char* ancestor : {"330000000000", "330100000000", "990000000000", "442000000000", "330106000000"}) {
    for (const char* text : {"330106001051", "330200000000", "340000000000", "442000100000", "990101000000"}) {
      const auto [from, to] = region(ancestor).subtree();
      CHECK((from <= text && text < to) == region(ancestor).contains(region(text)));
    }
  }
  CHECK_FALSE(region("330106000000").contains(region("330100000000")));
}

TEST_CASE("short forms are filled up, broken structures refused") {
  CHECK(RegionCode::parse_short("3301")->text() == "330100000000");
  CHECK(RegionCode::parse_short("442000100")->level() == RegionLevel::township);
  CHECK(region("990101000000").is_demonstration());
  CHECK(RegionCode::parse_short("33010").error().key == "region_code.length");
  CHECK(RegionCode::parse("330106").error().key == "region_code.length");
  CHECK(RegionCode::parse("33010600000x").error().key == "region_code.charset");
  for (const char* text : {"000000000000", "030000000000", "330006000000", "330000001000", "330106000001"}) {
    CAPTURE(text);
    CHECK(RegionCode::parse(text).error().key == "region_code.structure");
  }
}
