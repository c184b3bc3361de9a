#include "engine/bpmn/explore.h"

#include <algorithm>

#include "engine/bpmn/run_fixture.h"

namespace tongban::bpmn {
namespace {

constexpr const char* kTwoWays =
    "<startEvent id=\"s\"/><userTask id=\"ask\" name=\"问\"/><exclusiveGateway id=\"x\" default=\"x_long\"/>"
    "<userTask id=\"long\"/><endEvent id=\"e\"/><endEvent id=\"no\"/>";

Exploration with_outcome(const char* variable, std::initializer_list<bool> values) {
  Exploration exploration;
  std::vector<bool> all(values);
  exploration.options = [variable = std::string(variable), all](const Node& node) {
    std::vector<Option> options;
    Step day;
    day.micros = 86'400'000'000;
    if (node.kind != NodeKind::user_task) return options;
    if (node.id != "ask") return std::vector<Option>{{"", {}, day}};
    for (const bool value : all)
      options.push_back({value ? "true" : "false", {{variable, Value::boolean(value)}}, day});
    return options;
  };
  return exploration;
}

double days(const ExploredRun& run) { return static_cast<double>((run.ended - run.begun).count()) / 86.4e9; }

}  // namespace

TEST_CASE("exploring: every answer is given once, and each way has its own length") {
  const Play play(file_of(kTwoWays + chain({"s", "ask", "x"}) + flow("x", "no", "agreed = false") + flow("x", "long") +
                          chain({"long", "e"})));
  const auto& model = *play.reading.model;
  const auto explored = explore(model, with_outcome("agreed", {true, false}));
  REQUIRE(explored.runs.size() == 2);
  CHECK(explored.complete);
  CHECK(explored.runs[0].ending == Ending::completed);
  CHECK(days(explored.runs[0]) == doctest::Approx(2));
  CHECK(explored.runs[0].spans.size() == 2);
  CHECK(days(explored.runs[1]) == doctest::Approx(1));
  CHECK(explored.runs[1].answers.at(0).element == "ask");
  CHECK(explored.runs[1].answers.at(0).label == "false");
  for (std::size_t at = 0; at < model.nodes.size(); ++at) CHECK(explored.reached[at]);
}

TEST_CASE("exploring: what no answer leads to is not reached") {
  const Play play(file_of(kTwoWays + chain({"s", "ask", "x"}) + flow("x", "no", "agreed = 3") + flow("x", "long") +
                          chain({"long", "e"})));
  const auto explored = explore(*play.reading.model, with_outcome("agreed", {true, false}));
  CHECK_FALSE(explored.reached[static_cast<std::size_t>(play.reading.model->find_node("no"))]);
}

TEST_CASE("exploring: a way back is gone once, a circle of people without an end is said") {
  const Play back(file_of(kTwoWays + chain({"s", "ask", "x"}) + flow("x", "ask", "agreed = false") + flow("x", "long") +
                          chain({"long", "e"})));
  const auto once = explore(*back.reading.model, with_outcome("agreed", {true, false}));
  REQUIRE(once.runs.size() == 2);
  CHECK(once.runs[1].ending == Ending::completed);
  CHECK(days(once.runs[1]) == doctest::Approx(3));
  const auto never = explore(*back.reading.model, with_outcome("agreed", {false}));
  CHECK(never.runs.at(0).ending == Ending::endless);
}

TEST_CASE("exploring: rule tasks take each value of their decision, and fail without one") {
  const Play play(
      file_of("<startEvent id=\"s\"/><businessRuleTask id=\"rule\" tongban:decisionRef=\"d\" "
              "tongban:resultVariable=\"r\"/><exclusiveGateway id=\"x\" default=\"x_e\"/><userTask "
              "id=\"work\"/><endEvent id=\"e\"/>" +
              chain({"s", "rule", "x"}) + flow("x", "work", "r = \"work\"") + flow("x", "e") + chain({"work", "e"})));
  Exploration exploration;
  exploration.values = [](const std::string& decision, const Value&) {
    CHECK(decision == "d");
    return std::vector<Value>{Value::string("nothing"), Value::string("work")};
  };
  const auto explored = explore(*play.reading.model, exploration);
  REQUIRE(explored.runs.size() == 2);
  CHECK(explored.runs[1].answers.at(0).label == "work");
  CHECK(explored.reached[static_cast<std::size_t>(play.reading.model->find_node("work"))]);
  const auto without = explore(*play.reading.model, {});
  CHECK(without.runs.at(0).ending == Ending::failed);
  CHECK(without.runs.at(0).stuck == std::vector<std::string>{"rule"});
}

TEST_CASE("exploring: it stops at its bound and says so") {
  std::string body = "<startEvent id=\"s\"/><endEvent id=\"e\"/>", before = "s";
  for (int i = 0; i < 12; ++i) {
    const auto id = "t" + std::to_string(i);
    body += user(id) + flow(before, id);
    before = id;
  }
  const Play play(file_of(body + flow(before, "e")));
  Exploration exploration;
  exploration.options = [](const Node&) { return std::vector<Option>{{"a", {}}, {"b", {}}}; };
  exploration.most_runs = 50;
  const auto explored = explore(*play.reading.model, exploration);
  CHECK(explored.runs.size() == 50);
  CHECK_FALSE(explored.complete);
}

}  // namespace tongban::bpmn
