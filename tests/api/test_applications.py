"""A whole application in one call, as another system hands it in."""

import uuid

import papers
from stories import upload
from world import ok, refused


def application(world, client, **changes):
    who = world.who(client)
    return {
        "item_id": world.item, "scenario": [{"question_key": "q1", "option_keys": ["self"]}], "acting_for": None,
        "contact": {"contact_name": who["name"], "contact_phone": who["phone"], "address": who["address"],
                    "delivery_form": "window", "delivery_address": ""},
        "groups": [{"group_key": "shop", "answers": {"shop_name": "一次办小店", "size": 30}},
                   {"group_key": "owner", "answers": {
                       "owner_name": who["name"], "owner_id_number": who["id_number"], "owner_mobile": who["phone"],
                       "owner_address": who["address"]}}],
        "materials": [{"material_key": key, "source": "uploaded", "file_id": upload(client)}
                      for key in ("form", "later", "oath")]} | changes


def test_a_whole_application_is_handed_in_by_one_call(world):
    client, _ = world.register()
    document, key = application(world, client), str(uuid.uuid4())
    out = ok(client.post("/api/v1/applications", document, key=key), 201)
    assert out["status"] == "submitted" and len(out["case_number"]) == 43 and out["instrument"]["kind"] == "receipt"
    view = ok(client.get(f"/api/v1/cases/{out['case_id']}"))
    assert [entry["kind"] for entry in view["timeline"]] == ["started", "submitted"]
    assert view["form"]["answers"]["shop_name"] == "一次办小店"
    assert all(material["satisfied"] for material in view["materials"] if material["required"])
    progress = ok(world.anyone().get("/api/v1/progress", case_number=out["case_number"], query_code=out["query_code"]))
    assert progress["status"] == "submitted"
    again = client.post("/api/v1/applications", document, key=key)
    assert again.status == 201 and again.json == out, "the repeat makes no second case"
    assert ok(world.clerk.post(f"/api/v1/cases/{out['case_id']}/receive", {}))["status"] == "received"


def test_what_is_wrong_is_told_with_its_place_and_nothing_is_kept(world):
    client, _ = world.register()
    post = lambda **changes: client.post("/api/v1/applications", application(world, client, **changes))  # noqa: E731
    refused(post(materials=[]), 422, "cases.incomplete", "/materials/form")
    refused(post(groups=[{"group_key": "shop", "answers": {"colour": 1}}]), 400, "input.invalid",
            "/groups/0/answers/colour")
    refused(post(groups=[{"group_key": "shop", "answers": {"shop_name": "一"}}]), 422, "cases.incomplete", "/answers")
    refused(post(item_id="0000000000001"), 404, "catalog.no_such_item")
    stranger, _ = world.register()
    theirs = [{"material_key": "form", "source": "uploaded", "file_id": upload(stranger)}]
    refused(post(materials=theirs), 404, "file.not_found")
    assert ok(client.get("/api/v1/cases"))["cases"] == []


def test_only_applicants_apply(world):
    client, _ = world.register()
    document = application(world, client)
    refused(world.anyone().post("/api/v1/applications", document), 401, "auth.required")
    refused(world.clerk.post("/api/v1/applications", document), 403, "auth.forbidden")
