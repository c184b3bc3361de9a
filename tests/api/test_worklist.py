"""What waits for whom: the most urgent first, nothing of others, pages without gaps or repeats while cases come in."""

import threading

from stories import Story
from world import COUNTY, NOBODY, ok, refused


def pages(client, limit, between=lambda: None, **query):
    """All rows over all pages; `between` is called after each."""
    rows, after, count = [], None, 0
    while True:
        page = ok(client.get("/api/v1/worklist", limit=limit, after=after, **query))
        assert len(page["cases"]) <= limit
        rows += page["cases"]
        after, count = page["next"], count + 1
        if after is None or count > 500:
            return rows
        between()


def ids(rows):
    return [row["case_id"] for row in rows]


def test_the_most_urgent_comes_first(world):
    items = [world.make_item(f"紧急程度测试事项{days}", promised_limit={
        "stated": True, "amount": days, "unit": "working_day", "explanation": ""}, legal_limit={
        "stated": True, "amount": days, "unit": "working_day", "explanation": ""}) for days in (20, 9, 15)]
    stories = {item: Story(world, item).to("accepted") for item in items}
    rows = pages(world.reviewer, 100, scope="waiting")
    urgencies = [row["urgency_at"] for row in rows]
    assert urgencies == sorted(urgencies), urgencies
    assert all(row["waiting_for"] == "reviewer" for row in rows)
    mine = [row for row in rows if row["case_id"] in {story.case_id for story in stories.values()}]
    assert len(mine) == 3
    for row in mine:
        assert row["remaining_days"] is not None and row["limit_state"] == "normal", row
        view = stories[row["item"]["item_id"]].view(world.reviewer)
        first = min(clock["due_at"] for clock in view["clocks"]
                    if not clock["stopped"] and clock["kind"] in ("legal", "promised", "step", "chain"))
        assert row["urgency_at"] in {clock["due_at"] for clock in view["clocks"]}, (row, view["clocks"])
        assert row["urgency_at"] >= first
    # What waits longest in law is last, whatever came last.
    order = [row["item"]["item_id"] for row in mine]
    assert order.index(items[1]) < order.index(items[2]) < order.index(items[0]) or len(
        {row["urgency_at"] for row in mine}) < 3, mine


def test_scopes_and_filters(world):
    item = world.make_item("工作台筛选测试事项")
    story = Story(world, item).to("accepted")
    done = Story(world, item).to("archived")
    draft = Story(world, item)
    list_ids = lambda client, **query: ids(pages(client, 100, **query))  # noqa: E731
    for client in (world.reviewer, world.clerk, world.approver, world.head, world.supervisor):
        assert story.case_id in list_ids(client, scope="running")
        assert done.case_id in list_ids(client, scope="finished") and done.case_id not in list_ids(client, scope="running")
        assert draft.case_id not in list_ids(client, scope="running")
    assert story.case_id in list_ids(world.reviewer, scope="waiting")
    assert story.case_id not in list_ids(world.clerk, scope="waiting"), "it does not wait for the window"
    assert story.case_id not in list_ids(world.reviewer, scope="mine")
    story.act("reviewer", "claim")
    assert story.case_id in list_ids(world.reviewer, scope="mine")
    colleague = world.new_staff("reviewer", world.department_id())
    assert story.case_id not in list_ids(colleague, scope="waiting"), "somebody has it"
    assert story.case_id in list_ids(colleague, scope="running")
    only = dict(scope="running", item_id=item)
    assert list_ids(world.head, **only) == [story.case_id]
    assert list_ids(world.head, **only, status="under_review") == [story.case_id]
    assert list_ids(world.head, **only, status="received") == []
    assert list_ids(world.head, **only, role="reviewer") == [story.case_id]
    assert list_ids(world.head, **only, role="approver") == []
    assert list_ids(world.head, **only, case_number=story.number) == [story.case_id]
    assert list_ids(world.head, **only, department_id=world.department_id()) == [story.case_id]
    assert list_ids(world.head, **only, department_id=NOBODY) == []
    assert list_ids(world.supervisor, **only, region_code=COUNTY) == [story.case_id]
    assert list_ids(world.supervisor, **only, region_code="430000000000") == [story.case_id], "with everything below"
    assert list_ids(world.supervisor, **only, region_code="370000000000") == []
    ok(draft.applicant.delete(draft.url))


def test_pages_have_no_gap_and_no_repeat_while_cases_come_in(world):
    item = world.make_item("工作台分页测试事项")
    stood = [Story(world, item).to("submitted") for _ in range(11)]
    stop, came = threading.Event(), []

    def more():
        while not stop.is_set() and len(came) < 20:
            came.append(Story(world, item).submit().case_id)

    thread = threading.Thread(target=more)
    thread.start()
    try:
        seen = ids(pages(world.clerk, 2, scope="waiting", item_id=item))
    finally:
        stop.set()
        thread.join()
    assert len(seen) == len(set(seen)), "no case twice"
    missing = {story.case_id for story in stood} - set(seen)
    assert not missing, missing
    everything = ids(pages(world.clerk, 100, scope="waiting", item_id=item))
    assert sorted(everything) == sorted([story.case_id for story in stood] + came)
    for limit in (1, 3, 7):
        assert ids(pages(world.clerk, limit, scope="waiting", item_id=item)) == everything


def test_a_case_that_moves_on_leaves_the_list(world):
    item = world.make_item("工作台流转测试事项")
    story = Story(world, item)
    where = lambda: [role for role, client in story.staff.items() if role != "head" and  # noqa: E731
                     ids(pages(client, 100, scope="waiting", item_id=item))]
    assert where() == []
    story.submit()
    assert where() == ["clerk"]
    story.receive().accept()
    assert where() == ["reviewer"]
    story.review()
    assert where() == ["approver"]
    story.decide()
    assert where() == ["clerk"]
    story.issue().deliver()
    assert where() == []


def test_counts_are_those_of_the_lists(world):
    clerk = world.new_staff("window_clerk", world.department_id())
    item = world.make_item("工作台计数测试事项")
    before = ok(clerk.get("/api/v1/worklist/counts"))
    stories = [Story(world, item).to("submitted") for _ in range(3)]
    after = ok(clerk.get("/api/v1/worklist/counts"))
    assert after["waiting"] == before["waiting"] + 3 and after["mine"] == before["mine"] == 0, (before, after)
    ok(clerk.post(f"{stories[0].url}/claim", {}))
    claimed = ok(clerk.get("/api/v1/worklist/counts"))
    assert claimed["mine"] == 1, claimed
    page = ok(clerk.get("/api/v1/worklist", scope="waiting", item_id=item, limit=1))
    assert page["count"] == 3 and not page["count_capped"] and len(page["cases"]) == 1, page
    assert len(pages(clerk, 100, scope="waiting")) == claimed["waiting"]


def test_nobody_else_has_a_worklist(world):
    for client in (world.zhangsan, world.editor, world.publisher, world.system_admin, world.security_admin, world.auditor):
        refused(client.get("/api/v1/worklist"), 403, "auth.forbidden")
        refused(client.get("/api/v1/worklist/counts"), 403, "auth.forbidden")
    refused(world.anyone().get("/api/v1/worklist"), 401, "auth.required")
    for client in list(world.next_door.values()) + list(world.far.values()):
        for scope in ("waiting", "mine", "running", "finished"):
            rows = pages(client, 100, scope=scope)
            assert all(row["item"]["department_id"] != world.department_id() for row in rows), scope


def test_an_applicants_own_list(world):
    client, _ = world.register()
    stories = [Story(world, applicant=client).to("submitted") for _ in range(5)]
    draft = Story(world, applicant=client)
    stories[0].act(client, "withdraw", reason="不要了")
    rows, after = [], None
    while True:
        page = ok(client.get("/api/v1/cases", limit=2, after=after))
        rows += page["cases"]
        after = page["next"]
        if after is None:
            break
    assert ids(rows) == [story.case_id for story in reversed(stories)], "newest first, each once"
    assert ids(ok(client.get("/api/v1/cases", status="withdrawn"))["cases"]) == [stories[0].case_id]
    assert ids(ok(client.get("/api/v1/cases", drafts="true"))["cases"]) == [draft.case_id]
    refused(client.get("/api/v1/cases", after="nonsense"), 400, "cases.bad_page")
