#include "engine/bpmn/run_fixture.h"
#include "engine/bpmn/simulate.h"

namespace tongban::bpmn {
namespace {

Variables number(const char* name, int value) { return {{name, Value::integer(value)}}; }

std::vector<std::string> lines_of(const std::string& xml, const char* variables, const char* answers) {
  std::vector<std::string> lines;
  simulate(xml, {*parse_json(variables), *parse_json(answers), {}},
           [&](const std::string& line) { lines.push_back(line); });
  return lines;
}

}  // namespace

TEST_CASE("A task is completed once, and nothing reaches a process that has ended") {
  Play play(file_of("<startEvent id=\"s\"/>" + user("a") + chain({"s", "a"})));
  play.start();
  const auto task = play.about(StimulusKind::complete, "a");
  REQUIRE(play.act(task).ok());
  CHECK(play.told(EffectKind::completed) == 1);
  CHECK(play.act(task).error().key == "bpmn.finished");
  Stimulus message;
  message.kind = StimulusKind::message;
  message.name = "M";
  CHECK(play.act(message).error().key == "bpmn.finished");
  CHECK(play.effects.empty());
}

TEST_CASE("Of two completions of one task the second finds nothing to complete") {
  Play play(file_of("<startEvent id=\"s\"/>" + user("a") + user("b") + chain({"s", "a", "b"})));
  play.start();
  const auto task = play.about(StimulusKind::complete, "a");
  REQUIRE(play.act(task).ok());
  CHECK(play.act(task).error().key == "bpmn.not_waiting");
  CHECK(play.count("b") == 1);
}

TEST_CASE("Where no condition holds the token waits for a retry and is not lost") {
  Play play(file_of("<startEvent id=\"s\"/><exclusiveGateway id=\"g\"/>" + user("a") + chain({"s", "g"}) +
                    flow("g", "a", "x > 3")));
  play.start(number("x", 1));
  CHECK(play.told(EffectKind::error, "g") == 1);
  CHECK(play.state.has_incident());
  auto retry = play.about(StimulusKind::retry, "g");
  REQUIRE(play.act(retry).ok());
  CHECK(play.state.has_incident());
  retry = play.about(StimulusKind::retry, "g");
  retry.variables = number("x", 5);
  REQUIRE(play.act(retry).ok());
  CHECK(!play.state.has_incident());
  CHECK(play.at("a"));
}

TEST_CASE("A circle that turns for ever stops as an incident") {
  Play play(file_of("<startEvent id=\"s\"/><exclusiveGateway id=\"g\"/><task id=\"t\"/><endEvent id=\"e\"/>" +
                    chain({"s", "g", "t", "g"}) + flow("g", "e", "x = 1")));
  play.start();
  CHECK(play.state.has_incident());
  CHECK(play.state.status == Status::running);
}

TEST_CASE("An inclusive join waits for what can still come and for nothing else") {
  const auto xml = file_of("<startEvent id=\"s\"/><inclusiveGateway id=\"g\"/><inclusiveGateway id=\"j\"/>" +
                           user("a") + user("b") + user("z") + chain({"s", "g"}) + flow("g", "a", "x != 2") +
                           flow("g", "b", "x != 1") + flow("a", "j") + flow("b", "j") + flow("j", "z"));
  Play both(xml);
  both.start(number("x", 3));
  REQUIRE(both.complete("a").ok());
  CHECK(!both.at("z"));
  REQUIRE(both.complete("b").ok());
  CHECK(both.count("z") == 1);
  Play one(xml);
  one.start(number("x", 1));
  CHECK(!one.at("b"));
  REQUIRE(one.complete("a").ok());
  CHECK(one.at("z"));
}

TEST_CASE("A complex gateway fires once when its condition holds, and swallows what comes late") {
  Play play(file_of(
      "<startEvent id=\"s\"/><parallelGateway id=\"g\"/>" + user("a") + user("b") + user("c") +
      "<complexGateway id=\"j\"><activationCondition>activationCount >= 2</activationCondition></complexGateway>" +
      user("z") + chain({"s", "g", "a", "j", "z"}) + flow("g", "b") + flow("b", "j") + flow("g", "c") +
      flow("c", "j")));
  play.start();
  REQUIRE(play.complete("a").ok());
  CHECK(!play.at("z"));
  REQUIRE(play.complete("c").ok());
  CHECK(play.count("z") == 1);
  REQUIRE(play.complete("b").ok());
  CHECK(play.count("z") == 1);
  REQUIRE(play.complete("z").ok());
  CHECK(play.state.status == Status::completed);
}

TEST_CASE("An interrupting timer takes the task away, another one only adds a way") {
  const auto xml = [](const char* interrupts) {
    return file_of("<startEvent id=\"s\"/>" + user("a") + user("late") +
                   "<boundaryEvent id=\"b\" attachedToRef=\"a\" cancelActivity=\"" + interrupts +
                   "\"><timerEventDefinition><timeCycle>R2/PT1H</timeCycle></timerEventDefinition></boundaryEvent>" +
                   chain({"s", "a"}) + flow("b", "late"));
  };
  Play stops(xml("true"));
  stops.start();
  REQUIRE(stops.timer(stops.wait(EventKind::timer)).ok());
  CHECK(!stops.at("a"));
  CHECK(stops.state.waits.empty());
  Play adds(xml("false"));
  adds.start();
  REQUIRE(adds.timer(adds.wait(EventKind::timer)).ok());
  REQUIRE(adds.timer(adds.wait(EventKind::timer)).ok());
  CHECK(adds.at("a"));
  CHECK(adds.count("late") == 2);
  CHECK(adds.wait(EventKind::timer) == 0);
}

TEST_CASE("An error thrown by a worker is caught by code, and ends the process where nobody catches it") {
  const auto xml =
      file_of("<startEvent id=\"s\"/><serviceTask id=\"a\"/>" + user("handle") +
                  "<boundaryEvent id=\"b\" attachedToRef=\"a\"><errorEventDefinition errorRef=\"e\"/></boundaryEvent>" +
                  chain({"s", "a"}) + flow("b", "handle"),
              "<error id=\"e\" errorCode=\"E1\"/>");
  Play caught(xml);
  caught.start();
  auto fail = caught.about(StimulusKind::fail, "a");
  fail.code = "E1";
  REQUIRE(caught.act(fail).ok());
  CHECK(caught.at("handle"));
  Play uncaught(xml);
  uncaught.start();
  fail = uncaught.about(StimulusKind::fail, "a");
  fail.code = "E2";
  REQUIRE(uncaught.act(fail).ok());
  CHECK(uncaught.state.status == Status::failed);
  CHECK(uncaught.state.error == "E2");
}

TEST_CASE("Completed work is compensated in reverse order, once") {
  const auto compensable = [](const std::string& id) {
    return user(id) + "<boundaryEvent id=\"c" + id + "\" attachedToRef=\"" + id +
           "\"><compensateEventDefinition/></boundaryEvent>" + "<userTask id=\"undo_" + id +
           "\" isForCompensation=\"true\"/><association id=\"x" + id + "\" sourceRef=\"c" + id +
           "\" targetRef=\"undo_" + id + "\"/>";
  };
  Play play(file_of("<startEvent id=\"s\"/>" + compensable("a") + compensable("b") +
                    "<intermediateThrowEvent id=\"t\"><compensateEventDefinition/></intermediateThrowEvent>" +
                    user("z") + chain({"s", "a", "b", "t", "z"})));
  play.start();
  REQUIRE(play.complete("a").ok());
  REQUIRE(play.complete("b").ok());
  CHECK(play.at("undo_b"));
  CHECK(!play.at("undo_a"));
  REQUIRE(play.complete("undo_b").ok());
  CHECK(play.at("undo_a"));
  CHECK(!play.at("z"));
  REQUIRE(play.complete("undo_a").ok());
  CHECK(play.at("z"));
}

TEST_CASE("A message finds the instance by its key") {
  Play play(file_of("<startEvent id=\"s\"/><receiveTask id=\"r\" messageRef=\"m\" tongban:correlation=\"case_id\"/>" +
                        user("z") + chain({"s", "r", "z"}),
                    "<message id=\"m\" name=\"M\"/>"));
  play.start({{"case_id", Value::string("A1")}});
  CHECK(play.told(EffectKind::message_awaited, "r") == 1);
  Stimulus message;
  message.kind = StimulusKind::message;
  message.name = "M";
  message.key = "B2";
  CHECK(play.act(message).error().key == "bpmn.not_waiting");
  message.key = "A1";
  message.variables = number("amount", 7);
  REQUIRE(play.act(message).ok());
  CHECK(play.at("z"));
  CHECK(variable(play.state, "amount").as_number() == feel::Number(7));
}

TEST_CASE("A stored state that was tampered with is refused") {
  Play play(file_of("<startEvent id=\"s\"/>" + user("a") + chain({"s", "a"})));
  play.start();
  const auto& model = *play.reading.model;
  const auto good = json_of(model, play.state);
  CHECK(state_of(model, good).ok());
  for (const auto* key : {"version", "status", "next_id", "scopes", "actives", "process"}) {
    auto bad = good;
    bad.as_object()[key] = "x";
    CHECK_MESSAGE(!state_of(model, bad).ok(), key);
  }
  auto lost = good;
  lost.as_object()["actives"] = json::array();
  CHECK(!state_of(model, lost).ok());
}

TEST_CASE("The simulation tells each step and how it ended") {
  const auto xml =
      file_of("<startEvent id=\"s\"/>" + user("a") + "<exclusiveGateway id=\"g\" default=\"g_no\"/>" + user("yes") +
              user("no") + chain({"s", "a", "g"}) + flow("g", "yes", "approved") + flow("g", "no"));
  const auto lines = lines_of(xml, "{}", R"({"a": {"approved": true, "$after": "P1D"}, "yes": {}})");
  REQUIRE(!lines.empty());
  CHECK(lines.front().find("\"event\":\"entered\",\"element\":\"s\"") != std::string::npos);
  CHECK(lines.back().find("\"result\":\"completed\"") != std::string::npos);
  CHECK(lines.back().find("2026-01-02") != std::string::npos);
  CHECK(lines_of(xml, "{}", "{}").back().find("\"result\":\"waiting\"") != std::string::npos);
  CHECK(lines_of("<x/>", "{}", "{}").back().find("\"result\":\"refused\"") != std::string::npos);
}

}  // namespace tongban::bpmn
