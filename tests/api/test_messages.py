"""What people are told: on their pages at once, and outside through a mail server that takes, refuses and hangs up."""

import re
import time

from stories import Story
from world import NOBODY, ok, refused


def eventually(find, what, seconds=90):
    """What `find` gives as soon as it gives something: messages are written in the background."""
    until = time.time() + seconds
    while True:
        found = find()
        if found:
            return found
        assert time.time() < until, f"still no {what}"
        time.sleep(0.2)


def told(client, kind):
    """The messages of that kind, as soon as there is one."""
    def find():
        return [row for row in ok(client.get("/api/v1/messages", limit=100))["messages"] if row["kind"] == kind]
    return eventually(find, kind)


def unread(client):
    return ok(client.get("/api/v1/unread-messages"))["unread"]


def settings(client, **changes):
    now = ok(client.get("/api/v1/message-settings"))
    body = {name: now[name] for name in ("mail", "language", "mail_on", "sms_on", "push_on", "quiet_from", "quiet_until")}
    return client.put("/api/v1/message-settings", body | {"expected_version": now["version"]} | changes)


def confirmed(world, client, address):
    """Gives the account a mail address and proves it by the code in the mail."""
    assert not ok(settings(client, mail=address))["mail_confirmed"]
    text = world.mail.wait_for(address)[0].get_content()
    code = re.search(r"\b\d{6}\b", text).group(0)
    assert ok(client.post("/api/v1/message-settings/confirm-mail", {"code": code}))["mail_confirmed"]


def outbox(world, state, account):
    def rows():
        page = ok(world.system_admin.get("/api/v1/admin/outbox", state=state, limit=100))
        return [row for row in page["deliveries"] if row["account_id"] == account]
    return rows


def test_a_case_tells_its_applicant_on_the_page_and_by_mail(world):
    citizen, who = world.register()
    address = f"{who['login_name']}@example.com"
    confirmed(world, citizen, address)
    story = Story(world, applicant=citizen).to("received")
    receipt = told(citizen, "case_submitted")[0]
    assert receipt["case_id"] == story.case_id and story.number in receipt["text"] and receipt["read_at"] is None, receipt
    before = unread(citizen)
    ok(citizen.post(f"/api/v1/messages/{receipt['message_id']}/read"))
    assert unread(citizen) == before - 1
    story.correct()
    notice = told(citizen, "correction_notice")[0]
    assert re.search(r"\d{4}年\d{1,2}月\d{1,2}日", notice["text"]), notice
    # The code, the receipt and the notice; kinds of events are handled side by side, so in any order.
    mail = next(mail for mail in world.mail.wait_for(address, 3) if mail["subject"] == "申请材料需要补正")
    assert mail["auto-submitted"] == "auto-generated", mail
    text = mail.get_content()
    assert story.number[-4:] in text and story.number not in text, text
    assert who["name"] not in text and "接口测试经营许可" not in text, text
    english = citizen.call("GET", "/api/v1/messages", extra={"Accept-Language": "en"}).json["messages"]
    assert english[0]["subject"] == "Documents are missing", english[0]
    # Text messages are recorded in the outbox, with the number masked.
    account = ok(citizen.get("/api/v1/session"))["account_id"]
    def texts():
        return [row for state in ("waiting", "sent") for row in outbox(world, state, account)() if row["channel"] == "sms"]
    sms = eventually(texts, "text message")[0]
    assert who["phone"] not in str(sms) and story.number[-4:] in sms["text"], sms
    first_page = ok(citizen.get("/api/v1/messages", limit=1))
    second = ok(citizen.get("/api/v1/messages", limit=1, after=first_page["next"]))["messages"][0]
    assert second["message_id"] == receipt["message_id"], second
    newest = first_page["messages"][0]["message_id"]
    assert ok(citizen.post("/api/v1/messages/read-all", {"up_to": newest}))["unread"] == 0
    assert not ok(citizen.get("/api/v1/messages", unread="true"))["messages"]
    refused(world.lisi.post(f"/api/v1/messages/{newest}/read"), 404, "messages.not_found")
    refused(world.lisi.post("/api/v1/messages/read-all", {"up_to": newest}), 404, "messages.not_found")


def test_staff_are_told_of_their_tasks_and_askers_of_answers(world):
    story = Story(world).to("accepted")
    reviewer = ok(world.reviewer.get("/api/v1/session"))["account_id"]
    before = len(ok(world.reviewer.get("/api/v1/messages", limit=100))["messages"])
    story.act("head", "assign", assignee_account_id=reviewer, note="")
    def more():
        return [row for row in ok(world.reviewer.get("/api/v1/messages", limit=100))["messages"]
                if row["case_id"] == story.case_id]
    assert eventually(more, "task")[0]["kind"] == "task_assigned" and before >= 0
    citizen, _ = world.register()
    asked = ok(citizen.post("/api/v1/inquiries", {"kind": "question", "title": "问", "text": "问", "item_id": world.item}), 201)
    assert told(citizen, "inquiry_received")[0]["inquiry_id"] == asked["inquiry_id"]
    ok(world.clerk.post(f"/api/v1/inquiries/{asked['inquiry_id']}/answer", {"answer": "可以。"}))
    assert told(citizen, "inquiry_answered")[0]["inquiry_id"] == asked["inquiry_id"]


def test_what_the_mail_server_refuses_is_a_dead_letter(world):
    admin = world.system_admin
    refused_one, _ = world.register()
    account = ok(refused_one.get("/api/v1/session"))["account_id"]
    ok(settings(refused_one, mail=f"refused{world.number()}@example.com"))
    dead = eventually(outbox(world, "dead", account), "dead letter")[0]
    assert dead["last_error"] == "notify.refused" and dead["provider"] == "smtp" and dead["attempts"] == 1, dead
    assert "refused" not in dead["address"] and dead["text"] == "****", dead
    at = f"/api/v1/admin/outbox/{dead['delivery_id']}"
    ok(admin.post(at + "/retry"))
    eventually(outbox(world, "dead", account), "dead letter again")
    ok(admin.post(at + "/drop"))
    refused(admin.post(at + "/drop"), 409, "messages.delivery_ended")
    refused(admin.post(at + "/retry"), 409, "messages.delivery_ended")
    refused(admin.post(f"/api/v1/admin/outbox/{NOBODY}/retry"), 404, "messages.no_such_delivery")
    later, _ = world.register()
    account = ok(later.get("/api/v1/session"))["account_id"]
    ok(settings(later, mail=f"later{world.number()}@example.com"))
    def tried():
        return [row for row in outbox(world, "waiting", account)() if row["attempts"] >= 2]
    assert eventually(tried, "second try")[0]["last_error"] == "notify.not_accepted"
    hung_up, _ = world.register()
    account = ok(hung_up.get("/api/v1/session"))["account_id"]
    ok(settings(hung_up, mail=f"drop{world.number()}@example.com"))
    waiting = eventually(lambda: [row for row in outbox(world, "waiting", account)() if row["attempts"]], "try")[0]
    assert waiting["last_error"] == "notify.unreachable", waiting


def test_an_address_needs_its_code(world):
    citizen, who = world.register()
    refused(settings(citizen, send_code=True), 409, "messages.nothing_to_confirm")
    refused(settings(citizen, mail="王@b"), 400, "input.invalid", "/mail")
    refused(settings(citizen, mail="a@b\r\nBcc: c@d"), 400, "input.invalid", "/mail")
    refused(settings(citizen, quiet_from=1440), 400, "input.invalid", "/quiet_from")
    address = f"{who['login_name']}@example.com"
    set_now = ok(settings(citizen, mail=address, quiet_from=0, quiet_until=0, push_on=True))
    assert set_now["code_sent"] and set_now["push_on"] and who["phone"] not in str(set_now), set_now
    refused(settings(citizen, expected_version=0), 412, "messages.stale")
    refused(settings(citizen, send_code=True), 429, "messages.code_sent_just_now")
    refused(citizen.post("/api/v1/message-settings/confirm-mail", {"code": "x"}), 400, "input.invalid", "/code")


def test_administrators_edit_texts(world):
    admin, at = world.system_admin, "/api/v1/admin/message-templates"
    def now():
        return next(row for row in ok(admin.get(at))["templates"]
                    if (row["kind"], row["channel"]) == ("case_transferred", "page"))
    before = now()
    body = {name: before[name] for name in ("kind", "channel", "active", "zh", "en")}
    body["zh"] = {"subject": "已转报", "text": "办件{case_number}已转报。<b>"}
    shown = ok(admin.post(at + "/preview", {name: body[name] for name in ("kind", "channel", "zh", "en")}))
    assert "{" not in shown["zh"]["text"] and "<b>" in shown["zh"]["text"], shown
    refused(admin.put(at, body | {"expected_version": before["version"], "zh": {"subject": "x", "text": "{name}"}}), 400,
            "input.invalid", "/zh/text")
    saved = ok(admin.put(at, body | {"expected_version": before["version"]}))
    assert saved["version"] == before["version"] + 1 and now() == saved, saved
    refused(admin.put(at, body | {"expected_version": before["version"]}), 412, "messages.stale_template")
    refused(admin.put(at, body | {"expected_version": saved["version"], "active": False}), 422, "messages.always_told")
    versions = ok(admin.get(at + "/versions", kind="case_transferred", channel="page"))["templates"]
    assert [row["version"] for row in versions] == list(range(saved["version"], -1, -1)), versions
    citizen, _ = world.register()
    Story(world, applicant=citizen).to("transferred")
    assert told(citizen, "case_transferred")[0]["text"].endswith("已转报。<b>")
    refused(world.clerk.get(at), 403, "auth.forbidden")
