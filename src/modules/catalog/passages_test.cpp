#include "modules/catalog/passages.h"

#include <doctest/doctest.h>

#include "modules/catalog/life_events.h"
#include "modules/catalog/test_content.h"

namespace tongban::catalog {

TEST_CASE("a question is its topic and the elements it asks for") {
  const auto asked = understand("请问食品经营许可证要多久能办下来？");
  CHECK(asked.topic == "食品经营许可证");
  REQUIRE(asked.elements.size() == 1);
  CHECK(std::string(asked.elements[0]) == "promised_limit");
  CHECK_FALSE(understand("怎么办").topic.empty());  // all of it would be nothing to look for
  CHECK(understand("").topic.empty());
}

TEST_CASE("the share of common pairs of characters") {
  CHECK(overlap("健康证", "从业人员健康证明") == 1);
  CHECK(overlap("健康码", "从业人员健康证明") == 0.5);
  CHECK(overlap("码", "健康码") == 0);
  CHECK(overlap("", "健康码") == 0);
}

TEST_CASE("what the guide does not say is not quoted") {
  const auto content = complete_content();
  Asked asked{{"fees"}, "食品经营许可"};
  const auto fees = best_passages(content, asked, "", 3);
  REQUIRE_FALSE(fees.empty());
  CHECK(fees[0].text == "费用：不收费");
  asked.elements.clear();
  CHECK(best_passages(content, asked, "量子力学课程", 3).empty());
  auto silent = content;
  silent.basic.is_fee.reset();
  silent.fees.clear();
  asked.elements = {"fees"};
  CHECK(best_passages(silent, asked, "", 3).empty());
}

TEST_CASE("an option drops components, another is the reason why one stays") {
  LifeEvent event;
  event.components = {{1, "一", "", ""}, {2, "二", "", ""}};
  event.questions = {{"q1", "要不要？", {{"o1", "要", {}}, {"o2", "不要", {2}}}}};
  CHECK(reason_for(event, {}, 2).why.empty());
  CHECK(reason_for(event, {{"q1", "o1"}}, 2).why == "要");
  CHECK(reason_for(event, {{"q1", "o2"}}, 2).dropped);
  CHECK_FALSE(reason_for(event, {{"q1", "o2"}}, 1).dropped);
  CHECK(reason_for(event, {{"q1", "o2"}}, 1).why.empty());
  CHECK(reason_for(event, {{"q7", "o2"}}, 2).why.empty());
  CHECK(parse_life_events("nonsense").empty());
  CHECK(parse_life_events("{}").empty());
}

}  // namespace tongban::catalog
