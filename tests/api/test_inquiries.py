"""Asking, complaining, praising: with an account and without, to the answer and beside the guide."""

import papers
from stories import Story
from world import NOBODY, ok, refused


def ask(client, **about):
    return ok(client.post("/api/v1/inquiries", {"kind": "question", "title": "需要什么材料", "text": "租的房子怎么办？"} | about), 201)


def act(client, inquiry, name, status=200, **body):
    return ok(client.post(f"/api/v1/inquiries/{inquiry['inquiry_id']}/{name}", body), status)


def view(client, inquiry):
    return ok(client.get(f"/api/v1/inquiries/{inquiry['inquiry_id']}"))


def worklist(client, **query):
    """The ids of all pages."""
    ids, after = [], None
    while True:
        page = ok(client.get("/api/v1/inquiry-worklist", limit=5, after=after, **query))
        ids += [row["inquiry_id"] for row in page["inquiries"]]
        after = page["next"]
        if after is None:
            return ids


def test_a_question_from_the_guide_to_the_published_answer(world):
    item = world.make_item("咨询测试事项")
    citizen, who = world.register()
    asked = ask(citizen, item_id=item)
    assert asked["limit_days"] == 5 and len(asked["query_code"]) == 10, asked
    mine = ok(citizen.get("/api/v1/inquiries"))["inquiries"]
    assert [row["inquiry_id"] for row in mine] == [asked["inquiry_id"]] and mine[0]["clock_state"] == "normal", mine
    assert asked["inquiry_id"] in worklist(world.clerk) and asked["inquiry_id"] in worklist(world.head)
    assert asked["inquiry_id"] in worklist(world.supervisor)
    seen = view(world.clerk, asked)
    assert seen["allowed"] == ["transfer", "answer"] and seen["query_code"] == "", seen
    assert seen["asker"]["masked"] and who["phone"] not in str(seen) and who["name"] not in str(seen)
    assert act(world.clerk, asked, "reveal", reason="需要电话答复")["phone"] == who["phone"]
    version = seen["summary"]["version"]
    act(world.clerk, asked, "answer", expected_version=version, answer="提交租赁合同。")
    refused(world.reviewer.post(f"/api/v1/inquiries/{asked['inquiry_id']}/answer", {
        "answer": "晚了一步", "expected_version": version}), 412, "inquiries.stale")
    assert asked["inquiry_id"] not in worklist(world.clerk) and asked["inquiry_id"] in worklist(world.clerk, scope="done")
    assert view(citizen, asked)["answer"] == "提交租赁合同。"
    refused(world.clerk.post(f"/api/v1/inquiries/{asked['inquiry_id']}/publish", {
        "question": f"{who['name']}问：租的房子怎么办？", "answer": "提交租赁合同。"}), 422, "inquiries.personal_data", "/question")
    act(world.clerk, asked, "publish", question="租的房子怎么办？", answer="提交租赁合同。")
    shown = ok(world.anyone().get(f"/api/v1/items/{item}/questions"))
    assert [row["question"] for row in shown["questions"]] == ["租的房子怎么办？"] and shown["next"] is None, shown
    act(world.head, asked, "unpublish", reason="政策有变")
    act(citizen, asked, "reopen", reason="合同要公证吗？")
    act(world.reviewer, asked, "answer", answer="不需要。")
    refused(citizen.post(f"/api/v1/inquiries/{asked['inquiry_id']}/reopen", {"reason": "再问"}), 409,
            "inquiries.reopened_before")
    act(citizen, asked, "close")
    steps = [step["kind"] for step in view(citizen, asked)["steps"]]
    assert steps == ["asked", "answered", "reopened", "answered", "closed"], steps


def test_without_an_account_code_and_phone_open_it(world):
    phone = papers.mobile()
    nobody = world.anyone()
    refused(nobody.post("/api/v1/inquiries", {"kind": "question", "title": "问", "text": "问", "item_id": world.item}), 400,
            "input.invalid", "/phone")
    asked = ask(nobody, item_id=world.item, phone=phone, name="王女士")
    proof = {"query_code": asked["query_code"].lower(), "phone": phone}
    found = ok(nobody.post("/api/v1/inquiry-lookup", proof))
    assert found["text"] == "租的房子怎么办？" and phone not in str(found), found
    for wrong in (proof | {"phone": papers.mobile()}, proof | {"query_code": "ABCDEFGHJK"}, proof | {"phone": "' OR 1=1 --"},
                  {"query_code": "", "phone": ""}):
        refused(world.anyone().post("/api/v1/inquiry-lookup", wrong), 404, "inquiries.no_such_code")
    refused(nobody.get(f"/api/v1/inquiries/{asked['inquiry_id']}"), 401, "auth.required")
    refused(world.lisi.get(f"/api/v1/inquiries/{asked['inquiry_id']}"), 404, "inquiries.not_found")
    at = f"/api/v1/inquiries/{asked['inquiry_id']}/close"
    refused(nobody.post(at, {}), 404, "inquiries.not_found")
    refused(nobody.post(at, proof | {"phone": papers.mobile()}), 404, "inquiries.not_found")
    act(nobody, asked, "close", **proof)
    assert ok(nobody.post("/api/v1/inquiry-lookup", proof))["summary"]["status"] == "closed"


def test_a_complaint_about_ones_own_case_goes_to_the_head(world):
    story = Story(world).to("submitted")
    complaint = {"kind": "complaint", "title": "办得太慢", "text": "一个星期没有消息。", "case_id": story.case_id}
    refused(world.lisi.post("/api/v1/inquiries", complaint), 404, "cases.not_found")
    refused(world.anyone().post("/api/v1/inquiries", complaint | {"phone": papers.mobile()}), 404, "cases.not_found")
    asked = ok(world.zhangsan.post("/api/v1/inquiries", complaint), 201)
    assert asked["limit_days"] == 15
    assert view(world.zhangsan, asked)["summary"]["case_number"] == story.number
    for client in (world.clerk, world.reviewer, *world.next_door.values(), *world.far.values(), world.far_supervisor):
        answer = client.get(f"/api/v1/inquiries/{asked['inquiry_id']}")
        refused(answer, 404, "inquiries.not_found")
    assert asked["inquiry_id"] not in worklist(world.clerk) and asked["inquiry_id"] in worklist(world.head, kind="complaint")
    refused(world.supervisor.post(f"/api/v1/inquiries/{asked['inquiry_id']}/answer", {"answer": "好"}), 403, "auth.forbidden")
    act(world.head, asked, "answer", answer="已督促办理。")


def test_passed_on_to_the_next_door(world):
    asked = ask(world.zhangsan, department_id=world.department_id(), kind="praise", title="感谢", text="办得很快。")
    to = world.department_id(world.next_door["clerk"])
    at = f"/api/v1/inquiries/{asked['inquiry_id']}/transfer"
    refused(world.clerk.post(at, {"department_id": NOBODY, "reason": "不属本部门"}), 404, "catalog.no_such_department")
    refused(world.clerk.post(at, {"department_id": world.department_id(), "reason": "不属本部门"}), 400, "input.invalid",
            "/department_id")
    act(world.clerk, asked, "transfer", department_id=to, reason="表扬的是隔壁窗口")
    refused(world.clerk.get(f"/api/v1/inquiries/{asked['inquiry_id']}"), 404, "inquiries.not_found")
    assert asked["inquiry_id"] in worklist(world.next_door["clerk"])
    steps = view(world.zhangsan, asked)["steps"]
    assert steps[-1]["note"] == "表扬的是隔壁窗口" and steps[-1]["by"] == "", steps


def test_what_hostile_people_write_is_only_text(world):
    for text in ("<script>alert(1)</script>", "'; DROP TABLE inquiries; --", "=cmd|' /C calc'!A0", "\u202e反转", "字" * 2000):
        answer = world.zhangsan.post("/api/v1/inquiries", {"kind": "question", "title": "问", "text": text,
                                                           "item_id": world.item})
        if answer.status == 201:
            assert view(world.zhangsan, answer.json)["text"] == text
            act(world.zhangsan, answer.json, "close")
        else:
            refused(answer, 400, "input.invalid", "/text")
    for wrong in ({"text": "字" * 2001}, {"text": "\u0000"}, {"title": ""}, {"item_id": None}, {"item_id": NOBODY},
                  {"kind": "order"}, {"phone": "1" * 30}, {"asker_account_id": "1"}, {"department_id": NOBODY}):
        answer = world.zhangsan.post("/api/v1/inquiries", {"kind": "question", "title": "问", "text": "问",
                                                           "item_id": world.item} | wrong)
        assert answer.status in (400, 404), answer


def test_the_same_key_asks_once(world):
    citizen, _ = world.register()
    body = {"kind": "question", "title": "问", "text": "问", "item_id": world.item}
    first = ok(citizen.post("/api/v1/inquiries", body, key="ask-once"), 201)
    again = ok(citizen.post("/api/v1/inquiries", body, key="ask-once"), 201)
    assert first == again and len(ok(citizen.get("/api/v1/inquiries"))["inquiries"]) == 1
