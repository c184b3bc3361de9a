// What approvers do with a task besides doing it, and what a process has the platform do.
#include <algorithm>

#include "modules/cases/test_process.h"

namespace tongban::cases {
namespace {

// review → (clock stops) hearing (clock goes on) → decide.
constexpr const char* kHearing = R"(<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:tongban="urn:tongban:bpmn" id="d">
<process id="hearing" name="听证" isExecutable="true">
<startEvent id="s"/><userTask id="own" name="审查" tongban:outcome="opinion:agree,disagree"/>
<serviceTask id="stop" name="进入听证" tongban:topic="suspend" tongban:procedure="hearing" tongban:days="10"/>
<userTask id="hear" name="举行听证" tongban:outcome="held:true"/>
<serviceTask id="go" name="听证结束" tongban:topic="resume"/>
<serviceTask id="tell" name="告知结果" tongban:topic="notify"/>
<userTask id="decide" name="决定" tongban:act="decide" tongban:candidateGroups="approver" tongban:outcome="approved"/><endEvent id="e"/>
<sequenceFlow id="f1" sourceRef="s" targetRef="own"/><sequenceFlow id="f2" sourceRef="own" targetRef="stop"/>
<sequenceFlow id="f3" sourceRef="stop" targetRef="hear"/><sequenceFlow id="f4" sourceRef="hear" targetRef="go"/>
<sequenceFlow id="f5" sourceRef="go" targetRef="tell"/><sequenceFlow id="f6" sourceRef="tell" targetRef="decide"/>
<sequenceFlow id="f7" sourceRef="decide" targetRef="e"/>
</process></definitions>)";

std::vector<ProcessTask> open_tasks(Town& town, Id id) {
  auto tasks = town.view(town.reviewer, id).process->tasks;
  std::erase_if(tasks, [](const auto& task) { return task.done; });
  return tasks;
}
CompleteTaskIn agreeing(Id id, int task) { return {id, task, {}, json::object{{"opinion", "agree"}}, ""}; }
void clean(Town& town) {
  const auto report = town.check();
  for (const auto& finding : report.findings) MESSAGE(finding.key, " ", finding.detail);
  CHECK(report.finding_count == 0);
}

}  // namespace

TEST_CASE("a process stops the clock of the law for its hearing and lets it go on") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    give_process(town, town.item_id, {{kHearing, {}}, 0, {}});
    const auto id = town.accepted();
    CHECK(town.status(id) == Status::accepted);
    town.must(town.reviewer, complete_task, agreeing(id, open_tasks(town, id).front().task));
    auto view = town.view(town.citizen, id);
    CHECK(view.summary.status == Status::suspended);
    CHECK(view.instruments.back().kind == InstrumentKind::special_procedure);
    town.go_to("2025-09-19T10:00:00+08:00");
    town.must(town.reviewer, complete_task, {id, open_tasks(town, id).front().task, {}, {}, ""});
    view = town.view(town.citizen, id);
    CHECK(view.summary.status == Status::under_review);
    for (const auto& clock : view.clocks)
      if (clock.kind == ClockKind::legal) CHECK(clock.used <= 1);
    // The reviewer does not decide what the reviewer examined.
    auto both = town.reviewer;
    both.posts.push_back({Role::approver, town.department_id, both.posts.front().region_code});
    const DecideIn grant{id, {}, DecisionOutcome::granted, "齐全", "依据", "", ""};
    CHECK(town.refusal(both, decide, grant) == "cases.four_eyes");
    town.must(town.approver, decide, grant);
    clean(town);
  });
}

TEST_CASE("a task is delegated and comes back, gets a second signer, and is urged by who waits for it") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    give_joint_review(town);
    const auto id = town.accepted();
    const auto own = [&] {
      auto tasks = open_tasks(town, id);
      std::erase_if(tasks, [](const auto& task) { return task.element != "own"; });
      return tasks;
    };
    const auto change = [&](const Actor& who, TaskChange what, std::optional<Id> colleague) {
      return town.refusal(who, change_task, {id, own().front().task, {}, what, colleague, ""});
    };
    const Id second{town.second_reviewer.account_id};
    CHECK(change(town.reviewer, TaskChange::delegate, Id{town.clerk.account_id}) == "cases.not_in_post");
    CHECK(change(town.reviewer, TaskChange::claim, {}) == "done");
    CHECK(change(town.second_reviewer, TaskChange::claim, {}) == "cases.assigned_to_other");
    CHECK(change(town.reviewer, TaskChange::delegate, second) == "done");
    CHECK(own().front().assignee == "承办丙");
    town.must(town.second_reviewer, complete_task, agreeing(id, own().front().task));
    CHECK(own().front().assignee == "承办乙");
    CHECK(change(town.approver, TaskChange::urge, {}) == "done");
    CHECK(change(town.foreign_clerk, TaskChange::urge, {}) == "cases.not_for_your_role");
    CHECK(own().front().urged == 1);
    CHECK(change(town.reviewer, TaskChange::add_signer, second) == "done");
    REQUIRE(own().size() == 2);
    for (const auto& task : own())
      town.must(task.assignee == "承办丙" ? town.second_reviewer : town.reviewer, complete_task,
                agreeing(id, task.task));
    CHECK(own().empty());
    CHECK(town.must(town.head, change_task, {id, open_tasks(town, id).front().task, {}, TaskChange::urge, {}, ""})
              .status == Status::under_review);
    clean(town);
  });
}

}  // namespace tongban::cases
