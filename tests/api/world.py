"""The world the API tests live in: one server with the demonstration catalogue, signed-in people by role, an item made
for the tests, and ways to make more of each. After the tests it must end in order and `tongban check` must be clean."""

import copy
import itertools
import json
import re
import threading

import papers
import trail
from harness import Server
from mail_server import MailServer
from watch import Watch, WatchedClient

PASSWORD = "tongban-demo-2026"
COUNTY = "431322000000"  # 新化县
CITY = "370200000000"  # 青岛市
NOBODY = "0000000000001"  # an id that is well formed and nobody's


def ok(answer, status=200):
    """The document of an answer that must be a success."""
    assert answer.status == status, answer
    return answer.json


def refused(answer, status, key, field=None):
    """Asserts a problem: status, stable key and, where one field is at fault, `field` (or its beginning)."""
    assert answer.status == status, answer
    assert answer.key == key, answer
    if field:
        assert any(error["pointer"].startswith(field) for error in answer.json["errors"]), (field, answer)
    return answer.json


def field_keys(answer):
    return {error["pointer"]: error["key"] for error in answer.json["errors"]}


class World:
    def __init__(self, binary, database, environment=None):
        self.database = database
        self.watch = Watch()
        self.mail = MailServer()
        self.server = Server(binary, database, self.mail.environment() | (environment or {}))
        self._signed_in = {}
        self._lock = threading.RLock()
        self._numbers = itertools.count(1)
        self._items = {}
        self.accounts = dict(re.findall(r"^  (\S+)\s+(\S.*)$", self.server.demo_text.split("演示账号")[1], re.MULTILINE))
        self.watch.learn(self.anyone().get("/api/openapi.json").json)

    # ---- people -----------------------------------------------------------------------------------------------------

    def anyone(self):
        """A browser that nobody has signed in with."""
        return WatchedClient(self.server.port, self.watch)

    def sign_in(self, login_name, password=PASSWORD):
        """A session of its own."""
        return self.anyone().sign_in(login_name, password)

    def as_(self, login_name):
        """A window of the one session this account has in the tests."""
        with self._lock:
            if login_name not in self._signed_in:
                self._signed_in[login_name] = self.sign_in(login_name)
            return self._signed_in[login_name].again()

    def login_of(self, *words):
        """The login name of the demonstration account whose description has all the words."""
        return next(login for login, who in self.accounts.items() if all(word in who for word in words))

    zhangsan = property(lambda self: self.as_("zhangsan"))
    lisi = property(lambda self: self.as_("lisi"))
    firm = property(lambda self: self.as_("gongsi"))
    clerk = property(lambda self: self.as_("chuangkou"))
    reviewer = property(lambda self: self.as_("shenhe"))
    approver = property(lambda self: self.as_("pizhun"))
    head = property(lambda self: self.as_("lingdao"))
    editor = property(lambda self: self.as_("bianji"))
    publisher = property(lambda self: self.as_("fabu"))
    system_admin = property(lambda self: self.as_("xitong"))
    security_admin = property(lambda self: self.as_("anquan"))
    auditor = property(lambda self: self.as_("shenji"))

    @property
    def supervisor(self):
        """Of the province that the county is in; the other one is of somewhere else."""
        found = [login for login in self.accounts if login.startswith("jiandu")]
        return next(client for client in map(self.as_, found)
                    if ok(client.get("/api/v1/session"))["posts"][0]["region_code"][:2] == COUNTY[:2])

    @property
    def far_supervisor(self):
        found = [login for login in self.accounts if login.startswith("jiandu")]
        return next(client for client in map(self.as_, found)
                    if ok(client.get("/api/v1/session"))["posts"][0]["region_code"][:2] == CITY[:2])

    @property
    def far(self):
        """{role: client} of a department in another region."""
        return {role: self.as_(self.login_of(word, "青岛市")) for role, word in
                {"clerk": "综合窗口", "reviewer": "审核", "approver": "批准", "head": "部门负责人"}.items()}

    @property
    def next_door(self):
        """{role: client} of another department of the same county."""
        return {"clerk": self.as_("chuangkou2"), "reviewer": self.as_("shenhe2"), "approver": self.as_("pizhun2"),
                "head": self.as_("lingdao2")}

    def number(self):
        return next(self._numbers)

    def register(self, **changes):
        """A new natural person with an account; returns the client and what is true of the person."""
        who = {"login_name": f"citizen{self.number():05}", "password": "a-long-pass-phrase", "name": papers.person_name(),
               "id_number": papers.citizen_id(), "phone": papers.mobile(),
               "address": f"湖南省娄底市新化县上梅街道测试路{self.number()}号"} | changes
        document = {"applicant_kind": "natural"} | who
        ok(self.anyone().post("/api/v1/registrations", document), 201)
        return self.sign_in(who["login_name"], who["password"]), who

    def new_staff(self, role, department_id=None, region_code=None):
        """A new member of staff with one post (or none)."""
        login = f"staff{self.number():05}"
        made = ok(self.system_admin.post("/api/v1/accounts", {
            "login_name": login, "password": "a-long-pass-phrase", "name": "甄员工", "phone": papers.mobile()}), 201)
        if role:
            ok(self.security_admin.post(f"/api/v1/accounts/{made['account_id']}/posts", {
                "role": role, "department_id": department_id, "region_code": region_code}), 201)
        client = self.sign_in(login, "a-long-pass-phrase")
        client.account_id, client.login_name = made["account_id"], login
        return client

    @staticmethod
    def who(client):
        """What is true of a signed-in applicant."""
        return ok(client.get("/api/v1/me"))

    def department_id(self, client=None):
        posts = ok((client or self.clerk).get("/api/v1/session"))["posts"]
        return posts[0]["department_id"]

    # ---- the catalogue ----------------------------------------------------------------------------------------------

    @property
    def real_item(self):
        """食品经营许可（新办） of 新化县, as everybody finds it."""
        if "real" not in self._items:
            found = ok(self.anyone().get("/api/v1/items", region_code=COUNTY, department_id=self.department_id(),
                                         limit=100))["items"]
            card = next(row for row in found if row["item_name"].startswith("食品经营许可"))
            assert card["region_code"] == COUNTY and card["demonstration"], card
            self._items["real"] = card["item_id"]
        return self._items["real"]

    def content_of(self, item_id, client=None):
        return ok((client or self.editor).get(f"/api/v1/editor/items/{item_id}/versions/0"))["content"]

    def make_content(self, name, **basic):
        """The content of the real item, with materials and scenario that cases can be played with."""
        content = copy.deepcopy(self.content_of(self.real_item))
        content["basic"].update(item_name=name, aliases=[], is_fee=False, fee_basis="", effective_from="",
                                effective_to="", handling_type="2")
        limit = {"stated": True, "unit": "working_day", "explanation": ""}
        content["basic"].update({"legal_limit": limit | {"amount": 20}, "promised_limit": limit | {"amount": 10}} | basic)
        content["fees"] = []
        content["extension"].update(is_tolerant=True, tolerant_days=10, is_inform_promise=True, is_pay_online=False,
                                    inform_promise_explanation="可以承诺代替", inform_promise_text="本人承诺所述属实。",
                                    is_agent_allowed=True, min_assurance_level=2, review_type="staged")
        sample = content["materials"][0]
        def material(key, name, **more):
            return sample | {"material_key": key, "material_name": name, "necessity": "1", "tolerable": False,
                             "promise_replaceable": False, "exempt_by_licence": False, "at_step": ""} | more
        content["materials"] = [
            material("form", "测试申请表"),
            material("later", "测试场地平面图", tolerable=True),
            material("oath", "测试从业人员健康说明", promise_replaceable=True),
            material("proxy", "测试授权委托书"),
        ]
        content["scenarios"] = [{"question_key": "q1", "question": "是否委托他人办理？", "multiple": False, "options": [
            {"option_key": "self", "label": "本人办理", "materials_added": [], "materials_dropped": [], "conditions": [],
             "note": ""},
            {"option_key": "proxy", "label": "委托他人", "materials_added": ["proxy"], "materials_dropped": [],
             "conditions": ["受托人具有完全民事行为能力"], "note": ""}]}]
        # No step so short that its clock warns at once: the platform would note that in the case.
        content["flow"] = [
            {"step_name": name, "stage": stage, "role": role, "limit": limit | {"amount": days}, "standard": "材料齐全",
             "outcome": "通过"} for name, stage, role, days in [
                ("受理", "accept", "综合窗口", 1), ("审查", "review", "承办人", 3), ("决定", "decide", "负责人", 2),
                ("制证", "make", "综合窗口", 1), ("送达", "deliver", "综合窗口", 1)]]
        content["special_procedures"] = [
            {"procedure_kind": "hearing", "procedure_name": "听证", "limit": limit | {"amount": 20},
             "excluded_from_limit": True, "by_law": "《中华人民共和国行政许可法》第四十五条", "note": ""}]
        content["form_schema"] = {"type": "object", "additionalProperties": False,
                                  "required": ["shop_name", "owner_id_number", "owner_name"], "properties": {
                                      "shop_name": {"type": "string", "title": "名称", "minLength": 2, "maxLength": 40},
                                      "owner_name": {"type": "string", "title": "姓名", "x-personal": "name"},
                                      "owner_id_number": {"type": "string", "title": "证件", "format": "citizen_id"},
                                      "owner_mobile": {"type": "string", "title": "电话", "format": "mobile"},
                                      "owner_address": {"type": "string", "title": "地址", "format": "address"},
                                      "size": {"type": "integer", "title": "面积", "minimum": 1, "maximum": 100000}}}
        def control(name):
            return {"type": "Control", "scope": f"#/properties/{name}"}
        content["form_layout"] = {"type": "VerticalLayout", "elements": [
            {"type": "Group", "label": "店铺", "options": {"group_key": "shop"},
             "elements": [control("shop_name"), control("size")]},
            {"type": "Group", "label": "业主", "options": {"group_key": "owner"},
             "elements": [control(name) for name in ("owner_name", "owner_id_number", "owner_mobile",
                                                     "owner_address")]}]}
        return content

    def make_draft_item(self, content, editor=None):
        """An item with version 1 as a draft, in the department of the editor."""
        editor = editor or self.editor
        return ok(editor.post("/api/v1/editor/items", {
            "department_id": self.department_id(editor), "demonstration": True, "content": content,
            "reason": "接口测试"}), 201)

    def publish(self, item_id, version=0):
        """Checked by the editor, published by the publisher."""
        at = f"/api/v1/editor/items/{item_id}/versions/{version}"
        version = version or ok(self.editor.get(at))["version"]
        at = f"/api/v1/editor/items/{item_id}/versions/{version}"
        act = {"revision": 0, "reason": "接口测试"}
        ok(self.editor.post(at + "/check", act))
        return ok(self.publisher.post(at + "/publish", act))

    def make_item(self, name=None, **basic):
        """A published item of one's own; returns its id."""
        made = self.make_draft_item(self.make_content(name or f"接口测试事项{self.number()}", **basic))
        self.publish(made["item"]["item_id"])
        return made["item"]["item_id"]

    @property
    def item(self):
        """The item most stories are played with: something can be promised, committed, suspended and extended."""
        with self._lock:
            if "played" not in self._items:
                self._items["played"] = self.make_item("接口测试经营许可")
            return self._items["played"]

    def _restart(self):
        """What a citizen saw before the server ended is there when it has begun again."""
        client, who = self.register()
        begun = ok(client.post("/api/v1/cases", {"item_id": self.item, "scenario": []}), 201)
        before = ok(client.get(f"/api/v1/cases/{begun['case_id']}"))
        code = self.server.stop()
        findings = [] if code == 0 else [f"the server ended with {code}"]
        self.server.start()
        again = self.anyone()
        again.cookies, again.csrf = client.cookies, client.csrf  # the session outlives the process
        if ok(again.get(f"/api/v1/cases/{begun['case_id']}")) != before:
            findings.append("a draft is not the same after a restart")
        if not ok(again.get("/api/v1/search", q="食品经营许可", region_code=COUNTY))["hits"]:
            findings.append("the search finds nothing after a restart")
        ok(again.delete(f"/api/v1/cases/{begun['case_id']}"))
        return findings

    def _read_log(self):
        """Every line is one JSON document, whatever people sent; nothing in it was an error of ours."""
        findings = []
        with open(self.server.environment["TONGBAN_NODE_LOG_FILE"], encoding="utf-8") as log:
            for number, line in enumerate(log, 1):
                try:
                    entry = json.loads(line)
                    if entry.get("level") == "error" or entry.get("event") == "http.failed":
                        findings.append(f"the log tells of an error: {line[:400]}")
                except ValueError:
                    findings.append(f"line {number} of the log is no JSON: {line[:200]!r}")
        return findings[:20]

    # ---- the end ----------------------------------------------------------------------------------------------------

    def finish(self, complete=False):
        """What is wrong after the tests: `complete` says that all of them were run."""
        findings = [f"{what} (e.g. {example})" for what, example in sorted(self.watch.findings.items())]
        if complete:
            # These have nothing to act on as long as nothing fails.
            need_a_failure = {"queues.retry_event", "queues.discard_event", "queues.retry_job"}
            never = sorted(operation["operationId"] for _, _, _, operation in self.watch.operations
                           if operation["operationId"] not in self.watch.called | need_a_failure)
            if never:
                findings.append("no test had a success from: " + ", ".join(never))
            findings += trail.findings(self)
        findings += self._restart()
        code = self.server.stop()
        if code != 0:
            findings.append(f"the server ended with {code}")
        findings += self._read_log()
        checked = self.server.check()
        if self.server.check_code != 0:
            findings.append("tongban check found:\n" + checked[-3000:])
        return findings
