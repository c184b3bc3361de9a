"""The same Idempotency-Key does a thing once, however often and however closely together it is sent."""

import uuid

import papers
from crowd import at_once
from stories import Story
from world import ok, refused


def key():
    return str(uuid.uuid4())


def one_answer(answers, status):
    assert {answer.status for answer in answers} == {status}, [answer.status for answer in answers]
    assert len({answer.body for answer in answers}) == 1, "all get the same answer"
    replayed = [answer for answer in answers if answer.headers.get("idempotency-replayed") == "true"]
    assert len(replayed) == len(answers) - 1, f"{len(replayed)} of {len(answers)} were replayed"
    return answers[0].json


GROUPS = 25


def test_twenty_equal_starts_are_one_draft(world):
    client, _ = world.register()
    document = {"item_id": world.item, "scenario": []}
    windows = [client.again() for _ in range(20)]
    started = []
    for _ in range(GROUPS):
        same = key()
        answers = at_once([lambda w=w: w.post("/api/v1/cases", document, key=same) for w in windows])
        started.append(one_answer(answers, 201)["case_id"])
    drafts = ok(client.get("/api/v1/cases", drafts="true", limit=100))
    assert [row["case_id"] for row in drafts["cases"]] == started[::-1], drafts
    assert drafts["count"] == GROUPS, drafts["count"]


def test_twenty_equal_submissions_are_one_case(world):
    for _ in range(5):
        story = Story(world).fill().hand_in()
        same = key()
        windows = [story.applicant.again() for _ in range(20)]
        out = one_answer(at_once([lambda w=w: w.post(f"{story.url}/submit", {}, key=same) for w in windows]), 200)
        assert len(out["case_number"]) == 43 and out["query_code"]
        view = story.view()
        assert [entry["kind"] for entry in view["timeline"]] == ["started", "submitted"], view["timeline"]
        assert len(view["instruments"]) == 1


def test_a_replay_still_answers_after_the_state_has_moved_on(world):
    story = Story(world).fill().hand_in()
    same = key()
    first = story.applicant.post(f"{story.url}/submit", {}, key=same)
    story.submitted_as(ok(first)).receive()
    later = story.applicant.post(f"{story.url}/submit", {}, key=same)
    assert later.status == 200 and later.body == first.body, "a retry is told what happened then, with its query code"
    refused(story.applicant.post(f"{story.url}/submit", {}, key=key()), 409, "cases.not_allowed_in_status")


def test_another_request_with_a_used_key_is_refused(world):
    client, _ = world.register()
    same = key()
    ok(client.post("/api/v1/cases", {"item_id": world.item, "scenario": []}, key=same), 201)
    refused(client.post("/api/v1/cases", {"item_id": world.real_item, "scenario": []}, key=same), 422,
            "idempotency.key_reused")
    assert ok(client.get("/api/v1/cases", drafts="true"))["count"] == 1
    # The same key of somebody else is another key.
    ok(world.register()[0].post("/api/v1/cases", {"item_id": world.item, "scenario": []}, key=same), 201)


def test_every_row_that_asks_for_a_key_refuses_to_go_without(world):
    client, staff = world.zhangsan, world.clerk
    asked = [(method, path, operation) for method, path, _, operation in world.watch.operations
             if any(p["name"] == "Idempotency-Key" for p in operation.get("parameters", []))]
    names = {operation["operationId"] for _, _, operation in asked}
    assert {"identity.register", "cases.start", "cases.submit", "files.upload", "catalog.create_item"} <= names, names
    roles = {"applicant": client, "signed in": client, "anyone": world.anyone(), "staff": staff}
    by_role = {"window_clerk": staff, "catalog_editor": world.editor, "catalog_publisher": world.publisher,
               "system_admin": world.system_admin, "security_admin": world.security_admin, "approver": world.approver,
               "reviewer": world.reviewer, "department_head": world.head}
    for method, path, operation in asked:
        access = operation["x-access"]
        who = roles.get(access) or next(by_role[role.strip()] for role in access.split(":")[1].split(",")
                                        if role.strip() in by_role)
        target = path.replace("{version}", "1")
        for name in ("case_id", "item_id", "account_id", "material_id", "department_id", "basic_item_id"):
            target = target.replace("{" + name + "}", "0000000000001")
        for value, problem in [("", "idempotency.key_required"), ("has blank", "idempotency.key_malformed"),
                               ("x" * 129, "idempotency.key_malformed")]:
            headers = who.headers(method) | {"Content-Type": "application/json"}
            headers.pop("Idempotency-Key", None)
            if value:
                headers["Idempotency-Key"] = value
            answer = who.raw(method, target, b"{}", headers)
            assert answer.status == 400 and answer.key == problem, (path, value, answer)


def test_a_failed_act_leaves_its_key_free(world):
    story = Story(world)
    same = key()
    refused(story.applicant.post(f"{story.url}/submit", {}, key=same), 422, "cases.incomplete")
    story.fill().hand_in()
    ok(story.applicant.post(f"{story.url}/submit", {}, key=same))


def test_equal_registrations_and_uploads_at_once_are_one(world):
    same, who = key(), {"login_name": f"once{world.number():04}", "password": "a-long-pass-phrase",
                        "applicant_kind": "natural", "name": papers.person_name(), "id_number": papers.citizen_id(),
                        "phone": papers.mobile()}
    answers = at_once([lambda: world.anyone().post("/api/v1/registrations", who, key=same) for _ in range(6)])
    one_answer(answers, 201)
    client, content = world.zhangsan, papers.pdf("twenty times")
    windows = [client.again() for _ in range(20)]
    same = key()
    one_answer(at_once([lambda w=w: w.upload("材料.pdf", content, "application/pdf", key=same) for w in windows]), 201)
