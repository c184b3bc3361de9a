"""How an item lives: written, checked by the gate, published by another, suspended and retired; and what a running draft
sees of it."""

import copy

from crowd import at_once
from stories import Story, day
from test_catalog import search
from world import CITY, COUNTY, NOBODY, field_keys, ok, refused


def version_url(item_id, version=0):
    return f"/api/v1/editor/items/{item_id}/versions/{version}"


def saved(world, view, content, client=None):
    return (client or world.editor).put(version_url(view["item"]["item_id"], view["version"]), {
        "revision": view["revision"], "content": content, "reason": "修改"})


def next_version(world, item_id, change):
    """A further version with `change` made to its content, published; returns its view."""
    view = ok(world.editor.post(f"/api/v1/editor/items/{item_id}/versions", {"reason": "新版本"}), 201)
    content = view["content"]
    change(content)
    ok(saved(world, view, content))
    return world.publish(item_id, view["version"])


def test_the_gate_finds_the_faults_and_lets_the_mended_version_through(world):
    content = world.make_content("有毛病的测试事项")
    bad = copy.deepcopy(content)
    bad["basic"]["promised_limit"]["amount"] = 30  # longer than the law allows
    bad["basic"]["legal_basis"] = []
    bad["basic"]["supervise_phone"] = bad["basic"]["consult_phone"]
    bad["basic"]["power_source"] = "77"
    bad["materials"][0]["material_name"] = "其他材料"
    bad["materials"][2]["material_name"] = bad["materials"][1]["material_name"]
    bad["scenarios"][0]["options"][1]["materials_added"] = ["no-such-material"]
    bad["form_schema"]["properties"]["shop_name"]["format"] = "no-such-format"
    view = world.make_draft_item(bad)
    item_id = view["item"]["item_id"]
    expected = {"gate.promise_exceeds_legal", "gate.legal_basis_missing", "gate.same_phones", "gate.unknown_code",
                "gate.vague_material", "gate.duplicate_material", "gate.scenario_material_unknown", "gate.form_schema"}
    found = {finding["code"]: finding for finding in view["gate"]["findings"]}
    assert expected <= set(found), expected - set(found)
    assert all(found[code]["severity"] == "error" and found[code]["sentence"] for code in expected)
    assert found["gate.vague_material"]["place"] == "/materials/0/material_name"
    answer = world.editor.post(version_url(item_id, 1) + "/check", {"reason": "检查"})
    refused(answer, 422, "catalog.gate_errors")
    assert expected <= set(field_keys(answer).values()), answer
    refused(world.publisher.post(version_url(item_id, 1) + "/publish", {"reason": "发布"}), 409, "catalog.wrong_state")
    assert not search(world, "有毛病的测试事项", department_id=world.department_id())[:1] or \
        search(world, "有毛病的测试事项")[0]["item_id"] != item_id
    tried = ok(world.editor.post("/api/v1/editor/gate", {"item_id": item_id, "content": content}))
    assert tried["error_count"] == 0, tried["findings"]
    view = ok(saved(world, view, content))
    assert view["gate"]["error_count"] == 0 and view["gate"]["completeness"] > 50
    published = world.publish(item_id)
    assert published["state"] == "published" and published["item"]["item_state"] == "published"
    assert search(world, "有毛病的测试事项")[0]["item_id"] == item_id, "found at once"


def test_nobody_publishes_what_they_wrote(world):
    view = world.make_draft_item(world.make_content("四眼原则测试事项"), world.publisher)
    at = version_url(view["item"]["item_id"], 1)
    ok(world.publisher.post(at + "/check", {"reason": "检查"}))
    refused(world.publisher.post(at + "/publish", {"reason": "发布"}), 409, "catalog.four_eyes")
    refused(world.editor.post(at + "/publish", {"reason": "发布"}), 403, "auth.forbidden")
    refused(world.editor.post(at + "/discard", {"reason": "   "}), 400, "catalog.reason_required", "/reason")
    assert ok(world.editor.post(at + "/discard", {"reason": "不要了"}))["state"] == "retired"


def test_a_save_that_began_from_an_older_draft_is_refused(world):
    view = world.make_draft_item(world.make_content("并发编辑测试事项"))
    first, second = copy.deepcopy(view["content"]), copy.deepcopy(view["content"])
    first["basic"]["address"], second["basic"]["address"] = "甲地", "乙地"
    answers = at_once([lambda c=content: saved(world, view, c, world.editor) for content in (first, second) * 3])
    assert sorted(answer.status for answer in answers) == [200] + [412] * 5, answers
    assert {answer.key for answer in answers if answer.status == 412} == {"catalog.stale_draft"}
    now = ok(world.editor.get(version_url(view["item"]["item_id"], 1)))
    assert now["revision"] == view["revision"] + 1 and now["content"]["basic"]["address"] in ("甲地", "乙地")
    refused(world.editor.post(version_url(view["item"]["item_id"], 1) + "/check", {
        "revision": view["revision"], "reason": "旧的"}), 412, "catalog.stale_draft")


def test_a_published_version_is_frozen_and_its_history_says_who_and_why(world):
    item_id = world.make_item("历史记录测试事项")
    view = ok(world.editor.get(version_url(item_id, 1)))
    refused(saved(world, view, view["content"]), 409, "catalog.wrong_state")
    next_version(world, item_id, lambda content: content["basic"].update(address="搬家后的地址"))
    refused(world.editor.get(version_url(item_id, 9)), 404, "catalog.no_such_version")
    history = ok(world.editor.get(f"/api/v1/editor/items/{item_id}/history"))
    assert [row["state"] for row in history["versions"]] == ["published", "retired"], history["versions"]
    editor = ok(world.editor.get("/api/v1/session"))["account_id"]
    publisher = ok(world.publisher.get("/api/v1/session"))["account_id"]
    acts = [(change["action"], change["account_id"]) for change in history["changes"]]
    for act in [("create", editor), ("check", editor), ("publish", publisher), ("new_version", editor), ("save", editor)]:
        assert act in acts, (act, acts)
    assert all(change["reason"] for change in history["changes"] if change["account_id"])
    save = next(change for change in history["changes"] if change["action"] == "save")
    assert save["changed"] == ["/basic/address"], save
    old = ok(world.anyone().get(f"/api/v1/items/{item_id}/guide", version=1))
    assert old["header"]["superseded"] and old["facts"]["address"] != "搬家后的地址"
    assert ok(world.anyone().get(f"/api/v1/items/{item_id}/guide"))["facts"]["address"] == "搬家后的地址"


def test_a_running_draft_keeps_its_version_and_says_that_there_is_a_newer_one(world):
    item_id = world.make_item("版本更替测试事项")
    draft, running = Story(world, item_id), Story(world, item_id).to("accepted")
    assert not draft.view()["summary"]["item"]["newer_version"]

    def change(content):
        content["materials"].append(copy.deepcopy(content["materials"][0]) | {
            "material_key": "fresh", "material_name": "新增的测试材料"})
        content["basic"]["legal_limit"]["amount"] = 15
    next_version(world, item_id, change)
    view = draft.view()
    assert view["summary"]["item"]["newer_version"]
    assert "fresh" not in [material["material_key"] for material in view["materials"]], "the draft keeps its version"
    assert running.clock("legal")["amount"] == 20, "and so does the running case"
    draft.fill().hand_in()
    version = draft.view()["summary"]["version"]
    ok(draft.applicant.post(f"{draft.url}/upgrade", {"expected_version": version}))
    view = draft.view()
    assert not view["summary"]["item"]["newer_version"]
    assert [m["satisfied"] for m in view["materials"] if m["material_key"] == "fresh"] == [False]
    refused(draft.applicant.post(f"{draft.url}/submit", {}), 422, "cases.incomplete", "/materials/fresh")
    draft.hand_in()
    draft.act(draft.applicant, "submit")
    # A draft may also be handed in by the version it was begun with; then that one holds to the end.
    assert ok(world.anyone().get(f"/api/v1/items/{item_id}/guide"))["facts"]["legal_limit"]["amount"] == 15
    old = Story(world, item_id)
    next_version(world, item_id, lambda content: content["basic"]["legal_limit"].update(amount=12))
    old.to("accepted")
    assert old.clock("legal")["amount"] == 15


def test_a_suspended_item_is_gone_at_once_and_back_after_resuming(world):
    name = "暂停服务测试事项"
    item_id = world.make_item(name)
    draft, running = Story(world, item_id).fill().hand_in(), Story(world, item_id).to("received")
    seen = lambda: (item_id in [card["item_id"] for card in search(world, name)],  # noqa: E731
                    world.anyone().get("/api/v1/items", department_id=world.department_id(), limit=100).body.decode().count(
                        name) > 0,
                    any(row["text"] == name for row in ok(world.anyone().get("/api/v1/suggest", q=name))["suggestions"]))
    assert seen() == (True, True, True)
    refused(world.editor.post(f"/api/v1/editor/items/{item_id}/suspend", {"reason": "调整"}), 403, "auth.forbidden")
    ok(world.publisher.post(f"/api/v1/editor/items/{item_id}/suspend", {"reason": "系统升级"}))
    assert seen() == (False, False, False)
    answer = world.zhangsan.post("/api/v1/cases", {"item_id": item_id, "scenario": []})
    assert answer.status in (404, 409), answer
    answer = draft.applicant.post(f"{draft.url}/submit", {})
    assert answer.status in (404, 409) and draft.status() == "draft", answer
    running.accept().review().decide()  # running cases go on
    refused(world.publisher.post(f"/api/v1/editor/items/{item_id}/suspend", {"reason": "再来"}), 409, "catalog.wrong_state")
    ok(world.publisher.post(f"/api/v1/editor/items/{item_id}/resume", {"reason": "升级完成"}))
    assert seen() == (True, True, True)
    draft.act(draft.applicant, "submit")
    ok(world.publisher.post(f"/api/v1/editor/items/{item_id}/retire", {"reason": "取消事项"}))
    assert seen() == (False, False, False)
    refused(world.publisher.post(f"/api/v1/editor/items/{item_id}/resume", {"reason": "反悔"}), 409, "catalog.wrong_state")
    refused(world.editor.post(f"/api/v1/editor/items/{item_id}/versions", {"reason": "新版本"}), 409, "catalog.item_retired")


def test_a_version_waits_for_its_day(world):
    item_id = world.make_item("择日生效测试事项")
    view = ok(world.editor.post(f"/api/v1/editor/items/{item_id}/versions", {"reason": "新版本"}), 201)
    content = view["content"]
    content["basic"].update(effective_from=day(20), address="将来的地址")
    ok(saved(world, view, content))
    world.publish(item_id, view["version"])
    assert ok(world.anyone().get(f"/api/v1/items/{item_id}/guide"))["facts"]["address"] != "将来的地址"
    assert Story(world, item_id).view()["summary"]["item"]["item_version_id"] == \
        ok(world.editor.get(version_url(item_id, 1)))["item_version_id"]
    refused(world.editor.post(f"/api/v1/editor/items/{item_id}/versions", {"reason": "又一个"}), 409,
            "catalog.version_pending")


def test_nobody_edits_what_is_not_theirs(world):
    item_id = world.make_item("他人事项测试")
    others = [world.as_("bianji2"), world.as_("fabu2"), world.as_(world.login_of("事项编辑", "青岛市")),
              world.as_(world.login_of("事项发布", "青岛市"))]
    content = world.content_of(item_id)
    for other in others:
        for real, nothing in [
                (other.get(version_url(item_id)), other.get(version_url(NOBODY))),
                (other.get(f"/api/v1/editor/items/{item_id}/history"), other.get(f"/api/v1/editor/items/{NOBODY}/history")),
                (other.put(version_url(item_id, 1), {"revision": 1, "content": content, "reason": "改"}),
                 other.put(version_url(NOBODY, 1), {"revision": 1, "content": content, "reason": "改"})),
                (other.post(f"/api/v1/editor/items/{item_id}/versions", {"reason": "改"}),
                 other.post(f"/api/v1/editor/items/{NOBODY}/versions", {"reason": "改"}))]:
            strip = lambda answer: {k: v for k, v in answer.json.items() if k != "request_id"}  # noqa: E731
            assert real.status == 404 and strip(real) == strip(nothing), (real, nothing)
        listed = ok(other.get("/api/v1/editor/items", text="他人事项测试"))["items"]
        assert item_id not in [row["item_id"] for row in listed]
        refused(other.post("/api/v1/editor/items", {"department_id": world.department_id(), "demonstration": True,
                                                    "content": content, "reason": "冒充"}), 404,
                "catalog.no_such_department")
    for other in (others[1], others[3]):
        assert other.post(f"/api/v1/editor/items/{item_id}/suspend", {"reason": "捣乱"}).status == 404
    assert item_id in [card["item_id"] for card in search(world, "他人事项测试")]


def test_search_never_disagrees_with_what_was_published(world):
    """Four editors rename items and publish them while others search: each new name is found by the next search."""
    names = [f"索引一致测试{word}事项" for word in ("甲子", "乙丑", "丙寅", "丁卯")]
    items = [world.make_item(name) for name in names]

    def rename(item_id, name):
        for turn in range(3):
            fresh = f"{name}第{'零一二三'[turn + 1]}回"
            next_version(world, item_id, lambda content: content["basic"].update(item_name=fresh))
            found = search(world, fresh)
            assert found and found[0]["item_id"] == item_id and found[0]["item_name"] == fresh, (fresh, found[:2])
        return True

    def look():
        for _ in range(30):
            for card in search(world, "索引一致测试", limit=50):
                assert card["item_id"] in items or "索引一致" not in card["item_name"], card
        return True

    at_once([lambda i=i, n=n: rename(i, n) for i, n in zip(items, names)] + [look, look])
    ids = [card["item_id"] for card in search(world, "索引一致测试", limit=50)]
    assert set(items) <= set(ids) and len(ids) == len(set(ids)), "each once, whatever it was called"


def test_departments_basic_items_and_dictionary_are_kept(world):
    editor = world.new_staff("catalog_editor", None, COUNTY)
    made = ok(editor.post("/api/v1/editor/departments", {
        "credit_code": "", "name": "新化县测试局", "short_name": "测试局", "region_code": COUNTY, "demonstration": True,
        "reason": "接口测试"}), 201)
    assert made["credit_code"].startswith("YY99") and len(made["credit_code"]) == 18, made
    ok(editor.put(f"/api/v1/editor/departments/{made['department_id']}", {
        "name": "新化县测试管理局", "short_name": "测试局", "implementer_nature": "1", "line": "测试", "active": True,
        "reason": "更名"}))
    assert ok(world.anyone().get(f"/api/v1/departments/{made['department_id']}"))["name"] == "新化县测试管理局"
    answer = editor.post("/api/v1/editor/departments", {"credit_code": "", "name": "青岛市测试局", "region_code": CITY,
                                                        "demonstration": True, "reason": "越界"})
    assert answer.status in (403, 404), answer


def test_what_the_whole_nation_shares_is_kept_by_the_administrators(world):
    admin = world.system_admin
    basic = ok(admin.post("/api/v1/editor/basic-items", {
        "basic_code": "", "local_basic_code": "api-test-1", "name": "接口测试基本事项", "item_type": "20",
        "source": "接口测试", "reason": "测试"}), 201)
    assert ok(world.anyone().get("/api/v1/basic-items", text="接口测试基本"))["basic_items"][0]["basic_item_id"] == \
        basic["basic_item_id"]
    answer = admin.post("/api/v1/editor/basic-items", {"basic_code": "", "local_basic_code": "", "name": "无编码事项",
                                                        "item_type": "20", "reason": "测试"})
    assert answer.status in (400, 422), "an item that nothing tells from others could not be imported again"
    for code, key in (("990031024000", "catalog.private_range"), ("12", "catalog.bad_basic_code"),
                      ("000131024000", "catalog.code_against_type")):
        refused(admin.post("/api/v1/editor/basic-items", {
            "basic_code": code, "name": "冒充的事项", "item_type": "20", "reason": "测试"}), 422, key, "/basic_code")
    entry = {"name": "测试程序", "valid_from": "2026-01-01", "valid_to": "", "source": "接口测试", "sort": 999, "reason": "测试"}
    url = "/api/v1/editor/dictionary/special_procedure/test_kind"
    ok(admin.put(url, entry))
    refused(admin.put(url, entry | {"source": " "}), 400, "catalog.source_required", "/source")
    refused(admin.put(url, entry | {"valid_to": "2025-01-01"}), 400, "catalog.dates_reversed", "/valid_to")
    ok(admin.put(url, entry | {"valid_to": "2026-02-01"}))
    codes = lambda day: [row["code"] for row in ok(world.anyone().get(  # noqa: E731
        "/api/v1/dictionary/special_procedure", on_date=day))["entries"]]
    assert "test_kind" in codes("2026-01-15") and "test_kind" not in codes("2026-03-01"), "its validity has ended"


def test_completeness_shows_the_worst_first(world):
    for by in ("item", "department", "region"):
        rows = ok(world.editor.get("/api/v1/editor/completeness", by=by))["rows"]
        scores = [row["completeness"] for row in rows]
        assert scores == sorted(scores) and all(0 <= score <= 100 for score in scores), (by, scores)
    answer = world.editor.get("/api/v1/editor/completeness", by="colour")
    assert answer.status == 400, answer


def test_a_county_does_not_change_the_codes_of_the_whole_nation(world):
    before = ok(world.anyone().get("/api/v1/dictionary/item_type"))["entries"]
    for client in (world.editor, world.publisher, world.new_staff("catalog_publisher", None, COUNTY)):
        refused(client.put("/api/v1/editor/dictionary/item_type/01", {
            "name": "行政许可", "valid_from": "", "valid_to": "", "source": "新化县改的", "sort": 1, "reason": "越权"}), 403,
            "auth.forbidden")
    assert ok(world.anyone().get("/api/v1/dictionary/item_type"))["entries"] == before
