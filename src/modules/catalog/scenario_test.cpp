#include "modules/catalog/scenario.h"

#include <doctest/doctest.h>

#include "modules/catalog/test_content.h"

namespace tongban::catalog {
namespace {

// q1: o1 drops m2, o2 adds m4; q2 (several answers): p1 adds m3, p2 adds m3 and m4.
ItemContent two_questions() {
  auto content = complete_content();
  content.scenarios = {
      {"q1", "谁？", false, {{"o1", "本人", {}, {"m2"}, {}, ""}, {"o2", "代理", {"m4"}, {}, {"代理人成年"}, ""}}},
      {"q2", "经营什么？", true, {{"p1", "热食", {"m3"}, {}, {}, ""}, {"p2", "冷食", {"m3", "m4"}, {}, {}, ""}}}};
  return content;
}

std::string needs(const ItemContent& content, const ScenarioAnswers& answers) {
  std::string text;
  for (const auto& narrowed : materials_for(content, answers))
    text += narrowed.material->material_key + ":" + std::string(enum_text(narrowed.need)) + " ";
  return text;
}

TEST_CASE("without answers everything that a question decides depends on it") {
  CHECK(needs(two_questions(), {}) == "m1:required m2:depends m3:depends m4:depends ");
}

TEST_CASE("a chosen option brings its materials and tells why") {
  const auto content = two_questions();
  const ScenarioAnswers answers = {{"q1", {"o2"}}, {"q2", {"p1"}}};
  CHECK(needs(content, answers) == "m1:required m2:required m3:required m4:required ");
  CHECK(materials_for(content, answers)[3].why == std::vector<std::string>{"谁？：代理"});
  CHECK(materials_for(content, answers)[0].why.empty());
}

TEST_CASE("a chosen option drops its materials whatever another question says") {
  CHECK(needs(two_questions(), {{"q1", {"o1"}}, {"q2", {"p1"}}}) == "m1:required m3:required ");
  auto content = two_questions();
  content.scenarios[1].options[0].materials_added.push_back("m2");
  CHECK(needs(content, {{"q1", {"o1"}}, {"q2", {"p1"}}}) == "m1:required m3:required ");
}

TEST_CASE("a material stays open while one of its questions has no answer") {
  CHECK(needs(two_questions(), {{"q1", {"o1"}}}) == "m1:required m3:depends m4:depends ");
  CHECK(needs(two_questions(), {{"q1", {"o2"}}}) == "m1:required m2:required m3:depends m4:required ");
}

TEST_CASE("several answers of one question add up") {
  CHECK(needs(two_questions(), {{"q1", {"o1"}}, {"q2", {"p1", "p2"}}}) == "m1:required m3:required m4:required ");
}

TEST_CASE("the element's own necessity is what a needed material is shown with") {
  auto content = two_questions();
  content.scenarios.clear();
  content.materials[0].necessity = "2";
  content.materials[1].necessity = "3";
  content.materials[2].tolerable = true;
  CHECK(needs(content, {}) == "m1:optional m2:tolerable m3:tolerable m4:required ");
}

TEST_CASE("conditions of chosen options follow those that always hold") {
  const auto conditions = conditions_for(two_questions(), {{"q1", {"o2"}}});
  REQUIRE(conditions.size() == 3);
  CHECK(conditions[0].why.empty());
  CHECK(conditions[2].text == "代理人成年");
  CHECK(conditions[2].why == "谁？：代理");
}

TEST_CASE("answers are read from a query and repeated questions add up") {
  const auto answers = parse_scenario("q1:o2,q2:p1,q2:p2,q2:p1");
  REQUIRE(answers);
  CHECK(answers->at("q1") == std::vector<std::string>{"o2"});
  CHECK(answers->at("q2") == std::vector<std::string>{"p1", "p2"});
  CHECK(parse_scenario("")->empty());
  for (const char* bad : {"q1", "q1:", ":o1", "q1:o1,,q2:p1", ","}) {
    CAPTURE(bad);
    const auto refused = parse_scenario(bad);
    REQUIRE(!refused);
    CHECK(refused.error().key == "catalog.bad_scenario");
  }
}

TEST_CASE("a scenario text with thousands of answers is refused") {
  std::string text = "q:0";
  for (int i = 1; i < 5000; ++i) text += ",q:" + std::to_string(i);
  CHECK(!parse_scenario(text));
}

TEST_CASE("answers the item does not know are refused with their place") {
  const auto content = two_questions();
  CHECK(check_answers(content, {{"q1", {"o1"}}, {"q2", {"p1", "p2"}}}));
  for (const ScenarioAnswers& wrong :
       {ScenarioAnswers{{"q9", {"o1"}}}, ScenarioAnswers{{"q1", {"p1"}}}, ScenarioAnswers{{"q1", {"o1", "o2"}}}}) {
    const auto refused = check_answers(content, wrong, "/scenario");
    REQUIRE(!refused);
    CHECK(refused.error().key == "catalog.unknown_scenario");
    CHECK(refused.error().fields.at(0).pointer == "/scenario");
  }
}

TEST_CASE("a scenario is complete when every question has an answer") {
  CHECK(!all_answered(two_questions(), {{"q1", {"o1"}}}));
  CHECK(all_answered(two_questions(), {{"q1", {"o1"}}, {"q2", {"p1"}}}));
}

}  // namespace
}  // namespace tongban::catalog
