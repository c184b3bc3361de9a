"""The workbench of those who examine and decide: colleagues are asked, deputies stand in, filters are kept, the same act for
many cases does nothing twice, and the head sees the figures."""

from stories import Story, day
from world import NOBODY, ok, refused


def account_of(client):
    return ok(client.get("/api/v1/session"))["account_id"]


def listed(client, **query):
    return [row["case_id"] for row in ok(client.get("/api/v1/worklist", limit=100, **query))["cases"]]


def people(world):
    """Two reviewers of the department, so that nobody else's lists are changed."""
    office = world.department_id()
    return world.new_staff("reviewer", office), world.new_staff("reviewer", office)


def test_a_colleague_is_asked_and_a_signer_is_needed(world):
    mine, other = people(world)
    story = Story(world, world.make_item("委派加签测试事项"), staff={
        "clerk": world.clerk, "reviewer": mine, "approver": world.approver, "head": world.head}).to("accepted")
    story.act("reviewer", "claim")
    story.act("reviewer", "delegate", colleague_account_id=other.account_id, note="请看材料")
    story.act("reviewer", "take-back", colleague_account_id=other.account_id, note="换一个问题")
    assert listed(other, scope="asked") == []
    story.act("reviewer", "delegate", colleague_account_id=other.account_id, note="消防部分请看")
    refused(mine.post(f"{story.url}/review", {"opinion": "agree", "note": ""}), 409, "cases.delegated")
    assert listed(other, scope="asked") == [story.case_id]
    assert ok(other.get("/api/v1/worklist/counts"))["asked"] == 1
    refused(other.post(f"{story.url}/advise", {"advice": "agree", "note": " "}), 400, "input.invalid", "/note")
    story.act(other, "advise", advice="agree", note="符合要求")
    assert listed(other, scope="asked") == []
    story.act("reviewer", "review", opinion="agree", note="")
    story.act("approver", "claim")
    story.act("approver", "add-signer", colleague_account_id=other.account_id, note="请会签")
    story.act("approver", "remove-signer", colleague_account_id=other.account_id, note="改由负责人会签")
    story.act("approver", "add-signer", colleague_account_id=account_of(world.head), note="请会签")
    refused(world.approver.post(f"{story.url}/decide", {
        "outcome": "granted", "grounds": "齐全", "basis": "", "remedies": "", "conditions": ""}), 409, "cases.signature_missing")
    story.act("head", "advise", advice="agree", note="同意")
    story.decide()
    assert "advised" in story.kinds() and "advised" not in [entry["kind"] for entry in story.view()["timeline"]]


def test_a_case_is_urged_once_a_day_by_each(world):
    story = Story(world, world.make_item("催办测试事项")).to("accepted")
    for who in (story.applicant, world.head, world.supervisor):
        ok(who.post(f"{story.url}/urge", {"note": "请尽快"}))
        refused(who.post(f"{story.url}/urge", {"note": ""}), 409, "cases.urged_today")
    assert story.kinds().count("urged") == 3
    assert [entry["kind"] for entry in story.view()["timeline"]].count("urged") == 1


def test_a_deputy_stands_in_until_the_absence_ends(world):
    absent, deputy = people(world)
    story = Story(world, world.make_item("代理测试事项")).to("accepted")
    ok(absent.post(f"{story.url}/claim", {}))
    opinion = {"opinion": "agree", "note": ""}
    refused(deputy.post(f"{story.url}/review", opinion), 409, "cases.assigned_to_other")
    made = ok(world.head.post("/api/v1/absences", {
        "account_id": absent.account_id, "deputy_account_id": deputy.account_id, "from_date": day(0),
        "until_date": day(3)}), 201)
    assert made["current"] and story.case_id in listed(deputy, scope="mine")
    assert [entry["absence_id"] for entry in ok(deputy.get("/api/v1/absences"))["absences"]] == [made["absence_id"]]
    staff = ok(world.reviewer.get("/api/v1/worklist/colleagues", department_id=world.department_id()))["staff"]
    assert next(entry for entry in staff if entry["account_id"] == absent.account_id)["away_until"] == day(3)
    ok(deputy.delete(f"/api/v1/absences/{NOBODY}"), 404)
    refused(deputy.delete(f"/api/v1/absences/{made['absence_id']}"), 404, "identity.no_such_absence")
    ok(deputy.post(f"{story.url}/review", opinion))
    assert "代" in story.view(world.head)["timeline"][-1]["actor"]
    ok(absent.delete(f"/api/v1/absences/{made['absence_id']}"))
    assert ok(deputy.get("/api/v1/absences"))["absences"] == []


def test_filters_are_kept_and_narrow_the_list(world):
    mine, other = people(world)
    item, second = (world.make_item(f"筛选测试事项{number}") for number in (1, 2))
    first, later = Story(world, item).to("accepted"), Story(world, second).to("accepted")
    kept = ok(mine.post("/api/v1/worklist/filters", {"name": "两个事项", "filter": {
        "scope": "running", "statuses": ["accepted"], "items": [{"item_id": item, "item_name": "甲"}], "due_within": 200}}), 201)
    assert ok(mine.get("/api/v1/worklist/filters"))["filters"] == [kept]
    assert ok(other.get("/api/v1/worklist/filters"))["filters"] == []
    refused(other.delete(f"/api/v1/worklist/filters/{kept['filter_id']}"), 404, "cases.no_such_filter")
    query = {"scope": "running", "statuses": ["accepted", "granted"], "item_ids": [item, second]}
    assert sorted(listed(mine, **query)) == sorted([first.case_id, later.case_id])
    assert listed(mine, **(query | {"item_ids": [second]}), due_within=200) == [later.case_id]
    assert listed(mine, **query, due_within=0) == []
    ok(mine.delete(f"/api/v1/worklist/filters/{kept['filter_id']}"))


def test_the_same_act_for_many_cases_does_nothing_twice(world):
    """As the page does it: each case its own act with its own key, and what is repeated is answered as the first time."""
    mine, _ = people(world)
    item = world.make_item("批量测试事项")
    stories = [Story(world, item).to("accepted") for _ in range(3)]
    for again in range(2):
        for story in stories:
            answer = mine.post(f"{story.url}/claim", {}, key=f"bulk-{story.case_id}")
            assert answer.status == 200, (again, answer)
    for story in stories:
        assert story.kinds().count("claimed") == 1


def test_the_head_sees_figures_and_comparison(world):
    item = world.make_item("概况测试事项")
    before = ok(world.head.get("/api/v1/department-figures", department_id=world.department_id()))
    Story(world, item).to("denied")
    story = Story(world, item).to("accepted")
    after = ok(world.head.get("/api/v1/department-figures", department_id=world.department_id()))
    assert after["received"] == before["received"] + 2 and after["decided"] == before["decided"] + 1
    assert after["decided_in_time"] == before["decided_in_time"] + 1
    assert after["in_progress"] == before["in_progress"] + 2
    assert sum(person["count"] for person in after["people"]) > 0
    similar = ok(world.reviewer.get(f"{story.url}/similar"))["cases"]
    assert [entry["outcome"] for entry in similar] == ["denied"] and similar[0]["grounds"]
    for stranger in (world.next_door["head"], world.far["head"]):
        refused(stranger.get("/api/v1/department-figures", department_id=world.department_id()), 404,
                "catalog.no_such_department")
    ok(world.supervisor.get("/api/v1/department-figures", department_id=world.department_id(), days=7))
