#include "engine/dmn/decision_set.h"

#include <doctest/doctest.h>

namespace tongban::dmn {
namespace {

std::string table(const std::string& id, const std::string& name, const std::string& policy = "FIRST") {
  return "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" id=\"d\" name=\"m\" namespace=\"n:" + id +
         "\"><inputData id=\"i\" name=\"area\"><variable name=\"area\"/></inputData><decision id=\"" + id +
         "\" name=\"" + name + "\"><variable name=\"" + name +
         "\"/><informationRequirement><requiredInput href=\"#i\"/></informationRequirement><decisionTable "
         "hitPolicy=\"" +
         policy +
         "\"><input><inputExpression><text>area</text></inputExpression></input><output name=\"o\"/>"
         "<rule><inputEntry><text>&lt; 50</text></inputEntry><outputEntry><text>\"即办\"</text></outputEntry></rule>"
         "<rule><inputEntry><text>&lt; 500</text></inputEntry><outputEntry><text>\"核查\"</text></outputEntry></rule>"
         "<rule><inputEntry><text>-</text></inputEntry><outputEntry><text>\"核查\"</text></outputEntry></rule>"
         "</decisionTable></decision></definitions>";
}

Value area(std::int64_t value) { return Value::context({{"area", Value::integer(value)}}); }

}  // namespace

TEST_CASE("decision set: a rule task names a decision by its id or its name, in any of the documents") {
  const auto set = DecisionSet::load({{"a.dmn", table("route", "办理方式")}, {"b.dmn", table("other", "另一项")}});
  REQUIRE(set.ok());
  CHECK(set->findings().empty());
  CHECK(set->has("route"));
  CHECK(set->has("另一项"));
  CHECK_FALSE(set->has("none"));
  const auto outcome = set->evaluate("办理方式", area(30), feel::environment_now(), true);
  REQUIRE(outcome.ok());
  CHECK(outcome->value.as_string() == "即办");
  CHECK(outcome->explanation.at(0).matched.at(0).number == 1);
  CHECK(set->evaluate("other", area(60), feel::environment_now())->value.as_string() == "核查");
  CHECK(set->evaluate("none", area(1), feel::environment_now()).error().key == "dmn.no_such_decision");
}

TEST_CASE("decision set: what a table can give is known without inputs, each value once") {
  const auto set =
      DecisionSet::load({{"a.dmn", table("route", "办理方式")}, {"b.dmn", table("all", "全部", "COLLECT")}});
  REQUIRE(set.ok());
  const auto values = set->possible_values("route", feel::environment_now());
  REQUIRE(values.size() == 2);
  CHECK(values[0].as_string() == "即办");
  CHECK(values[1].as_string() == "核查");
  CHECK(set->possible_values("all", feel::environment_now()).empty());
  CHECK(set->possible_values("none", feel::environment_now()).empty());
}

TEST_CASE("decision set: a document that is no model names itself") {
  const auto set = DecisionSet::load({{"good.dmn", table("a", "a")}, {"bad.dmn", "<nothing/>"}});
  REQUIRE_FALSE(set.ok());
  CHECK(set.error().detail.rfind("bad.dmn", 0) == 0);
}

}  // namespace tongban::dmn
