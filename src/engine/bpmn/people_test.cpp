#include "engine/bpmn/run_fixture.h"

namespace tongban::bpmn {
namespace {

const std::string kJoint = file_of("<startEvent id=\"s\"/><parallelGateway id=\"g\"/><parallelGateway id=\"j\"/>" +
                                   user("t0") + user("a1") + user("a2") + user("b") + user("z") +
                                   chain({"s", "t0", "g", "a1", "a2", "j", "z"}) + flow("g", "b") + flow("b", "j"));

std::string signing(const std::string& mode) {
  return file_of("<startEvent id=\"s\"/>" +
                 user("t", "<extensionElements><tongban:signing " + mode +
                               "/></extensionElements><multiInstanceLoopCharacteristics tongban:collection=\"signers\" "
                               "tongban:elementVariable=\"signer\"/>") +
                 user("z") + chain({"s", "t", "z"}));
}

Variables signers() {
  return {{"signers", Value::list({Value::string("zhang"), Value::string("li"), Value::string("wang")})}};
}

bool approved(const Play& play) { return variable(play.state, "approved").is_true(); }

}  // namespace

TEST_CASE("Returning within a branch leaves the other branch and what it has done alone") {
  Play play(kJoint);
  play.start();
  REQUIRE(play.complete("t0").ok());
  REQUIRE(play.complete("b").ok());
  REQUIRE(play.complete("a1").ok());
  REQUIRE(play.back("a2", "a1").ok());
  CHECK(play.at("a1"));
  CHECK(!play.at("a2"));
  CHECK(!play.at("b"));
  REQUIRE(play.complete("a1").ok());
  REQUIRE(play.complete("a2").ok());
  CHECK(play.at("z"));
}

TEST_CASE("Returning from behind a join into one branch keeps what the other branch brought") {
  Play play(kJoint);
  play.start();
  for (const auto* task : {"t0", "a1", "b", "a2"}) REQUIRE(play.complete(task).ok());
  REQUIRE(play.back("z", "a2").ok());
  CHECK(play.told(EffectKind::returned, "a2") == 1);
  CHECK(!play.at("z"));
  CHECK(!play.at("b"));
  REQUIRE(play.complete("a2").ok());
  CHECK(play.at("z"));
}

TEST_CASE("Returning to before a fork takes back all its branches, and both run again") {
  Play play(kJoint);
  play.start();
  REQUIRE(play.complete("t0").ok());
  REQUIRE(play.complete("a1").ok());
  REQUIRE(play.back("a2", "t0").ok());
  CHECK(play.state.actives.size() == 1);
  REQUIRE(play.complete("t0").ok());
  CHECK(play.at("a1"));
  CHECK(play.at("b"));
}

TEST_CASE("Nobody returns to a step that was never passed") {
  Play play(kJoint);
  play.start();
  const auto refused = play.back("t0", "z");
  REQUIRE(!refused.ok());
  CHECK(refused.error().key == "bpmn.not_before");
  CHECK(play.at("t0"));
}

TEST_CASE("Returning into a sub-process that had ended opens it again where it was") {
  Play play(
      file_of("<startEvent id=\"s\"/><subProcess id=\"sub\"><startEvent id=\"s2\"/><parallelGateway "
              "id=\"g\"/><parallelGateway id=\"j\"/>" +
              user("a") + user("b") + "<endEvent id=\"e2\"/>" + chain({"s2", "g", "a", "j", "e2"}) + flow("g", "b") +
              flow("b", "j") + "</subProcess>" + user("z") + chain({"s", "sub", "z"})));
  play.start();
  REQUIRE(play.complete("a").ok());
  REQUIRE(play.complete("b").ok());
  REQUIRE(play.back("z", "a").ok());
  CHECK(play.at("a"));
  CHECK(!play.at("b"));
  REQUIRE(play.complete("a").ok());
  CHECK(play.at("z"));
  REQUIRE(play.complete("z").ok());
  CHECK(play.state.status == Status::completed);
}

TEST_CASE("After a return the clock of the step begins anew and the old one is gone") {
  Play play(file_of("<startEvent id=\"s\"/>" +
                    user("a", "<extensionElements><tongban:timeLimit after=\"P2D\"/></extensionElements>") +
                    user("b", "<extensionElements><tongban:timeLimit after=\"P3D\"/></extensionElements>") +
                    chain({"s", "a", "b"})));
  play.start();
  const auto first = play.wait(EventKind::timer);
  REQUIRE(play.complete("a").ok());
  const auto second = play.wait(EventKind::timer);
  play.now = play.now + std::chrono::hours(24);
  REQUIRE(play.back("b", "a").ok());
  CHECK(play.told(EffectKind::timer_cleared) == 1);
  CHECK(play.told(EffectKind::timer_set) == 1);
  REQUIRE(play.state.waits.size() == 1);
  CHECK((*play.state.waits.begin())->due == play.now + std::chrono::hours(48));
  CHECK(play.timer(first).error().key == "bpmn.not_waiting");
  CHECK(play.timer(second).error().key == "bpmn.not_waiting");
}

TEST_CASE("The previous handler takes back what nobody has worked on since, and nobody else does") {
  Play play(file_of("<startEvent id=\"s\"/>" + user("a") + user("b") + user("c") + chain({"s", "a", "b", "c"})));
  play.start();
  REQUIRE(play.complete("a", {}, "zhang").ok());
  Stimulus withdraw;
  withdraw.kind = StimulusKind::withdraw;
  withdraw.element = "a";
  withdraw.by = "li";
  CHECK(play.act(withdraw).error().key == "bpmn.not_before");
  withdraw.by = "zhang";
  REQUIRE(play.act(withdraw).ok());
  CHECK(play.state.actives.find(play.at("a"))->assignee == "zhang");
  REQUIRE(play.complete("a", {}, "zhang").ok());
  REQUIRE(play.complete("b", {}, "li").ok());
  CHECK(play.act(withdraw).error().key == "bpmn.already_handled");
}

TEST_CASE("All must sign: one rejection decides and takes the others' tasks away") {
  Play play(signing("mode=\"all\""));
  play.start(signers());
  CHECK(play.count("t") == 3);
  REQUIRE(play.complete("t", {{"approved", yes()}}, "zhang").ok());
  CHECK(play.at("t"));
  REQUIRE(play.complete("t", {{"approved", no()}}, "li").ok());
  CHECK(play.told(EffectKind::task_cancelled, "t") == 1);
  CHECK(play.at("z"));
  CHECK(!approved(play));
}

TEST_CASE("Any may sign: the first signature decides") {
  Play play(signing("mode=\"any\""));
  play.start(signers());
  REQUIRE(play.complete("t", {{"approved", yes()}}).ok());
  CHECK(play.at("z"));
  CHECK(approved(play));
}

TEST_CASE("A vote ends as soon as enough agree, or cannot any more") {
  Play play(signing("mode=\"vote\" pass=\"2/3\""));
  play.start(signers());
  REQUIRE(play.complete("t", {{"approved", yes()}}).ok());
  REQUIRE(play.complete("t", {{"approved", yes()}}).ok());
  CHECK(play.at("z"));
  CHECK(approved(play));
  Play lost(signing("mode=\"vote\" pass=\"2/3\""));
  lost.start(signers());
  REQUIRE(lost.complete("t", {{"approved", no()}}).ok());
  CHECK(lost.at("t"));
  REQUIRE(lost.complete("t", {{"approved", no()}}).ok());
  CHECK(lost.at("z"));
  CHECK(!approved(lost));
}

TEST_CASE("Signers are added and taken away, but never the last one") {
  Play play(signing("mode=\"all\""));
  play.start({{"signers", Value::list({Value::string("zhang")})}});
  CHECK(play.act(play.about(StimulusKind::remove_signer, "t")).error().key == "bpmn.last_signer");
  REQUIRE(play.act(play.about(StimulusKind::add_signer, "t", "li")).ok());
  CHECK(play.count("t") == 2);
  REQUIRE(play.act(play.about(StimulusKind::remove_signer, "t")).ok());
  CHECK(play.count("t") == 1);
  CHECK(play.state.actives.find(play.at("t"))->assignee == "li");
  REQUIRE(play.complete("t", {{"approved", yes()}}).ok());
  CHECK(play.at("z"));
  CHECK(approved(play));
}

TEST_CASE("A task of one person becomes one of two when a signer is added") {
  Play play(kJoint);
  play.start();
  REQUIRE(play.act(play.about(StimulusKind::add_signer, "t0", "li")).ok());
  CHECK(play.count("t0") == 2);
  REQUIRE(play.complete("t0").ok());
  CHECK(play.at("t0"));
  REQUIRE(play.complete("t0").ok());
  CHECK(play.at("b"));
}

TEST_CASE("A signature is taken back while others still sign") {
  Play play(signing("mode=\"all\""));
  play.start(signers());
  REQUIRE(play.complete("t", {{"approved", yes()}}, "zhang").ok());
  Stimulus withdraw;
  withdraw.kind = StimulusKind::withdraw;
  withdraw.element = "t";
  withdraw.by = "zhang";
  REQUIRE(play.act(withdraw).ok());
  CHECK(play.count("t") == 3);
}

TEST_CASE("A delegated task comes back to its owner, a transferred one does not") {
  Play play(file_of("<startEvent id=\"s\"/><userTask id=\"a\" tongban:assignee=\"zhang\"/>" + user("b") +
                    chain({"s", "a", "b"})));
  play.start();
  REQUIRE(play.act(play.about(StimulusKind::delegate, "a", "li")).ok());
  REQUIRE(play.complete("a", {{"opinion", Value::string("good")}}, "li").ok());
  CHECK(play.state.actives.find(play.at("a"))->assignee == "zhang");
  CHECK(variable(play.state, "opinion").as_string() == "good");
  REQUIRE(play.act(play.about(StimulusKind::transfer, "a", "wang")).ok());
  CHECK(play.told(EffectKind::task_changed) == 1);
  REQUIRE(play.act(play.about(StimulusKind::copy_to, "a", "head")).ok());
  CHECK(play.told(EffectKind::task_copied) == 1);
  REQUIRE(play.act(play.about(StimulusKind::urge, "a")).ok());
  CHECK(play.told(EffectKind::task_urged) == 1);
  REQUIRE(play.complete("a", {}, "wang").ok());
  CHECK(play.at("b"));
}

TEST_CASE("What is to happen when a task is late happens: it is decided, or goes back") {
  Play play(file_of("<startEvent id=\"s\"/>" +
                    user("a",
                         "<extensionElements><tongban:timeLimit after=\"P1D\" action=\"complete\" "
                         "argument=\"{approved: true}\"/></extensionElements>") +
                    user("b",
                         "<extensionElements><tongban:timeLimit after=\"P1D\" action=\"return\" "
                         "argument=\"a\"/></extensionElements>") +
                    chain({"s", "a", "b"})));
  play.start();
  REQUIRE(play.timer(play.wait(EventKind::timer)).ok());
  CHECK(approved(play));
  CHECK(play.at("b"));
  REQUIRE(play.timer(play.wait(EventKind::timer)).ok());
  CHECK(play.at("a"));
  CHECK(!play.at("b"));
}

}  // namespace tongban::bpmn
