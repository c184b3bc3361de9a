"""Sends groups of equal requests, each group with one Idempotency-Key and all at once, and wants each to have been done
once with one answer for all: `duplicate.py --binary B --database sqlite|postgres [--cycles N] [--seed N]`.

A cycle is one group of 20: mostly submissions of a case, also starts of a draft and uploads. In every tenth group the
server is killed with SIGKILL while the 20 are under way, and all 20 repeat until the next server answers. Ends with
`N passed, M failed`."""

import random
import sys
import threading
import time
import uuid

from oracle import CrashStory, CrashWorld  # first: it finds tests/api
import papers  # noqa: E402
from crowd import at_once
from stories import upload
from verdict import Verdict, read_options
from world import ok

COPIES = 20
KILL_EVERY = 10


class Groups:
    def __init__(self, world, seed):
        self.world, self.chance = world, random.Random(seed)
        self.person, _ = world.register()
        self.item = world.item
        self.file_id = upload(self.person)
        self.stories = []  # submitted
        self.drafts = []
        self.numbers = []
        self.kills = 0

    def _story(self):
        story = CrashStory(self.world, self.item, applicant=self.person,
                           scenario=[{"question_key": "q1", "option_keys": ["self"]}])
        story.fill()
        for material in story.view()["materials"]:
            if material["required"] and not material["satisfied"]:
                ok(self.person.post(f"{story.url}/materials", {
                    "material_key": material["material_key"], "source": "uploaded", "file_id": self.file_id}))
        return story

    def _request(self, kind):
        """(what one of the copies sends, what the group must come to)."""
        key = str(uuid.uuid4())
        if kind == "start":
            document = {"item_id": self.item, "scenario": []}
            return (lambda window: window.post("/api/v1/cases", document, key=key)), self._started
        if kind == "upload":
            content = papers.pdf(key)
            return (lambda window: window.upload("材料.pdf", content, "application/pdf", key=key)), self._uploaded
        story = self._story()
        return (lambda window: window.post(f"{story.url}/submit", {}, key=key)), lambda out: self._submitted(story, out)

    def _started(self, out):
        self.drafts.append(out["case_id"])
        if len(self.drafts) <= 30:
            return []
        gone = self.person.delete(f"/api/v1/cases/{self.drafts.pop(0)}")  # nobody may have more than 50
        return [] if gone.status < 300 else [f"a draft could not be deleted: {gone!r}"]

    def _uploaded(self, out):
        return [] if out["file_id"] else ["an upload without an id"]

    def _submitted(self, story, out):
        self.stories.append(story)
        self.numbers.append(out["case_number"])
        view = story.view()
        kinds = [entry["kind"] for entry in view["timeline"]]
        wrong = [] if kinds == ["started", "submitted"] else [f"what happened is {kinds}"]
        if len(view["instruments"]) != 1:
            wrong.append(f"there are {len(view['instruments'])} receipts")
        return wrong

    def run(self, number):
        """One group; what is wrong with it."""
        kind = self.chance.choice(["submit"] * 8 + ["start", "upload"])
        send, judge = self._request(kind)
        windows = [self.person.again() for _ in range(COPIES)]
        killer = None
        if number % KILL_EVERY == 0:
            killer = threading.Thread(target=self._kill, args=(self.chance.uniform(0.0, 0.02),))
            killer.start()
            self.kills += 1
        answers = at_once([lambda w=w: send(w) for w in windows])
        if killer:
            killer.join()
        statuses = {answer.status for answer in answers}
        if statuses != {201 if kind in ("start", "upload") else 200}:
            return [f"{kind}: the answers are {sorted(statuses)}, e.g. {answers[0]!r}"]
        bodies = {answer.body for answer in answers}
        if len(bodies) != 1:
            return [f"{kind}: {len(bodies)} different answers"]
        replayed = sum(1 for answer in answers if answer.headers.get("idempotency-replayed") == "true")
        wrong = []
        if replayed != COPIES - 1 and not (killer and replayed == COPIES):  # the first answer may have died with the server
            wrong.append(f"{kind}: {replayed} of {COPIES} were replayed")
        return wrong + judge(answers[0].json)

    def _kill(self, wait):
        time.sleep(wait)
        self.world.up.clear()
        self.world.server.process.kill()
        self.world.server.process.wait()
        self.world.server.start()
        self.world.up.set()

    def count(self):
        """Whether all that is there was acknowledged, no more and no less."""
        wrong = []
        if len(set(self.numbers)) != len(self.numbers):
            wrong.append("a case number was given twice")
        for drafts, wanted in (("true", len(self.drafts)), ("false", len(self.stories))):
            found, after = [], None
            while True:
                page = ok(self.person.get("/api/v1/cases", drafts=drafts, limit=100, after=after))
                found += [row["case_id"] for row in page["cases"]]
                after = page["next"]
                if not after:
                    break
            if len(found) != wanted or len(set(found)) != wanted:
                wrong.append(f"{len(found)} cases listed (drafts {drafts}), acknowledged were {wanted}")
        return wrong


def main():
    options = read_options(__doc__, small=20, full=500)
    verdict = Verdict()
    world = CrashWorld(options.binary, options.database)
    began = time.time()
    try:
        groups = Groups(world, options.seed)
        wrong = []
        for number in range(1, options.cycles + 1):
            found = groups.run(number)
            wrong += [f"group {number}: {finding}" for finding in found]
        took = time.time() - began
        verdict.judge(f"{options.cycles} groups of {COPIES} equal requests were done once each, {groups.kills} of them with a "
                      "kill in their middle", wrong)
        verdict.judge(f"exactly {len(groups.stories)} cases and {len(groups.drafts)} drafts are there", groups.count())
        verdict.end_world(world)
    finally:
        world.up.set()
        world.server.close()
    return verdict.finish(groups=options.cycles, requests=options.cycles * COPIES, cases=len(groups.stories),
                          kills=groups.kills, seconds=round(took))


if __name__ == "__main__":
    sys.exit(main())
