"""Cases that follow a process: two departments at once, a return, a special procedure, what a rule grants at once, and who
may touch which task."""

import concurrent.futures

from processes import INSTANT, INSTANT_RULES, JOINT_REVIEW, give_process, joint_review_item
from stories import Story
from world import NOBODY, ok, refused


def tasks(client, story, element=None):
    process = story.view(client)["process"]
    return [task for task in process["tasks"] if not task["done"] and element in (None, task["element"])]


def complete(story, client, element, **outcomes):
    task = tasks(client, story, element)[0]["task"]
    return ok(client.post(f"{story.url}/tasks/{task}/complete", {"outcomes": outcomes, "opinion": "经审查属实"}))


def test_two_departments_review_together_with_a_return_and_a_hearing(world):
    item = joint_review_item(world)
    story = Story(world, item).submit().receive().accept()
    other = world.next_door["reviewer"]
    assert {task["element"] for task in tasks(world.reviewer, story)} == {"own", "survey"}
    assert story.view()["process"]["status"] == "running"
    listed = ok(other.get("/api/v1/tasks"))["tasks"]
    assert [task["task_name"] for task in listed if task["case_id"] == story.case_id] == ["现场勘查"], listed
    refused(world.reviewer.post(f"{story.url}/review", {"opinion": "agree", "note": ""}), 409, "cases.driven_by_process")
    refused(world.approver.post(f"{story.url}/decide", {
        "outcome": "granted", "grounds": "好", "basis": "", "remedies": "", "conditions": ""}), 409, "cases.not_your_turn")
    survey = tasks(other, story, "survey")[0]["task"]
    refused(world.reviewer.post(f"{story.url}/tasks/{survey}/complete", {"outcomes": {}, "opinion": ""}), 403,
            "cases.not_for_your_role")
    stranger = world.far["reviewer"]
    refused(stranger.post(f"{story.url}/tasks/{survey}/complete", {"outcomes": {}, "opinion": ""}), 404, "cases.not_found")
    refused(stranger.get(story.url), 404, "cases.not_found")

    ok(other.post(f"{story.url}/tasks/{survey}/change", {"what": "claim", "note": ""}))
    complete(story, other, "survey")
    opinion = tasks(other, story, "other")[0]["task"]
    ok(other.post(f"{story.url}/tasks/{opinion}/return", {"element": "survey", "reason": "照片不清"}))
    assert not tasks(other, story, "other")
    complete(story, other, "survey")
    complete(story, other, "other", other_opinion="agree")
    refused(other.post(f"{story.url}/tasks/{opinion}/complete", {"outcomes": {"other_opinion": "agree"}, "opinion": ""}), 409,
            "cases.task_done")

    story.suspend()
    assert story.status() == "suspended"
    story.resume()
    refused(complete_raw(story, "own", opinion_value="perhaps"), 400, "input.invalid", "/outcomes/opinion")
    complete(story, world.reviewer, "own", opinion="agree")
    ok(world.reviewer.post(f"{story.url}/withdraw-task", {"element": "own"}))
    complete(story, world.reviewer, "own", opinion="agree")
    story.decide()
    view = story.view()
    assert view["process"]["status"] == "completed" and view["process"]["places"] == []
    assert view["summary"]["status"] == "granted"
    done = [task["name"] for task in view["process"]["tasks"]]
    assert done.count("现场勘查") == 2, done
    assert all(task["opinion"] == "" and task["assignee"] is None for task in view["process"]["tasks"]), view["process"]


def complete_raw(story, element, opinion_value):
    client = story.world.reviewer
    task = tasks(client, story, element)[0]["task"]
    return client.post(f"{story.url}/tasks/{task}/complete", {"outcomes": {"opinion": opinion_value}, "opinion": ""})


def test_what_a_rule_allows_is_granted_at_once_and_explained(world):
    item = world.make_item("即时办理事项")
    give_process(world, item, INSTANT, [INSTANT_RULES])
    story = Story(world, item)
    story.fill(size=50).hand_in()
    story.act(story.applicant, "submit")
    story.submitted_as(story.last)
    assert story.last["status"] == "granted", story.last
    view = story.view()
    assert view["process"]["rules"][0]["sentence"] == "按《即办判断》第1条（小微经营场所当场许可）", view["process"]["rules"]
    assert view["process"]["rules"][0]["tables"] is None
    assert "小微经营场所当场许可" in story.paper("decision")
    assert story.progress()["status"] == "granted"
    story.issue().deliver()

    large = Story(world, item)
    large.fill(size=500).hand_in()
    large.act(large.applicant, "submit")
    large.submitted_as(large.last)
    assert large.last["status"] == "submitted"
    large.receive().accept()
    large.decide()
    assert large.view()["process"]["status"] == "completed"

    all_seen = world.make_item("抽查的即时办理事项")
    give_process(world, all_seen, INSTANT, [INSTANT_RULES], sampling_percent=100)
    sampled = Story(world, all_seen)
    sampled.fill(size=50).hand_in()
    sampled.act(sampled.applicant, "submit")
    assert sampled.last["status"] == "submitted", "a sampled case is seen by people"


def test_a_task_is_done_once_however_many_hands_there_are(world):
    item = joint_review_item(world)
    story = Story(world, item).submit().receive().accept()
    task = tasks(world.reviewer, story, "own")[0]["task"]
    body = {"outcomes": {"opinion": "agree"}, "opinion": ""}
    with concurrent.futures.ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda client: client.post(f"{story.url}/tasks/{task}/complete", body),
                                [world.reviewer.again() for _ in range(6)]))
    assert sorted(answer.status for answer in answers) == [200] + [409] * 5, answers
    stale = story.view(world.reviewer)["summary"]["version"] - 1
    survey = tasks(world.next_door["reviewer"], story, "survey")[0]["task"]
    refused(world.next_door["reviewer"].post(f"{story.url}/tasks/{survey}/complete", body | {
        "outcomes": {}, "expected_version": stale}), 412, "cases.stale")


def test_a_running_case_moves_to_the_new_version_where_it_fits(world):
    item = joint_review_item(world)
    story = Story(world, item).submit().receive().accept()
    refused(world.head.post(f"{story.url}/migrate-process", {"mapping": []}), 409, "cases.process_is_current")
    draft = ok(world.editor.post(f"/api/v1/editor/items/{item}/versions", {"reason": "接口测试"}), 201)
    world.publish(item, draft["version"])
    give_process(world, item, JOINT_REVIEW.replace("survey", "visits"),
                 departments={"协办": world.department_id(world.next_door["reviewer"])})
    refused(world.head.post(f"{story.url}/migrate-process", {"mapping": []}), 409, "bpmn.cannot_migrate")
    ok(world.head.post(f"{story.url}/migrate-process", {"mapping": [{"from": "survey", "to": "visits"}]}))
    assert tasks(world.reviewer, story, "visits")
    refused(world.reviewer.post(f"/api/v1/cases/{NOBODY}/withdraw-task", {"element": "own"}), 404, "cases.not_found")
    plain = Story(world).submit().receive().accept()
    refused(world.reviewer.post(f"{plain.url}/withdraw-task", {"element": "own"}), 409, "cases.no_process")
    assert plain.view()["process"] is None
