"""Many clients race for what only one can have: `races.py --binary B --database sqlite|postgres [--cycles N] [--seed N]`.

A cycle runs each race once: for one act on a case (receive, claim, decide against withdraw), for the last file that a
case may have, for the last try of a password, for a login name and an identity number, for the publication of an item,
and for case numbers, whose serials have no gap. Ends with `N passed, M failed`."""

import collections
import os
import random
import sys
import time

from oracle import CrashWorld  # first: it finds tests/api
import papers  # noqa: E402
from crowd import at_once
from stories import Story, upload
from verdict import Verdict, read_options
from world import ok

CLIENTS = 24
FILES = 6  # of one case
TRIES = 5  # of one password


def one_winner(answers, won=200, lost=(409,)):
    """What is wrong with a race that one wins and the others are told so. 503: a busy machine did not let one begin."""
    statuses = collections.Counter(answer.status for answer in answers)
    wrong = [] if statuses[won] == 1 else [f"{statuses[won]} won, of {dict(statuses)}"]
    odd = [answer for answer in answers if answer.status not in (won, 503, *lost)]
    return wrong + [f"a loser was told {answer!r}" for answer in odd[:2]]


class Races:
    def __init__(self, world, seed):
        self.world, self.chance = world, random.Random(seed)
        department = world.department_id()
        self.clerks = [world.clerk] + [world.new_staff("window_clerk", department) for _ in range(3)]
        self.reviewers = [world.new_staff("reviewer", department) for _ in range(4)]
        self.approvers = [world.approver] + [world.new_staff("approver", department) for _ in range(2)]
        self.citizens = [world.register()[0] for _ in range(6)]
        self.items = [world.make_item(f"竞争编号测试事项{number}") for number in range(2)]
        self.numbers, self.codes = [], []

    def crowd(self, people, call):
        """`CLIENTS` windows of these people make the call at once; its answers."""
        windows = [people[number % len(people)].again() for number in range(CLIENTS)]
        self.chance.shuffle(windows)
        return at_once([lambda w=w: call(w) for w in windows])

    def story(self, status):
        return Story(self.world, applicant=self.chance.choice(self.citizens)).to(status)

    @staticmethod
    def _one_history(story, clerk):
        sequence = [entry["sequence"] for entry in story.view(clerk)["timeline"]]
        return [] if sequence == list(range(1, len(sequence) + 1)) else [f"the sequence is {sequence}"]

    # ---- the races; each returns what is wrong ------------------------------------------------------------------------

    def clerks_receive_one_case(self):
        story = self.story("submitted")
        wrong = one_winner(self.crowd(self.clerks, lambda w: w.post(f"{story.url}/receive", {})))
        return wrong + self._one_history(story, self.world.clerk)

    def reviewers_claim_one_case(self):
        story = self.story("accepted")
        answers = self.crowd(self.reviewers, lambda w: w.post(f"{story.url}/claim", {}))
        # Who has it may claim it again: the windows of one reviewer are no rivals.
        wrong = one_winner([answer for answer in answers if answer.status != 200] +
                           [answer for answer in answers if answer.status == 200][:1])
        kinds = story.kinds()
        if kinds.count("assigned") + kinds.count("claimed") > 1:
            wrong.append(f"it was claimed more than once: {kinds}")
        return wrong + self._one_history(story, self.world.clerk)

    def decisions_and_withdrawal(self):
        story = self.story("under_review")
        decide = {"grounds": "理由", "basis": "依据", "remedies": "救济", "conditions": ""}

        def act(window):
            kind = self.chance.random()
            if window.withdraws:
                return window.post(f"{story.url}/withdraw", {"reason": "不要了"})
            return window.post(f"{story.url}/decide", decide | {"outcome": "granted" if kind < 0.5 else "denied"})

        windows = [(self.approvers + [story.applicant])[number % (len(self.approvers) + 1)].again()
                   for number in range(CLIENTS)]
        for number, window in enumerate(windows):
            window.withdraws = number % (len(self.approvers) + 1) == len(self.approvers)
        answers = at_once([lambda w=w: act(w) for w in windows])
        wrong = one_winner(answers)
        papers_made = [instrument["kind"] for instrument in story.view()["instruments"]]
        if papers_made.count("decision") != (0 if story.status() == "withdrawn" else 1):
            wrong.append(f"{story.status()} with {papers_made}")
        return wrong + self._one_history(story, self.world.clerk)

    def the_last_file_of_a_case(self):
        person = self.chance.choice(self.citizens)
        story = Story(self.world, applicant=person)
        files = [upload(person) for _ in range(CLIENTS)]
        attach = lambda window, file_id: window.post(f"{story.url}/materials", {  # noqa: E731
            "material_key": "form", "source": "uploaded", "file_id": file_id})
        for file_id in files[: FILES - 1]:
            ok(attach(person, file_id))
        windows = [person.again() for _ in files]
        answers = at_once([lambda w=w, f=f: attach(w, f) for w, f in zip(windows, files[::-1])])
        wrong = one_winner(answers, lost=(409, 413, 422))
        held = sum(len(material["entries"]) for material in story.view()["materials"])
        wrong += [] if held == FILES else [f"the case has {held} files, allowed are {FILES}"]
        ok(person.delete(story.url))
        return wrong

    def the_last_try_of_a_password(self):
        _, who = self.world.register()
        guess = {"login_name": who["login_name"], "password": "a-wrong-pass-phrase"}
        answers = at_once([lambda: self.world.anyone().post("/api/v1/session", guess) for _ in range(CLIENTS)])
        statuses = collections.Counter(answer.status for answer in answers)
        looked_at = statuses[401] + statuses[503]  # 503: counted, but the machine was too busy to hash it
        wrong = [] if looked_at == TRIES and statuses[429] == CLIENTS - TRIES else [
            f"{dict(statuses)}, {TRIES} tries are allowed"]
        right = self.world.anyone().post("/api/v1/session", guess | {"password": who["password"]})
        return wrong + ([] if right.status == 429 else [f"the right password is told {right.status} while it is locked"])

    def one_login_name(self):
        name = f"racer{self.world.number():05}"
        return one_winner(at_once([lambda: self._register(name, papers.citizen_id()) for _ in range(CLIENTS)]), won=201)

    def one_identity_number(self):
        number = papers.citizen_id()
        names = [f"racer{self.world.number():05}" for _ in range(CLIENTS)]
        return one_winner(at_once([lambda n=n: self._register(n, number) for n in names]), won=201)

    def _register(self, login_name, id_number):
        return self.world.anyone().post("/api/v1/registrations", {
            "login_name": login_name, "password": "a-long-pass-phrase", "applicant_kind": "natural",
            "name": papers.person_name(), "id_number": id_number, "phone": papers.mobile()})

    def one_publication(self):
        made = self.world.make_draft_item(self.world.make_content(f"竞争发布事项{self.world.number()}"))
        item_id = made["item"]["item_id"]
        at = f"/api/v1/editor/items/{item_id}/versions/1"
        ok(self.world.editor.post(at + "/check", {"revision": 0, "reason": "竞争测试"}))
        return one_winner(self.crowd([self.world.publisher],
                                     lambda w: w.post(at + "/publish", {"revision": 0, "reason": "竞争测试"})))

    def case_numbers(self):
        stories = [Story(self.world, item, citizen).fill().hand_in() for item in self.items for citizen in self.citizens
                   for _ in range(2)]
        answers = at_once([lambda s=s: s.applicant.again().post(f"{s.url}/submit", {}) for s in stories])
        wrong = [f"a submission was told {answer!r}" for answer in answers if answer.status != 200]
        done = [answer.json for answer in answers if answer.status == 200]
        self.numbers += [out["case_number"] for out in done]
        self.codes += [out["query_code"] for out in done]
        return wrong

    def all_numbers(self):
        """Over all cycles: unique, and without a gap for each item and day."""
        wrong = []
        if len(set(self.numbers)) != len(self.numbers):
            wrong.append("a case number was given twice")
        if len(set(self.codes)) != len(self.codes):
            wrong.append("a query code was given twice")
        by_day = collections.defaultdict(list)
        for number in self.numbers:
            by_day[number[:39]].append(int(number[39:]))
        for beginning, serials in by_day.items():
            if sorted(serials) != list(range(1, len(serials) + 1)):
                wrong.append(f"{beginning}: the serials are {sorted(serials)}")
        return wrong


RACES = ["clerks_receive_one_case", "reviewers_claim_one_case", "decisions_and_withdrawal", "the_last_file_of_a_case",
         "the_last_try_of_a_password", "one_login_name", "one_identity_number", "one_publication", "case_numbers"]


def main():
    options = read_options(__doc__, small=1, full=20)
    os.environ.update(TONGBAN_UPLOAD_MAX_FILES_PER_CASE=str(FILES), TONGBAN_LOGIN_FAILURES_PER_ACCOUNT=str(TRIES),
                      TONGBAN_LOGIN_FAILURES_PER_ADDRESS="100000")
    verdict, began = Verdict(), time.time()
    world = CrashWorld(options.binary, options.database)
    try:
        races = Races(world, options.seed)
        wrong = {name: [] for name in RACES}
        for cycle in range(1, options.cycles + 1):
            for name in RACES:
                wrong[name] += [f"cycle {cycle}: {finding}" for finding in getattr(races, name)()]
        for name in RACES:
            verdict.judge(f"{name.replace('_', ' ')}, {options.cycles} times, {CLIENTS} clients", wrong[name])
        verdict.judge(f"{len(races.numbers)} case numbers are unique and have no gap", races.all_numbers())
        verdict.end_world(world)
    finally:
        world.server.close()
    return verdict.finish(races=len(RACES) * options.cycles, clients=CLIENTS, case_numbers=len(races.numbers),
                          seconds=round(time.time() - began))


if __name__ == "__main__":
    sys.exit(main())
