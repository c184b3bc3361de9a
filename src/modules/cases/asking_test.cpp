// Opinions of colleagues, urging, and deputies who do the work of the absent.
#include "modules/cases/asking.h"

#include <algorithm>

#include "modules/cases/test_town.h"
#include "modules/identity/absences.h"

namespace tongban::cases {
namespace {

Id id_of(const Actor& actor) { return Id{actor.account_id}; }

bool offers(Town& town, const Actor& actor, Id id, Action action) {
  const auto allowed = town.view(actor, id).allowed;
  return std::find(allowed.begin(), allowed.end(), action) != allowed.end();
}

std::vector<std::int64_t> asked_of(Town& town, const Actor& actor) {
  std::vector<std::int64_t> ids;
  for (const auto& entry : town.must(actor, worklist, WorklistIn{.scope = WorklistScope::asked}).cases)
    ids.push_back(entry.case_id.value);
  return ids;
}

void set_absent(Town& town, const Actor& who, const Actor& deputy, int from, int days) {
  const auto today = local_date(town.services.clock.now());
  town.must(who, identity::set_absence, identity::AbsenceIn{{}, id_of(deputy), today + from, today + from + days});
}

}  // namespace

TEST_CASE("a delegated case waits for the colleague's opinion and comes back") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    const auto id = town.under_review();
    const ReviewIn opinion{id, {}, Opinion::agree, ""};
    CHECK(town.refusal(town.reviewer, delegate, AskColleagueIn{id, {}, id_of(town.reviewer), "请看"}) ==
          "cases.not_in_post");
    CHECK(town.refusal(town.reviewer, delegate, AskColleagueIn{id, {}, id_of(town.foreign_clerk), "请看"}) ==
          "cases.not_in_post");
    CHECK(town.refusal(town.reviewer, delegate, AskColleagueIn{id, {}, id_of(town.second_reviewer), " "}) ==
          "input.invalid");
    CHECK(town.refusal(town.second_reviewer, advise, AdviseIn{id, {}, Advice::agree, "可以"}) == "cases.not_asked");
    town.must(town.reviewer, delegate, AskColleagueIn{id, {}, id_of(town.second_reviewer), "消防部分请看"});
    CHECK(town.refusal(town.reviewer, review, opinion) == "cases.delegated");
    CHECK_FALSE(offers(town, town.reviewer, id, Action::review));
    CHECK(offers(town, town.second_reviewer, id, Action::advise));
    CHECK(asked_of(town, town.second_reviewer) == std::vector{id.value});
    CHECK(town.must(town.second_reviewer, worklist_counts, NoInput{}).asked == 1);
    CHECK(town.view(town.head, id).questions.at(0).name == "承办丙");
    CHECK(town.view(town.citizen, id).questions.empty());
    town.must(town.second_reviewer, advise, AdviseIn{id, {}, Advice::disagree, "疏散通道不足"});
    CHECK(asked_of(town, town.second_reviewer).empty());
    CHECK(town.view(town.reviewer, id).summary.assignee_name == "承办乙");
    town.must(town.reviewer, review, opinion);
    CHECK(town.check().finding_count == 0);
  });
}

TEST_CASE("what was asked can be taken back by whoever asked, who has the case, or the head, and by nobody else") {
  const auto database = db::open_test_database();
  Town town(*database);
  const auto id = town.under_review();
  const AskColleagueIn ask{id, {}, id_of(town.clerk), "材料原件是否看过"};
  const EndQuestionIn end{id, {}, id_of(town.clerk), ""};
  CHECK(town.refusal(town.reviewer, take_back, end) == "cases.no_such_question");
  town.must(town.reviewer, delegate, ask);
  CHECK(town.refusal(town.reviewer, delegate, ask) == "cases.delegated");
  CHECK(town.refusal(town.second_reviewer, take_back, end) == "cases.not_asked_by_you");
  CHECK(town.refusal(town.reviewer, remove_signer, end) == "cases.no_such_question");
  town.must(town.reviewer, take_back, end);
  CHECK(town.refusal(town.clerk, advise, AdviseIn{id, {}, Advice::agree, "看过"}) == "cases.not_asked");
  town.must(town.reviewer, delegate, ask);
  town.must(town.head, take_back, end);
  town.must(town.reviewer, review, ReviewIn{id, {}, Opinion::agree, ""});
}

TEST_CASE("nothing is decided without the opinion of a signer who was added") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    const auto id = town.reviewed();
    const DecideIn grant{id, {}, DecisionOutcome::granted, "齐全", "", "", ""};
    town.must(town.approver, claim, ActIn{id, {}});
    town.must(town.approver, add_signer, AskColleagueIn{id, {}, id_of(town.head), "请会签"});
    CHECK(town.refusal(town.approver, add_signer, AskColleagueIn{id, {}, id_of(town.head), "请会签"}) ==
          "cases.already_asked");
    town.must(town.approver, add_signer, AskColleagueIn{id, {}, id_of(town.clerk), "请会签"});
    CHECK(town.refusal(town.approver, decide, grant) == "cases.signature_missing");
    CHECK_FALSE(offers(town, town.approver, id, Action::grant));
    town.must(town.head, advise, AdviseIn{id, {}, Advice::agree, "同意"});
    CHECK(town.refusal(town.approver, decide, grant) == "cases.signature_missing");
    town.must(town.approver, remove_signer, EndQuestionIn{id, {}, id_of(town.clerk), "不在"});
    town.must(town.approver, decide, grant);
    CHECK(town.view(town.approver, id).questions.empty());
    CHECK(town.check().finding_count == 0);
  });
}

TEST_CASE("an awaited opinion falls away with the case") {
  const auto database = db::open_test_database();
  Town town(*database);
  const auto id = town.under_review();
  town.must(town.reviewer, add_signer, AskColleagueIn{id, {}, id_of(town.second_reviewer), "请会签"});
  town.must(town.citizen, withdraw, WithdrawIn{id, {}, ""});
  CHECK(asked_of(town, town.second_reviewer).empty());
  CHECK(town.check().finding_count == 0);
}

TEST_CASE("applicant, head and supervisor urge once a day each, while it is the staff's turn") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    const auto id = town.under_review();
    CHECK(town.refusal(town.neighbour, urge, UrgeIn{id, ""}) == "cases.not_found");
    CHECK(town.refusal(town.reviewer, urge, UrgeIn{id, ""}) == "cases.not_for_your_role");
    for (const auto* who : {&town.citizen, &town.head, &town.supervisor}) {
      CHECK(offers(town, *who, id, Action::urge));
      town.must(*who, urge, UrgeIn{id, "请尽快"});
      CHECK(town.refusal(*who, urge, UrgeIn{id, ""}) == "cases.urged_today");
      CHECK_FALSE(offers(town, *who, id, Action::urge));
    }
    town.services.clock.advance(std::chrono::hours(24));
    town.must(town.citizen, urge, UrgeIn{id, "第二次"});
    // The applicant sees their own, the staff all.
    const auto urgings = [&](const Actor& actor) {
      const auto timeline = town.view(actor, id).timeline;
      return std::count_if(timeline.begin(), timeline.end(),
                           [](const TimelineEntry& entry) { return entry.kind == EventKind::urged; });
    };
    CHECK(urgings(town.citizen) == 2);
    CHECK(urgings(town.reviewer) == 4);
    CHECK(town.view(town.head, id).responsible_name == "窗口甲");
    const auto correcting = town.received();
    town.must(town.clerk, correct, CorrectIn{correcting, {}, {{"other", "", "缺页", "补全", "办法"}}, {}});
    CHECK(town.refusal(town.citizen, urge, UrgeIn{correcting, ""}) == "cases.not_allowed_in_status");
    CHECK(town.check().finding_count == 0);
  });
}

TEST_CASE("a deputy sees and does the work of the absent, each act says for whom, and it ends by itself") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    const auto id = town.under_review();
    const ReviewIn opinion{id, {}, Opinion::agree, ""};
    const auto listed = [&](WorklistScope scope) {
      const auto page = town.must(town.second_reviewer, worklist, WorklistIn{.scope = scope});
      return std::any_of(page.cases.begin(), page.cases.end(), [&](const auto& c) { return c.case_id == id; });
    };
    CHECK_FALSE(listed(WorklistScope::mine));
    CHECK_FALSE(listed(WorklistScope::waiting));
    set_absent(town, town.reviewer, town.second_reviewer, 1, 2);
    CHECK(town.refusal(town.second_reviewer, review, opinion) == "cases.assigned_to_other");
    town.services.clock.advance(std::chrono::hours(24));
    CHECK(listed(WorklistScope::mine));
    CHECK(listed(WorklistScope::waiting));
    // They do it in the other's place, they do not take it.
    CHECK(town.refusal(town.second_reviewer, claim, ActIn{id, {}}) == "cases.assigned_to_other");
    CHECK_FALSE(offers(town, town.second_reviewer, id, Action::claim));
    CHECK(offers(town, town.second_reviewer, id, Action::review));
    const auto staff = town.view(town.head, id).staff;
    CHECK(std::any_of(staff.begin(), staff.end(), [](const StaffChoice& choice) {
      return choice.name == "承办乙" && choice.deputy_name == "承办丙" && !choice.away_until.empty();
    }));
    town.must(town.second_reviewer, review, opinion);
    const auto timeline = town.view(town.head, id).timeline;
    CHECK(timeline.back().actor == "承办丙（代承办乙）");
    const auto later = town.under_review();
    town.services.clock.advance(std::chrono::hours(72));
    CHECK(town.refusal(town.second_reviewer, review, ReviewIn{later, {}, Opinion::agree, ""}) ==
          "cases.assigned_to_other");
    CHECK(town.check().finding_count == 0);
  });
}

TEST_CASE("a deputy gives the opinion that the absent colleague was asked for") {
  const auto database = db::open_test_database();
  Town town(*database);
  const auto id = town.reviewed();
  town.must(town.approver, claim, ActIn{id, {}});
  town.must(town.approver, add_signer, AskColleagueIn{id, {}, id_of(town.reviewer), "请会签"});
  CHECK(town.refusal(town.second_reviewer, advise, AdviseIn{id, {}, Advice::agree, "同意"}) == "cases.not_asked");
  set_absent(town, town.reviewer, town.second_reviewer, 0, 1);
  CHECK(asked_of(town, town.second_reviewer) == std::vector{id.value});
  town.must(town.second_reviewer, advise, AdviseIn{id, {}, Advice::agree, "同意"});
  const auto entry = town.view(town.head, id).timeline.back();
  CHECK(entry.actor == "承办丙（代承办乙）");
  CHECK(entry.person == "承办乙");
  town.must(town.approver, decide, DecideIn{id, {}, DecisionOutcome::granted, "齐全", "", "", ""});
}

}  // namespace tongban::cases
