"""The system clock jumps under a whole server: `clock.py --binary B --database sqlite|postgres [--cycles N] [--seed N]`.

The server runs under libfaketime, which reads the time from a file that the campaign changes while people apply and
staff act: minutes, hours and a day ahead and back, over the end of a year and a 29 February, beyond the calendar (2038),
ten years back, faster and slower; in a third of the jumps it is also killed. PostgreSQL keeps the right time. A cycle is
one jump. After each everything is compared with what was acknowledged, and so are the order of ids and events, what time
alone has done, a session and an idempotency key from before the jump. When the clock is right again nothing may be stuck
in the future. Ends with `N passed, M failed`."""

import datetime
import json
import os
import random
import sys
import tempfile
import threading
import time
import uuid

from oracle import Campaign, CrashStory, CrashWorld, Journal, PatientClient, figures, wait_until_quiet  # finds tests/api
from effects import FAKETIME, ask, wait_for  # noqa: E402
from harness import Client  # noqa: E402
from verdict import Verdict, percentile, read_options
from world import PASSWORD, ok

MINUTE, HOUR, DAY = 60, 3600, 86400
FAST, SLOW = 200, 0.1
CATCH_UP = 60  # seconds, of the full size; ten times that on a busy machine
SESSION_IDLE, SESSION_SLACK = 15 * MINUTE, 5 * MINUTE
KEY_KEPT = 2 * DAY


def until(year, month, day, hour, minute, second):
    """Seconds from now to then, in China."""
    local = datetime.timezone(datetime.timedelta(hours=8))
    return datetime.datetime(year, month, day, hour, minute, second, tzinfo=local).timestamp() - time.time()


# Each from how many seconds the clock is ahead to how many it shall be.
KINDS = {
    "minutes ahead": lambda ahead: ahead + 3 * MINUTE,
    "minutes back": lambda ahead: ahead - 3 * MINUTE,
    "an hour ahead": lambda ahead: ahead + HOUR,
    "hours back": lambda ahead: ahead - 5 * HOUR,
    "a day ahead": lambda ahead: ahead + DAY,
    "to the end of the year": lambda ahead: until(datetime.date.today().year, 12, 31, 23, 59, 59),
    "to a 29 February": lambda ahead: until(2028, 2, 28, 23, 59, 59),
    "to 2038": lambda ahead: until(2038, 1, 19, 11, 14, 7),
    "ten years back": lambda ahead: -3653 * DAY,
    "right": lambda ahead: 0,
    "faster": lambda ahead: ahead,
    "slower": lambda ahead: ahead,
}
BEGINNING = -DAY  # farther back than that the item was not there
CALENDAR_ENDS = datetime.datetime(2036, 6, 1).timestamp()


class FakeClock:
    """The file that libfaketime reads in every process of the server."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="tongban-clock-")
        self.path = os.path.join(self.folder, "now")
        self.ahead, self.rate = 0.0, 1.0
        self.set(0)

    @property
    def environment(self):
        """The library for threads: it locks what it remembers. The monotonic clock stays as it is, as in a real jump."""
        return {"LD_PRELOAD": FAKETIME.replace("faketime.so", "faketimeMT.so"), "FAKETIME_TIMESTAMP_FILE": self.path,
                "FAKETIME_NO_CACHE": "1", "DONT_FAKE_MONOTONIC": "1"}

    def set(self, ahead):
        self._write(f"{ahead:+.3f} x1")  # a rate that is not named stays what it was
        self.ahead, self.rate = ahead, 1.0

    def run(self, rate, process):
        """From now on `rate` seconds a second. The library counts them from the start of the process."""
        self.since = time.time()
        self._write(f"{self.ahead - (rate - 1) * (self.since - started_at(process)):+.3f} x{rate}")
        self.rate = rate

    def steady(self):
        """At its usual pace again, from where it has come to."""
        if self.rate != 1.0:
            self.set(self.ahead + (self.rate - 1) * (time.time() - self.since))

    def now(self):
        return time.time() + self.ahead

    def _write(self, text):
        with open(self.path + ".new", "w", encoding="ascii") as file:
            file.write(text + "\n")
        os.replace(self.path + ".new", self.path)  # nobody reads half of it

    def close(self):
        for name in os.listdir(self.folder):
            os.unlink(os.path.join(self.folder, name))
        os.rmdir(self.folder)


def started_at(process):
    with open(f"/proc/{process.pid}/stat", encoding="ascii") as stat, open("/proc/uptime", encoding="ascii") as uptime:
        ticks = int(stat.read().rsplit(")", 1)[1].split()[19])
        return time.time() - float(uptime.read().split()[0]) + ticks / os.sysconf("SC_CLK_TCK")


class ClockClient(PatientClient):
    """Signs in again when its session is over, and goes on with the same request and the same key."""

    def __init__(self, world, journal, owner, login=None):
        super().__init__(world, journal, owner)
        self.login = login

    def raw(self, method, target, body=None, headers=None):
        headers = dict(headers or {})
        answer = super().raw(method, target, body, headers)
        while answer.status == 401 and self.login:
            self.world.renew(self)
            headers.update(self.headers(method, headers.get("Idempotency-Key")))
            answer = super().raw(method, target, body, headers)
        return answer

    def reader(self):
        """A window of its own, which does not wait with the others."""
        return Client(self.world.server.port).sign_in(*self.login)

    def again(self):
        other = ClockClient(self.world, self.journal, self.owner, self.login)
        other.cookies, other.csrf = dict(self.cookies), self.csrf
        return other


class ClockWorld(CrashWorld):
    def __init__(self, binary, database, clock):
        self.clock, self.jumps = clock, 0
        self.faults, self.sessions = [], {}
        self._renewing = threading.Lock()
        super().__init__(binary, database, clock.environment)

    @property
    def outside(self):
        """The clock is where no limit can be counted, or where the item does not exist yet: acts may be refused."""
        return self.clock.ahead < BEGINNING or self.clock.now() > CALENDAR_ENDS

    def sign_in(self, login_name, password=PASSWORD):
        client = ClockClient(self, None, "")
        client.sign_in(login_name, password)
        client.login = (login_name, password)
        return client

    def renew(self, client):
        """One new session a person: who comes second takes what the first one got."""
        with self._renewing:
            known = self.sessions.get(client.login[0])
            if known is None or known[0] == client.cookies:
                fresh = PatientClient(self, None, "").sign_in(*client.login)
                known = self.sessions[client.login[0]] = (fresh.cookies, fresh.csrf)
            client.cookies, client.csrf = dict(known[0]), known[1]

    def observe(self, method, target, began, answer, failure):
        if answer is not None and answer.status >= 500 and answer.status not in (503, 504):
            self.faults.append(f"{method} {target}: {answer!r}"[:400])

    def restart(self):
        self.server.process.kill()
        self.server.process.wait()
        self.server.start()


class ClockCampaign(Campaign):
    """A story that a jump went through may be refused somewhere: what time brings has come first. It is left where it is,
    and deleted when it is a draft still, because nobody may have more than fifty."""

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.left, self.excused = set(), 0

    def _work(self, number):
        chance = random.Random(self.seed * 1000 + number)
        staff = self._staff(f"staff {number}")
        while not self.stopping.is_set():
            jumps, outside, story = self.world.jumps, self.world.outside, None
            try:
                story = CrashStory.__new__(CrashStory)
                story.__init__(self.world, self.item_id, applicant=self.people[number], staff=staff,
                               scenario=[{"question_key": "q1", "option_keys": ["self"]}])
                story.submit()
                for step in ["receive", "accept", "review", "decide"][: chance.choice([0, 1, 2, 2, 4])]:
                    getattr(story, step)()
            except AssertionError as failure:
                status = getattr(failure.args[0], "status", 0) if failure.args else 0
                moved = self.world.jumps != jumps or outside or self.world.outside
                if not moved or status not in (404, 409, 422):
                    self.errors.append(f"applicant {number}: {failure!r}"[:500])
                    return
                self.excused += 1
                self._leave(number, story)
            except Exception as failure:  # noqa: BLE001 - told at the end
                self.errors.append(f"applicant {number}: {failure!r}"[:500])
                return

    def _leave(self, number, story):
        time.sleep(0.2)
        case_id = getattr(story, "case_id", None)
        if case_id:
            self.left.add(case_id)  # before: whether it is there is not asked any more
            if self.people[number].delete(story.url).status >= 300:
                self.left.discard(case_id)  # it is no draft any more

    def _listed(self, client):
        return [case_id for case_id in super()._listed(client) if case_id not in self.left]

    def compare(self, acts, complete):
        def kept(act):
            made = act["answer"]["case_id"] if act["answer"] and act["target"] == "/api/v1/cases" else None
            return made not in self.left and not any(case_id in act["target"] for case_id in self.left)
        return super().compare([act for act in acts if kept(act)], complete)


# ---- what must hold after each jump -------------------------------------------------------------------------------------

def disorder(world, acts):
    """Ids and order of events never go back: within a case, and between the cases that one person began one by one."""
    wrong, last = [], (0, 0, 0)
    for row in ask(world, "SELECT case_id, sequence, event_id FROM case_events ORDER BY case_id, sequence"):
        row = tuple(map(int, row))
        if row[0] == last[0] and (row[1] != last[1] + 1 or row[2] <= last[2]):
            wrong.append(f"case {row[0]}: event {row[1:]} after {last[1:]}")
        if row[0] != last[0] and row[1] != 1:
            wrong.append(f"case {row[0]} begins with event {row[1]}")
        last = row
    newest = {}
    for act in sorted((act for act in acts if act["target"] == "/api/v1/cases" and act["answer"]), key=lambda act: act["ended"]):
        case_id = act["answer"]["case_id"]
        if case_id <= newest.get(act["owner"], ""):
            wrong.append(f"{act['owner']}: the case {case_id} came after {newest[act['owner']]}")
        newest[act["owner"]] = case_id
    return wrong


def too_early_or_twice(world):
    """What time alone does is done when it is due, by the clock of that moment, and once."""
    wrong = []
    for case_id, at, data in ask(world, "SELECT case_id, at, data FROM case_events WHERE kind = 'fell_overdue'"):
        due = datetime.datetime.fromisoformat(json.loads(data)["due_at"]).timestamp()
        if int(at) / 1e6 < due - 1:
            wrong.append(f"case {case_id}: overdue at {int(at) / 1e6:.0f}, due was {due:.0f}")
    for case_id, at, begun in ask(world, "SELECT e.case_id, e.at, c.submitted_at FROM case_events e JOIN cases c "
                                         "ON c.case_id = e.case_id WHERE e.kind = 'accepted' AND e.actor_kind = 'platform'"):
        if int(at) - int(begun) < 5 * DAY * 1_000_000:
            wrong.append(f"case {case_id} counted as accepted {(int(at) - int(begun)) / 1e6 / HOUR:.0f} hours after it came")
    wrong += [f"case {row}: {kind} {count} times" for row, kind, _, count in ask(
        world, "SELECT case_id, kind, data, COUNT(*) FROM case_events WHERE kind IN ('fell_overdue', 'warned', 'accepted') "
               "GROUP BY case_id, kind, data HAVING COUNT(*) > 1")]
    return wrong


def left_undone(world, now):
    """Timers and events that are due by this clock and wait all the same."""
    late = int((now - 5) * 1e6)
    return [f"{table}: {row}" for table in ("jobs", "event_queue") for row in ask(
        world, f"SELECT kind, due_at, attempts, last_error FROM {table} WHERE state = 'waiting' AND due_at < {late} LIMIT 3")]


def stuck(world):
    """With the right clock: dead timers, leases and retries that lie in the future, recurring timers that are far away, and
    cases without their timer."""
    now = time.time()
    micros = int(now * 1e6)
    wrong = left_undone(world, now)
    for table in ("jobs", "event_queue"):
        wrong += [f"{table}, dead: {row}" for row in ask(world, f"SELECT kind, last_error FROM {table} WHERE state = 'dead'")]
        wrong += [f"{table}, leased or to be tried too far ahead: {row}" for row in ask(
            world, f"SELECT kind, due_at, lease_until, attempts FROM {table} WHERE lease_until > {micros + 10 * MINUTE * 10**6} "
                   f"OR (attempts > 0 AND due_at > {micros + 70 * MINUTE * 10**6})")]
    wrong += [f"recurring and too far ahead: {row}" for row in ask(
        world, f"SELECT kind, due_at FROM jobs WHERE subject_id = 0 AND due_at > {micros + (DAY + MINUTE) * 10**6}")]
    wrong += [f"a case without its timer: {row}" for row in ask(
        world, "SELECT c.case_id, c.watch_at FROM cases c LEFT JOIN jobs j ON j.kind = 'cases.watch' AND "
               "j.subject_id = c.case_id AND j.due_at = c.watch_at WHERE c.is_open = 1 AND c.watch_at IS NOT NULL AND "
               "j.job_id IS NULL")]
    return wrong


class Probe:
    """A session and an idempotency key from before a jump."""

    def __init__(self, world):
        self.world = world
        self.login = world.register()[0].login

    def before(self):
        self.client = Client(self.world.server.port).sign_in(*self.login)
        self.key, self.body = str(uuid.uuid4()), {"item_id": self.world.item, "scenario": []}
        self.first = self.client.post("/api/v1/cases", self.body, key=self.key)

    def after(self, moved):
        """`moved`: by how many seconds the clock has jumped. The findings."""
        wrong = []
        self.client.port = self.world.server.port
        alive = self.client.get("/api/v1/me").status == 200
        lives = -SESSION_SLACK < moved < SESSION_IDLE
        if alive != lives:
            wrong.append(f"the session from before {'goes on' if alive else 'is over'}")
        other = Client(self.world.server.port).sign_in(*self.login)
        again = other.post("/api/v1/cases", self.body, key=self.key)
        same = again.status == self.first.status and again.body == self.first.body
        if self.first.status == 201 and not same and moved < KEY_KEPT:
            wrong.append(f"the key from before was answered {again!r}, first {self.first!r}")
        for answer in {answer.body: answer for answer in (self.first, again) if answer.status == 201}.values():
            other.delete(f"/api/v1/cases/{answer.json['case_id']}")
        return wrong


# ---- the campaign -------------------------------------------------------------------------------------------------------

class Jumps:
    def __init__(self, world, campaign, options, verdict):
        self.world, self.campaign, self.options, self.verdict = world, campaign, options, verdict
        self.clock, self.probe = world.clock, Probe(world)
        self.chance = random.Random(options.seed)
        self.spell = 4.0 if options.timed else 1.2
        # On PostgreSQL what a killed node had taken is free when its lease of a minute ends: too long for the small size.
        self.kills_too = options.timed or options.database == "sqlite"
        self.caught_up, self.kills = [], 0

    def round(self):
        kinds = list(KINDS)
        self.chance.shuffle(kinds)
        return kinds

    def jump(self, kind):
        """Moves the clock while everybody works, waits, and compares."""
        self.probe.before()
        before = self.clock.ahead
        self.world.jumps += 1
        self.clock.set(KINDS[kind](before))
        if kind in ("faster", "slower"):
            self.clock.run(FAST if kind == "faster" else SLOW, self.world.server.process)
        elif self.kills_too and self.chance.random() < 0.33:
            time.sleep(self.chance.uniform(0, self.spell))
            self.world.restart()
            self.kills += 1
        time.sleep(self.spell)
        self.clock.steady()
        self.world.pause()
        moved = self.clock.ahead - before
        self.verdict.judge(f"{kind}: the clock is {self.clock.ahead / HOUR:+.1f} hours ahead", self.findings(moved))
        self.world.up.set()

    def findings(self, moved):
        acts = self.campaign.journal.copy()
        wrong = disorder(self.world, acts)
        if self.clock.now() < CALENDAR_ENDS:  # beyond it timers try again, and running cases are not shown
            wrong += self.campaign.compare(acts, complete=False)
            waited = wait_for(lambda: bool(left_undone(self.world, self.clock.now())), False)
            self.caught_up.append(waited)
            if waited is None or (self.options.timed and waited > CATCH_UP):
                wrong.append(f"what is due waits: {left_undone(self.world, self.clock.now())}")
        wrong += too_early_or_twice(self.world) + self.probe.after(moved)
        if self.clock.ahead == 0 and wait_for(lambda: bool(stuck(self.world)), False) is None:
            wrong += stuck(self.world)
        faults, self.world.faults = self.world.faults, []
        return wrong + faults

    def run(self):
        kinds = []
        while len(kinds) < self.options.cycles:
            kinds += self.round()
        for kind in kinds[: self.options.cycles]:
            self.jump(kind)
        self.jump("right")


def later(world, verdict):
    """After all of that, the clock goes on for two weeks: each case that waits to be accepted is, once."""
    now = int(time.time() * 1e6)
    waiting = f"is_open = 1 AND submitted_at <= {now} AND accepted_at IS NULL"
    cases = [row[0] for row in ask(world, f"SELECT case_id FROM cases WHERE {waiting}")]
    world.clock.set(15 * DAY)
    waited = wait_for(lambda: ask(world, f"SELECT COUNT(*) FROM cases WHERE {waiting}"), [("0",)])
    verdict.judge(f"{len(cases)} cases that nobody accepted count as accepted two weeks later",
                  ([] if waited is not None else ["some are not"]) + too_early_or_twice(world))
    world.clock.set(0)
    verdict.judge("and nothing is stuck when the clock is right", stuck(world) if wait_for(
        lambda: bool(stuck(world)), False) is None else [])
    return len(cases)


def main():
    options = read_options(__doc__, small=8, full=40)
    verdict, began, clock = Verdict(), time.time(), FakeClock()
    journal = tempfile.NamedTemporaryFile(prefix="tongban-journal-", suffix=".jsonl", delete=False).name
    world = ClockWorld(options.binary, options.database, clock)
    try:
        campaign = ClockCampaign(world, Journal(journal), 3, options.seed)
        jumps = Jumps(world, campaign, options, verdict)
        campaign.start()
        jumps.run()
        campaign.stop()
        acts = campaign.journal.copy()
        verdict.judge("every call became exactly one", campaign.compare(acts, complete=True) + campaign.errors)
        deemed = later(world, verdict)
        code, text = wait_until_quiet(world)
        verdict.judge("tongban check is clean beside the serving node", [] if code == 0 else [text[-2000:]])
        verdict.end_world(world)
    finally:
        world.up.set()
        world.server.close()
        clock.close()
    if verdict.failures:
        print(f"the journal is {journal}; again with --seed {options.seed}")
    else:
        os.unlink(journal)
    for name, value in figures(acts).items():
        print(f"{value} {name}")
    return verdict.finish(jumps=world.jumps, kills=jumps.kills, refused_for_a_jump=campaign.excused, deemed_accepted=deemed,
                          slowest_catch_up_s=round(percentile([t for t in jumps.caught_up if t], 1.0), 1),
                          seconds=round(time.time() - began))


if __name__ == "__main__":
    sys.exit(main())
