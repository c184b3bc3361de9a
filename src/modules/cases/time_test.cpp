// What time does to a case, with a clock that the test moves over the real calendar of 2025: the National Day holiday
// is 1–8 October, Sunday 28 September and Saturday 11 October are worked.
#include "modules/cases/test_town.h"

namespace tongban::cases {
namespace {

const ClockView* clock_of(const CaseView& view, ClockKind kind) {
  for (const auto& clock : view.clocks)
    if (clock.kind == kind) return &clock;
  return nullptr;
}

int count(const CaseView& view, EventKind kind, std::string_view clock) {
  int found = 0;
  for (const auto& entry : view.timeline)
    if (entry.kind == kind && entry.data.as_object().contains("clock") &&
        entry.data.as_object().at("clock").as_string() == clock)
      ++found;
  return found;
}

}  // namespace

TEST_CASE("five working days without a notice: accepted by the platform, as of the day the materials came") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    const auto left = town.submitted();  // nobody even received it
    const auto held = town.received();   // received, then forgotten
    town.go_to("2025-09-22T23:59:59+08:00");
    town.let_time_act();
    CHECK(town.status(left) == Status::submitted);
    town.go_to("2025-09-23T00:00:01+08:00");
    town.let_time_act();
    for (const auto id : {left, held}) {
      const auto view = town.view(town.supervisor, id);
      CHECK(view.summary.status == Status::accepted);
      CHECK(local_date(clock_of(view, ClockKind::legal)->started_at).text() == "2025-09-15");
      CHECK(count(view, EventKind::fell_overdue, "acceptance") == 1);
      CHECK(view.timeline.back().actor == "平台");
      CHECK(view.instruments.back().title == "受理通知书");
    }
    CHECK(town.check().finding_count == 0);
  });
}

TEST_CASE("no answer to a correction notice closes the case, one day after its last day") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    const auto id = town.received();
    town.must(town.clerk, correct, CorrectIn{id, {}, {{"other", "", "缺页", "补全", "办法"}}, 3});
    CHECK(town.view(town.citizen, id).reply_due_at == "2025-09-18");
    town.go_to("2025-09-18T23:59:00+08:00");
    town.let_time_act();
    CHECK(town.status(id) == Status::correcting);
    town.go_to("2025-09-19T00:00:01+08:00");
    town.let_time_act();
    CHECK(town.status(id) == Status::closed);
    CHECK(town.refusal(town.citizen, resubmit, ActIn{id, {}}) == "cases.not_allowed_in_status");
    CHECK(town.check().finding_count == 0);
  });
}

TEST_CASE("a pre-review asks once for a revision, and its time does not count against the applicant") {
  const auto database = db::open_test_database();
  Town town(*database);
  const auto id = town.submitted();
  CHECK(town.refusal(town.clerk, pre_review, PreReviewIn{id, {}, PreReviewOutcome::revise, ""}) == "input.invalid");
  town.must(town.clerk, pre_review, PreReviewIn{id, {}, PreReviewOutcome::revise, "店名与执照不一致"});
  CHECK(town.view(town.citizen, id).revision_note == "店名与执照不一致");
  CHECK(town.refusal(town.clerk, receive, ActIn{id, {}}) == "cases.waiting_for_applicant");
  // Nobody of the staff has a task now; so the head is not offered to give it to somebody either.
  const AssignIn task{id, {}, Id{town.clerk.account_id}, "", {}};
  CHECK(town.refusal(town.head, assign, task) == "cases.waiting_for_applicant");
  CHECK(town.view(town.head, id).allowed.empty());
  town.go_to("2025-09-29T09:00:00+08:00");
  town.let_time_act();
  CHECK(town.status(id) == Status::submitted);  // waiting for the applicant is not the authority's delay
  town.must(town.citizen, revise, ActIn{id, {}});
  CHECK(town.refusal(town.clerk, pre_review, PreReviewIn{id, {}, PreReviewOutcome::revise, "还有"}) ==
        "cases.already_returned");
  CHECK(local_date(clock_of(town.view(town.clerk, id), ClockKind::acceptance)->due_at).text() == "2025-10-13");
}

TEST_CASE("the clock, day by day, over the holiday, with a hearing and an extension") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    // Accepted on Monday 22 September; legal limit 20, promised 10 working days.
    town.go_to("2025-09-22T09:30:00+08:00");
    const auto id = town.under_review();
    const auto expect = [&](const char* now, int used, int remaining, const char* due, const char* promised_due) {
      CAPTURE(now);
      town.go_to(now);
      const auto view = town.view(town.supervisor, id);
      const auto* legal = clock_of(view, ClockKind::legal);
      CHECK(legal->used == used);
      CHECK(legal->remaining == remaining);
      CHECK(local_date(legal->due_at).text() == due);
      CHECK(local_date(clock_of(view, ClockKind::promised)->due_at).text() == promised_due);
    };
    expect("2025-09-22T18:00:00+08:00", 0, 20, "2025-10-24", "2025-10-11");  // the day itself is not counted
    expect("2025-09-23T09:00:00+08:00", 1, 19, "2025-10-24", "2025-10-11");
    expect("2025-09-27T09:00:00+08:00", 4, 16, "2025-10-24", "2025-10-11");  // Saturday, off
    expect("2025-09-28T09:00:00+08:00", 5, 15, "2025-10-24", "2025-10-11");  // Sunday, worked
    expect("2025-09-30T09:00:00+08:00", 7, 13, "2025-10-24", "2025-10-11");
    expect("2025-10-05T09:00:00+08:00", 7, 13, "2025-10-24", "2025-10-11");  // in the holiday nothing moves
    expect("2025-10-09T09:00:00+08:00", 8, 12, "2025-10-24", "2025-10-11");
    // A hearing from Friday 10 to Tuesday 14 October: 10, 11, 13 and 14 are not counted.
    town.go_to("2025-10-10T10:00:00+08:00");
    const SuspendIn unknown{id, {}, "auction", "理由", "依据", *Date::parse("2025-10-14")};
    CHECK(town.refusal(town.reviewer, suspend, unknown) == "cases.no_such_procedure");
    town.must(town.reviewer, suspend,
              SuspendIn{id, {}, "hearing", "利害关系人申请", "第四十六条", *Date::parse("2025-10-14")});
    CHECK(clock_of(town.view(town.supervisor, id), ClockKind::legal)->suspended);
    CHECK(town.refusal(town.approver, extend, ExtendIn{id, {}, 5, "复杂"}) == "cases.not_allowed_in_status");
    town.go_to("2025-10-14T16:00:00+08:00");
    town.must(town.reviewer, resume, ResumeIn{id, {}, "听证结束"});
    expect("2025-10-14T17:00:00+08:00", 8, 12, "2025-10-30", "2025-10-16");
    expect("2025-10-15T09:00:00+08:00", 9, 11, "2025-10-30", "2025-10-16");
    // Five days more, once, by the approver.
    CHECK(town.refusal(town.approver, extend, ExtendIn{id, {}, 11, "复杂"}) == "cases.extension_too_long");
    CHECK(town.refusal(town.approver, extend, ExtendIn{id, {}, 5, ""}) == "input.invalid");
    CHECK(town.refusal(town.reviewer, extend, ExtendIn{id, {}, 5, "复杂"}) == "cases.not_for_your_role");
    town.must(town.approver, extend, ExtendIn{id, {}, 5, "案情复杂"});
    CHECK(town.refusal(town.head, extend, ExtendIn{id, {}, 5, "仍复杂"}) == "cases.already_extended");
    expect("2025-10-15T12:00:00+08:00", 9, 16, "2025-11-06", "2025-10-23");
    // Decided on 5 November: twenty-four of twenty-five days used, one saved.
    town.go_to("2025-11-05T09:00:00+08:00");
    town.must(town.reviewer, review, ReviewIn{id, {}, Opinion::agree, ""});
    town.must(town.approver, decide, DecideIn{id, {}, DecisionOutcome::granted, "齐全", "", "", ""});
    expect("2026-01-05T09:00:00+08:00", 24, 1, "2025-11-06", "2025-10-23");  // stopped for good
    CHECK(town.view(town.citizen, id).savings.days_saved == 1);
    CHECK(town.check().finding_count == 0);
  });
}

TEST_CASE("warnings and lateness are said once, and again when the stage begins anew") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    const auto id =
        town.under_review();  // accepted on 15 September: step due 19, promised 29 September, legal 21 October
    const auto version = town.view(town.supervisor, id).summary.version;
    town.go_to("2025-09-18T09:00:00+08:00");
    town.let_time_act();
    CHECK(count(town.view(town.supervisor, id), EventKind::warned, "step") == 1);
    CHECK(town.view(town.supervisor, id).summary.version == version);  // nobody's page became stale by it
    town.go_to("2025-09-22T09:00:00+08:00");
    town.let_time_act();
    town.let_time_act();
    CHECK(count(town.view(town.supervisor, id), EventKind::fell_overdue, "step") == 1);
    CHECK(town.view(town.citizen, id).timeline.size() == 5);  // started … accepted, and honestly the overdue step
    town.must(town.reviewer, review, ReviewIn{id, {}, Opinion::agree, ""});
    town.must(town.approver, review, ReviewIn{id, {}, Opinion::return_to_reviewer, "核实"});
    town.go_to("2025-09-28T09:00:00+08:00");
    town.let_time_act();
    CHECK(count(town.view(town.supervisor, id), EventKind::fell_overdue, "step") == 2);
    town.go_to("2025-12-01T09:00:00+08:00");
    town.let_time_act();
    const auto view = town.view(town.supervisor, id);
    CHECK(count(view, EventKind::fell_overdue, "promised") == 1);
    CHECK(count(view, EventKind::fell_overdue, "legal") == 1);
    CHECK(count(view, EventKind::fell_overdue, "chain") == 1);
    CHECK(view.summary.limit_state == LimitState::overdue);
    CHECK(view.summary.remaining_days < 0);
    // Overdue by law: an extension comes too late.
    CHECK(town.refusal(town.head, extend, ExtendIn{id, {}, 5, "复杂"}) == "cases.limit_is_over");
    CHECK(town.check().finding_count == 0);
  });
}

TEST_CASE("a special procedure that outlasts its plan is reported") {
  const auto database = db::open_test_database();
  Town town(*database);
  const auto id = town.under_review();
  town.must(town.reviewer, suspend, SuspendIn{id, {}, "hearing", "听证", "第四十六条", *Date::parse("2025-09-18")});
  town.go_to("2025-09-19T00:00:01+08:00");
  town.let_time_act();
  CHECK(count(town.view(town.supervisor, id), EventKind::fell_overdue, "special") == 1);
  CHECK(town.check().finding_count == 0);
}

}  // namespace tongban::cases
