"""What all attacks stand on: the world of the API tests, a notebook for what an attack tried and found, and real objects
to aim at, so that a request that is wrong in one thing only is right in all others."""

import json
import os
import random
import re
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "api"))

from rows import ROLES, body_for, declared, json_body, request, spelled  # noqa: E402,F401 - what the attacks take from here
from stories import Story, day, upload  # noqa: E402
from harness import Client  # noqa: E402
from watch import Watch, WatchedClient  # noqa: E402
from world import NOBODY, World, ok  # noqa: E402

ID = "^[0-9a-z]{13}$"
# With which a node says that it has no time now.
BUSY = {"db.busy", "db.overloaded", "db.timeout", "db.unavailable", "http.overloaded"}
# Keys with which the guard refuses before the act is asked.
GUARD = re.compile(r"(auth|csrf|idempotency|json|query)\..*|http\.(?!not_found).*|http\.not_found")


# S27: what no refusal may tell: paths, SQL and names of tables, libraries and their versions, addresses, stacks.
LEAKS = re.compile(
    rb"sqlite|postgres|psql|libpq|boost|openssl|libsodium|spdlog|nlohmann|glibc|libstdc|SQLSTATE|\bSELECT\b|\bINSERT\b|\bUPDATE \w+ SET\b"
    rb"|no such (table|column)|relation \"|constraint|UNIQUE|FOREIGN KEY|syntax error|errno|Permission denied|No such file|/(tmp|usr|var|etc|home|opt|proc|srv)/"
    rb"|\.(cpp|hpp|h|cc|so|db|py)\b(:\d+)?|std::|tongban::|0x[0-9a-f]{6,}|exception|stack trace|backtrace|terminate called|bad_alloc|assert|line \d+|\bat 0x", re.IGNORECASE)


def leaks(body):
    """What in a refusal tells of the inside; the request id is random letters, which may be any word."""
    return LEAKS.search(re.sub(rb'"request_id":"[^"]*"', b"", body))


class StrictWatch(Watch):
    """Looks at each answer of each attack for what no answer may tell, and for the id that leads to the log."""

    def look(self, method, target, answer):
        super().look(method, target, answer)
        if not re.fullmatch(r"[A-Za-z0-9_-]{8,64}", answer.headers.get("x-request-id", "")):
            self._tell(f"an answer of {answer.status} without a request id", (method, target[:200], answer.headers))
        if answer.status >= 400 and leaks(answer.body):
            self._tell(f"a refusal of {answer.status} tells of the inside", (method, target[:200], answer.body[:400]))
        for name, value in answer.headers.items():
            if name not in ("content-security-policy", "content-disposition", "x-request-id", "set-cookie", "etag") and \
                    LEAKS.search(value.encode("utf-8", "replace")):
                self._tell(f"the header {name} tells of the inside", (target[:200], value))


class PatientClient(WatchedClient):
    """Comes back when a busy machine says 503, as Retry-After asks; what it is told in the end is looked at."""

    def raw(self, method, target, body=None, headers=None):
        for _ in range(20):
            answer = Client.raw(self, method, target, body, headers)
            if answer.status != 503 or answer.key not in BUSY:
                break
            time.sleep(min(5, int(answer.headers.get("retry-after", 1))))
        self.watch.look(method, target, answer)
        return answer

    def again(self):
        other = PatientClient(self.port, self.watch)
        other.cookies, other.csrf = dict(self.cookies), self.csrf
        return other


class PatientWorld(World):
    def anyone(self):
        return PatientClient(self.server.port, self.watch)


def new_world(binary, database):
    """Attacks guess more often than people do; what limits guessing has tests of its own (tests/api)."""
    world = PatientWorld(binary, database, {"TONGBAN_LOGIN_FAILURES_PER_ADDRESS": "100000"})
    strict = StrictWatch()
    strict.learn(world.anyone().get("/api/openapi.json").json)
    world.watch = strict
    world.states = json.loads(subprocess.run([binary, "api", "states"], check=True, capture_output=True).stdout)
    world.matrix = subprocess.run([binary, "api", "matrix"], check=True, capture_output=True, text=True).stdout
    return world


class Attack:
    """One kind of attack on one world: how much it may try, its own dice, what it tried and what it found."""

    def __init__(self, world, kind, count, seed, full):
        self.world, self.count, self.full = world, count, full
        self.dice = random.Random(f"{seed}/{kind}")
        self.tried, self.findings = 0, {}

    def expect(self, good, what, example=""):
        """Counts one try; each kind of finding is kept once, with its first example."""
        self.tried += 1
        if not good:
            self.findings.setdefault(what, str(example)[:700])
        return good

    def resident_kib(self):
        """Memory of the server that is in use now."""
        with open(f"/proc/{self.world.server.process.pid}/status", encoding="ascii") as status:
            return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1))


def without_request_id(answer):
    if "json" not in answer.headers.get("content-type", ""):
        return answer.status, answer.body
    document = answer.json
    document.pop("request_id", None)
    return answer.status, document


def resolve(schema, schemas):
    return schemas[schema["$ref"].rsplit("/", 1)[1]] if "$ref" in schema else schema


def is_id(schema):
    return schema.get("pattern") == ID or any(is_id(choice) for choice in schema.get("anyOf", []))


def full_body(schema, schemas, depth=0):
    """A document that decodes, optional members included."""
    schema = resolve(schema, schemas)
    if "anyOf" in schema:
        return full_body(schema["anyOf"][0], schemas, depth)
    if schema.get("type") == "object":
        return {name: full_body(rule, schemas, depth + 1) for name, rule in schema.get("properties", {}).items()}
    if schema.get("type") == "array" and depth < 4:
        return [full_body(schema.get("items", {}), schemas, depth + 1)]
    return body_for(schema, schemas)


# Which action of the table an endpoint is, where their names differ.
ACTION = {"decide": "grant", "attach_material": "edit", "remove_material": "edit", "save_answers": "edit",
          "save_contact": "edit", "save_scenario": "edit", "earlier_materials": "edit", "view": "withdraw",
          "file": "claim", "instrument": "withdraw", "reveal": "accept"}
# Nothing of these exists as long as nothing failed; tests of the queues (src/platform/http) reach them.
NEVER_THERE = {"queue_id", "job_id"}


def until(find, seconds=90):
    """What `find` gives as soon as it gives something: some things happen in the background."""
    end = time.time() + seconds
    while not (found := find()):
        assert time.time() < end, "still nothing"
        time.sleep(0.2)
    return found


class Targets:
    """For each endpoint somebody who may call it and objects on which the call would be in order."""

    def __init__(self, world):
        self.world, self._stories, self._ids = world, {}, {}
        self.owner, self.who = world.register()

    def client(self, operation):
        access, world = operation["x-access"], self.world
        if access == "anyone":
            return world.anyone()
        if access in ("applicant", "signed in"):
            return self.owner.again()
        kind, _, roles = access.partition(": ")
        assert kind == "staff", access
        if not roles:  # whatever their post
            return world.clerk
        return {"window_clerk": world.clerk, "reviewer": world.reviewer, "approver": world.approver,
                "department_head": world.head, "catalog_editor": world.editor, "catalog_publisher": world.publisher,
                "supervisor": world.supervisor, "system_admin": world.system_admin,
                "security_admin": world.security_admin, "auditor": world.auditor}[roles.split(",")[0].strip()]

    def story(self, operation_id):
        """A case in a status in which the endpoint may be called."""
        action = operation_id.split(".")[1]
        action = ACTION.get(action, action)
        rows = [row for row in self.world.states if row["action"] == action]
        status = rows[0]["status"] if rows else "submitted"
        if rows and rows[0]["to"] != status or action == "delete_draft":  # after the call it is another case
            return Story(self.world, applicant=self.owner).to(status)
        if status not in self._stories:
            self._stories[status] = Story(self.world, applicant=self.owner).to(status)
        return self._stories[status]

    def ids(self, operation_id, path):
        """Real values for the parameters of the path."""
        out = {}
        if "{case_id}" in path:
            story = self.story(operation_id)
            out["case_id"] = story.case_id
            if "{file_id}" in path or "{material_id}" in path or "{instrument_id}" in path:
                view = story.view()
                entries = [entry for material in view["materials"] for entry in material["entries"]]
                if not entries:
                    story.hand_in()
                    entries = [entry for material in story.view()["materials"] for entry in material["entries"]]
                out["file_id"] = entries[0]["file_id"]
                out["material_id"] = entries[0]["material_id"]
                if view["instruments"]:
                    out["instrument_id"] = view["instruments"][0]["instrument_id"]
        for name in re.findall(r"\{(\w+)\}", path):
            if name not in out and name not in NEVER_THERE and hasattr(self, "_" + name):
                if name not in self._ids:
                    self._ids[name] = getattr(self, "_" + name)()
                out[name] = self._ids[name]
        if "/editor/items/{item_id}" in path:
            out["item_id"] = self._draft_item()
        return out

    def _draft_item(self):
        if "draft_item" not in self._ids:
            made = self.world.make_draft_item(self.world.make_content(f"受攻击的事项{self.world.number()}"))
            self._ids["draft_item"] = made["item"]["item_id"]
        return self._ids["draft_item"]

    def _item_id(self):
        return self.world.item

    def _file_id(self):
        return upload(self.owner)

    def _account_id(self):
        self._victim = self.world.new_staff("reviewer", self.world.department_id())
        return self._victim.account_id

    def _post_id(self):
        account_id = self._ids.setdefault("account_id", None) or self._account_id()
        self._ids["account_id"] = account_id
        return ok(self.world.security_admin.get(f"/api/v1/accounts/{account_id}/posts"))["posts"][0]["post_id"]

    def _authorisation_id(self):
        agent, who = self.world.register()
        return ok(self.owner.post("/api/v1/agents", {
            "agent_login_name": who["login_name"], "agent_name": who["name"], "item_id": None, "valid_from": day(0),
            "valid_until": day(5)}), 201)["authorisation_id"]

    def _absence_id(self):
        office = self.world.department_id()
        absent, deputy = (self.world.new_staff("reviewer", office) for _ in range(2))
        return ok(absent.post("/api/v1/absences", {
            "account_id": None, "deputy_account_id": deputy.account_id, "from_date": day(0), "until_date": day(3)}), 201)["absence_id"]

    def _filter_id(self):
        return ok(self.world.clerk.post("/api/v1/worklist/filters", {"name": "受攻击的筛选", "filter": {}}), 201)["filter_id"]

    def _inquiry_id(self):
        return ok(self.owner.post("/api/v1/inquiries", {
            "kind": "question", "title": "受攻击的咨询", "text": "怎么办？", "item_id": self.world.item}), 201)["inquiry_id"]

    def _department_id(self):
        return self.world.department_id()

    def _message_id(self):
        """Messages are written in the background."""
        self._inquiry_id()
        return until(lambda: ok(self.owner.get("/api/v1/messages"))["messages"])[0]["message_id"]

    def _delivery_id(self):
        """A dead letter: a code for an address that the mail server of the tests refuses."""
        client, _ = self.world.register()
        account = ok(client.get("/api/v1/session"))["account_id"]
        settings = ok(client.get("/api/v1/message-settings"))
        ok(client.put("/api/v1/message-settings", {
            "mail": f"refused{self.world.number()}@example.com", "language": "zh", "mail_on": True, "sms_on": True, "push_on": False,
            "quiet_from": 0, "quiet_until": 0, "expected_version": settings["version"]}))
        return until(lambda: [row for row in ok(self.world.system_admin.get(
            "/api/v1/admin/outbox", state="dead", limit=100))["deliveries"] if row["account_id"] == account])[0]["delivery_id"]

    def _basic_item_id(self):
        return ok(self.world.anyone().get("/api/v1/basic-items", limit=1))["basic_items"][0]["basic_item_id"]

    def _file(self):
        return "departments.csv"

    def _event_key(self):
        return ok(self.world.anyone().get("/api/v1/life-events"))["events"][0]["event_key"]

    def _notice_id(self):
        return ok(self.world.editor.post("/api/v1/editor/notices", {
            "notice": {"title": "受攻击的公告", "body": "正文", "department_id": self.world.department_id()}}), 201)["notice"]["notice_id"]

    def request(self, method, path, operation, client=None, body=None, **ids):
        """The call as it should be: right caller, real objects, a body that decodes."""
        client = client or self.client(operation)
        target = spelled(path, **(self.ids(operation["operationId"], path) | ids))
        if method in ("GET", "DELETE"):
            query = [(p["name"], body_for(p["schema"], self.world.watch.schemas))
                     for p in operation.get("parameters", []) if p["in"] == "query" and p.get("required")]
            return client.call(method, target, query=query or None)
        if "application/octet-stream" in operation.get("requestBody", {}).get("content", {}):
            target += "?name=a.pdf" if "files" in path else "?reason=a&dry_run=true"
            body, media = (b"%PDF-1.4\n%%EOF\n", "application/pdf") if "files" in path else (b"{}", "application/json")
            return client.raw(method, target, body, client.headers(method) | {"Content-Type": media})
        schema = json_body(operation)
        document = body if body is not None else body_for(schema, self.world.watch.schemas) if schema else {}
        return client.call(method, target, document)


def unreached(answer):
    """Why the answer did not come from the act itself, or nothing."""
    if answer.status < 400:
        return ""
    if GUARD.fullmatch(answer.key):
        return answer.key
    shapes = [error["key"] for error in answer.json["errors"] if error["key"] in ("field.unknown", "field.type")]
    return shapes[0] if shapes else ""
