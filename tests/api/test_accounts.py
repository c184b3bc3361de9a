"""One's own account, accounts as administrators see them, and the node's own pages."""

import papers
from stories import day
from world import ok, refused


def test_ones_own_data_and_changing_it(world):
    client, who = world.register()
    me = ok(client.get("/api/v1/me"))
    assert me["name"] == who["name"] and me["id_number"] == who["id_number"] and me["assurance_level"] == 2
    phone = papers.mobile()
    changed = ok(client.put("/api/v1/me", {"phone": phone, "address": "新的地址一号"}))
    assert changed["phone"] == phone and ok(client.get("/api/v1/me"))["address"] == "新的地址一号"
    refused(client.put("/api/v1/me", {"phone": "123", "address": ""}), 400, "input.invalid", "/phone")
    refused(client.put("/api/v1/me", {"phone": phone, "address": "", "name": "别人"}), 400, "input.invalid", "/name")
    session = ok(client.get("/api/v1/session"))
    assert session["kind"] == "applicant" and session["display_name"] == who["name"][0] + "**" and session["posts"] == []
    assert ok(world.anyone().get("/api/v1/session")) == ok(world.anyone().get("/api/v1/session"))
    assert ok(world.anyone().get("/api/v1/session"))["csrf_token"] == ""


def test_a_firm_registers_with_its_representative(world):
    code = papers.credit_code()
    ok(world.anyone().post("/api/v1/registrations", {
        "login_name": f"firm{world.number():05}", "password": "a-long-pass-phrase", "applicant_kind": "legal",
        "name": "测试商行有限公司", "id_number": code.lower(), "phone": papers.mobile(), "representative": "某某某"}), 201)
    refused(world.anyone().post("/api/v1/registrations", {
        "login_name": f"firm{world.number():05}", "password": "a-long-pass-phrase", "applicant_kind": "legal",
        "name": "另一家公司", "id_number": code, "phone": papers.mobile(), "representative": "某某某"}), 409,
        "identity.already_registered")


def test_authorisations_are_seen_by_both_and_end_when_taken_back(world):
    principal, principal_who = world.register()
    agent, agent_who = world.register()
    given = {"agent_login_name": agent_who["login_name"], "agent_name": agent_who["name"], "item_id": None,
             "valid_from": day(0), "valid_until": day(5)}
    refused(principal.post("/api/v1/agents", given | {"agent_name": "猜错的名字"}), 404, "identity.no_such_agent")
    refused(principal.post("/api/v1/agents", given | {"agent_login_name": "no.such.name"}), 404, "identity.no_such_agent")
    refused(principal.post("/api/v1/agents", given | {"agent_login_name": principal_who["login_name"],
                                                      "agent_name": principal_who["name"]}), 409, "identity.own_agent")
    made = ok(principal.post("/api/v1/agents", given), 201)
    assert [row["authorisation_id"] for row in ok(principal.get("/api/v1/agents"))["given"]] == [made["authorisation_id"]]
    received = ok(agent.get("/api/v1/agents"))["received"]
    assert [row["authorisation_id"] for row in received] == [made["authorisation_id"]]
    assert received[0]["principal_name"] == principal_who["name"][0] + "**"
    ok(principal.delete(f"/api/v1/agents/{made['authorisation_id']}"))
    assert ok(agent.get("/api/v1/agents"))["received"] == []
    assert ok(principal.get("/api/v1/agents"))["given"][0]["revoked_at"]


def test_accounts_are_listed_by_pages_and_firms_by_name(world):
    seen, after = [], None
    while True:
        page = ok(world.system_admin.get("/api/v1/accounts", limit=50, after=after))
        seen += page["accounts"]
        after = page["next"]
        if after is None:
            break
    logins = [row["login_name"] for row in seen]
    assert len(logins) == len(set(logins))
    assert set(world.accounts) <= set(logins), set(world.accounts) - set(logins)
    zhangsan = next(row for row in seen if row["login_name"] == "zhangsan")
    assert zhangsan["name"] == "张*" and zhangsan["demo"] and "id_number" not in zhangsan
    assert all(row["kind"] == "staff" for row in ok(world.system_admin.get("/api/v1/accounts", kind="staff"))["accounts"])


def test_the_node_says_that_it_lives_and_is_ready(world):
    anyone = world.anyone()
    assert ok(anyone.get("/health/live")) == {"status": "live"} and ok(anyone.get("/health/ready")) == {"status": "ready"}
    text = anyone.get("/metrics").body.decode()
    assert "tongban_" in text and 'route="' in text or "http" in text, text[:500]
