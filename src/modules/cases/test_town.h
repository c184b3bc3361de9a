// A small town for this module's tests: a county department with its people, a second department, citizens, and items
// on a fresh database with the real calendar. Not used by the program itself.
#pragma once

#include <doctest/doctest.h>

#include <boost/json/object.hpp>
#include <string>
#include <utility>
#include <vector>

#include "modules/cases/actions.h"
#include "modules/cases/cases.h"
#include "modules/catalog/item_content.h"
#include "platform/act/test_services.h"
#include "platform/db/test_database.h"
#include "platform/jobs/jobs.h"

namespace tongban::cases {

class Town {
 public:
  explicit Town(db::Database& database);

  // Runs one act as `actor` in a write transaction, as a request would.
  template <class In, class Out>
  Result<Out> run(const Actor& actor, Result<Out> (*act)(Ctx&, const In&), const In& in) {
    std::optional<Out> out;
    const auto done = services.act(actor, [&](Ctx& ctx) -> Result<void> {
      out = TRY(act(ctx, in));
      return {};
    });
    if (!done) return done.error();
    return *std::move(out);
  }
  // The same where it must succeed.
  template <class In, class Out>
  Out must(const Actor& actor, Result<Out> (*act)(Ctx&, const In&), const In& in) {
    auto out = run(actor, act, in);
    REQUIRE_MESSAGE(out.ok(), out.error().key, " ", out.error().detail, " ",
                    out.error().fields.empty() ? "" : out.error().fields.front().pointer);
    return std::move(out).value();
  }
  // The stable key of the refusal, or "done".
  template <class In, class Out>
  std::string refusal(const Actor& actor, Result<Out> (*act)(Ctx&, const In&), const In& in) {
    const auto out = run(actor, act, in);
    return out ? "done" : out.error().key;
  }

  // ---- steps of the main road, each from the one before ----
  Id begin();      // a draft of `citizen` with all answers and materials
  Id submitted();  // handed in
  Id received();
  Id accepted();
  Id under_review();  // claimed by the reviewer
  Id reviewed();      // the approver's turn
  Id decided(DecisionOutcome outcome);
  Id issued();
  Id delivered();
  Id upload(const Actor& owner);  // a small PDF

  CaseView view(const Actor& actor, Id case_id) { return must(actor, view_case, CaseIn{case_id}); }
  Status status(Id case_id) { return status(supervisor, case_id); }
  Status status(const Actor& actor, Id case_id) { return view(actor, case_id).summary.status; }
  CheckReport check();
  // What the timers do up to `now` of the clock.
  void let_time_act();
  void go_to(const char* iso) { services.clock.set(*parse_instant(iso)); }

  db::Database& database;
  TestServices services;
  Actor citizen, neighbour, agent, clerk, reviewer, second_reviewer, approver, head, supervisor, foreign_clerk;
  std::int64_t department_id = 0, foreign_department_id = 0;
  std::int64_t item_id = 0, instant_item_id = 0, as_is_item_id = 0;

  // Another item of the department, published with this content.
  std::int64_t add_item(const catalog::ItemContent& content, const std::string& implementing_code, bool code_as_is);
  Actor add_staff(const std::string& name, Role role, std::int64_t department);
  void publish_new_version(std::int64_t item, const catalog::ItemContent& content);

 private:
  Actor add_applicant(const std::string& name, const std::string& id_number);
  std::int64_t add_department(const std::string& name, const std::string& credit_code);
  void add_people();
};

// With materials that can be promised (m2) or replaced by a commitment (m3), a scenario that drops m4, a form with two
// fields, limits of 20 and 10 working days, steps of 4 and 2, and a hearing that stops the clock.
catalog::ItemContent town_item();

}  // namespace tongban::cases
