// What a node remembers of public progress is never older than the database.
#include "modules/cases/progress_memory.h"
#include "modules/cases/test_town.h"

namespace tongban::cases {
namespace {

ProgressIn question_of(Town& town, Id case_id) {
  const auto view = town.view(town.citizen, case_id);
  return {*view.summary.case_number, *view.query_code};
}

}  // namespace

TEST_CASE("progress that was asked for before tells each later step, and the time that goes by") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    const Actor nobody;
    const auto id = town.accepted();
    const auto question = question_of(town, id);
    const auto first = town.must(nobody, progress, question);
    CHECK(first.status == Status::accepted);
    CHECK(to_json(town.must(nobody, progress, question)) == to_json(first));
    town.must(town.reviewer, claim, ActIn{id, {}});
    const auto second = town.must(nobody, progress, question);
    CHECK(second.status == Status::under_review);
    CHECK(second.timeline.size() == first.timeline.size());  // a claim is not told outside
    town.go_to("2025-09-22T10:00:00+08:00");
    const auto later = town.must(nobody, progress, question);
    REQUIRE((first.remaining_days && later.remaining_days));
    CHECK(*later.remaining_days == *first.remaining_days - 5);
    town.let_time_act();
    CHECK(town.must(nobody, progress, question).status == Status::under_review);
    CHECK(town.refusal(nobody, progress, ProgressIn{question.case_number, "AAAAAAAA"}) == "cases.no_progress");
  });
}

TEST_CASE("what another node did is told at once") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    const Actor nobody;
    const auto id = town.under_review();
    const auto question = question_of(town, id);
    CHECK(town.must(nobody, progress, question).status == Status::under_review);
    // A second memory of the same database, as another node has.
    town.services.services.add_state(std::make_shared<ProgressMemory>());
    CHECK(town.must(nobody, progress, question).status == Status::under_review);
    const auto memory = std::make_shared<ProgressMemory>();
    town.services.services.add_state(memory);
    CHECK(memory->find(question.case_number) == nullptr);
    town.must(nobody, progress, question);
    REQUIRE(memory->find(question.case_number));
    // The row alone moves on, as a commit of the other node shows itself here.
    REQUIRE(database
                .write([&](db::Tx& tx) -> Result<void> {
                  tx.exec("UPDATE cases SET version = version + 1, query_code = 'ZZZZZZZZ' WHERE case_id = $1",
                          id.value);
                  return {};
                })
                .ok());
    CHECK(town.refusal(nobody, progress, question) == "cases.no_progress");
    CHECK(town.must(nobody, progress, ProgressIn{question.case_number, "zzzzzzzz"}).status == Status::under_review);
  });
}

TEST_CASE("the memory of progress forgets what nobody asks for") {
  ProgressMemory memory;
  const auto known = std::make_shared<const KnownProgress>();
  const auto number = [](std::size_t i) { return "N" + std::to_string(i); };
  for (std::size_t i = 0; i < 3 * ProgressMemory::kGeneration; ++i) {
    memory.keep(number(i), known);
    CHECK(memory.find(number(7 < i ? 7 : i)));  // asked for all the time
  }
  CHECK(memory.find(number(8)) == nullptr);
  CHECK(memory.find(number(3 * ProgressMemory::kGeneration - 1)));
}

}  // namespace tongban::cases
