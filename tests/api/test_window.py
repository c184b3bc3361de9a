"""The comprehensive window: somebody comes with a document, is found by its number, applies for something with one
material to follow, and fetches the result with a signature."""

import forms
import papers
from stories import Story, day, upload
from world import NOBODY, ok, refused


def look_up(clerk, number, document_type="111", reason="办理新申请"):
    return clerk.post("/api/v1/window/people", {"document_type": document_type, "document_number": number,
                                                "reason": reason})


def begin(world, who, **changes):
    guide = ok(world.anyone().get(f"/api/v1/items/{world.item}/guide"))
    scenario = [{"question_key": question["question_key"], "option_keys": [question["options"][0]["option_key"]]}
                for question in guide["scenarios"]]
    document = {"item_id": world.item, "scenario": scenario, "applicant_kind": "natural", "applicant_name": "",
                "document_type": "111", "document_number": who["id_number"], "phone": "", "from_account": True}
    return world.clerk.post("/api/v1/window/cases", document | changes)


def fill(clerk, url, who):
    view = ok(clerk.get(url))
    for key, answers in forms.filled(view["form"]["form_schema"], view["form"]["form_layout"], who).items():
        ok(clerk.put(f"{url}/answers/{key}", {"group_version": 0, "answers": answers}))
    return view


def hand_over(clerk, url, materials):
    """On paper with the original seen, as a scan, and one promised for later."""
    for material in materials:
        key = material["material_key"]
        if not material["required"]:
            continue
        how = {"source": "promised", "promised_date": day(8)} if key == "later" else {"source": "paper", "copies": 2} \
            if key == "form" else {"source": "uploaded", "file_id": upload(clerk)}
        given = ok(clerk.post(f"{url}/materials", {"material_key": key} | how))
        entry = given["entries"][0]["material_id"]
        if key == "later":
            refused(clerk.post(f"{url}/materials/{entry}/original"), 422, "cases.no_original")
        else:
            seen = ok(clerk.post(f"{url}/materials/{entry}/original"))
            assert seen["entries"][0]["original_seen_at"], seen


def applied_at_window(world, who):
    begun = ok(begin(world, who), 201)
    url = f"/api/v1/cases/{begun['case_id']}"
    view = fill(world.clerk, url, who)
    assert view["applicant"]["name"] == who["name"] and not view["applicant"]["masked"]
    hand_over(world.clerk, url, view["materials"])
    out = ok(world.clerk.post(f"{url}/submit"))
    assert out["status"] == "received" and out["query_code"] and out["instrument"]["kind"] == "receipt", out
    return begun["case_id"], url


def test_somebody_present_is_served_from_the_number_to_the_signature(world):
    citizen, who = world.register()
    case_id, url = applied_at_window(world, who)
    accepted = ok(world.clerk.post(f"{url}/accept", {"supplements": [], "note": ""}))
    assert accepted["status"] == "accepted"
    notice = world.clerk.get(accepted["instrument"]["html_url"]).body.decode()
    assert "测试场地平面图" in notice and "容缺材料" in notice, notice

    found = ok(look_up(world.clerk, who["id_number"], reason="补交材料"))
    assert found["has_account"] and found["name"] == who["name"][0] + "**", found
    assert found["document_number"] == who["id_number"][:3] + "*" * 11 + who["id_number"][-4:], found
    case = next(entry for entry in found["cases"] if entry["summary"]["case_id"] == case_id)
    assert [material["material_key"] for material in case["awaited"]] == ["later"], case
    ok(world.clerk.post(f"{url}/supplement", {"material_key": "later", "copies": 1}))

    ok(world.reviewer.post(f"{url}/review", {"opinion": "agree", "note": ""}))
    ok(world.approver.post(f"{url}/decide", {"outcome": "granted", "grounds": "齐全", "basis": "依据", "remedies": "",
                                             "conditions": ""}))
    ok(world.clerk.post(f"{url}/issue", {"result_name": "测试许可证", "result_number": f"W{world.number():08}"}))
    case = next(entry for entry in ok(look_up(world.clerk, who["id_number"]))["cases"]
                if entry["summary"]["case_id"] == case_id)
    assert "deliver" in case["allowed"] and case["result_name"] == "测试许可证", case

    signature = ok(world.clerk.upload("signature.png", papers.png(), "image/png"), 201)["file_id"]
    handing = {"form": "window", "recipient": who["name"], "express_number": "", "note": "",
               "recipient_kind": "applicant", "signature_file_id": signature}
    refused(world.clerk.post(f"{url}/deliver", handing), 400, "input.invalid", "/identity_checked")
    refused(world.clerk.post(f"{url}/deliver", handing | {"identity_checked": True, "signature_file_id": upload(
        world.clerk)}), 422, "cases.signature_not_a_picture", "/signature_file_id")
    out = ok(world.clerk.post(f"{url}/deliver", handing | {"identity_checked": True}))
    delivery = ok(citizen.get(url))["delivery"]
    assert delivery["recipient"] == who["name"] and delivery["identity_checked"], delivery
    picture = citizen.get(f"{url}/files/{delivery['signature_file_id']}", shown="true")
    assert picture.status == 200 and picture.body == papers.png(), picture
    record = citizen.get(out["instrument"]["html_url"])
    assert b"data:image/png;base64," in record.body and "img-src data:" in record.headers["content-security-policy"]
    assert ok(world.clerk.get(url))["delivery"]["recipient"] == who["name"][0] + "**", "staff see it masked"
    assert world.far["clerk"].get(f"{url}/files/{signature}").status == 404


def test_an_agent_needs_a_document_and_an_authority(world):
    story = Story(world).to("issued")
    handing = {"form": "window", "recipient": "王代理", "express_number": "", "note": "", "recipient_kind": "agent",
               "identity_checked": True}
    answer = world.clerk.post(f"{story.url}/deliver", handing)
    refused(answer, 400, "input.invalid", "/document_number")
    refused(answer, 400, "input.invalid", "/authority")
    number = papers.citizen_id()
    authority = upload(world.clerk, "授权委托书.pdf")
    ok(world.clerk.post(f"{story.url}/deliver", handing | {"document_number": number, "authority_file_id": authority}))
    delivery = ok(world.clerk.get(story.url))["delivery"]
    assert delivery["document_number"] == number[:3] + "*" * 11 + number[-4:], delivery
    assert world.clerk.get(f"{story.url}/files/{authority}").status == 200


def test_looking_somebody_up_is_recorded_and_shows_no_more_than_needed(world):
    citizen, who = world.register()
    Story(world, applicant=citizen).to("submitted")
    Story(world, applicant=citizen)
    refused(world.zhangsan.post("/api/v1/window/people", {}), 403, "auth.forbidden")
    refused(look_up(world.clerk, papers.spoiled(who["id_number"])), 400, "input.invalid", "/document_number")
    refused(look_up(world.clerk, who["id_number"], reason=" "), 400, "input.invalid", "/reason")
    answer = look_up(world.clerk, who["id_number"], reason="本人到场查询")
    text = answer.body.decode()
    for secret in ("name", "id_number", "phone", "address"):
        assert who[secret] not in text, secret
    found = ok(answer)
    assert len(found["cases"]) == 1 and found["drafts_elsewhere"] == 1, found
    assert ok(look_up(world.far["clerk"], who["id_number"]))["cases"] == [], "another department's cases are its own"
    entry = ok(world.auditor.get("/api/v1/audit", action="cases.find_person", outcome="ok", limit=200))["entries"]
    mine = [row for row in entry if "本人到场查询" in row["detail"]]
    assert mine and who["id_number"] not in mine[0]["detail"] and who["id_number"][-4:] in mine[0]["detail"], mine
    refused(world.clerk.post(f"/api/v1/cases/{NOBODY}/materials/{NOBODY}/original"), 404, "cases.not_found")


def test_who_has_no_account_is_taken_down_and_known_the_next_time(world):
    number = papers.citizen_id()
    assert not ok(look_up(world.clerk, number))["has_account"]
    refused(begin(world, {"id_number": number}), 422, "cases.no_account")
    name = papers.person_name()
    ok(begin(world, {"id_number": number}, from_account=False, applicant_name=name, phone=papers.mobile()), 201)
    again = ok(look_up(world.clerk, number))
    assert again["name"] == name[0] + "**" and len(again["cases"]) == 1, again


def test_files_and_signatures_in_a_form_belong_to_whoever_gives_them(world):
    content = world.make_content(f"带附件的事项{world.number()}")
    content["form_schema"]["properties"] |= {"plan": {"type": "string", "title": "平面图", "format": "file"},
                                             "hand": {"type": "string", "title": "签名", "format": "signature"}}
    item = world.make_draft_item(content)["item"]["item_id"]
    world.publish(item)
    citizen, _ = world.register()
    story = Story(world, item_id=item, applicant=citizen)
    plan, hand = upload(citizen), ok(citizen.upload("手签.png", papers.png(), "image/png"), 201)["file_id"]

    def save(answers):
        return citizen.put(f"{story.url}/answers/rest", {"group_version": 0, "answers": answers})
    refused(save({"plan": upload(world.lisi)}), 400, "input.invalid", "/answers/plan")
    refused(save({"plan": "nothing"}), 400, "input.invalid", "/answers/plan")
    refused(save({"hand": plan}), 400, "input.invalid", "/answers/hand")
    assert ok(save({"plan": plan, "hand": hand}))["findings"] == []
    story.hand_in().fill(plan=plan, hand=hand)
    story.act(citizen, "submit")
    assert world.clerk.get(f"{story.url}/files/{plan}").status == 200
    assert world.lisi.get(f"{story.url}/files/{plan}").status == 404
