// Running processes in cases, on both databases: departments in parallel, approval by rule, returns, special
// procedures, timers, and many hands at one task.
#include <algorithm>
#include <atomic>
#include <thread>

#include "modules/cases/test_process.h"

namespace tongban::cases {
namespace {

const ProcessTask* open_task(const CaseView& view, std::string_view element) {
  for (const auto& task : view.process->tasks)
    if (!task.done && task.element == element) return &task;
  return nullptr;
}
int task_at(Town& town, Id id, std::string_view element) {
  const auto view = town.view(town.reviewer, id);
  const auto* task = open_task(view, element);
  REQUIRE_MESSAGE(task != nullptr, "no open task at ", element);
  return task->task;
}
ActOut complete(Town& town, const Actor& actor, Id id, std::string_view element, json::object outcomes) {
  return town.must(actor, complete_task, {id, task_at(town, id, element), {}, std::move(outcomes), "意见"});
}
DecideIn granting(Id id) {
  return {id, {}, DecisionOutcome::granted, "材料齐全", "食品安全法第三十五条", "可申请复议", ""};
}
json::object agree(const char* name) { return {{name, "agree"}}; }
void clean(Town& town) {
  const auto report = town.check();
  for (const auto& finding : report.findings) MESSAGE(finding.key, " ", finding.detail);
  CHECK(report.finding_count == 0);
}

}  // namespace

TEST_CASE("two departments work on a case at once, and it is decided when both have said what they think") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    give_joint_review(town);
    const auto fire = town.add_staff("消防辛", Role::reviewer, town.foreign_department_id);
    const auto id = town.received();
    CHECK(town.refusal(fire, complete_task, {id, 3, {}, {}, ""}) == "cases.task_done");
    town.must(town.clerk, accept, AcceptIn{id, {}, {}, ""});
    CHECK(town.refusal(town.foreign_clerk, complete_task, {id, task_at(town, id, "survey"), {}, {}, ""}) ==
          "cases.not_for_your_role");

    auto list = town.must(fire, my_tasks, TasksIn{});
    REQUIRE(list.tasks.size() == 1);
    CHECK(list.tasks[0].task_name == "消防勘查");
    CHECK(list.tasks[0].department_name == "新化县民政局");
    CHECK(town.must(town.reviewer, my_tasks, TasksIn{}).tasks.size() == 1);
    // The fire brigade sees what was handed in, masked, and nobody else's case.
    const auto seen = town.view(fire, id);
    CHECK(seen.form.masked);
    CHECK(seen.form.answers.is_object());
    CHECK(town.refusal(fire, decide, granting(id)) == "cases.not_found");

    CHECK(town.refusal(town.reviewer, claim, ActIn{id, {}}) == "cases.driven_by_process");
    CHECK(town.refusal(town.approver, decide, granting(id)) == "cases.not_your_turn");
    CHECK(town.refusal(town.reviewer, complete_task, {id, task_at(town, id, "own"), {}, {}, ""}) == "input.invalid");
    CHECK(town.refusal(town.reviewer, complete_task,
                       {id, task_at(town, id, "own"), {}, json::object{{"opinion", "perhaps"}}, ""}) ==
          "input.invalid");
    complete(town, town.reviewer, id, "own", agree("opinion"));
    CHECK(town.status(id) == Status::under_review);
    const auto survey = task_at(town, id, "survey");
    complete(town, fire, id, "survey", {});
    CHECK(town.refusal(fire, complete_task, {id, survey, {}, {}, ""}) == "cases.task_done");
    complete(town, fire, id, "fire", agree("fire_opinion"));
    CHECK(town.view(town.approver, id).summary.waiting_for == WaitingFor::approver);
    CHECK(town.refusal(town.approver, complete_task, {id, task_at(town, id, "decide"), {}, {}, ""}) ==
          "cases.by_legal_act");

    const auto decided = town.must(town.approver, decide, granting(id));
    CHECK(decided.status == Status::granted);
    const auto view = town.view(town.citizen, id);
    CHECK(view.process->status == "completed");
    CHECK(view.process->places.empty());
    for (const auto& task : view.process->tasks) CHECK(task.opinion.empty());
    CHECK(town.must(fire, my_tasks, TasksIn{}).tasks.empty());
    clean(town);
  });
}

TEST_CASE("a return undoes what came of the step, in one department or in both, and goes to who did it") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    give_joint_review(town);
    const auto fire = town.add_staff("消防辛", Role::reviewer, town.foreign_department_id);
    const auto id = town.accepted();
    complete(town, fire, id, "survey", {});
    const auto opinion = task_at(town, id, "fire");
    const auto back = town.view(fire, id).process->may_return_to;
    REQUIRE(back.size() == 1);
    CHECK(back[0].element == "survey");
    CHECK(town.refusal(fire, return_task, {id, opinion, {}, "survey", ""}) == "input.invalid");
    CHECK(town.refusal(fire, return_task, {id, opinion, {}, "accept", "重来"}) == "cases.cannot_return_there");
    CHECK(town.refusal(fire, return_task, {id, opinion, {}, "own", "重来"}) == "cases.cannot_return_there");
    town.must(fire, return_task, {id, opinion, {}, "survey", "照片不清"});
    CHECK(open_task(town.view(town.reviewer, id), "fire") == nullptr);
    CHECK(open_task(town.view(town.reviewer, id), "own") != nullptr);
    CHECK(open_task(town.view(fire, id), "survey")->assignee == "消防辛");
    complete(town, fire, id, "survey", {});
    complete(town, fire, id, "fire", agree("fire_opinion"));
    complete(town, town.reviewer, id, "own", agree("opinion"));
    // From behind the join into one branch: the other stays done.
    town.must(town.approver, return_task, {id, task_at(town, id, "decide"), {}, "own", "请核实面积"});
    CHECK(town.refusal(town.approver, decide, granting(id)) == "cases.not_your_turn");
    CHECK(open_task(town.view(town.reviewer, id), "fire") == nullptr);
    // The reviewer takes it back while nobody has decided.
    complete(town, town.reviewer, id, "own", agree("opinion"));
    town.must(town.reviewer, withdraw_task, {id, {}, "own"});
    CHECK(town.refusal(town.second_reviewer, complete_task, {id, task_at(town, id, "own"), {}, agree("opinion"), ""}) ==
          "cases.assigned_to_other");
    town.must(town.reviewer, change_task,
              {id, task_at(town, id, "own"), {}, TaskChange::transfer, Id{town.second_reviewer.account_id}, "休假"});
    complete(town, town.second_reviewer, id, "own", agree("opinion"));
    town.must(town.approver, decide, granting(id));
    clean(town);
  });
}

TEST_CASE("what a rule allows is granted at once, with the rule that said so; the rest goes to people") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    give_process(town, town.item_id, {{kInstant, {kInstantRules}}, 0, {}});
    const auto id = town.begin();
    const auto out = town.must(town.citizen, submit, ActIn{id, {}});
    CHECK(out.status == Status::granted);
    const auto view = town.view(town.citizen, id);
    REQUIRE(view.process->rules.size() == 1);
    CHECK(view.process->rules[0].sentence == "按《即办判断》第2条（食品安全法第三十五条）");
    CHECK(view.process->rules[0].tables.is_null());
    CHECK(town.view(town.reviewer, id).process->rules[0].tables.as_array().size() == 1);
    const auto decided = std::find_if(view.timeline.begin(), view.timeline.end(),
                                      [](const auto& entry) { return entry.kind == EventKind::decided; });
    REQUIRE(decided != view.timeline.end());
    CHECK(decided->actor == "平台");
    CHECK(decided->note == view.process->rules[0].sentence);
    const auto told = to_json_text(decided->data);
    CHECK(told.find("梅山小吃") == std::string::npos);
    CHECK(std::count_if(view.instruments.begin(), view.instruments.end(), [](const auto& paper) {
            return paper.kind == InstrumentKind::decision || paper.kind == InstrumentKind::acceptance_notice;
          }) == 2);

    // A material that is only promised, and answers that no rule names: people, never a refusal by machine.
    const auto other = town.must(town.citizen, start_case, StartCaseIn{Id{town.item_id}, {{"q1", {"o1"}}}, {}}).case_id;
    town.must(town.citizen, save_answers,
              SaveAnswersIn{other, "g1", 0, json::object{{"shop_name", "别的店"}, {"phone", "13812345678"}}});
    for (const char* key : {"m1", "m2", "m3"}) {
      AttachMaterialIn in{other, key};
      in.file_id = town.upload(town.citizen);
      town.must(town.citizen, attach_material, in);
    }
    CHECK(town.must(town.citizen, submit, ActIn{other, {}}).status == Status::submitted);
    town.must(town.clerk, receive, ActIn{other, {}});
    town.must(town.clerk, accept, AcceptIn{other, {}, {}, ""});
    town.must(town.approver, decide, granting(other));
    clean(town);
  });
}

TEST_CASE("a share of what a rule would grant is seen by people, the same cases every time") {
  const auto database = db::open_test_database();
  Town town(*database);
  give_process(town, town.item_id, {{kInstant, {kInstantRules}}, 40, {}});
  int people = 0;
  constexpr int kCases = 40;
  for (int i = 0; i < kCases; ++i) people += town.status(town.submitted()) == Status::submitted ? 1 : 0;
  CHECK(people > 4);
  CHECK(people < 30);
  clean(town);
}

TEST_CASE("the timer of a task urges, stands still in a special procedure and goes on where it was") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    give_joint_review(town);
    const auto fire = town.add_staff("消防辛", Role::reviewer, town.foreign_department_id);
    const auto id = town.accepted();  // 15 September; the survey has five days
    complete(town, town.reviewer, id, "own", agree("opinion"));
    town.go_to("2025-09-17T10:00:00+08:00");
    town.must(town.reviewer, suspend, SuspendIn{id, {}, "hearing", "听证", "第四十六条", *Date::parse("2025-09-30")});
    town.go_to("2025-09-25T10:00:00+08:00");
    town.let_time_act();
    CHECK(open_task(town.view(fire, id), "survey")->urged == 0);
    clean(town);
    town.must(town.reviewer, resume, ResumeIn{id, {}, "听证结束"});
    town.go_to("2025-09-28T09:59:00+08:00");
    town.let_time_act();
    CHECK(open_task(town.view(fire, id), "survey")->urged == 0);
    town.go_to("2025-09-28T10:01:00+08:00");
    town.let_time_act();
    CHECK(open_task(town.view(fire, id), "survey")->urged == 1);
    clean(town);
    // What ends the case ends its process and its timers.
    town.must(town.citizen, withdraw, WithdrawIn{id, {}, "不办了"});
    CHECK(town.view(town.citizen, id).process->status == "terminated");
    town.go_to("2025-10-20T10:00:00+08:00");
    town.let_time_act();
    clean(town);
  });
}

TEST_CASE("many hands at one task: one completes it, the others are told") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    give_joint_review(town);
    const auto id = town.accepted();
    const auto task = task_at(town, id, "own");
    std::atomic<int> won{0}, told{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 6; ++i)
      threads.emplace_back([&, i] {
        const auto& who = i % 2 == 0 ? town.reviewer : town.second_reviewer;
        const auto answer = town.refusal(who, complete_task, {id, task, {}, agree("opinion"), ""});
        won += answer == "done" ? 1 : 0;
        // A busy machine may also be told that the database is.
        told += answer == "cases.task_done" || answer.starts_with("db.") ? 1 : 0;
      });
    for (auto& thread : threads) thread.join();
    CHECK(won == 1);
    CHECK(told == 5);
    clean(town);
  });
}

TEST_CASE("a running process goes on in the item's new version where the mapping says how, and nowhere else") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    give_joint_review(town);
    const auto id = town.accepted();
    CHECK(town.refusal(town.head, migrate_process, {id, {}, {}}) == "cases.process_is_current");
    town.publish_new_version(town.item_id, town_item());
    std::string renamed = kJointReview;
    for (std::size_t at = 0; (at = renamed.find("survey", at)) != std::string::npos; at += 6)
      renamed.replace(at, 6, "visits");
    give_process(town, town.item_id, {{renamed, {}}, 0, {{"消防", Id{town.foreign_department_id}}}});
    CHECK(town.refusal(town.reviewer, migrate_process, {id, {}, {}}) == "cases.not_for_your_role");
    CHECK(town.refusal(town.head, migrate_process, {id, {}, {}}) == "bpmn.cannot_migrate");
    town.must(town.head, migrate_process, {id, {}, {{"survey", "visits"}}});
    CHECK(open_task(town.view(town.reviewer, id), "visits") != nullptr);
    clean(town);
    const auto fire = town.add_staff("消防辛", Role::reviewer, town.foreign_department_id);
    complete(town, fire, id, "visits", {});
    complete(town, fire, id, "fire", agree("fire_opinion"));
    complete(town, town.reviewer, id, "own", agree("opinion"));
    town.must(town.approver, decide, granting(id));
    clean(town);
  });
}

TEST_CASE("a refusal, a deemed acceptance and a process that cannot run leave the case to people") {
  const auto database = db::open_test_database();
  Town town(*database);
  give_joint_review(town);
  const auto refused = town.received();
  town.must(town.clerk, refuse, RefuseIn{refused, {}, "理由", "依据", "救济", {}});
  CHECK(town.view(town.citizen, refused).process->status == "completed");
  const auto deemed = town.received();
  town.go_to("2025-09-23T00:00:01+08:00");
  town.let_time_act();
  CHECK(town.status(deemed) == Status::accepted);
  CHECK(open_task(town.view(town.reviewer, deemed), "own") != nullptr);
  give_process(town, town.instant_item_id, {{"<definitions/>", {}}, 0, {}});
  town.item_id = town.instant_item_id;
  const auto plain = town.accepted();
  CHECK(!town.view(town.reviewer, plain).process);
  town.must(town.approver, decide, granting(plain));
  clean(town);
}

}  // namespace tongban::cases
