"""An application from the first look at the guide to the archive, and all the ways it can go otherwise. At each step:
what the applicant sees, what the public progress shows, and what must not be there."""

import re

import papers
from stories import Story, day, upload, upload_to
from world import COUNTY, NOBODY, ok, refused


def check_progress(story, status, who):
    """The public view: the state of things, nothing of persons."""
    progress = story.progress()
    assert progress["status"] == status, progress
    assert progress["case_number"] == story.number
    text = str(progress)
    for personal in (who["name"], who["id_number"], who["phone"], who["address"]):
        assert personal not in text, (personal, progress)
    assert all(set(step) == {"kind", "at"} for step in progress["timeline"]), progress["timeline"]
    times = [step["at"] for step in progress["timeline"]]
    assert times == sorted(times)
    return progress


def test_a_real_licence_from_guide_to_archive(world):
    guide = ok(world.anyone().get(f"/api/v1/items/{world.real_item}/guide"))
    assert guide["can_apply_here"], guide["cannot_apply_reason"]
    applicant = world.firm if not any(o["code"] in ("1", "person") for o in guide["facts"]["service_objects"]) \
        else world.zhangsan
    who = world.who(applicant)
    story = Story(world, world.real_item, applicant)
    view = story.view()
    assert view["summary"]["status"] == "draft" and view["summary"]["case_number"] is None
    assert view["summary"]["item"]["region_code"] == COUNTY
    assert view["applicant"]["id_number" if "id_number" in view["applicant"] else "document_number"] == who["id_number"]

    story.fill()
    again = story.view()  # as on another device
    assert len(again["form"]["groups"]) >= 1 and again["form"]["answers"], again["form"]
    assert "submit" in again["allowed"]
    refused(applicant.post(f"{story.url}/submit", {}), 422, "cases.incomplete", "/materials/")
    story.hand_in()
    story.act(applicant, "submit")
    story.submitted_as(story.last)
    number = story.number
    assert re.fullmatch(r"[0-9A-Z]{18}[1-6]\d{12}\d{8}\d{4}", number) and len(number) == 43, number
    assert number[31:39] == day(0).replace("-", ""), number
    assert len(story.query_code) == 8
    assert story.last["instrument"]["kind"] == "receipt"
    receipt = story.paper("receipt")
    for text in (number, story.query_code, who["name"], "演示数据", "收件凭证"):
        assert text in receipt, text
    check_progress(story, "submitted", who)

    story.receive()
    assert story.clock("acceptance")["amount"] == 5
    story.accept()
    assert story.last["instrument"]["kind"] == "acceptance_notice"
    notice = story.paper("acceptance_notice")
    assert "法定办结时限" in notice and "承诺办结时限" in notice and story.query_code not in notice
    legal, promised = story.clock("legal"), story.clock("promised")
    if legal and promised and legal["unit"] == promised["unit"]:
        assert promised["due_at"] <= legal["due_at"], (legal, promised)
    assert legal is None or (legal["remaining"] == legal["amount"] and legal["state"] == "normal"), legal
    assert story.clock("acceptance")["stopped"]
    assert story.clock("chain")["amount"] == 24, "the departments of a county together"
    progress = check_progress(story, "accepted", who)
    assert progress["remaining_days"] is not None and progress["due_at"]

    if story.last["waiting_for"] == "reviewer":
        story.review()
    story.decide()
    assert story.last["instrument"]["title"] == "准予行政许可决定书", story.last
    decision = story.paper("decision")
    assert "准予" in decision and who["name"] in decision
    story.issue()
    story.deliver()
    assert story.last["instrument"]["kind"] == "delivery_record"
    story.archive()

    view = story.view()
    assert view["summary"]["status"] == "archived"
    assert view["result"]["result_name"] == "测试经营许可证" and view["result"]["valid_to"] == day(365)
    assert view["savings"]["trips_usual"] == 2 and view["savings"]["days_saved"] is not None
    sequence = [entry["sequence"] for entry in story.view(world.clerk)["timeline"]]
    assert sequence == list(range(1, len(sequence) + 1)), sequence
    kinds = [entry["kind"] for entry in view["timeline"]]
    assert kinds[:4] == ["started", "submitted", "received", "accepted"] and kinds[-1] == "archived", kinds
    assert all(clock["stopped"] for clock in view["clocks"] if clock["kind"] in ("legal", "promised", "delivery")), \
        view["clocks"]
    assert view["allowed"] == []
    check_progress(story, "archived", who)
    refused(applicant.post(f"{story.url}/withdraw", {"reason": "太晚了"}), 409, "cases.not_allowed_in_status")


def test_a_draft_is_saved_group_by_group_and_resumed_on_another_device(world):
    client, who = world.register()
    story = Story(world, applicant=client)
    first = ok(client.put(f"{story.url}/answers/shop", {"group_version": 0, "answers": {"shop_name": "龙"}}))
    assert first["group_version"] == 1
    assert [finding["key"] for finding in first["findings"]], "a name of one character is saved, but found"
    other = world.sign_in(who["login_name"], who["password"])
    second = ok(other.put(f"{story.url}/answers/shop", {"group_version": 1, "answers": {"shop_name": "龙门客栈", "size": 80}}))
    assert second["group_version"] == 2 and second["findings"] == [], second
    refused(client.put(f"{story.url}/answers/shop", {"group_version": 1, "answers": {"shop_name": "旧"}}), 412,
            "cases.answers_stale")
    assert story.view(other)["form"]["answers"]["shop_name"] == "龙门客栈"
    drafts = ok(other.get("/api/v1/cases", drafts="true"))
    assert [row["case_id"] for row in drafts["cases"]] == [story.case_id] and drafts["count"] == 1
    assert ok(other.get("/api/v1/cases"))["cases"] == []
    contact = {"contact_name": "李联系", "contact_phone": papers.mobile(), "address": "新化县某路9号",
               "delivery_form": "express", "delivery_address": "新化县某路9号"}
    version = story.view()["summary"]["version"]
    ok(client.put(f"{story.url}/contact", {"expected_version": version, "contact": contact}))
    refused(client.put(f"{story.url}/contact", {"expected_version": version, "contact": contact}), 412, "cases.stale")
    assert story.view()["applicant"]["delivery_form"] == "express"
    ok(other.delete(story.url))
    refused(client.get(story.url), 404, "cases.not_found")


def test_scenario_answers_narrow_what_must_be_handed_in(world):
    story = Story(world)
    keys = [material["material_key"] for material in story.view()["materials"] if material["required"]]
    assert keys == ["form", "later", "oath"], keys
    version = story.view()["summary"]["version"]
    ok(story.applicant.put(f"{story.url}/scenario", {
        "expected_version": version, "scenario": [{"question_key": "q1", "option_keys": ["proxy"]}]}))
    keys = [material["material_key"] for material in story.view()["materials"] if material["required"]]
    assert keys == ["form", "later", "oath", "proxy"], keys
    answer = story.applicant.put(f"{story.url}/scenario", {
        "expected_version": None, "scenario": [{"question_key": "q1", "option_keys": ["nonsense"]}]})
    assert answer.status in (400, 422) and answer.json["errors"][0]["pointer"].startswith("/scenario"), answer
    ok(story.applicant.delete(story.url))


def test_a_material_comes_from_an_earlier_case_a_promise_or_a_commitment(world):
    client, _ = world.register()
    earlier = Story(world, applicant=client).submit()
    story = Story(world, applicant=client).fill()
    offered = ok(client.get(f"{story.url}/earlier-materials/form"))["materials"]
    assert [row["case_number"] for row in offered] == [earlier.number], offered
    ok(client.post(f"{story.url}/materials", {"material_key": "form", "source": "earlier_case",
                                              "earlier_material_id": offered[0]["material_id"]}))
    refused(client.post(f"{story.url}/materials", {"material_key": "form", "source": "promised",
                                                   "promised_date": day(8)}), 422, "cases.material_not_tolerable")
    refused(client.post(f"{story.url}/materials", {"material_key": "later", "source": "promised",
                                                   "promised_date": day(300)}), 422, "cases.promise_date", "/promised_date")
    refused(client.post(f"{story.url}/materials", {"material_key": "later", "source": "commitment",
                                                   "commitment_agreed": True}), 422, "cases.material_not_replaceable")
    refused(client.post(f"{story.url}/materials", {"material_key": "oath", "source": "commitment"}), 400,
            "input.invalid", "/commitment_agreed")
    refused(client.post(f"{story.url}/materials", {"material_key": "form", "source": "paper", "copies": 1}), 422,
            "cases.paper_only_at_window")
    refused(client.post(f"{story.url}/materials", {"material_key": "proxy", "source": "uploaded",
                                                   "file_id": upload(client)}), 422, "cases.material_not_required")
    story.hand_in(later="promised", oath="commitment")
    spare = upload_to(client, story.case_id, "form")["entries"]
    assert len(spare) == 2, spare
    ok(client.delete(f"{story.url}/materials/{spare[1]['material_id']}"))
    story.act(client, "submit")
    story.submitted_as(story.last)
    materials = {m["material_key"]: m for m in story.view(world.clerk)["materials"]}
    assert [materials[key]["entries"][0]["source"] for key in ("form", "later", "oath")] == [
        "earlier_case", "promised", "commitment"]
    receipt = story.paper("receipt")
    assert "引用已有材料" in receipt and "容缺" in receipt and "告知承诺替代" in receipt
    story.receive().accept()
    saved = {row["material_key"]: row["why"] for row in story.view()["savings"]["materials_saved"]}
    assert saved == {"form": "earlier_case", "oath": "commitment"}, saved
    # Somebody else's earlier material cannot be taken, whether it exists or not.
    other = Story(world, applicant=world.lisi)
    for material_id in (offered[0]["material_id"], NOBODY):
        refused(world.lisi.post(f"{other.url}/materials", {"material_key": "form", "source": "earlier_case",
                                                           "earlier_material_id": material_id}), 404,
                "cases.no_such_material")
    ok(world.lisi.delete(other.url))


def test_one_complete_correction_notice_and_no_second(world):
    client, who = world.register()
    story = Story(world, applicant=client).to("received")
    points = [{"kind": "material", "key": "form", "problem": "申请表缺少签字", "requirement": "签字后重新上传", "basis": "第三十二条"},
              {"kind": "field", "key": "/shop_name", "problem": "名称与营业执照不一致", "requirement": "改正", "basis": "第三十一条"}]
    refused(world.clerk.post(f"{story.url}/correct", {"points": []}), 400, "input.invalid", "/points")
    refused(world.clerk.post(f"{story.url}/correct", {"points": [points[0] | {"key": "no-such"}]}), 400, "input.invalid",
            "/points/0/key")
    story.correct(points)
    assert story.last["status"] == "correcting" and story.last["waiting_for"] == "applicant"
    paper = story.paper("correction_notice")
    assert "名称与营业执照不一致" in paper and "签字后重新上传" in paper
    view = story.view()
    assert [point["problem"] for point in view["correction"]] == [point["problem"] for point in points]
    assert view["reply_due_at"] > day(10), view["reply_due_at"]  # ten working days are more than ten days
    assert story.clock("reply")["remaining"] == 10 and story.clock("acceptance")["stopped"]
    progress = check_progress(story, "correcting", who)
    assert "名称与营业执照不一致" not in str(progress)
    refused(world.clerk.post(f"{story.url}/accept", {"note": "", "supplements": []}), 409, "cases.not_allowed_in_status")

    story.fill(shop_name="更正后的名称")
    upload_to(client, story.case_id, "form")
    story.act(client, "resubmit")
    assert story.last["status"] == "received" and story.last["case_number"] == story.number
    assert story.view(world.clerk)["form"]["answers"]["shop_name"] == "更正后的名称"
    acceptance = story.clock("acceptance")
    assert not acceptance["stopped"] and acceptance["remaining"] == 5, "the five days begin anew"
    refused(world.clerk.post(f"{story.url}/correct", {"points": points}), 409, "cases.correction_already_sent")
    story.accept()
    assert story.kinds() == ["started", "submitted", "received", "correction_sent", "resubmitted", "accepted"]


def test_a_pre_review_returns_an_application_once(world):
    story = Story(world).to("submitted")
    refused(world.clerk.post(f"{story.url}/pre-review", {"outcome": "revise", "note": " "}), 400, "input.invalid", "/note")
    story.act("clerk", "pre-review", outcome="revise", note="请补充经营面积")
    assert story.last["waiting_for"] == "applicant" and story.view()["revision_note"] == "请补充经营面积"
    refused(world.clerk.post(f"{story.url}/receive", {}), 409, "cases.waiting_for_applicant")
    story.fill(size=33)
    story.act(story.applicant, "revise")
    refused(world.clerk.post(f"{story.url}/pre-review", {"outcome": "revise", "note": "再改"}), 409,
            "cases.already_returned")
    story.act("clerk", "pre-review", outcome="passed", note="")
    story.receive().accept()


def test_refusal_in_writing_with_reason_basis_and_remedies(world):
    client, who = world.register()
    story = Story(world, applicant=client).to("received")
    answer = world.clerk.post(f"{story.url}/refuse", {"reason": "", "basis": " ", "remedies": ""})
    refused(answer, 400, "input.invalid")
    assert {error["pointer"] for error in answer.json["errors"]} == {"/reason", "/basis", "/remedies"}, answer
    assert story.status() == "received"
    story.refuse()
    paper = story.paper("non_acceptance")
    assert "不予受理的理由" in paper and "可以申请行政复议" in paper and "不予受理决定书" in paper
    assert story.clock("legal") is None and story.clock("acceptance")["stopped"]
    check_progress(story, "not_accepted", who)
    assert story.view()["allowed"] == []


def test_tolerant_acceptance_waits_for_what_was_promised(world):
    client, who = world.register()
    story = Story(world, applicant=client).fill().hand_in(later="promised", oath="commitment")
    story.act(client, "submit")
    story.submitted_as(story.last).receive().accept()
    accepted = [entry for entry in story.view()["timeline"] if entry["kind"] == "accepted"][0]
    assert accepted["data"]["mode"] == "tolerant", accepted
    assert "容缺材料" in story.paper("acceptance_notice")
    assert story.clock("supplement")["state"] in ("normal", "warning")
    story.review()
    refused(world.approver.post(f"{story.url}/decide", {"outcome": "granted", "grounds": "符合条件", "basis": "", "remedies": "",
                                                        "conditions": ""}), 409, "cases.supplements_pending")
    refused(client.post(f"{story.url}/supplement", {"material_key": "form", "file_id": upload(client)}), 409,
            "cases.no_such_supplement")
    ok(client.post(f"{story.url}/supplement", {"material_key": "later", "file_id": upload(client)}))
    refused(client.post(f"{story.url}/supplement", {"material_key": "later", "file_id": upload(client)}), 409,
            "cases.no_such_supplement")
    assert story.clock("supplement") is None
    story.decide()
    check_progress(story, "granted", who)


def test_a_special_procedure_stops_the_clock_and_its_end_starts_it_again(world):
    client, who = world.register()
    story = Story(world, applicant=client).to("accepted")
    story.act("reviewer", "claim")
    bad = {"reason": "听证", "basis": "第四十六条", "planned_end": day(12)}
    refused(world.reviewer.post(f"{story.url}/suspend", bad | {"procedure_kind": "quarantine"}), 422,
            "cases.no_such_procedure", "/procedure_kind")
    refused(world.reviewer.post(f"{story.url}/suspend", bad | {"procedure_kind": "hearing", "reason": ""}), 400,
            "input.invalid", "/reason")
    story.suspend()
    assert story.clock("legal")["suspended"] and story.clock("promised")["suspended"]
    assert not story.clock("special")["stopped"]
    paper = story.paper("special_procedure")
    assert "听证" in paper and "所需时间不计入办理时限" in paper
    assert check_progress(story, "suspended", who)["suspended"]
    refused(world.reviewer.post(f"{story.url}/review", {"opinion": "agree", "note": ""}), 409,
            "cases.not_allowed_in_status")
    story.resume()
    assert not story.clock("legal")["suspended"] and story.clock("special") is None
    assert not story.progress()["suspended"]
    story.review().decide()
    assert story.kinds()[-4:] == ["suspended", "resumed", "reviewed", "decided"]


def test_one_extension_by_the_approver_moves_the_day(world):
    story = Story(world).to("under_review")
    before = story.clock("legal")
    refused(world.reviewer.post(f"{story.url}/extend", {"days": 5, "reason": "案情复杂"}), 403, "auth.forbidden")
    refused(world.approver.post(f"{story.url}/extend", {"days": 11, "reason": "案情复杂"}), 422,
            "cases.extension_too_long", "/days")
    refused(world.approver.post(f"{story.url}/extend", {"days": 0, "reason": "案情复杂"}), 422,
            "cases.extension_too_long", "/days")
    refused(world.approver.post(f"{story.url}/extend", {"days": 5, "reason": "  "}), 400, "input.invalid", "/reason")
    story.act("approver", "extend", days=5, reason="案情复杂")
    after = story.clock("legal")
    assert after["extension"] == 5 and after["due_at"] > before["due_at"], (before, after)
    assert after["remaining"] == before["remaining"] + 5
    assert "案情复杂" in story.paper("extension_notice")
    refused(world.approver.post(f"{story.url}/extend", {"days": 1, "reason": "再延"}), 409, "cases.already_extended")
    assert "extend" not in story.view(world.approver)["allowed"]


def test_the_applicant_withdraws_while_it_is_undecided(world):
    client, who = world.register()
    for status in ("submitted", "received", "correcting", "accepted", "under_review", "suspended"):
        story = Story(world, applicant=client).to(status)
        story.act(client, "withdraw", reason="不再需要")
        assert story.last["status"] == "withdrawn"
        assert all(clock["stopped"] or clock["kind"] in ("special", "reply", "supplement")
                   for clock in story.view()["clocks"]), (status, story.view()["clocks"])
        check_progress(story, "withdrawn", who)
    refused(world.clerk.post(f"{story.url}/accept", {"supplements": [], "note": ""}), 409, "cases.not_allowed_in_status")


def test_a_denial_needs_grounds_basis_and_remedies(world):
    client, who = world.register()
    story = Story(world, applicant=client).to("under_review")
    answer = world.approver.post(f"{story.url}/decide", {"outcome": "denied", "grounds": "", "basis": "", "remedies": "",
                                                         "conditions": ""})
    refused(answer, 400, "input.invalid")
    assert {error["pointer"] for error in answer.json["errors"]} == {"/grounds", "/basis", "/remedies"}, answer
    assert story.status() == "under_review" and "decision" not in [i["kind"] for i in story.view()["instruments"]]
    story.decide("denied")
    paper = story.paper("decision")
    assert "不予" in paper and "经营场所不符合要求" in paper and "申请行政复议" in paper
    check_progress(story, "denied", who)
    refused(world.clerk.post(f"{story.url}/issue", {"result_name": "证", "result_number": "1"}), 409,
            "cases.not_allowed_in_status")
    refused(world.approver.post(f"{story.url}/decide", {"outcome": "granted", "grounds": "改", "basis": "", "remedies": "",
                                                        "conditions": ""}), 409, "cases.not_allowed_in_status")
    story.deliver().archive()
    assert story.view()["result"] is None


def test_transfer_to_another_organ_and_termination(world):
    client, who = world.register()
    story = Story(world, applicant=client).to("accepted")
    refused(world.head.post(f"{story.url}/transfer", {"to_organ": "", "reason": "属于上级", "basis": "规定"}), 400,
            "input.invalid", "/to_organ")
    story._transfer()
    assert "娄底市市场监督管理局" in story.paper("transfer_notice")
    check_progress(story, "transferred", who)
    story = Story(world, applicant=client).to("terminated")
    assert "申请人丧失主体资格" in story.paper("termination_notice")
    check_progress(story, "terminated", who)


def test_opinions_go_back_to_the_person_who_had_the_case(world):
    story = Story(world).to("under_review")
    refused(world.approver.post(f"{story.url}/review", {"opinion": "agree", "note": ""}), 409,
            "cases.opinion_not_of_stage")
    refused(world.approver.post(f"{story.url}/review", {"opinion": "return_to_reviewer", "note": ""}), 400,
            "input.invalid", "/note")
    story.act("approver", "review", opinion="return_to_reviewer", note="请核实面积")
    view = story.view(world.reviewer)
    assert view["summary"]["waiting_for"] == "reviewer" and view["summary"]["assignee_name"] == "沈审核", view["summary"]
    refused(world.approver.post(f"{story.url}/decide", {"outcome": "granted", "grounds": "好", "basis": "", "remedies": "",
                                                        "conditions": ""}), 409, "cases.not_your_turn")
    story.act("reviewer", "review", opinion="return_to_clerk", note="请向申请人核实")
    story.act("clerk", "review", opinion="forward", note="已经核实")
    story.review("disagree", "仍不符合")
    assert story.view(world.approver)["summary"]["waiting_for"] == "approver"
    # The words between members of staff are not the applicant's to read.
    assert "请核实面积" not in str(story.view()) and "请核实面积" in str(story.view(world.approver)["timeline"])


def test_work_is_claimed_assigned_and_handed_over(world):
    story = Story(world).to("accepted")
    colleague = world.new_staff("reviewer", world.department_id())
    story.act("reviewer", "claim")
    refused(colleague.post(f"{story.url}/review", {"opinion": "agree", "note": ""}), 409, "cases.assigned_to_other")
    me = ok(world.approver.get("/api/v1/session"))["account_id"]
    refused(world.head.post(f"{story.url}/assign", {"assignee_account_id": me, "note": ""}), 422, "cases.not_in_post",
            "/assignee_account_id")
    choices = story.view(world.head)["staff"]
    assert colleague.account_id in [choice["account_id"] for choice in choices], choices
    mine = ok(world.reviewer.get("/api/v1/session"))["account_id"]
    story.act("head", "assign", assignee_account_id=mine, note="由沈审核办理")
    story.act("reviewer", "hand-over", assignee_account_id=colleague.account_id, note="休假")
    refused(world.reviewer.post(f"{story.url}/review", {"opinion": "agree", "note": ""}), 409, "cases.assigned_to_other")
    refused(colleague.post(f"{story.url}/hand-over", {
        "assignee_account_id": ok(world.reviewer.get("/api/v1/session"))["account_id"], "note": "",
        "with_responsibility": True}), 409, "cases.not_responsible")
    assert story.view()["responsible_name"] == "陈窗口", "首办负责: the first contact stays responsible"
    ok(colleague.post(f"{story.url}/review", {"opinion": "agree", "note": ""}))
    story.decide()


def test_a_window_case_is_the_same_case(world):
    person, who = world.register()
    started = ok(world.clerk.post("/api/v1/window/cases", {
        "item_id": world.item, "scenario": [{"question_key": "q1", "option_keys": ["self"]}],
        "applicant_kind": "natural", "applicant_name": who["name"], "document_type": "111",
        "document_number": who["id_number"], "phone": who["phone"]}), 201)
    url = f"/api/v1/cases/{started['case_id']}"
    refused(world.far["clerk"].get(url), 404, "cases.not_found")
    colleague = world.new_staff("window_clerk", world.department_id())
    refused(colleague.get(url), 404, "cases.not_found")  # a draft is its author's alone
    assert started["case_id"] in [row["case_id"] for row in ok(world.clerk.get("/api/v1/cases", limit=100))["cases"]]
    assert ok(colleague.get("/api/v1/cases"))["cases"] == []
    ok(world.clerk.put(f"{url}/answers/all", {"group_version": 0, "answers": {
        "shop_name": "窗口小店", "owner_name": who["name"], "owner_id_number": who["id_number"]}}))
    for key in ("form", "later", "oath"):
        ok(world.clerk.post(f"{url}/materials", {"material_key": key, "source": "paper", "copies": 2}))
    out = ok(world.clerk.post(f"{url}/submit", {}))
    assert out["status"] == "received" and len(out["case_number"]) == 43 and out["query_code"]
    # Whoever has an account sees the case there too.
    mine = ok(person.get(url))
    assert mine["summary"]["channel"] == "window" and mine["applicant"]["document_number"] == who["id_number"]
    assert ok(world.anyone().get("/api/v1/progress", case_number=out["case_number"],
                                 query_code=out["query_code"]))["status"] == "received"


def test_progress_is_told_to_nobody_without_the_query_code(world):
    story = Story(world).to("submitted")
    wrong = "AAAAAAAA" if story.query_code != "AAAAAAAA" else "BBBBBBBB"
    guess = world.anyone().get("/api/v1/progress", case_number=story.number, query_code=wrong)
    unknown = world.anyone().get("/api/v1/progress", case_number=story.number[:-4] + "9999", query_code=story.query_code)
    assert guess.status == unknown.status == 404, (guess, unknown)
    strip = lambda answer: {k: v for k, v in answer.json.items() if k != "request_id"}  # noqa: E731
    assert strip(guess) == strip(unknown), (guess, unknown)
    assert story.query_code not in str(story.view(world.clerk)), "the code is the applicant's alone"


def test_an_agent_acts_with_an_authorisation_and_only_with_it(world):
    principal, who = world.register()
    agent, agent_who = world.register()
    me = ok(principal.get("/api/v1/session"))["account_id"]
    start = {"item_id": world.item, "scenario": [], "acting_for": me}
    refused(agent.post("/api/v1/cases", start), 403, "cases.not_authorised")
    given = ok(principal.post("/api/v1/agents", {
        "agent_login_name": agent_who["login_name"], "agent_name": agent_who["name"], "item_id": world.item,
        "valid_from": day(0), "valid_until": day(30)}), 201)
    assert given["agent_name"] != agent_who["name"], "even to the principal the agent's name is masked"
    case = ok(agent.post("/api/v1/cases", start), 201)
    assert ok(principal.get(f"/api/v1/cases/{case['case_id']}"))["applicant"]["document_number"] == who["id_number"]
    url = f"/api/v1/cases/{case['case_id']}"
    ok(agent.put(f"{url}/scenario", {"scenario": [{"question_key": "q1", "option_keys": ["self"]}]}))
    ok(agent.put(f"{url}/answers/all", {"group_version": 0, "answers": {
        "shop_name": "代办小店", "owner_name": who["name"], "owner_id_number": who["id_number"]}}))
    for key in ("form", "later", "oath"):
        upload_to(agent, case["case_id"], key)
    ok(principal.delete(f"/api/v1/agents/{given['authorisation_id']}"))
    refused(agent.post(f"{url}/submit", {}), 403, "cases.not_authorised")
    ok(principal.post(f"{url}/submit", {}))
