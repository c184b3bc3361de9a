"""The own pages of persons and firms: what waits for them, and agents who act for them."""

from stories import Story, day
from world import ok, refused


def todos(client):
    return ok(client.get("/api/v1/my/overview"))["todos"]


def test_what_waits_stands_on_the_first_page_and_nowhere_else(world):
    client, _ = world.register()
    assert ok(client.get("/api/v1/my/overview")) == {"todos": [], "running": [], "more": False}
    story = Story(world, applicant=client).to("correcting")
    running = Story(world, applicant=client).to("submitted")
    asked = ok(client.post("/api/v1/inquiries", {"kind": "question", "title": "要多久", "text": "请问要多久？",
                                                 "item_id": world.item}), 201)
    ok(world.clerk.post(f"/api/v1/inquiries/{asked['inquiry_id']}/answer", {"answer": "十天。"}))
    draft = Story(world, applicant=client)
    seen = ok(client.get("/api/v1/my/overview"))
    assert [(todo["kind"], todo["case_id"]) for todo in seen["todos"]] == [
        ("correct", story.case_id), ("answered", None), ("draft", draft.case_id)], seen
    assert seen["todos"][0]["due_at"].endswith("23:59:59.999999+08:00") and seen["todos"][0]["remaining_days"] > 0, seen
    assert [entry["case_id"] for entry in seen["running"]] == [running.case_id] and seen["running"][0]["due_at"], seen
    stranger, _ = world.register()
    assert todos(stranger) == []
    refused(world.clerk.get("/api/v1/my/overview"), 403, "auth.forbidden")


def test_an_agent_begins_in_the_name_of_a_firm_until_it_is_revoked(world):
    agent, who = world.register()
    begin = {"item_id": world.item, "scenario": [], "acting_for": world.who(world.firm)["account_id"]}
    refused(agent.post("/api/v1/cases", begin), 403, "cases.not_authorised")
    given = ok(world.firm.post("/api/v1/agents", {
        "agent_login_name": who["login_name"], "agent_name": who["name"], "item_id": world.item, "valid_from": day(0),
        "valid_until": day(9)}), 201)
    received = ok(agent.get("/api/v1/agents"))["received"]
    assert [entry["principal_id"] for entry in received] == [begin["acting_for"]], received
    begun = ok(agent.post("/api/v1/cases", begin), 201)
    assert ("draft", begun["case_id"]) in [(todo["kind"], todo["case_id"]) for todo in todos(agent)]
    ok(world.firm.delete(f"/api/v1/agents/{given['authorisation_id']}"))
    refused(agent.post("/api/v1/cases", begin), 403, "cases.not_authorised")
