"""What all crash tests share: clients that write down what they intend and what was acknowledged, go on with the same
idempotency key after the server died, and the comparison of both with what the server has afterwards.

The rules: acknowledged means there, once, with equal content; intended and not acknowledged means there once or not at
all, and once after the repeat."""

import collections
import hashlib
import http.client
import json
import os
import random
import sys
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "api"))

from harness import Client  # noqa: E402
from processes import joint_review_item  # noqa: E402
from stories import Story  # noqa: E402
from world import World, ok  # noqa: E402

# What an act leaves on the timeline, once.
EVENT_OF = {"submit": "submitted", "receive": "received", "accept": "accepted", "review": "reviewed",
            "decide": "decided"}


def digest(document):
    return hashlib.sha256(json.dumps(document, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:32]


class Journal:
    """Intents and acknowledgements, in memory for the comparison and in a file for people. The file lies outside the
    disk that is cut."""

    def __init__(self, path):
        self._file = open(path, "a", encoding="utf-8")
        self._lock = threading.Lock()
        self.acts = {}  # idempotency key (or one of ours) -> dict, kept in the order of intents
        self.refused = []

    def _write(self, **line):
        self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
        self._file.flush()

    def intent(self, key, owner, method, target, body):
        with self._lock:
            if key not in self.acts:
                self.acts[key] = {"owner": owner, "method": method, "target": target, "answer": None, "tries": 0,
                                  "begun": time.time(), "ended": None,
                                  "body": json.loads(body) if body and body[:1] == b"{" else None}
                self._write(intent=key, method=method, target=target, at=time.time())
            self.acts[key]["tries"] += 1

    def acknowledged(self, key, answer):
        with self._lock:
            document = json.loads(answer.body) if answer.body[:1] == b"{" else None
            self.acts[key]["ended"] = time.time()
            if answer.status < 300:
                self.acts[key]["answer"] = document
            else:
                self.acts[key]["refusal"] = answer.status
                self.refused.append((self.acts[key]["target"], answer.status, document))
            self._write(ack=key, status=answer.status, at=time.time())

    def acknowledgements(self):
        """(when, begun) of each act that was acknowledged."""
        with self._lock:
            return [(act["ended"], act["begun"]) for act in self.acts.values() if act["answer"] is not None]

    def copy(self):
        with self._lock:
            return [dict(act) for act in self.acts.values()]


class PatientClient(Client):
    """Repeats a call, with the same key, until a living server answers it."""

    def __init__(self, world, journal, owner):
        super().__init__(world.server.port)
        self.world, self.journal, self.owner = world, journal, owner
        self._puts = 0

    def raw(self, method, target, body=None, headers=None):
        headers = dict(headers or {})
        key = headers.get("Idempotency-Key")
        if method == "PUT":
            self._puts += 1
            key = f"{self.owner} put {self._puts}"
        while True:
            self.world.enter()
            try:
                answer = self._try(method, target, body, headers, key)
            finally:
                self.world.leave()
            if answer is not None:
                return answer
            time.sleep(0.03)

    def _try(self, method, target, body, headers, key):
        """None where nobody answered, or answered that it should be tried again."""
        if key and self.journal:
            self.journal.intent(key, self.owner, method, target, body)
        self.port = self.world.server.port
        began = time.time()
        try:
            answer = super().raw(method, target, body, headers)
        except (OSError, http.client.HTTPException) as failure:
            self.world.observe(method, target, began, None, failure)
            return None
        self.world.observe(method, target, began, answer, None)
        if answer.status in (503, 504) or (answer.status == 409 and answer.key == "idempotency.in_progress"):
            return None  # not ready again, or the first try has not ended
        if key and self.journal:
            self.journal.acknowledged(key, answer)
        return answer

    def reader(self):
        """The same person in a plain client, which reads while the patient ones wait."""
        other = Client(self.world.server.port)
        other.cookies, other.csrf = dict(self.cookies), self.csrf
        return other

    def again(self):
        other = PatientClient(self.world, self.journal, self.owner)
        other.cookies, other.csrf = dict(self.cookies), self.csrf
        return other


class CrashWorld(World):
    """The world of the API tests, whose clients survive the server."""

    def __init__(self, binary, database, environment=None):
        self.up = threading.Event()
        self.up.set()
        self._on_their_way, self._moved = 0, threading.Condition()
        super().__init__(binary, database, environment)

    def enter(self):
        """A call begins, unless the campaign is looking."""
        while True:
            self.up.wait()
            with self._moved:
                if self.up.is_set():
                    self._on_their_way += 1
                    return

    def leave(self):
        with self._moved:
            self._on_their_way -= 1
            self._moved.notify_all()

    def pause(self, seconds=90):
        """Until `up` is set again nobody calls; returns when the calls on their way have ended."""
        with self._moved:
            self.up.clear()
            if not self._moved.wait_for(lambda: self._on_their_way == 0, seconds):
                raise RuntimeError(f"{self._on_their_way} calls did not end")

    def observe(self, method, target, began, answer, failure):
        """Told of each try of each call: `answer` or `failure` is None. For campaigns that judge single answers."""

    def anyone(self):
        return PatientClient(self, None, "")


class CrashStory(Story):
    def fill(self, **changes):
        """As the story does; a group that was saved although the answer was lost is stale when it is sent again."""
        try:
            return super().fill(**changes)
        except AssertionError:
            return super().fill(**changes)  # with the versions that the groups have now


class Campaign:
    """Some applicants and a clerk at work, each in a thread, until told to stop."""

    def __init__(self, world, journal, applicants=4, seed=0, processes=False):
        """`processes`: every second applicant asks for what two departments review together in a running process."""
        self.world, self.journal = world, journal
        self.item_id = world.item
        self.joint_item = joint_review_item(world) if processes else None
        for who in (world.clerk, world.reviewer, world.approver, world.head, world.next_door["reviewer"]):
            assert who.cookies  # signed in before anything is killed: nobody may hold the lock of the world and wait
        self.people = []
        for number in range(applicants):
            client, _ = world.register()
            client.journal, client.owner = journal, f"applicant {number}"
            self.people.append(client)
        self.seed = seed
        self.stopping = threading.Event()
        self.errors = []
        self.threads = []
        self.verified = set()

    def _staff(self, owner):
        staff = {"clerk": self.world.clerk, "reviewer": self.world.reviewer, "approver": self.world.approver,
                 "head": self.world.head, "other": self.world.next_door["reviewer"]}
        for role, client in staff.items():
            client.journal, client.owner = self.journal, f"{owner} {role}"
        return staff

    def _work(self, number):
        chance = random.Random(self.seed * 1000 + number)
        staff = self._staff(f"staff {number}")
        while not self.stopping.is_set():
            try:
                if self.joint_item and number % 2:
                    self._review_together(number, chance, staff)
                    continue
                story = CrashStory(self.world, self.item_id, applicant=self.people[number], staff=staff,
                                   scenario=[{"question_key": "q1", "option_keys": ["self"]}])
                story.submit()
                for step in ["receive", "accept", "review", "decide"][: chance.choice([0, 1, 2, 2, 4])]:
                    getattr(story, step)()
            except Exception as failure:  # noqa: BLE001 - told at the end
                self.errors.append(f"applicant {number}: {failure!r}")
                return

    def _review_together(self, number, chance, staff):
        story = CrashStory(self.world, self.joint_item, applicant=self.people[number], staff=staff,
                           scenario=[{"question_key": "q1", "option_keys": ["self"]}])
        story.submit().receive().accept()
        own = [("own", staff["reviewer"], {"opinion": "agree"})]
        theirs = [("survey", staff["other"], {}), ("other", staff["other"], {"other_opinion": "agree"})]
        for element, client, outcomes in chance.choice([own, theirs, own + theirs, theirs + own]):
            tasks = story.view(client)["process"]["tasks"]
            task = next(task["task"] for task in tasks if not task["done"] and task["element"] == element)
            ok(client.post(f"{story.url}/tasks/{task}/complete", {"outcomes": outcomes, "opinion": "经审查属实"}))
        if story.view(staff["approver"])["summary"]["waiting_for"] == "approver":
            story.decide()

    def start(self):
        self.threads = [threading.Thread(target=self._work, args=(number,), daemon=True) for number in range(len(self.people))]
        for thread in self.threads:
            thread.start()

    def stop(self):
        """Lets everybody finish what was begun: nothing is unknown any more."""
        self.stopping.set()
        for thread in self.threads:
            thread.join(timeout=120)
        self.errors += [f"{thread.name} did not end" for thread in self.threads if thread.is_alive()]

    # ---- comparing --------------------------------------------------------------------------------------------------

    def _listed(self, client):
        """The ids of all cases and drafts that the applicant has, as often as they are listed."""
        found = []
        for drafts in ("true", "false"):
            after = None
            while True:
                page = ok(client.get("/api/v1/cases", drafts=drafts, limit=50, after=after))
                found += [case["case_id"] for case in page["cases"]]
                after = page["next"]
                if not after:
                    break
        return found

    def compare(self, acts, complete):
        """The differences between the journal and the server. `complete`: nothing is unknown, all cases are read."""
        findings = []
        readers = {f"applicant {number}": person.reader() for number, person in enumerate(self.people)}
        clerk = self.world.clerk.reader()  # sees what applicants are not shown, such as opinions
        cases = self._cases_of(acts)
        for owner, reader in readers.items():
            created = [act for act in acts if act["owner"] == owner and act["target"] == "/api/v1/cases"]
            known = {act["answer"]["case_id"] for act in created if act["answer"]}
            unknown = sum(1 for act in created if not act["answer"])
            listed = collections.Counter(self._listed(reader))
            findings += [f"{owner}: the case {case} is listed {n} times" for case, n in listed.items() if n > 1]
            findings += [f"{owner}: the acknowledged case {case} is lost" for case in known - set(listed)]
            extra = len(set(listed) - known)
            if extra > (0 if complete else unknown):
                findings.append(f"{owner}: {extra} cases more than acknowledged, {unknown} unknown")
        numbers = collections.Counter(case["number"] for case in cases.values() if case["number"])
        findings += [f"the case number {number} was given {n} times" for number, n in numbers.items() if n > 1]
        for case_id, case in cases.items():
            if complete or (case_id, case["acknowledged"]) not in self.verified:
                findings += self._differences(readers[case["owner"]], clerk, case_id, case)
                self.verified.add((case_id, case["acknowledged"]))
        return findings

    @staticmethod
    def _cases_of(acts):
        """{case id: what was acknowledged about it}."""
        cases = {}
        for act in acts:
            if act["answer"] and act["target"] == "/api/v1/cases":
                cases[act["answer"]["case_id"]] = {"owner": act["owner"], "number": None, "query_code": None, "events": [],
                                                   "answers": {}, "materials": 0, "tasks": 0, "acknowledged": 0}
        for act in acts:
            parts = act["target"].split("?")[0].split("/")
            case = cases.get(parts[4]) if len(parts) > 5 and parts[3] == "cases" else None
            if case is None or not act["answer"]:
                continue
            case["acknowledged"] += 1
            if parts[5] == "submit":
                case["number"], case["query_code"] = act["answer"]["case_number"], act["answer"]["query_code"]
            if parts[5] in EVENT_OF:
                case["events"].append(EVENT_OF[parts[5]])
            elif parts[5] == "answers":
                case["answers"][parts[6]] = digest(act["body"]["answers"])
            elif parts[5] == "materials":
                case["materials"] += 1
            elif parts[5] == "tasks":
                case["tasks"] += 1
        return cases

    @staticmethod
    def _differences(reader, clerk, case_id, case):
        answer = reader.get(f"/api/v1/cases/{case_id}")
        if answer.status != 200:
            return [f"case {case_id}: acknowledged, and now {answer!r}"]
        view, out = answer.json, []
        if case["number"] and view["summary"]["case_number"] != case["number"]:
            out.append(f"case {case_id}: number {view['summary']['case_number']}, acknowledged was {case['number']}")
        if case["number"] and view["query_code"] != case["query_code"]:
            out.append(f"case {case_id}: another query code than acknowledged")
        saved = {group["group_key"]: digest(group["answers"]) for group in view["form"]["groups"]}
        out += [f"case {case_id}: the answers of {key} are not those acknowledged" for key, value in case["answers"].items()
                if saved.get(key) != value]
        handed_in = sum(len(material["entries"]) for material in view["materials"])
        if handed_in < case["materials"]:
            out.append(f"case {case_id}: {handed_in} materials, acknowledged were {case['materials']}")
        timeline = ok(clerk.get(f"/api/v1/cases/{case_id}"))["timeline"] if case["events"] else []
        done = [entry["data"]["task"] for entry in timeline if entry["kind"] == "task_done"]
        if len(done) < case["tasks"] or len(done) != len(set(done)):
            out.append(f"case {case_id}: tasks {done} were done, acknowledged were {case['tasks']}")
        happened = collections.Counter(entry["kind"] for entry in timeline)
        out += [f"case {case_id}: {kind} happened {happened[kind]} times" for kind in case["events"] if happened[kind] != 1]
        return out


def figures(acts):
    """What a report says of the load."""
    submitted = [act for act in acts if act["target"].endswith("/submit")]
    return {
        "acts acknowledged": sum(1 for act in acts if act["answer"] is not None),
        "cases submitted": sum(1 for act in submitted if act["answer"]),
        "calls repeated after a crash": sum(1 for act in acts if act["tries"] > 1),
    }


def wait_until_quiet(world, seconds=60):
    """`tongban check` after the event worker has handed on what waited; returns (code, text)."""
    until = time.time() + seconds
    while True:
        text = world.server.check()
        if "events waiting 0" in text or time.time() > until:
            return world.server.check_code, text
        time.sleep(0.5)
