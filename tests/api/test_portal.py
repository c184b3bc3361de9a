"""What anybody finds without an account: notices, life events, quoted answers, departments, scores, forms to print."""

from world import ok, refused

COUNTY = "431322000000"


def test_a_notice_from_the_draft_to_everybody_and_back(world):
    text = {"title": "停电通知", "body": "明天停电。\n\n见[指南](/items/a)。<b>不是标记</b>", "region_code": "", "valid_until": None,
            "department_id": world.department_id()}
    made = ok(world.editor.post("/api/v1/editor/notices", {"notice": text}), 201)
    notice, at = made["notice"], f"/api/v1/editor/notices/{made['notice']['notice_id']}"
    assert made["allowed"] == ["save"] and notice["state"] == "draft", made
    public = f"/api/v1/notices/{notice['notice_id']}"
    refused(world.anyone().get(public), 404, "notices.not_found")
    refused(world.editor.post(at + "/publish", {"expected_version": 1}), 403, "auth.forbidden")
    refused(world.publisher.post(at + "/publish", {"expected_version": 7}), 412, "notices.stale")
    ok(world.publisher.post(at + "/publish", {"expected_version": 1}))
    shown = ok(world.anyone().get(public))
    assert shown["body"] == text["body"] and shown["published_at"], shown
    listed = ok(world.anyone().get("/api/v1/notices", region_code=notice["region_code"]))["notices"]
    assert notice["notice_id"] in [row["notice_id"] for row in listed], listed
    listed = ok(world.anyone().get("/api/v1/notices", department_id=world.department_id()))["notices"]
    assert [row["title"] for row in listed][:1] == ["停电通知"], listed
    refused(world.editor.put(at, {"expected_version": 2, "notice": text}), 409, "notices.not_allowed_in_state")
    ok(world.publisher.post(at + "/withdraw", {"expected_version": 2}))
    refused(world.anyone().get(public), 404, "notices.not_found")
    ok(world.editor.put(at, {"expected_version": 3, "notice": text | {"title": "恢复供电"}}))
    assert ok(world.editor.get(at))["notice"]["title"] == "恢复供电"


def test_a_life_event_leads_to_the_guides_that_are_needed(world):
    events = ok(world.anyone().get("/api/v1/life-events", region_code=COUNTY))["events"]
    assert len(events) >= 20 and events[0]["offered"] >= events[-1]["offered"], events[:2]
    whole = ok(world.anyone().get("/api/v1/life-events/restaurant", region_code=COUNTY))
    fewer = ok(world.anyone().get("/api/v1/life-events/restaurant", region_code=COUNTY, answers="q1:o2,q2:o2"))
    assert len(fewer["needed"]) == len(whole["needed"]) - 2 == len(whole["needed"]) - len(fewer["left_out"])
    assert fewer["left_out"][0]["why"] == "不设招牌", fewer["left_out"]
    refused(world.anyone().get("/api/v1/life-events/nothing"), 404, "catalog.no_such_life_event")


def test_a_question_is_answered_with_quotations_or_not_at_all(world):
    said = ok(world.anyone().get("/api/v1/answers", q="食品经营许可证要多久", region_code=COUNTY))
    quote = said["quotes"][0]
    assert said["answered"] and quote["element"] == "promised_limit" and quote["version"] >= 1, said
    guide = ok(world.anyone().get(f"/api/v1/items/{quote['item']['item_id']}/guide"))
    assert guide["facts"]["promised_limit"]["text"] in quote["text"] and guide["header"]["version"] == quote["version"]
    nothing = ok(world.anyone().get("/api/v1/answers", q="帮我写一首诗", region_code=COUNTY))
    assert not nothing["answered"] and nothing["quotes"] == [], nothing


def test_departments_are_compared_by_a_formula_that_is_told(world):
    board = ok(world.anyone().get("/api/v1/scoreboard", region_code=COUNTY))
    assert sum(part["weight"] for part in board["weights"]) == 100 and board["departments"], board
    row = board["departments"][0]
    scores, after = [], ""
    while True:
        page = ok(world.anyone().get(f"/api/v1/departments/{row['key']}/scores", after=after or None, limit=5))
        scores += [entry["completeness"] for entry in page["items"]]
        after = page["next"]
        if not after:
            break
    assert len(scores) == row["items"] and abs(sum(scores) / len(scores) - row["completeness"]) <= 0.5, (scores, row)
    contact = ok(world.anyone().get(f"/api/v1/departments/{row['key']}/contact"))
    assert contact["guides"] > 0 and contact["consult_phones"], contact


def test_the_form_is_printed_blank_and_with_examples(world):
    items = ok(world.anyone().get("/api/v1/search", q="食品经营许可", region_code=COUNTY))["hits"]
    at = f"/api/v1/items/{items[0]['item']['item_id']}/form.html"
    blank, sample = world.anyone().get(at), world.anyone().get(at, sample="true")
    assert blank.status == sample.status == 200 and "script-src" not in blank.headers["content-security-policy"]
    text, filled = blank.body.decode(), sample.body.decode()
    assert "经营场所" in text and "示例" not in text and "均为虚构" in filled, text[:500]
    assert "<script" not in text and "default-src 'none'" in blank.headers["content-security-policy"]


def test_what_is_wholly_online_is_found_as_such(world):
    narrowed = ok(world.anyone().get("/api/v1/items", region_code=COUNTY, online="whole"))["items"]
    assert narrowed and all(item["is_online"] and item["online_level"] == "IV" for item in narrowed), narrowed[:2]
    hits = ok(world.anyone().get("/api/v1/search", q="登记", region_code=COUNTY, online="apply"))["hits"]
    assert hits and all(hit["item"]["is_online"] for hit in hits), hits[:2]
