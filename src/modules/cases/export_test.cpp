#include "modules/cases/export.h"

#include <algorithm>

#include "modules/cases/people.h"
#include "modules/cases/test_town.h"
#include "platform/audit/audit.h"
#include "platform/documents/csv.h"

namespace tongban::cases {
namespace {

// The whole table as a spreadsheet would read it, the heading too.
std::vector<documents::CsvRow> table_of(Town& town, const Actor& actor, const ExportIn& in) {
  WorkCtx work{actor, town.services.services, town.services.clock.now()};
  auto next = export_cases(work, in);
  REQUIRE_MESSAGE(next.ok(), next.error().key);
  std::string text;
  while (const auto part = (*next)()) text += *part;
  auto rows = documents::parse_csv(text);
  REQUIRE(rows.ok());
  return std::move(rows).value();
}

std::vector<std::string> column(const std::vector<documents::CsvRow>& rows, std::size_t number) {
  std::vector<std::string> cells;
  for (std::size_t i = 1; i < rows.size(); ++i) cells.push_back(rows[i].cells.at(number));
  return cells;
}

}  // namespace

TEST_CASE("an export holds what one may see, masked, those under way before those that ended") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    const auto ended = town.delivered();
    const auto examined = town.under_review();
    town.begin();
    const auto rows = table_of(town, town.head, {});
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].cells.front() == "办件编码");
    CHECK(column(rows, 0) == std::vector<std::string>{town.view(town.head, examined).summary.case_number.value(),
                                                      town.view(town.head, ended).summary.case_number.value()});
    CHECK(column(rows, 7) == std::vector<std::string>{"张*", "张*"});
    CHECK(column(rows, 8) == std::vector<std::string>{"审查中", "已送达"});
    CHECK(table_of(town, town.head, {.scope = WorklistScope::finished}).size() == 2);
    CHECK(table_of(town, town.head, {.status = Status::suspended}).size() == 1);
    CHECK(table_of(town, town.foreign_clerk, {}).size() == 1);
    auto elsewhere = town.supervisor;
    elsewhere.posts = {{Role::supervisor, 0, "370200000000"}};
    CHECK(table_of(town, elsewhere, {}).size() == 1);
  });
}

TEST_CASE("who takes a list away is written down, and lists of what waits cannot be taken") {
  const auto database = db::open_test_database();
  Town town(*database);
  town.submitted();
  table_of(town, town.head, {.scope = WorklistScope::running});
  std::vector<audit::Entry> entries;
  REQUIRE(town.services
              .act([&](Ctx& ctx) -> Result<void> {
                entries = audit::list(ctx.tx, {.action = "cases.export"}, 0, 10);
                return {};
              })
              .ok());
  REQUIRE(entries.size() == 1);
  CHECK(entries[0].actor_id.value == town.head.account_id);
  CHECK(entries[0].detail == "export running");
  WorkCtx work{town.head, town.services.services, town.services.clock.now()};
  CHECK(export_cases(work, {.scope = WorklistScope::mine}).error().key == "input.invalid");
}

TEST_CASE("a table longer than one part is complete and has no row twice") {
  const auto database = db::open_test_database();
  Town town(*database);
  const auto original = town.submitted();
  REQUIRE(town.services
              .act([&](Ctx& ctx) -> Result<void> {
                auto row = *store::find_case(ctx.tx, original.value);
                const auto applicant = TRY(open_applicant(ctx, row));
                for (int i = 0; i < 1200; ++i) {
                  row.case_id = 1'000 + i;
                  row.case_number = "N" + std::to_string(i);
                  row.urgency_at = Instant::from_micros(1'000 + i % 7);
                  seal_applicant(ctx, row, applicant);
                  store::insert_case(ctx.tx, row);
                }
                return {};
              })
              .ok());
  auto numbers = column(table_of(town, town.head, {}), 0);
  CHECK(numbers.size() == 1201);
  std::sort(numbers.begin(), numbers.end());
  CHECK(std::adjacent_find(numbers.begin(), numbers.end()) == numbers.end());
}

}  // namespace tongban::cases
