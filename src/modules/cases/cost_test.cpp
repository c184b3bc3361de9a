// Hard upper bounds on what the main routes cost: statements asked of the database, and memory taken for a line of a
// list. Unlike times these are the same on every machine, so that whoever makes a route dearer is told.
#include "base/counting_new.h"
#include "modules/cases/test_town.h"
#include "platform/db/test_recording.h"

namespace tongban::cases {
namespace {

// Runs one act and says how many statements it asked.
template <class In, class Out>
int statements_of(db::RecordingDatabase& recording, Town& town, const Actor& actor, Result<Out> (*act)(Ctx&, const In&),
                  const In& in) {
  recording.take();
  town.must(actor, act, in);
  return static_cast<int>(recording.take().size());
}

}  // namespace

TEST_CASE("the main routes ask the database no more than they need") {
  const auto database = db::open_test_database();
  db::RecordingDatabase recording(*database);
  Town town(recording);
  const auto draft = town.begin();
  town.submitted();  // what is kept in memory per node is warm
  const auto examined = town.under_review();
  for (int i = 0; i < 25; ++i) town.submitted();

  const int submitting = statements_of(recording, town, town.citizen, submit,
                                       ActIn{draft, town.view(town.citizen, draft).summary.version});
  CHECK_MESSAGE(submitting <= 32, submitting, " statements to hand in a case with four materials");
  const int own = statements_of(recording, town, town.citizen, view_case, CaseIn{draft});
  CHECK_MESSAGE(own <= 14, own, " statements for the page of a case");
  const int staff = statements_of(recording, town, town.reviewer, view_case, CaseIn{examined});
  CHECK_MESSAGE(staff <= 16, staff, " statements for the page of a case at work");
  const int mine = statements_of(recording, town, town.citizen, my_cases, MyCasesIn{});
  CHECK_MESSAGE(mine <= 2, mine, " statements for one's own cases");
  const int counts = statements_of(recording, town, town.clerk, worklist_counts, NoInput{});
  CHECK_MESSAGE(counts <= 6, counts, " statements for the counts");
  for (const auto scope : all_of<WorklistScope>()) {
    const int listing = statements_of(recording, town, town.clerk, worklist, WorklistIn{.scope = scope});
    CHECK_MESSAGE(listing <= 5, listing, " statements for a worklist, scope ", enum_text(scope));
  }
}

TEST_CASE("a line of a worklist takes a bounded number of pieces of memory") {
  const auto database = db::open_test_database();
  Town town(*database);
  for (int i = 0; i < 25; ++i) town.submitted();
  const WorkCtx work{town.clerk, town.services.services, town.services.clock.now()};
  const auto read = [&](int limit) {
    return allocations_of([&] {
      REQUIRE(work.read([&](Ctx& ctx) -> Result<void> {
                    TRY(worklist(ctx, WorklistIn{.limit = limit}));
                    return {};
                  })
                  .ok());
    });
  };
  read(20);  // warm
  const auto each = (read(20) - read(1)) / 19;
  CHECK_MESSAGE(each <= 120, each, " allocations for each line");
}

}  // namespace tongban::cases
