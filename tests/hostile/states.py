"""S4: the whole table of the life of a case (`tongban api states`) × every action × every party, and people the case is
nothing to. What the table has and the case offers is done and leads where the table says; everything else is refused as
declared and leaves the case, seen by its applicant and by its department, as it was."""

import forms
import papers
from ground import day, upload
from stories import Story
from world import ok

SIZES = (8, 10_000)  # actions that succeed, per kind of case; beyond: all

REASON = {"reason": "理由", "basis": "依据"}
DECIDE = {"grounds": "理由", "basis": "依据", "remedies": "救济", "conditions": ""}
# action → method, path, complete body; {me}: the caller's account, {day}: a date ahead, {file}: an upload of theirs.
ACTS = {
    "edit": ("PUT", "/scenario", {"scenario": []}), "delete_draft": ("DELETE", "", None),
    "upgrade": ("POST", "/upgrade", {}), "submit": ("POST", "/submit", {}), "revise": ("POST", "/revise", {}),
    "pre_review": ("POST", "/pre-review", {"outcome": "passed", "note": ""}), "receive": ("POST", "/receive", {}),
    "claim": ("POST", "/claim", {}), "assign": ("POST", "/assign", {"assignee_account_id": "{colleague}", "note": ""}),
    "hand_over": ("POST", "/hand-over", {"assignee_account_id": "{colleague}", "note": ""}),
    "correct": ("POST", "/correct", {"points": [{"kind": "other", "key": "", "problem": "问题", "requirement": "要求",
                                                 "basis": "依据"}]}),
    "resubmit": ("POST", "/resubmit", {}), "accept": ("POST", "/accept", {"supplements": [], "note": ""}),
    "refuse": ("POST", "/refuse", REASON | {"remedies": "救济"}), "review": ("POST", "/review", {"opinion": "{opinion}", "note": "说明"}),
    "suspend": ("POST", "/suspend", REASON | {"procedure_kind": "hearing", "planned_end": "{day}"}),
    "resume": ("POST", "/resume", {"result": "结果"}), "extend": ("POST", "/extend", {"days": 1, "reason": "理由"}),
    "grant": ("POST", "/decide", DECIDE | {"outcome": "granted"}), "deny": ("POST", "/decide", DECIDE | {"outcome": "denied"}),
    "issue": ("POST", "/issue", {"result_name": "证", "result_number": "1"}),
    "deliver": ("POST", "/deliver", {"form": "window", "recipient": "甲", "express_number": "", "note": ""}),
    "archive": ("POST", "/archive", {}), "withdraw": ("POST", "/withdraw", {"reason": "理由"}),
    "terminate": ("POST", "/terminate", REASON), "transfer": ("POST", "/transfer", REASON | {"to_organ": "某局"}),
    "supplement": ("POST", "/supplement", {"material_key": "{owed}", "file_id": "{file}"}),
    "delegate": ("POST", "/delegate", {"colleague_account_id": "{other}", "note": "请看"}),
    "take_back": ("POST", "/take-back", {"colleague_account_id": "{delegate}", "note": ""}),
    "add_signer": ("POST", "/add-signer", {"colleague_account_id": "{other}", "note": "请会签"}),
    "remove_signer": ("POST", "/remove-signer", {"colleague_account_id": "{signer}", "note": ""}),
    "advise": ("POST", "/advise", {"advice": "agree", "note": "可以"}), "urge": ("POST", "/urge", {"note": ""}),
}
# What only the platform does, when its time has come (tests/api and src/modules/cases/time_test.cpp).
BY_THE_PLATFORM = {"deem_accepted", "close"}
# Cells of the table that no case gets to: what would have to be true before.
NO_SUCH_CASE = {
    ("submitted", "edit", "window_clerk"): "what is handed in at the window is received with it",
    ("submitted", "revise", "window_clerk"): "the same", ("submitted", "withdraw", "window_clerk"): "the same",
    ("under_review", "claim", "reviewer"): "a stage goes back to the person who had it, whose claim changes nothing",
    ("under_review", "claim", "window_clerk"): "the same",
}
REFUSALS = {
    409: {"cases.not_allowed_in_status", "cases.not_your_turn", "cases.waiting_for_applicant", "cases.assigned_to_other",
          "cases.not_reviewed", "cases.no_such_supplement", "cases.four_eyes", "cases.extended_already",
          "cases.not_window_case", "cases.delegated", "cases.signature_missing", "cases.not_asked",
          "cases.no_such_question", "cases.not_asked_by_you", "cases.urged_today"},
    403: {"auth.forbidden", "cases.not_for_your_role"}, 404: {"cases.not_found"},
}


class WindowStory(Story):
    """A case that a clerk types in for somebody who came to the window: the clerk acts for the applicant."""

    def __init__(self, world):
        self.world, self.item_id, self.applicant = world, world.item, world.clerk
        self.staff = {"clerk": world.clerk, "reviewer": world.reviewer, "approver": world.approver, "head": world.head}
        self.who = {"name": papers.person_name(), "id_number": papers.citizen_id(), "phone": papers.mobile(),
                    "address": "新化县测试路一号"}
        begun = ok(world.clerk.post("/api/v1/window/cases", {
            "item_id": world.item, "scenario": [{"question_key": "q1", "option_keys": ["self"]}],
            "applicant_kind": "natural", "applicant_name": self.who["name"], "document_type": "111",
            "document_number": self.who["id_number"], "phone": self.who["phone"]}), 201)
        self.case_id, self.url = begun["case_id"], f"/api/v1/cases/{begun['case_id']}"
        self.last, self.number, self.query_code = begun, None, None

    def receive(self):
        """What is handed in at the window is received with it."""
        return self

    def fill(self, **changes):
        view = self.view()
        for key, answers in forms.filled(view["form"]["form_schema"], view["form"]["form_layout"], self.who).items():
            ok(self.applicant.put(f"{self.url}/answers/{key}", {"group_version": 0, "answers": answers | changes}))
        return self


def instant_item(world):
    """Decided on the spot (即办)."""
    limit = {"stated": True, "amount": 0, "unit": "working_day", "explanation": ""}
    content = world.make_content(f"当场办结的事项{world.number()}", handling_type="1", promised_limit=limit)
    content["extension"]["review_type"] = "instant"
    for step in content["flow"]:
        step["limit"]["amount"] = 0
    made = world.make_draft_item(content)
    world.publish(made["item"]["item_id"])
    return made["item"]["item_id"]


def filled_suspension():
    return REASON | {"procedure_kind": "hearing", "planned_end": day(9)}


def account_of(client):
    return ok(client.get("/api/v1/session"))["account_id"]


def fresh(world, kind, status):
    """A case of that kind in that status."""
    story = WindowStory(world) if kind == "window" else Story(world)
    if kind == "returned" and status == "submitted":  # asked for revision by the pre-review
        story.submit().act("clerk", "pre-review", outcome="revise", note="请修改")
        return story
    if kind == "returned" and status == "under_review":  # back at the window
        story.to("accepted").review("return_to_clerk", "请补齐")
        return story
    if kind == "tolerant":  # accepted with a material still owed
        story.fill().hand_in(later="promised").act(story.applicant, "submit")
        story.receive()
        story.act("clerk", "accept", note="", supplements=[{"material_key": "later", "due_date": day(9)}])
        if status != "accepted":
            story.act("reviewer", "claim")
        if status == "suspended":
            story.suspend()
        return story
    if kind == "instant":  # decided on the spot: no reviewer's stage
        return Story(world, item_id=world.instant_item).to(status)
    if kind == "suspended by the approver":
        story.to("under_review").act("approver", "claim")
        story.act("approver", "suspend", **filled_suspension())
        return story
    if kind == "asked":  # by the reviewer: the approver, and as signers the head and the clerk
        story.to("accepted").act("reviewer", "claim")
        story.act("reviewer", "delegate", colleague_account_id=account_of(story.staff["approver"]), note="请看")
        for signer in ("head", "clerk"):
            story.act("reviewer", "add-signer", colleague_account_id=account_of(story.staff[signer]), note="请会签")
        if status == "suspended":
            story.suspend()
        return story
    if kind == "asked by the approver":
        story.to("under_review").act("approver", "claim")
        story.act("approver", "delegate", colleague_account_id=account_of(story.staff["reviewer"]), note="请看")
        story.act("approver", "add-signer", colleague_account_id=account_of(story.staff["head"]), note="请会签")
        if status == "suspended":
            story.act("approver", "suspend", **filled_suspension())
        return story
    if kind == "claimed":
        story.to("accepted").act("reviewer", "claim")
        return story
    return story.to(status)


# kind → statuses it is tried in.
PLAIN = ["draft", "submitted", "received", "correcting", "accepted", "under_review", "suspended", "granted", "denied",
         "issued", "delivered", "archived", "not_accepted", "withdrawn", "terminated", "transferred"]
KINDS = {"online": PLAIN, "window": [status for status in PLAIN if status != "submitted"], "returned": ["submitted", "under_review"],
         "tolerant": ["accepted", "under_review", "suspended"], "claimed": ["under_review"],
         "instant": ["accepted"], "suspended by the approver": ["suspended"], "asked": ["under_review", "suspended"],
         "asked by the approver": ["under_review", "suspended"]}
PARTY = {"clerk": "window_clerk", "reviewer": "reviewer", "approver": "approver", "head": "department_head",
         "the supervisor": "supervisor"}


class Cell:
    """Somebody does something to a case."""

    def __init__(self, attack, story, party, client):
        self.attack, self.world, self.story, self.party, self.client = attack, attack.world, story, party, client

    def body(self, action):
        method, path, document = ACTS[action]
        if document is None:
            return method, path, None
        waiting = self.story.view()["summary"]["waiting_for"] if action in (
            "review", "assign", "hand_over") else ""
        stand_ins = {
            "{day}": lambda: day(9), "{file}": lambda: upload(self.client),
            "{opinion}": lambda: "forward" if waiting == "window_clerk" else "return_to_clerk" if waiting == "approver" else "agree",
            "{colleague}": lambda: self.colleague(waiting), "{owed}": lambda: "later",
            "{other}": lambda: self.colleague("reviewer"), "{delegate}": lambda: self.asked(False), "{signer}": lambda: self.asked(True),
        }
        filled = {name: stand_ins[value]() if isinstance(value, str) and value in stand_ins else value
                  for name, value in document.items()}
        return method, path, filled

    def colleague(self, waiting):
        """Somebody else with the post that the stage waits for."""
        role = waiting if waiting in ("window_clerk", "reviewer", "approver") else "window_clerk"
        if not hasattr(self.world, "colleagues"):
            self.world.colleagues = {}
        if role not in self.world.colleagues:
            self.world.colleagues[role] = self.world.new_staff(role, self.world.department_id()).account_id
        return self.world.colleagues[role]

    def asked(self, signer):
        """Whose opinion is awaited, or somebody's who is not asked."""
        answer = self.story.staff["head"].get(self.story.url)
        questions = answer.json["questions"] if answer.status == 200 else []
        return next((entry["account_id"] for entry in questions if entry["signer"] == signer), self.colleague("reviewer"))

    def attempt(self, action):
        method, path, document = self.body(action)
        return self.client.call(method, self.story.url + path, document)


def both_views(story):
    """As the applicant and the department see it, without what only the passing of time does."""
    clerk = story.staff["clerk"].get(story.url)
    return [timeless(story.view()), timeless(clerk.json) if clerk.status == 200 else clerk.status]


def timeless(view):
    """Clocks run, and the platform notes once that one of them is near its end."""
    events = [entry for entry in view["timeline"] if entry["kind"] not in ("warned", "fell_overdue")]
    for entry in events:
        entry.pop("sequence", None)
    summary = {name: value for name, value in view["summary"].items() if "urgency" not in name and "state" != name}
    return view | {"timeline": events, "clocks": [], "summary": summary}


def differences(before, after):
    return [(name, old[name], new[name]) for old, new in zip(before, after) if isinstance(old, dict) and isinstance(new, dict)
            for name in old if old[name] != new.get(name)]


def people_of(story, strangers):
    people = {"applicant": story.applicant} if not isinstance(story, WindowStory) else {}
    return people | story.staff | strangers


def refused_cells(attack, table, kind, status, strangers):
    """Everything that is not offered is refused and changes nothing. Returns [(party, action)] of what is offered."""
    story = fresh(attack.world, kind, status)
    at = story.view()["summary"]["status"]
    attack.expect(at == status, f"a case of kind {kind} did not get to {status}", at)
    offered = []
    people = people_of(story, strangers if kind == "online" else {})
    if kind == "window" and not attack.full:  # what is different at a window is what the clerk may
        people = {"clerk": story.staff["clerk"]}
    for name, client in people.items():
        before = both_views(story)
        view = client.get(story.url)
        party = PARTY.get(name, name)
        allowed = set(view.json["allowed"]) if view.status == 200 else set()
        cell = Cell(attack, story, name, client)
        for action in ACTS:
            declared = party in table.get((status, action), {}).get("parties", [])
            what = f"{status}, {action}, {name}"
            if action in allowed:
                attack.expect(declared, f"{what}: offered, but not in the table", kind)
                offered.append((name, action))
                continue
            answer = cell.attempt(action)
            if answer.status == 200 and action == "claim" and declared:
                continue  # claiming what one has is answered with what is; the comparison below says that it is no more
            attack.expect(answer.status in REFUSALS, f"{what}: not refused", (kind, answer))
            if answer.status in REFUSALS:
                attack.expect(answer.key in REFUSALS[answer.status], f"{what}: refused with another word", (kind, answer))
            if (status, action) not in table and answer.status == 409 and action not in ("edit", "supplement"):
                attack.expect(answer.key == "cases.not_allowed_in_status", f"{what}: not in the table, but not said so", answer)
        after = both_views(story)
        attack.expect(after == before, f"{status}, {name}: a refused act changed the case", (kind, differences(before, after)))
    return offered


def attack(attack):
    world = attack.world
    table = {(row["status"], row["action"]): row for row in world.states}
    attack.expect({row["action"] for row in world.states} - BY_THE_PLATFORM == set(ACTS),
                  "the table has actions that are not tried", {row["action"] for row in world.states} ^ set(ACTS))
    world.instant_item = instant_item(world)
    strangers = {"next door's clerk": world.next_door["clerk"], "the supervisor": world.supervisor}
    if attack.full:
        strangers |= {"a stranger": world.firm, "the far approver": world.far["approver"], "the editor": world.editor,
                      "the system administrator": world.system_admin}
    done, cells = set(), 0
    for kind, statuses in KINDS.items():
        todo = []
        for status in statuses:
            todo += [(status, name, action) for name, action in refused_cells(attack, table, kind, status, strangers)]
        attack.dice.shuffle(todo)
        for status, name, action in todo[:attack.count]:
            allowed_cell(attack, table, kind, status, name, action)
        done |= {(status, action, PARTY.get(name, name)) for status, name, action in todo}
        cells += len(todo)
    wanted = {(row["status"], row["action"], party) for row in world.states for party in row["parties"]
              if party != "platform" and row["action"] not in BY_THE_PLATFORM}
    never = wanted - done - set(NO_SUCH_CASE)
    attack.expect(not never, "cells of the table that no case offers", sorted(never))
    return f"{len(table)} rules, {cells} cells offered, {len(wanted)} cells declared"


def allowed_cell(attack, table, kind, status, name, action):
    """What is offered is done, and leads where the table says."""
    story = fresh(attack.world, kind, status)
    client = people_of(story, {"the supervisor": attack.world.supervisor})[name]
    if action in ("resubmit", "revise", "submit") and kind == "window":
        client = story.applicant
    if action == "submit":
        story.fill().hand_in()
    answer = Cell(attack, story, name, client).attempt(action)
    if not attack.expect(answer.status == 200, f"{status}, {action}, {name}: offered, but refused", (kind, answer)):
        return
    if action == "delete_draft":
        attack.expect(story.applicant.get(story.url).status == 404, "a deleted draft is still there", story.url)
        return
    after = story.view(None if not isinstance(story, WindowStory) else story.staff["clerk"])["summary"]["status"]
    to = "received" if kind == "window" and action == "submit" else table[status, action]["to"]
    attack.expect(after == to, f"{status}, {action}, {name}: leads to another status",
                  (kind, after, to))
