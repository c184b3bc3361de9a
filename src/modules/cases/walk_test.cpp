// Random walks: people do what is offered to them, and now and then what is not; time passes. Whatever happens, the row
// says what the events say, and a check finds nothing.
#include <algorithm>
#include <random>

#include "modules/cases/asking.h"
#include "modules/cases/test_town.h"

namespace tongban::cases {
namespace {

class Walk {
 public:
  Walk(Town& town, unsigned seed) : town_(town), random_(seed) {}

  void step() {
    const Actor* people[] = {&town_.citizen,  &town_.clerk, &town_.reviewer, &town_.second_reviewer,
                             &town_.approver, &town_.head,  &town_.neighbour};
    if (id_.value == 0 || below(40) == 0) id_ = town_.begin();
    if (below(8) == 0) pass_time();
    const Actor* actor = people[below(std::size(people))];
    auto action = all_of<Action>()[below(all_of<Action>().size())];
    // Mostly somebody does what is offered to them; sometimes anybody tries anything.
    for (int i = 0; i < 12 && below(8) != 0; ++i) {
      actor = people[below(std::size(people))];
      const auto view = town_.run(*actor, view_case, CaseIn{id_});
      if (!view.ok()) continue;
      auto offered = view.value().allowed;
      std::erase_if(offered, [](Action one) { return one <= Action::upgrade; });
      if (offered.empty()) continue;
      action = offered[below(offered.size())];
      break;
    }
    const auto before = town_.status(town_.citizen, id_);
    const auto outcome = act(*actor, action);
    ++tried;
    if (outcome == "done") ++done;
    const auto after = town_.status(town_.citizen, id_);
    // Nothing moves but by the table, and a refusal moves nothing.
    if (outcome != "done") CHECK(before == after);
    if (before != after) CHECK(leads(before, after));
    if (after == Status::archived || after == Status::withdrawn || after == Status::closed) id_ = {};
  }

  int tried = 0, done = 0;

 private:
  std::size_t below(std::size_t bound) { return random_() % bound; }

  static bool leads(Status from, Status to) {
    for (const auto action : all_of<Action>())
      if (next(from, action) == to) return true;
    return false;
  }

  void pass_time() {
    constexpr int kHours[] = {1, 7, 26, 80, 400};
    town_.services.clock.advance(std::chrono::hours(kHours[below(std::size(kHours))]));
    town_.let_time_act();
  }

  // A plausible input for each act; some of them wrong on purpose.
  std::string act(const Actor& actor, Action action) {
    const bool good = below(4) != 0;
    const Str<1000> basis = good ? "依据" : "";
    switch (action) {
      case Action::submit:
        return town_.refusal(actor, submit, ActIn{id_, {}});
      case Action::pre_review:
        return town_.refusal(
            actor, pre_review,
            PreReviewIn{id_, {}, good ? PreReviewOutcome::passed : PreReviewOutcome::revise, "请修改"});
      case Action::revise:
        return town_.refusal(actor, revise, ActIn{id_, {}});
      case Action::receive:
        return town_.refusal(actor, receive, ActIn{id_, {}});
      case Action::claim:
        return town_.refusal(actor, claim, ActIn{id_, {}});
      case Action::assign:
        return town_.refusal(actor, assign, AssignIn{id_, {}, Id{town_.reviewer.account_id}, "", {}});
      case Action::hand_over:
        return town_.refusal(actor, hand_over, AssignIn{id_, {}, Id{town_.second_reviewer.account_id}, "", good});
      case Action::correct:
        return town_.refusal(actor, correct, CorrectIn{id_, {}, {{"other", "", "缺页", "补全", "办法"}}, 5});
      case Action::resubmit:
        return town_.refusal(actor, resubmit, ActIn{id_, {}});
      case Action::accept: {
        AcceptIn in{id_, {}, {}, ""};
        if (!good) in.supplements = {{"m2", local_date(town_.services.clock.now()) + 3}};
        return town_.refusal(actor, accept, in);
      }
      case Action::refuse:
        return town_.refusal(actor, refuse, RefuseIn{id_, {}, "理由", basis, "救济", {}});
      default:
        return act_after_acceptance(actor, action, good);
    }
  }

  std::string act_after_acceptance(const Actor& actor, Action action, bool good) {
    const auto opinions = all_of<Opinion>();
    const auto today = local_date(town_.services.clock.now());
    switch (action) {
      case Action::review:
        return town_.refusal(actor, review, ReviewIn{id_, {}, opinions[below(opinions.size())], "意见"});
      case Action::suspend:
        return town_.refusal(actor, suspend,
                             SuspendIn{id_, {}, good ? "hearing" : "auction", "听证", "依据", today + 5});
      case Action::resume:
        return town_.refusal(actor, resume, ResumeIn{id_, {}, "结束"});
      case Action::extend:
        return town_.refusal(actor, extend, ExtendIn{id_, {}, good ? 5 : 99, "复杂"});
      case Action::grant:
      case Action::deny: {
        const auto outcome = action == Action::grant ? DecisionOutcome::granted : DecisionOutcome::denied;
        return town_.refusal(actor, decide, DecideIn{id_, {}, outcome, "理由", "依据", good ? "救济" : "", ""});
      }
      case Action::issue:
        return town_.refusal(actor, issue, IssueIn{id_, {}, "证", good ? "编号" : "", {}, {}, {}});
      case Action::deliver:
        return town_.refusal(actor, deliver, DeliverIn{id_, {}, DeliveryForm::window, good ? "张三" : "", "", ""});
      case Action::archive:
        return town_.refusal(actor, archive, ActIn{id_, {}});
      case Action::withdraw:
        return good ? "not now" : town_.refusal(actor, withdraw, WithdrawIn{id_, {}, ""});
      case Action::terminate:
        return good ? "not now" : town_.refusal(actor, terminate, TerminateIn{id_, {}, "理由", "依据"});
      case Action::supplement:
        return town_.refusal(actor, supplement, SupplementIn{id_, "m2", town_.upload(actor), {}});
      default:
        return act_with_colleagues(actor, action);
    }
  }

  std::string act_with_colleagues(const Actor& actor, Action action) {
    const Actor* staff[] = {&town_.clerk, &town_.reviewer, &town_.second_reviewer, &town_.approver, &town_.head};
    const Id colleague{staff[below(std::size(staff))]->account_id};
    switch (action) {
      case Action::delegate:
        return town_.refusal(actor, delegate, AskColleagueIn{id_, {}, colleague, "请看"});
      case Action::add_signer:
        return town_.refusal(actor, add_signer, AskColleagueIn{id_, {}, colleague, "请会签"});
      case Action::take_back:
        return town_.refusal(actor, take_back, EndQuestionIn{id_, {}, colleague, ""});
      case Action::remove_signer:
        return town_.refusal(actor, remove_signer, EndQuestionIn{id_, {}, colleague, ""});
      case Action::advise:
        return town_.refusal(actor, advise, AdviseIn{id_, {}, Advice::agree, below(4) != 0 ? "可以" : ""});
      case Action::urge:
        return town_.refusal(actor, urge, UrgeIn{id_, ""});
      default:
        return "not now";
    }
  }

  Town& town_;
  std::mt19937 random_;
  Id id_;
};

}  // namespace

TEST_CASE("random walks through the life of cases keep rows, events, papers and clocks in agreement") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    int done = 0;
    for (unsigned seed = 1; seed <= 6; ++seed) {
      Walk walk(town, seed);
      for (int i = 0; i < 120; ++i) walk.step();
      done += walk.done;
    }
    CHECK(done > 150);  // the walks get somewhere
    const auto report = town.check();
    for (const auto& finding : report.findings) MESSAGE(finding.key, " ", finding.detail);
    CHECK(report.finding_count == 0);
    CHECK(report.cases > 10);
  });
}

TEST_CASE("a check finds a row that was changed behind the events") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    const auto id = town.accepted();
    REQUIRE(town.check().finding_count == 0);
    const auto change = [&](const char* sql) {
      REQUIRE(town.services
                  .act([&](Ctx& ctx) -> Result<void> {
                    ctx.tx.exec(sql, id.value);
                    return {};
                  })
                  .ok());
    };
    change("UPDATE cases SET status = 'granted' WHERE case_id = $1");
    CHECK(town.check().findings.at(0).key == "cases.status_differs");
    change("UPDATE cases SET status = 'accepted', legal_due_at = legal_due_at + 1 WHERE case_id = $1");
    CHECK(town.check().findings.at(0).key == "cases.clocks_differ");
    // The history itself cannot be changed at all.
    CHECK_FALSE(town.services
                    .act([&](Ctx& ctx) -> Result<void> {
                      ctx.tx.exec("UPDATE case_events SET kind = 'withdrawn' WHERE case_id = $1", id.value);
                      return {};
                    })
                    .ok());
  });
}

}  // namespace tongban::cases
