// Many hands at one case: exactly one wins each step, nothing is lost and nothing happens twice.
#include <atomic>
#include <set>
#include <thread>

#include "modules/cases/test_town.h"

namespace tongban::cases {
namespace {

// Runs `attempt` on eight threads at once; how many succeeded, and the keys of the others.
struct Race {
  int won = 0;
  std::set<std::string> keys;
};
Race race(const std::function<std::string(int)>& attempt) {
  std::atomic<bool> go{false};
  std::vector<std::string> outcomes(8);
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&, i] {
      while (!go) std::this_thread::yield();
      outcomes[static_cast<std::size_t>(i)] = attempt(i);
    });
  go = true;
  for (auto& thread : threads) thread.join();
  Race result;
  for (const auto& outcome : outcomes) {
    if (outcome == "done")
      ++result.won;
    else
      result.keys.insert(outcome);
  }
  return result;
}

}  // namespace

TEST_CASE("eight at once: one submission, one number, one acceptance, one decision") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    const auto id = town.begin();
    const std::set<std::string> lost{"cases.not_allowed_in_status"};
    auto outcome = race([&](int) { return town.refusal(town.citizen, submit, ActIn{id, {}}); });
    CHECK(outcome.won == 1);
    CHECK(outcome.keys == lost);
    outcome = race([&](int) { return town.refusal(town.clerk, receive, ActIn{id, {}}); });
    CHECK(outcome.won == 1);
    // Some accept, some refuse: one of them is the case's fate.
    outcome = race([&](int i) {
      return i % 2 == 0 ? town.refusal(town.clerk, accept, AcceptIn{id, {}, {}, ""})
                        : town.refusal(town.clerk, refuse, RefuseIn{id, {}, "理由", "依据", "救济", {}});
    });
    CHECK(outcome.won == 1);
    CHECK(outcome.keys == lost);
    const auto other = town.reviewed();
    outcome = race([&](int i) {
      const auto verdict = i % 2 == 0 ? DecisionOutcome::granted : DecisionOutcome::denied;
      return town.refusal(town.approver, decide, DecideIn{other, {}, verdict, "理由", "依据", "救济", ""});
    });
    CHECK(outcome.won == 1);
    CHECK(town.check().finding_count == 0);
  });
}

TEST_CASE("two reviewers reach for one case: one has it") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    const auto id = town.accepted();
    const auto outcome = race([&](int i) {
      return town.refusal(i % 2 == 0 ? town.reviewer : town.second_reviewer, claim, ActIn{id, {}});
    });
    CHECK(outcome.won == 4);  // the winner may ask again; the other never gets it
    CHECK(outcome.keys == std::set<std::string>{"cases.assigned_to_other"});
    CHECK(town.view(town.supervisor, id).timeline.back().kind == EventKind::claimed);
    CHECK(town.check().finding_count == 0);
  });
}

TEST_CASE("applications of one day have numbers without gaps or repetition") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    std::vector<Id> drafts;
    for (int i = 0; i < 8; ++i) drafts.push_back(town.begin());
    const auto outcome = race([&](int i) {
      return town.refusal(town.citizen, submit, ActIn{drafts[static_cast<std::size_t>(i)], {}});
    });
    CHECK(outcome.won == 8);
    std::set<std::string> serials;
    for (const auto id : drafts) serials.insert(town.view(town.citizen, id).summary.case_number->substr(39));
    CHECK(serials == std::set<std::string>{"0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008"});
    CHECK(town.check().finding_count == 0);
  });
}

}  // namespace tongban::cases
