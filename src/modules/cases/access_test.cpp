// Every act against every status by everybody: what the table does not allow is refused with a stable key, changes
// nothing, and is not offered.
#include <algorithm>

#include "modules/cases/test_town.h"
#include "modules/cases/work.h"

namespace tongban::cases {
namespace {

// One case in each status.
std::vector<std::pair<Status, Id>> one_of_each(Town& town) {
  std::vector<std::pair<Status, Id>> cases{{Status::draft, town.begin()},
                                           {Status::submitted, town.submitted()},
                                           {Status::received, town.received()},
                                           {Status::accepted, town.accepted()},
                                           {Status::under_review, town.reviewed()},
                                           {Status::granted, town.decided(DecisionOutcome::granted)},
                                           {Status::denied, town.decided(DecisionOutcome::denied)},
                                           {Status::issued, town.issued()},
                                           {Status::delivered, town.delivered()}};
  const auto add = [&](Status status, Id id) { cases.emplace_back(status, id); };
  auto id = town.received();
  town.must(town.clerk, correct, CorrectIn{id, {}, {{"other", "", "缺页", "补全", "办法"}}, {}});
  add(Status::correcting, id);
  id = town.under_review();
  town.must(town.reviewer, suspend, SuspendIn{id, {}, "hearing", "听证", "第四十六条", *Date::parse("2025-09-30")});
  add(Status::suspended, id);
  id = town.delivered();
  town.must(town.clerk, archive, ActIn{id, {}});
  add(Status::archived, id);
  id = town.received();
  town.must(town.clerk, refuse, RefuseIn{id, {}, "不属于", "行政许可法", "复议诉讼", {}});
  add(Status::not_accepted, id);
  id = town.accepted();
  town.must(town.citizen, withdraw, WithdrawIn{id, {}, ""});
  add(Status::withdrawn, id);
  id = town.accepted();
  town.must(town.head, terminate, TerminateIn{id, {}, "申请人死亡", "办法"});
  add(Status::terminated, id);
  id = town.accepted();
  town.must(town.approver, transfer, TransferIn{id, {}, "娄底市市场监督管理局", "上级职权", "办法"});
  add(Status::transferred, id);
  return cases;
}

}  // namespace

TEST_CASE("status × action × person: only what the table allows gets through, and exactly that is offered") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    const auto cases = one_of_each(town);
    const std::pair<const Actor*, std::optional<Party>> people[] = {
        {&town.citizen, Party::applicant}, {&town.clerk, Party::window_clerk},   {&town.reviewer, Party::reviewer},
        {&town.approver, Party::approver}, {&town.head, Party::department_head}, {&town.supervisor, Party::supervisor},
        {&town.neighbour, std::nullopt},   {&town.foreign_clerk, std::nullopt}};
    int let_through = 0;
    for (const auto& [status, id] : cases) {
      CAPTURE(enum_text(status));
      for (const auto& [actor, party] : people) {
        const bool stranger = actor == &town.neighbour || actor == &town.foreign_clerk;
        // A citizen's draft is nobody else's.
        const bool unseen = stranger || (status == Status::draft && actor != &town.citizen);
        REQUIRE(town.services
                    .act(*actor,
                         [&, id = id, status = status, actor = actor, party = party](Ctx& ctx) -> Result<void> {
                           std::vector<Action> passed;
                           for (const auto action : all_of<Action>()) {
                             CAPTURE(enum_text(action));
                             const auto work = load_for(ctx, id, std::nullopt, action);
                             if (work) {
                               passed.push_back(action);
                               CHECK(next(status, action).has_value());
                               REQUIRE(party.has_value());
                               CHECK(may(status, action, *party));
                             } else if (unseen) {
                               CHECK(work.error().key == "cases.not_found");
                             } else if (!next(status, action)) {
                               CHECK(work.error().key == "cases.not_allowed_in_status");
                               CHECK(work.error().code == Code::conflict);
                             } else if (!party || !may(status, action, *party)) {
                               CHECK(work.error().key == "cases.not_for_your_role");
                             } else {
                               CHECK((work.error().code == Code::conflict || work.error().code == Code::forbidden));
                             }
                           }
                           if (!unseen) {
                             const auto offered = TRY(view_case(ctx, {id})).allowed;
                             for (const auto action : offered)
                               CHECK(std::find(passed.begin(), passed.end(), action) != passed.end());
                           }
                           let_through += static_cast<int>(passed.size());
                           return {};
                         })
                    .ok());
      }
    }
    CHECK(let_through > 60);
    CHECK(town.check().finding_count == 0);
  });
}

TEST_CASE("a clerk does not act for an applicant who never came to the window") {
  const auto database = db::open_test_database();
  Town town(*database);
  const auto id = town.received();
  CHECK(town.refusal(town.clerk, withdraw, WithdrawIn{id, {}, ""}) == "cases.not_for_your_role");
}

TEST_CASE("who reviewed does not decide while somebody else can") {
  const auto database = db::open_test_database();
  Town town(*database);
  auto both = town.reviewer;
  both.posts.push_back({Role::approver, town.department_id, "431322000000"});
  const auto id = town.reviewed();
  const DecideIn in{id, {}, DecisionOutcome::granted, "齐全", "", "", ""};
  CHECK(town.refusal(both, decide, in) == "cases.four_eyes");
  CHECK(town.refusal(town.approver, decide, in) == "done");
}

TEST_CASE("tasks are claimed, assigned and handed over, to people of the right post only") {
  const auto database = db::open_test_database();
  Town town(*database);
  const auto id = town.accepted();
  CHECK(town.refusal(town.approver, claim, ActIn{id, {}}) == "cases.not_your_turn");
  const AssignIn wrong{id, {}, Id{town.clerk.account_id}, "", {}};
  CHECK(town.refusal(town.head, assign, wrong) == "cases.not_in_post");
  town.must(town.head, assign, AssignIn{id, {}, Id{town.second_reviewer.account_id}, "", {}});
  CHECK(town.refusal(town.reviewer, claim, ActIn{id, {}}) == "cases.assigned_to_other");
  CHECK(town.refusal(town.reviewer, review, ReviewIn{id, {}, Opinion::agree, ""}) == "cases.assigned_to_other");
  CHECK(town.view(town.head, id).responsible_name == "窗口甲");
  const AssignIn responsibility{id, {}, Id{town.reviewer.account_id}, "", true};
  CHECK(town.refusal(town.second_reviewer, hand_over, responsibility) == "cases.not_responsible");
  town.must(town.second_reviewer, hand_over, AssignIn{id, {}, Id{town.reviewer.account_id}, "出差", {}});
  town.must(town.reviewer, review, ReviewIn{id, {}, Opinion::agree, ""});
}

}  // namespace tongban::cases
