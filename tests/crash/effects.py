"""Effects that happen once: `effects.py --binary B --database sqlite|postgres [--cycles N] [--seed N]`, N effects of each kind.

Real consumers of the product, killed with SIGKILL again and again while they work:
  events   each submitted case tells the catalogue, which counts the applications of its item;
  timers   no office says a word: after five working days each case counts as accepted (deemed acceptance), with an
           instrument that takes the next number of its department. The clock is set on by libfaketime;
  processes the acceptance moves the process that each case follows: two departments begin, once.
None may be missing, none may happen twice, numbers have no gap. Ends with `N passed, M failed`."""

import os
import random
import sqlite3
import subprocess
import sys
import threading
import time

from oracle import CrashStory, CrashWorld  # first: it finds tests/api
from processes import joint_review_item  # noqa: E402
from stories import upload  # noqa: E402
from verdict import Verdict, read_options
from world import ok

AHEAD = 15 * 86400  # more than five working days, also over the longest holidays
PATIENCE = 600  # seconds until what is due must have happened
CLIENTS = 4
FAKETIME = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"


def ask(world, sql):
    """The rows of a question to the database itself, beside the server."""
    if world.server.database:
        done = subprocess.run(["psql", "-qAt", "-F", "\t", "-d", world.server.database, "-c", sql], check=True,
                              stdout=subprocess.PIPE, text=True)
        return [tuple(line.split("\t")) for line in done.stdout.splitlines()]
    path = os.path.join(world.server.folder, "data", "tongban.db")
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=30)
    try:
        return [tuple(str(cell) for cell in row) for row in database.execute(sql)]
    finally:
        database.close()


def kill(world):
    world.up.clear()
    world.server.process.kill()
    world.server.process.wait()
    world.server.start()
    world.up.set()


class Killer(threading.Thread):
    def __init__(self, world, seed, longest):
        super().__init__()
        self.world, self.chance, self.longest = world, random.Random(seed), longest
        self.kills, self.over = 0, threading.Event()

    def run(self):
        while not self.over.wait(self.chance.uniform(0.1, self.longest)):
            kill(self.world)
            self.kills += 1

    def end(self):
        self.over.set()
        self.join()
        return self.kills


def hand_in(world, item, count):
    """That many cases of one item, submitted by a few applicants at once, who repeat what a kill has interrupted."""
    left = list(range(count))
    lock, wrong = threading.Lock(), []

    def work(person):
        file_id = upload(person)
        while True:
            with lock:
                if not left:
                    return
                left.pop()
            try:
                story = CrashStory(world, item, applicant=person,
                                   scenario=[{"question_key": "q1", "option_keys": ["self"]}])
                story.fill()
                for material in story.view()["materials"]:
                    if material["required"] and not material["satisfied"]:
                        ok(person.post(f"{story.url}/materials", {
                            "material_key": material["material_key"], "source": "uploaded", "file_id": file_id}))
                ok(person.post(f"{story.url}/submit", {}))
            except Exception as failure:  # noqa: BLE001 - told at the end
                wrong.append(repr(failure)[:300])

    threads = [threading.Thread(target=work, args=(world.register()[0],)) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


def wait_for(question, wanted):
    """Seconds until the question has the answer; None when it never had."""
    began = time.time()
    while time.time() - began < PATIENCE:
        if question() == wanted:
            return time.time() - began
        time.sleep(0.3)
    return None


def events(world, item, options, verdict):
    killer = Killer(world, options.seed, 2.0)
    killer.start()
    wrong = hand_in(world, item, options.cycles)
    kills = killer.end()
    verdict.judge(f"{options.cycles} cases were submitted through {kills} kills", wrong)
    waited = wait_for(lambda: ask(world, "SELECT COUNT(*) FROM event_queue WHERE state = 'waiting'"), [("0",)])
    verdict.judge("no event waits for ever", [] if waited is not None else ["some still wait"])
    submitted = ask(world, "SELECT item_id, COUNT(*) FROM cases WHERE submitted_at IS NOT NULL GROUP BY item_id ORDER BY 1")
    counted = ask(world, "SELECT item_id, applications FROM item_popularity ORDER BY 1")
    verdict.expect("each submission was counted once", submitted, counted)
    verdict.expect("as many were submitted as were meant", options.cycles, sum(int(count) for _, count in submitted))
    return kills


def timers(world, options, verdict):
    world.server.stop()
    world.server.environment.update(LD_PRELOAD=FAKETIME, FAKETIME=f"+{AHEAD}", DONT_FAKE_MONOTONIC="1")
    world.server.start()
    killer = Killer(world, options.seed + 1, 3.0)
    began = time.time()
    killer.start()
    time.sleep(min(60, 3 + options.cycles / 50))
    kills = killer.end()
    accepted = "SELECT COUNT(*) FROM cases WHERE accepted_at IS NOT NULL"
    waited = wait_for(lambda: ask(world, accepted), [(str(options.cycles),)])
    verdict.judge(f"{options.cycles} cases counted as accepted {time.time() - began:.0f} s after the clock was there, through "
                  f"{kills} kills", [] if waited is not None else [f"only {ask(world, accepted)} were"])
    verdict.expect("none was accepted twice", [], ask(
        world, "SELECT case_id, COUNT(*) FROM case_events WHERE kind = 'accepted' GROUP BY case_id HAVING COUNT(*) <> 1"))
    verdict.expect("none was told twice that its limit is over", [], ask(
        world, "SELECT case_id, data, COUNT(*) FROM case_events WHERE kind IN ('fell_overdue', 'warned') "
               "GROUP BY case_id, kind, data HAVING COUNT(*) > 1"))
    verdict.expect("each has one notice, all with numbers of their own and without a gap",
                   [(str(options.cycles),) * 3 + (("1", str(options.cycles)) if options.cycles else ())],
                   ask(world, "SELECT COUNT(*), COUNT(DISTINCT case_id), COUNT(DISTINCT number), MIN(serial), MAX(serial) "
                              "FROM instruments WHERE kind = 'acceptance_notice'"))
    verdict.expect("each process began once and was moved once, to two departments",
                   [(str(options.cycles), str(2 * options.cycles), str(2 * options.cycles))],
                   ask(world, "SELECT (SELECT COUNT(*) FROM case_processes), (SELECT COUNT(*) FROM case_process_steps), "
                              "(SELECT COUNT(*) FROM case_tasks)"))
    return kills


def main():
    options = read_options(__doc__, small=40, full=10_000)
    verdict, began = Verdict(), time.time()
    world = CrashWorld(options.binary, options.database)
    try:
        kills = events(world, joint_review_item(world), options, verdict)
        kills += timers(world, options, verdict)
        verdict.end_world(world)
    finally:
        world.up.set()
        world.server.close()
    return verdict.finish(effects=3 * options.cycles, kills=kills, seconds=round(time.time() - began))


if __name__ == "__main__":
    sys.exit(main())
