"""S2: somebody else's objects. Citizens, firms and the staff of departments in two regions own cases, files, materials,
papers, authorisations and drafts of items; then actors and objects are drawn by lot and the ids of path, query and body
swapped. An oracle that knows who owns what says what must be answered: what is not theirs is answered like an id that
does not exist (same status, same document), what is theirs opens; and no answer holds a mark of what its reader may not
see."""

import re

from ground import ID, ROLES, Targets, body_for, declared, is_id, json_body, spelled, until, without_request_id
from stories import Story, day, upload
from world import NOBODY, ok

SIZES = (1000, 10_000)

# What everybody may see, so that its id is no secret: not swapped.
PUBLIC_KINDS = {"department_id", "basic_item_id", "after", "before"}
# Swapped ids that are names to look for (audit) or filters of one's own list: whatever they say, the marks below tell.
FILTERS = {"actor_id", "object_id"}
# Rows whose objects belong to no actor but to a role; the role matrix (roles.py) says who may.
OF_A_ROLE = {"identity.disable_account", "identity.enable_account", "identity.posts", "identity.grant_post",
             "identity.revoke_post", "identity.set_absence", "identity.deputies", "identity.account", "identity.reset_password", "identity.unlock_account", "queues.discard_event", "queues.retry_event", "queues.retry_job",
             "messages.retry_delivery", "messages.drop_delivery",
             "notices.public"}  # a draft opens for nobody there
# Names of the path that are words, not ids.
WORDS = {"group_key", "material_key", "code_set", "code", "region_code", "kind", "file", "version", "event_key", "model_key", "task"}


class Owner:
    def __init__(self, name, client, account_id, roles=(), department_id=None, region=""):
        self.name, self.client, self.account_id, self.roles = name, client, account_id, set(roles)
        self.department_id, self.region = department_id, region

    def covers(self, department_id, region_code):
        if self.department_id:
            return self.department_id == department_id
        return region_code.startswith(re.sub(r"(00)+$", "", self.region) or "none")


class Thing:
    """An object with who may see it; `marks` are words that stand in no answer to others."""

    def __init__(self, kind, value, sees, marks=(), of=None):
        self.kind, self.id, self.sees, self.marks, self.of = kind, value, sees, list(marks), of


def people_of(world):
    out = []
    def add(name, client):
        session = ok(client.get("/api/v1/session"))
        post = (session["posts"] or [{}])[0]
        roles = [p["role"] for p in session["posts"]] or ["applicant" if session["kind"] == "applicant" else "staff"]
        out.append(Owner(name, client, session["account_id"], roles, post.get("department_id"), post.get("region_code", "")))
        return out[-1]
    for name, client in (("zhangsan", world.zhangsan), ("lisi", world.lisi), ("a firm", world.firm)):
        add(name, client)
    words = {"clerk": "综合窗口", "reviewer": "审核", "approver": "批准", "head": "部门负责人", "editor": "事项编辑",
             "publisher": "事项发布"}
    for role, word in words.items():
        add(f"the {role}", world.as_(world.login_of(word, "新化县市场监督管理局")))
        add(f"next door's {role}", world.as_(next(
            login for login, who in world.accounts.items()
            if word in who and "新化县" in who and "新化县市场监督管理局" not in who)))
        add(f"the far {role}", world.as_(world.login_of(word, "青岛市")))
    for name, client in (("the supervisor", world.supervisor), ("the far supervisor", world.far_supervisor),
                         ("the system administrator", world.system_admin),
                         ("the security administrator", world.security_admin), ("the auditor", world.auditor)):
        add(name, client)
    return out


class Town:
    """Everybody's things."""

    def __init__(self, attack):
        self.world, self.things, self.cases = attack.world, [], []
        self.people = people_of(attack.world)
        for number in range(3):
            client, who = attack.world.register(address=f"湖南省娄底市新化县他人巷{7300 + number}号")
            account = ok(client.get("/api/v1/session"))["account_id"]
            self.people.append(Owner(f"citizen {number}", client, account, ["applicant"]))
            for status in ("draft", "submitted", "correcting", "under_review", "issued"):
                self._add_case(Story(attack.world, applicant=client).to(status), account, who, f"金丝雀{number}{status}")
            self._add_file(client, account)
            self._add_inquiries(client, account, number)
            self._add_messages(client, account)
        self._add_authorisations()
        self._add_items()
        self._add_notices()

    def _add_case(self, story, account, who, mark):
        view = story.view()
        department = self.world.department_id()
        region = view["summary"]["region_code"] if "region_code" in view["summary"] else "431322000000"
        draft = view["summary"]["status"] == "draft"
        posts = {"window_clerk", "reviewer", "approver", "department_head", "supervisor"}
        def sees(person):
            if person.account_id == account:
                return True
            return not draft and bool(person.roles & posts) and person.covers(department, region)
        marks = [who["name"], who["id_number"], who["phone"], who["address"]]
        if view["summary"].get("case_number"):
            marks.append(view["summary"]["case_number"])
        case = Thing("case_id", story.case_id, sees, [story.case_id, *marks])
        case.story, case.account = story, account
        self.cases.append(case)
        self.things.append(case)
        for material in view["materials"]:
            for entry in material["entries"]:
                self.things.append(Thing("material_id", entry["material_id"], sees, [entry["material_id"]], case))
                if entry["file_id"]:
                    owner = lambda person: person.account_id == account  # noqa: E731
                    self.things.append(Thing("file_id", entry["file_id"], owner, (), case))
        for paper in view["instruments"]:
            self.things.append(Thing("instrument_id", paper["instrument_id"], sees, [paper["instrument_id"]], case))

    def _add_file(self, client, account):
        self.things.append(Thing("file_id", upload(client), lambda person: person.account_id == account))

    def _add_inquiries(self, client, account, number):
        department = self.world.department_id()
        # A complaint is not for those whom it may concern.
        for kind, posts in (("question", {"window_clerk", "reviewer", "department_head", "supervisor"}),
                            ("complaint", {"department_head", "supervisor"})):
            title = f"秘密{kind}{number}号{self.world.number()}"
            asked = ok(client.post("/api/v1/inquiries", {
                "kind": kind, "title": title, "text": "请问怎么办？", "item_id": self.world.item}), 201)
            def sees(person, posts=posts):
                return person.account_id == account or bool(person.roles & posts) and person.covers(department, "431322000000")
            self.things.append(Thing("inquiry_id", asked["inquiry_id"], sees, [asked["inquiry_id"], title]))

    def _add_messages(self, client, account):
        for message in until(lambda: ok(client.get("/api/v1/messages", limit=100))["messages"])[:3]:
            self.things.append(Thing("message_id", message["message_id"], lambda person: person.account_id == account,
                                     [message["message_id"]]))

    def _add_authorisations(self):
        citizens = [person for person in self.people if person.name.startswith("citizen")]
        for principal, agent in zip(citizens, citizens[1:] + citizens[:1]):
            given = ok(principal.client.post("/api/v1/agents", {
                "agent_login_name": ok(agent.client.get("/api/v1/me"))["login_name"],
                "agent_name": ok(agent.client.get("/api/v1/me"))["name"],
                "item_id": self.world.real_item, "valid_from": day(0), "valid_until": day(9)}), 201)
            me = principal.account_id
            self.things.append(Thing("authorisation_id", given["authorisation_id"],
                                     lambda person, me=me: person.account_id == me))

    def _add_items(self):
        content = self.world.make_content("他人的事项草案")
        for name in ("the editor", "next door's editor", "the far editor"):
            editor = next(person for person in self.people if person.name == name)
            made = self.world.make_draft_item(content | {"basic": content["basic"] | {
                "item_name": f"秘密草案{name[-9:-7]}{self.world.number()}号"}}, editor.client)
            department = editor.department_id
            def sees(person, department=department):
                return bool(person.roles & {"catalog_editor", "catalog_publisher"}) and person.department_id == department
            item_id = made["item"]["item_id"]
            self.things.append(Thing("item_id", item_id, sees, [item_id]))

    def _add_notices(self):
        writers = {"catalog_editor", "catalog_publisher", "system_admin"}
        for name in ("the editor", "next door's editor", "the far editor"):
            editor = next(person for person in self.people if person.name == name)
            title = f"秘密公告{self.world.number()}号"
            made = ok(editor.client.post("/api/v1/editor/notices", {
                "notice": {"title": title, "body": "草稿", "department_id": editor.department_id}}), 201)
            notice = made["notice"]
            def sees(person, notice=notice):
                everywhere = "system_admin" in person.roles
                return bool(person.roles & writers) and (everywhere or person.covers(notice["department_id"], notice["region_code"]))
            self.things.append(Thing("notice_id", notice["notice_id"], sees, [notice["notice_id"], title]))

    def invisible_marks(self, person):
        """Words of things that this person may not see; a name also stands in what the person may."""
        shown = {mark for thing in self.things if thing.sees(person) for mark in thing.marks}
        return [mark for thing in self.things if not thing.sees(person) for mark in thing.marks if mark not in shown]


def slots(operation, path, schemas):
    """[(where, name)] of the ids of a row: of the path, the query and the members of the body."""
    out = [("path" if p["in"] == "path" else "query", p["name"]) for p in operation.get("parameters", [])
           if p["in"] == "path" and p["name"] not in WORDS or p["in"] == "query" and is_id(p["schema"])]
    schema = json_body(operation)
    if schema:
        out += [("body", name) for name, rule in schema["properties"].items() if is_id(rule)]
    return [slot for slot in out if slot[1] not in PUBLIC_KINDS]


KIND_OF = {"assignee_account_id": None, "acting_for": None, "earlier_material_id": "material_id", "up_to": "message_id",
           "signature_file_id": "file_id", "authority_file_id": "file_id"}


class Call:
    """One row with ids in all its slots."""

    def __init__(self, row, ids, schemas):
        self.method, self.path, _, self.operation = row
        self.ids, self.schemas = ids, schemas

    def send(self, client, **instead):
        ids = self.ids | instead
        target = spelled(self.path, **{name: value for (where, name), value in ids.items() if where == "path"})
        query = {name: value for (where, name), value in ids.items() if where == "query"}
        if self.method in ("GET", "DELETE"):
            return client.call(self.method, target, query=query)
        schema = json_body(self.operation)
        body = body_for(schema, self.schemas) if schema else {}
        body |= {name: value for (where, name), value in ids.items() if where == "body"}
        if self.operation["operationId"] in ("cases.attach_material", "cases.supplement"):
            body["material_key"] = "form"
            if "source" in schema["properties"]:
                body["source"] = "uploaded"
        return client.call(self.method, target, body)

    def send_with(self, client, hidden):
        """The same with `hidden` slots naming nothing."""
        return self.send_ids(client, {slot: NOBODY if slot in hidden else value for slot, value in self.ids.items()})

    def send_ids(self, client, ids):
        return Call((self.method, self.path, None, self.operation), ids, self.schemas).send(client)


def hidden_slots(call, chosen, person):
    """The slots whose object this person may not see, or that does not belong to the case named beside it."""
    case = chosen.get(("path", "case_id"))
    # A supervisor looks at time and procedure, not into the application.
    outside = "supervisor" in person.roles and call.method == "GET" and call.operation["operationId"] != "cases.view"
    sees_case = case is None or case.sees(person) and not outside
    out = set()
    for slot, thing in chosen.items():
        if thing is None:
            continue
        inside = case is not None and thing is not case and slot[0] == "path"
        visible = sees_case if thing is case else sees_case and thing.of is case if inside else thing.sees(person)
        if not visible:
            out.add(slot)
    return out


def draw(attack, town, row, names):
    """Objects by lot for the slots of a row: half of the times those inside a case are really of that case."""
    chosen = {}
    case = attack.dice.choice(town.cases)
    for slot in names:
        kind = KIND_OF.get(slot[1], slot[1])
        if kind == "case_id":
            chosen[slot] = case
            continue
        found = [thing for thing in town.things if thing.kind == kind]
        inside = [thing for thing in found if thing.of is case]
        chosen[slot] = attack.dice.choice(inside if inside and attack.dice.random() < 0.5 else found) if found else None
    return chosen


def attack(attack):
    world, schemas = attack.world, attack.world.watch.schemas
    town = Town(attack)
    rows, skipped = [], []
    for row in world.watch.operations:
        names = slots(row[3], row[1], schemas)
        if not names or row[3]["operationId"] in OF_A_ROLE or all(name in FILTERS for _, name in names):
            continue
        public_item = row[3]["operationId"] in ("catalog.flowchart", "catalog.guide", "catalog.guide_page", "catalog.form_page", "cases.start",
                                                "cases.start_at_window", "identity.authorise_agent", "cases.worklist",
                                                "inquiries.published")
        rows.append((row, [slot for slot in names if not (public_item and slot[1] == "item_id")]))
    rows = [(row, names) for row, names in rows if names]
    # To whom no case of the department can be given, because they have no post in it.
    outsiders = [person.account_id for person in town.people if not person.covers(world.department_id(), "431322000000")]
    before = {case.id: case.story.view() for case in town.cases}
    marks = {id(person): town.invisible_marks(person) for person in town.people}
    seen_rows, opened = set(), 0
    for turn in range(attack.count):
        row, names = rows[turn % len(rows)]
        may = declared(row[3])
        fit = [person for person in town.people if person.roles & may]
        # Most who try have the role; some do not.
        person = attack.dice.choice(fit if fit and attack.dice.random() < 0.8 else town.people)
        chosen = draw(attack, town, row, names)
        ids = {slot: thing.id if thing else attack.dice.choice(outsiders) for slot, thing in chosen.items()}
        call = Call(row, ids, schemas)
        hidden = hidden_slots(call, chosen, person) | {slot for slot, thing in chosen.items() if thing is None}
        name = row[3]["operationId"]
        if not hidden:
            if row[0] != "GET":
                continue  # theirs to change: not our business here
            answer = call.send(person.client.again())
            opened += attack.expect(answer.status == 200 or not person.roles & may,
                                    f"{name}: an object of one's own does not open", (person.name, answer))
        else:
            seen_rows.add(name)
            answer = call.send(person.client.again())
            nothing = call.send_with(person.client.again(), hidden)
            narrows = all(where == "query" for where, _ in names)  # a list of one's own, made shorter
            attack.expect(answer.status in (403, 404) or narrows and answer.status == 200 or ("path", "case_id") not in hidden and
                          answer.status in (409, 400, 412, 422),
                          f"{name}: {answer.status} for what is somebody else's", (person.name, ids, answer))
            attack.expect(without_request_id(answer) == without_request_id(nothing),
                          f"{name}: somebody else's object is told from none at all", (person.name, answer, nothing))
        look_for_marks(attack, name, person, answer, marks[id(person)])
    attack.expect(len(seen_rows) == len(rows) or attack.count < 20 * len(rows), "a row was never tried with a foreign id",
                  {row[3]["operationId"] for row, _ in rows} - seen_rows)
    read_everything(attack, town, marks)
    for case in town.cases:
        attack.expect(case.story.view() == before[case.id], "a case was changed by somebody it is not of", case.id)
    return f"{len(rows)} rows, {len(town.people)} people, {len(town.things)} things, {opened} opened by their owners"


def look_for_marks(attack, name, person, answer, marks):
    text = answer.body.decode("utf-8", "replace")
    for mark in marks:
        if mark in text:
            attack.expect(False, f"{name}: shows what {person.name} may not see", (mark, answer))


def read_everything(attack, town, marks):
    """All lists, with everybody's eyes."""
    for method, path, _, operation in attack.world.watch.operations:
        if method != "GET" or "{" in path or operation["operationId"] in ("audit.list", "system.metrics"):
            continue  # the auditor sees ids of everything, by office; figures have no names
        for person in town.people:
            if not person.roles & declared(operation):
                continue
            query = {p["name"]: 100 for p in operation.get("parameters", []) if p["name"] == "limit"}
            scopes = {"cases.worklist": ("waiting", "mine", "running", "finished"), "inquiries.worklist": ("open", "done")}
            for more in [{"scope": scope} for scope in scopes.get(operation["operationId"], ())] or [{}]:
                answer = person.client.again().get(path, **(query | more))
                shown = marks[id(person)]
                if operation["operationId"] == "identity.accounts":
                    shown = [mark for mark in shown if not re.fullmatch(ID, mark)]
                attack.expect(answer.status in (200, 400), f"{operation['operationId']}: cannot be read", answer)
                look_for_marks(attack, operation["operationId"], person, answer, shown)
