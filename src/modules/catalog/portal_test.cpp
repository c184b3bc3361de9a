// Questions in people's own words, life events, scores and contacts, over the catalogue that comes with the platform.
#include "modules/catalog/portal.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>

#include "modules/catalog/completeness.h"
#include "modules/catalog/test_catalog.h"
#include "modules/catalog/test_kit.h"

namespace tongban::catalog {
namespace {

std::vector<std::vector<std::string>> table(const std::string& name) {
  std::ifstream file(std::string(TONGBAN_SOURCE_DIR) + "/src/modules/catalog/" + name);
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    auto& row = rows.emplace_back();
    for (std::size_t at = 0; at <= line.size();) {
      const auto end = std::min(line.find('\t', at), line.size());
      row.push_back(line.substr(at, end - at));
      at = end + 1;
    }
  }
  return rows;
}

Answers asked(const std::string& q, const std::string& region_code) {
  AnswersIn in;
  in.q = q;
  in.region_code = region_code;
  return loaded_kit().read<Answers>([&](Ctx& ctx) { return answers(ctx, in); });
}

bool is_one_of(const std::string& name, const std::string& names) {
  return name == names || ("/" + names + "/").find("/" + name + "/") != std::string::npos;
}

// Whether the right guide is among the first three and the element asked for is quoted; says what came instead.
bool answered_well(const std::vector<std::string>& row) {
  const auto said = asked(row[0], row[1]);
  std::string seen;
  for (const auto& quote : said.quotes) seen += " | " + quote.item.item_name + " " + quote.element;
  if (row[2] == "none") {
    if (said.answered) MESSAGE(row[0] << ": nobody says it, but" << seen);
    return !said.answered;
  }
  bool found = false, quoted = row[3] == "-";
  for (std::size_t i = 0; i < said.items.size() && i < 3; ++i)
    found = found || is_one_of(said.items[i].item_name, row[2]);
  for (const auto& quote : said.quotes)
    quoted = quoted || (quote.element == row[3] && is_one_of(quote.item.item_name, row[2]));
  if (!found || !quoted) {
    for (const auto& item : said.items) seen += " / " + item.item_name;
    MESSAGE(row[0] << ": wanted " << row[2] << " " << row[3] << ", got" << seen);
  }
  return found && quoted;
}

}  // namespace

TEST_CASE("questions lead to the right guide and element, in 90 of 100 cases, and what no guide says is not answered") {
  int wanted = 0, right = 0, none = 0, silent = 0;
  for (const auto& row : table("question_table.tsv")) {
    REQUIRE(row.size() == 4);
    const bool good = answered_well(row);
    (row[2] == "none" ? none : wanted) += 1;
    if (good) (row[2] == "none" ? silent : right) += 1;
  }
  MESSAGE(right << " of " << wanted << " answered well, " << silent << " of " << none << " rightly not answered");
  CHECK(wanted >= 50);
  CHECK(right * 100 >= wanted * 90);
  CHECK(silent == none);
}

TEST_CASE("a quotation is what the guide says, with its version") {
  const auto said = asked("食品经营许可证要多久", "431322000000");
  REQUIRE(said.answered);
  const auto& first = said.quotes.front();
  CHECK(first.element == "promised_limit");
  CHECK(first.text.find("工作日") != std::string::npos);
  CHECK(first.version >= 1);
  CHECK_FALSE(first.item.effective_from.empty());
  CHECK_FALSE(asked("", "431322000000").answered);
  CHECK_FALSE(asked("？？？", "431322000000").answered);
}

TEST_CASE("a typing error finds what was meant or is told the right spelling, in 90 of 100 cases") {
  auto& kit = loaded_kit();
  int typed = 0, right = 0;
  for (const auto& row : table("spelling_table.tsv")) {
    REQUIRE(row.size() == 2);
    SearchIn in;
    in.q = row[0];
    in.region_code = "431322000000";
    const auto page = kit.read<SearchPage>([&](Ctx& ctx) { return search_items(ctx, in); });
    bool good = !page.did_you_mean.empty() && row[1].find(page.did_you_mean) != std::string::npos;
    good = good || page.did_you_mean.find(row[1]) != std::string::npos;
    std::string seen;
    for (std::size_t i = 0; i < page.hits.size() && i < 3; ++i) {
      good = good || page.hits[i].item.item_name.find(row[1]) != std::string::npos;
      seen += " | " + page.hits[i].item.item_name;
    }
    ++typed;
    right += good ? 1 : 0;
    if (!good) MESSAGE(row[0] << ": wanted " << row[1] << ", got " << page.did_you_mean << seen);
  }
  MESSAGE(right << " of " << typed << " typing errors understood");
  CHECK(typed >= 40);
  CHECK(right * 100 >= typed * 90);
}

TEST_CASE("answers narrow a life event to the guides that are needed, each with its reason") {
  auto& kit = loaded_kit();
  const auto all = kit.read<LifeEventList>([](Ctx& ctx) { return life_events(ctx, {"431322000000"}); });
  REQUIRE(all.events.size() >= 20);
  CHECK(all.events.front().offered >= all.events.back().offered);
  const auto see = [&](const std::string& answers) {
    return kit.read<LifeEventView>([&](Ctx& ctx) { return life_event(ctx, {"restaurant", "431322000000", answers}); });
  };
  const auto open = see("");
  REQUIRE(open.needed.size() == 4);
  REQUIRE(open.needed[0].item.has_value());
  CHECK(open.needed[0].item->item_name == "食品经营许可（新办）");
  CHECK(open.needed[0].why.empty());
  CHECK_FALSE(open.needed[3].item.has_value());
  const auto small = see("q1:o2,q2:o1");
  REQUIRE(small.needed.size() == 3);
  CHECK(small.needed[1].why == "是公众聚集场所");
  REQUIRE(small.left_out.size() == 1);
  CHECK(small.left_out[0].why == "不设招牌");
  CHECK(small.questions[0].options[1].chosen);
  LifeEventIn nowhere{"no-such", "", ""};
  const auto missing =
      kit.work().read([&](Ctx& ctx) -> Result<void> { return TRY(life_event(ctx, nowhere)), Result<void>(); });
  CHECK(missing.error().key == "catalog.no_such_life_event");
}

TEST_CASE("scores are the averages of what is published, and what is missing is told") {
  for_each_catalog([](TestCatalog& t) {
    const auto whole = t.published(t.item_in(t.county_department)).item.item_id;
    auto poor = complete_content();
    poor.basic.item_name = "没有问答的事项";
    poor.questions.clear();
    t.published(t.item_in(t.county_department, poor));
    ScoredItemsIn in;
    in.department_id.value = t.county_department;
    const auto items = t.call(Actor{}, scored_items, in);
    REQUIRE(items->items.size() == 2);
    CHECK(items->items[0].item.item_id == whole);
    const auto& missing = items->items[1].missing;
    CHECK(std::any_of(missing.begin(), missing.end(), [](const auto& part) { return part.element == "questions"; }));
    const auto board = t.call(Actor{}, scoreboard, ScoreboardIn{kCounty});
    REQUIRE(board->departments.size() == 1);
    const int sum = items->items[0].completeness + items->items[1].completeness;
    CHECK(board->departments[0].completeness == (sum + 1) / 2);
    CHECK(board->departments[0].items == 2);
    CHECK(board->departments[0].demonstration);
    CHECK(board->whole.items == 2);
    const auto country = t.call(Actor{}, scoreboard, ScoreboardIn{});
    REQUIRE(country->regions.size() == 1);
    CHECK(country->regions[0].key == kProvince);
    CHECK(country->departments.empty());
    int weights = 0;
    for (const auto& part : country->weights) weights += part.weight;
    CHECK(weights == 100);
    CHECK(t.call(Actor{}, scoreboard, ScoreboardIn{"12"}).error().key == "catalog.bad_region");
    CHECK(t.call(Actor{}, scored_items, ScoredItemsIn{}).error().key == "catalog.no_such_department");
  });
}

TEST_CASE("where a department is follows from its guides") {
  for_each_catalog([](TestCatalog& t) {
    t.published(t.item_in(t.county_department));
    const auto contact = t.call(Actor{}, department_contact, DepartmentIn{{t.county_department}});
    REQUIRE(contact.ok());
    CHECK(contact->guides == 1);
    CHECK(contact->addresses == std::vector<std::string>{"县政务服务中心二楼"});
    CHECK(contact->supervise_phones == std::vector<std::string>{"12345"});
    CHECK(t.call(Actor{}, department_contact, DepartmentIn{{77}}).error().key == "catalog.no_such_department");
  });
}

}  // namespace tongban::catalog
