#include "engine/bpmn/migrate.h"

#include "engine/bpmn/run_fixture.h"

namespace tongban::bpmn {

TEST_CASE("A running instance goes on in a version with another step, and not in one that lacks its task") {
  const auto old = file_of("<startEvent id=\"s\"/>" + user("a") + user("b") + chain({"s", "a", "b"}));
  Play play(old);
  play.start({{"x", Value::integer(3)}});
  REQUIRE(play.complete("a").ok());
  Play next(file_of("<startEvent id=\"s\"/>" + user("a") + user("survey") + user("b2") + user("c") +
                    chain({"s", "a", "survey", "b2", "c"})));
  const auto refused = migrate(*play.reading.model, play.state, *next.reading.model, {});
  REQUIRE(!refused.ok());
  CHECK(refused.error().key == "bpmn.cannot_migrate");
  REQUIRE(refused.error().fields.size() == 1);
  CHECK(refused.error().fields[0].pointer == "/b");
  auto moved = migrate(*play.reading.model, play.state, *next.reading.model, {{"b", "b2"}});
  REQUIRE(moved.ok());
  next.state = *std::move(moved);
  CHECK(variable(next.state, "x").as_number() == feel::Number(3));
  REQUIRE(next.complete("b2").ok());
  CHECK(next.at("c"));
  REQUIRE(next.back("c", "a").ok());
  REQUIRE(next.complete("a").ok());
  CHECK(next.at("survey"));
}

}  // namespace tongban::bpmn
