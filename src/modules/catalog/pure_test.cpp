// Small pure rules: limits as text and in order, differences of documents, names of materials, and the routes' rows.
#include <doctest/doctest.h>

#include <set>

#include "modules/catalog/catalog.h"
#include "modules/catalog/diff.h"
#include "modules/catalog/limits.h"
#include "modules/catalog/material_names.h"
#include "platform/http/route.h"

namespace tongban::catalog {
namespace {

TEST_CASE("limits read as people say them") {
  CHECK(limit_text({}) == "未规定");
  CHECK(limit_text({true, 0, "working_day", ""}) == "即办");
  CHECK(limit_text({true, 20, "working_day", ""}) == "20 个工作日");
  CHECK(limit_text({true, 30, "natural_day", ""}) == "30 个自然日");
  CHECK(limit_text({true, 4, "working_hour", ""}) == "4 个工作小时");
  CHECK(!clock_limit({}));
  CHECK(clock_limit({true, 4, "working_hour", ""}) == Limit{4, LimitUnit::working_hour});
}

TEST_CASE("limits of different units are in order as far as the calendar allows") {
  const auto order = [](LimitElement limit, LimitElement bound) {
    return compare_limits(limit_span(limit), limit_span(bound));
  };
  CHECK(order({true, 8, "working_hour", ""}, {true, 1, "working_day", ""}) == LimitOrder::within);
  CHECK(order({true, 9, "working_hour", ""}, {true, 1, "working_day", ""}) == LimitOrder::exceeds);
  CHECK(order({true, 7, "natural_day", ""}, {true, 7, "natural_day", ""}) == LimitOrder::within);
  CHECK(order({true, 8, "natural_day", ""}, {true, 7, "natural_day", ""}) == LimitOrder::exceeds);
  CHECK(order({true, 5, "working_day", ""}, {true, 7, "natural_day", ""}) == LimitOrder::within);
  CHECK(order({true, 6, "working_day", ""}, {true, 7, "natural_day", ""}) == LimitOrder::may_exceed);
  CHECK(order({true, 8, "working_day", ""}, {true, 7, "natural_day", ""}) == LimitOrder::exceeds);
}

TEST_CASE("differences are told by their places, at most as many as asked for") {
  const auto changed = [](const char* before, const char* after, std::size_t most = 50) {
    return changed_pointers(*parse_json(before), *parse_json(after), most);
  };
  using Pointers = std::vector<std::string>;
  CHECK(changed(R"({"a":1})", R"({"a":1})").empty());
  CHECK(changed(R"({"a":{"b":1,"c":2}})", R"({"a":{"b":1,"c":3}})") == Pointers{"/a/c"});
  CHECK(changed(R"({"a":[1,2]})", R"({"a":[1,3]})") == Pointers{"/a/1"});
  CHECK(changed(R"({"a":[1,2]})", R"({"a":[1]})") == Pointers{"/a"});
  CHECK(changed(R"({"a":1})", R"({"b":1})") == Pointers{"/a", "/b"});
  CHECK(changed(R"([1,2,3])", R"([4,5,6])", 2) == Pointers{"/0", "/1"});
}

TEST_CASE("names of materials are compared without blanks, width and title marks") {
  CHECK(comparable_material_name("《营业　执照》") == comparable_material_name("营业执照"));
  CHECK(comparable_material_name("申请表（Ａ）") == comparable_material_name("申请表(A)"));
  CHECK(comparable_material_name("申请表") != comparable_material_name("申请书"));
}

TEST_CASE("route rows are unique, and only reads are open to anyone") {
  std::set<std::string> names, places;
  for (const auto& route : routes()) {
    CAPTURE(route.info.name);
    CHECK(names.insert(route.info.name).second);
    CHECK(places.insert(route.info.method + " " + route.info.path).second);
    CHECK(route.info.name.starts_with("catalog."));
    if (route.info.access.kind == http::Access::Kind::anyone) CHECK(route.info.method == "GET");
    if (route.info.path.starts_with("/api/v1/editor/")) CHECK(route.info.access.kind == http::Access::Kind::staff);
  }
}

}  // namespace
}  // namespace tongban::catalog
