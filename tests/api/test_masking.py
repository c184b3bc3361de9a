"""Persons whose names, numbers, phones and addresses occur nowhere else go through the platform; then everything that
can be read, and every byte that was stored, is searched for them."""

import json
import os
import subprocess

import papers
from stories import Story, upload
from world import ok, refused

COUNT = 6


def canaries_of(who, number):
    """What must not be seen unmasked, and is unmistakable."""
    return {"name": who["name"], "id_number": who["id_number"], "phone": who["phone"], "address": who["address"],
            "birthday": who["id_number"][6:14] + who["id_number"][14:], "email": f"canary{number}@example.org",
            "note": f"申请人自述第{number}号秘密病史", "file": f"机密诊断证明{number}号", "answer": f"金丝雀饭店{number}号"}


def play(world):
    """`COUNT` persons with cases in several states; returns [(client, canaries, story)]."""
    if hasattr(world, "canary_stories"):
        return world.canary_stories
    played = []
    for number in range(COUNT):
        client, who = world.register(address=f"湖南省娄底市新化县秘密巷{910 + number}号暗门")
        canaries = canaries_of(who, number)
        story = Story(world, applicant=client)
        view = story.view()
        for key, answers in {"shop": {"shop_name": "店" + str(number)}, "owner": {
                "owner_name": who["name"], "owner_id_number": who["id_number"], "owner_mobile": who["phone"],
                "owner_address": who["address"]}}.items():
            ok(client.put(f"{story.url}/answers/{key}", {"group_version": 0, "answers": answers}))
        ok(client.put(f"{story.url}/contact", {"contact": {
            "contact_name": who["name"], "contact_phone": who["phone"], "address": who["address"],
            "delivery_form": "express", "delivery_address": who["address"]}}))
        secret = papers.pdf(canaries["file"])
        for material in view["materials"]:
            if material["required"]:
                ok(client.post(f"{story.url}/materials", {
                    "material_key": material["material_key"], "source": "uploaded",
                    "file_id": upload(client, f"{canaries['file']}.pdf", secret)}))
        story.act(client, "submit")
        story.submitted_as(story.last)
        if number > 0:
            story.receive()
        if number == 2:
            story.act(client, "withdraw", reason=canaries["note"])
        if number > 2:
            story.accept()
        if number > 3:
            story.review().decide()
            story.issue().deliver(recipient=who["name"])
        played.append((client, canaries, story))
    # The birthday with the sequence is part of the number; as a canary of its own it finds half-masked numbers.
    world.canary_stories = played
    return played


def assert_silent(answer, canaries, what, but=()):
    text = answer.body.decode("utf-8", "replace")
    for kind, canary in canaries.items():
        if kind not in but:
            assert canary not in text, (what, kind, canary, text[max(0, text.find(canary) - 200):text.find(canary) + 100])


def test_lists_and_case_pages_of_the_staff_are_masked(world):
    everybody = play(world)
    readers = {"clerk": world.clerk, "reviewer": world.reviewer, "approver": world.approver, "head": world.head,
               "supervisor": world.supervisor}
    for reader, client in readers.items():
        for scope in ("waiting", "mine", "running", "finished"):
            after = None
            while True:
                page = client.get("/api/v1/worklist", scope=scope, limit=100, after=after)
                for _, canaries, _ in everybody:
                    assert_silent(page, canaries, f"{scope} of the {reader}")
                after = ok(page)["next"]
                if after is None:
                    break
        for _, canaries, story in everybody:
            answer = client.get(story.url)
            view = ok(answer)
            # What somebody wrote as reason for a withdrawal and what a file is called, whoever handles the case reads.
            assert_silent(answer, canaries, f"case page of the {reader}", but=("note", "file"))
            assert view["applicant"]["masked"] and view["form"]["masked"] and view["query_code"] is None
            assert view["applicant"]["name"] == canaries["name"][0] + "**", view["applicant"]
            assert view["applicant"]["document_number"] == canaries["id_number"][:3] + "*" * 11 + canaries["id_number"][-4:]
            assert view["applicant"]["phone"] == canaries["phone"][:3] + "****" + canaries["phone"][-4:]


def test_a_supervisor_looks_at_time_and_not_into_the_application(world):
    for _, canaries, story in play(world):
        view = ok(world.supervisor.get(story.url))
        assert view["form"]["answers"] is None and view["form"]["groups"] == []
        refused(world.supervisor.post(f"{story.url}/reveal", {"reason": "想看"}), 403, "auth.forbidden")
        for instrument in view["instruments"]:
            assert world.supervisor.get(instrument["html_url"]).status in (403, 404)
        for material in view["materials"]:
            for entry in material["entries"]:
                answer = world.supervisor.get(f"{story.url}/files/{entry['file_id']}")
                assert answer.status in (403, 404), "nor into the materials"


def test_the_public_and_administrators_see_nothing_of_anybody(world):
    everybody = play(world)
    anyone, admin = world.anyone(), world.system_admin
    for _, canaries, story in everybody:
        assert_silent(anyone.get("/api/v1/progress", case_number=story.number, query_code=story.query_code), canaries,
                      "public progress")
        assert_silent(anyone.get("/api/v1/search", q=canaries["name"]), {
            kind: canary for kind, canary in canaries.items() if kind != "name"}, "search")
    after = None
    while True:
        page = admin.get("/api/v1/accounts", after=after, limit=200)
        for _, canaries, _ in everybody:
            assert_silent(page, canaries, "list of accounts")
        after = ok(page)["next"]
        if after is None:
            break
    for target in ("/metrics", "/health/ready"):
        for _, canaries, _ in everybody:
            assert_silent(anyone.get(target), canaries, target)


def test_instruments_say_no_more_of_the_person_than_the_name(world):
    for _, canaries, story in play(world):
        for instrument in story.view()["instruments"]:
            page = world.clerk.get(instrument["html_url"])
            assert page.status == 200
            assert_silent(page, canaries, instrument["kind"], but=("name",))


def test_revealing_needs_a_reason_and_leaves_a_trace(world):
    _, canaries, story = play(world)[3]
    refused(world.clerk.post(f"{story.url}/reveal", {"reason": "  "}), 400, "input.invalid", "/reason")
    out = ok(world.clerk.post(f"{story.url}/reveal", {"reason": "电话核实经营地址"}))
    assert out["applicant"]["name"] == canaries["name"] and out["applicant"]["document_number"] == canaries["id_number"]
    assert out["answers"]["owner_mobile"] == canaries["phone"]
    entries = ok(world.auditor.get("/api/v1/audit", action="cases.reveal", object_id=story.case_id))["entries"]
    assert len(entries) >= 1 and entries[0]["outcome"] == "ok", entries
    assert entries[0]["actor_id"] == ok(world.clerk.get("/api/v1/session"))["account_id"]
    assert "电话核实经营地址" in entries[0]["detail"], entries[0]
    assert ok(world.clerk.get(story.url))["applicant"]["masked"], "the page stays masked"


def test_what_a_clerk_writes_as_reason_is_personal_data_too(world):
    """The trail promises to hold none; a reason that names the person must not break that promise."""
    client, who = world.register()
    story = Story(world, applicant=client).to("received")
    ok(world.clerk.post(f"{story.url}/reveal", {"reason": f"核对{who['id_number']}是否本人"}))
    for where, content in stored_bytes(world):
        assert who["id_number"].encode() not in content, where


def audit_entries(world, **query):
    before = None
    while True:
        page = ok(world.auditor.get("/api/v1/audit", before=before, limit=200, **query))
        yield from page["entries"]
        before = page["next"]
        if before is None:
            return


def test_the_audit_trail_tells_who_did_what_and_holds_no_personal_data(world):
    everybody = play(world)
    text = json.dumps(list(audit_entries(world)), ensure_ascii=False)
    for _, canaries, story in everybody:
        for kind, canary in canaries.items():
            assert canary not in text, (kind, canary)
    story = everybody[4][2]
    actions = [entry["action"] for entry in audit_entries(world, object_id=story.case_id)]
    for action in ("cases.start", "cases.save_answers", "cases.submit", "cases.receive", "cases.accept", "cases.review",
                   "cases.decide", "cases.issue", "cases.deliver"):
        assert action in actions, (action, actions)
    # One act, one entry; a failure and a denial leave theirs, too.
    assert actions.count("cases.accept") == 1
    refused(world.clerk.post(f"{story.url}/accept", {"supplements": [], "note": ""}), 409, "cases.not_allowed_in_status")
    refused(world.zhangsan.post(f"{story.url}/accept", {"supplements": [], "note": ""}), 403, "auth.forbidden")
    newest = list(audit_entries(world, action="cases.accept"))[:2]
    assert [(entry["outcome"], entry["error_key"]) for entry in newest] == [
        ("denied", "auth.forbidden"), ("failed", "cases.not_allowed_in_status")], newest
    assert all(entry["request_id"] and entry["remote_address"] == "127.0.0.1" for entry in newest)


def stored_bytes(world):
    """(where, bytes) of everything the server has written."""
    for folder, _, names in os.walk(world.server.folder):
        for name in names:
            with open(os.path.join(folder, name), "rb") as file:
                yield os.path.relpath(os.path.join(folder, name), world.server.folder), file.read()
    if world.server.database:
        dump = subprocess.run(["pg_dump", "--inserts", world.server.database], stdout=subprocess.PIPE, check=True)
        yield "the PostgreSQL database", dump.stdout


def test_nothing_personal_is_readable_in_what_was_stored(world):
    everybody = play(world)
    ok(world.clerk.get("/api/v1/worklist"))
    needles = [(kind, canary.encode()) for _, canaries, _ in everybody for kind, canary in canaries.items()]
    # Bytes in PostgreSQL's dump are hexadecimal, in the database text may be UTF-8 or base64.
    import base64
    looked = 0
    for where, content in stored_bytes(world):
        looked += len(content)
        lower = content.lower() if "PostgreSQL" in where else b""
        for kind, needle in needles:
            at = content.find(needle)
            assert at < 0, (where, kind, needle.decode(), content[max(0, at - 80):at + 80])
            assert base64.b64encode(needle)[:-4] not in content, (where, kind, "in base64")
            assert not lower or needle.hex().encode() not in lower, (where, kind, "in hexadecimal")
    assert looked > 100_000, "there was something to look through"


def test_passwords_tokens_and_query_codes_are_not_readable_either(world):
    client, who = world.register()
    story = Story(world, applicant=client).to("submitted")
    secrets = [who["password"].encode(), client.cookies["__Host-tongban"].encode()]
    for where, content in stored_bytes(world):
        for secret in secrets:
            assert secret not in content, (where, secret)
        if where.endswith(".jsonl"):
            assert story.query_code.encode() not in content and client.csrf.encode() not in content, where
