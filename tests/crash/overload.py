"""More than the node can do: `overload.py --binary B --database sqlite|postgres [--cycles N] [--seed N] [--seconds N]`.

A closed loop finds what the node can do at best, then an open loop asks for three times as much, on its own clock, whether
the answers come or not; once with whole applications, once with reads of a case. A cycle is both. What is refused must be
refused with 503 and Retry-After and soon, what is taken must be answered in bounded time and be there afterwards, once;
the work done must stay near its best, the memory bounded, and all must be well seconds later. Load and server share the
cores of this machine: asking three times as much costs the load generator three times as much, too. Needs `bench_load`,
which is built beside the server. Ends with `N passed, M failed`."""

import json
import os
import sys
import tempfile
import threading
import time

from oracle import wait_until_quiet  # first: it finds tests/api

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), "bench"))

from effects import ask  # noqa: E402
from town import Town, load  # noqa: E402
from verdict import Verdict, read_options

TIMES = 3  # as much as the node can do
AT_BEST = 256  # clients of the closed loop
CONNECTIONS = 3000  # of the open loop: more than ever wait at once
# Of the best. Refusing a read costs a fifth of answering it, and asking for it an eighth, on the same cores: there the
# promise is only that the work does not break down.
GOODPUT = {"applications": 0.8, "reads": 0.3}
REFUSED_WITHIN, ANSWERED_WITHIN = 250, 2000  # ms, of 99 in 100
GROWTH = 300  # MB
WELL_WITHIN, WELL = 5, 20  # seconds, and so many answers in a row within half a second


class Memory(threading.Thread):
    """The greatest size of the server while this runs."""

    def __init__(self, town):
        super().__init__(daemon=True)
        self.town, self.before, self.most, self.over = town, town.memory_mb(), 0, threading.Event()

    def run(self):
        while not self.over.wait(0.1):
            self.most = max(self.most, self.town.memory_mb())

    def grown(self):
        self.over.set()
        self.join()
        return max(0, self.most - self.before)


class Overload:
    def __init__(self, town, options, verdict):
        self.town, self.options, self.verdict = town, options, verdict
        self.sent, self.acknowledged, self.figures = 0, [], {}

    # ---- the two kinds of requests --------------------------------------------------------------------------------------

    def applications(self, count):
        self.sent += count
        return self.town.applications(count, self.sent - count)

    def reads(self, _):
        """The view of one case for each applicant, each by its owner."""
        if not hasattr(self, "views"):
            self.views = []
            for number in range(len(self.town.people)):
                client, document = self.town.application(number)
                answer = client.post("/api/v1/applications", document).json
                self.acknowledged.append((answer["case_id"], answer["case_number"]))
                self.views.append(self.town.request(client, "GET", f"/api/v1/cases/{answer['case_id']}"))
        return self.views

    def send(self, kind, good, clients, seconds, rate=0.0):
        """One load; the results, with what was acknowledged of applications written down."""
        once = kind == "applications"
        requests = getattr(self, kind)(int((rate or self.guess) * seconds * 1.05) + clients if once else 0)
        with tempfile.NamedTemporaryFile(prefix="tongban-answers-") as answers:
            spent = self.town.cpu_seconds()
            result = load(self.options, self.town.server.port, requests, clients, seconds, once=once, rate=rate,
                          responses=answers.name if once else None)
            result["server_cpu"] = self.town.cpu_seconds() - spent
            for line in answers:
                _, status, body = line.split(b" ", 2)
                if status == b"201":
                    answer = json.loads(body)
                    self.acknowledged.append((answer["case_id"], answer["case_number"]))
        result["good"] = result["statuses"].get(str(good), 0) / result["seconds"]
        return result

    def well_again(self):
        """Seconds until applications are answered soon again, one after the other."""
        began, first, streak = time.time(), time.time(), 0
        while streak < WELL and time.time() - began < 120:
            client, document = self.town.application(self.sent)
            self.sent += 1
            at = time.time()
            answer = client.raw("POST", "/api/v1/applications", json.dumps(document).encode(),
                                client.headers("POST") | {"Content-Type": "application/json"})
            if answer.status == 201:
                self.acknowledged.append((answer.json["case_id"], answer.json["case_number"]))
            well = answer.status == 201 and time.time() - at < 0.5
            streak = streak + 1 if well else 0
            if streak == 1:
                first = at
        return first - began if streak == WELL else time.time() - began

    # ---- one burst ------------------------------------------------------------------------------------------------------

    def burst(self, kind, good):
        timed, seconds = self.options.timed, self.options.seconds
        self.guess = 1500
        self.guess = 1.5 * self.send(kind, good, AT_BEST, 1)["good"]  # warm, too
        best = self.send(kind, good, AT_BEST, max(1, seconds / 3))
        memory = Memory(self.town)
        memory.start()
        result = self.send(kind, good, CONNECTIONS, seconds, rate=TIMES * best["good"])
        grown = memory.grown()
        well = max(0.0, result["seconds"] - seconds) + self.well_again()
        none = {"p50_ms": 0, "p99_ms": 0, "max_ms": 0, "with_retry_after": 0}
        taken, refused = (result["latencies"].get(str(status), none) for status in (good, 503))
        count = result["statuses"].get("503", 0)
        ratio = result["good"] / best["good"]
        judge = self.verdict.judge
        judge(f"{kind}: {best['good']:.0f} a second at best, {TIMES * best['good']:.0f} asked for, {result['good']:.0f} done "
              f"({ratio:.0%}), {result['requests'] / result['seconds']:.0f} answered; CPU s: server "
              f"{result['server_cpu']:.1f}, load {result['cpu_seconds']:.1f} of {result['seconds']:.1f}",
              [f"less than {GOODPUT[kind]:.0%}"] if timed and ratio < GOODPUT[kind] else [])
        judge(f"{kind}: every answer is {good} or 503", [f"{number} with {status}" for status, number in
                                                         result["statuses"].items() if int(status) not in (good, 503)])
        judge(f"{kind}: {count} refused, 99 of 100 within {refused['p99_ms']:.0f} ms (half within {refused['p50_ms']:.0f}), "
              f"all say when to come back",
              [f"{count - refused['with_retry_after']} do not"] * (count != refused["with_retry_after"]) +
              ["nothing was refused"] * (timed and count == 0) +
              ["too late"] * (timed and refused["p99_ms"] > REFUSED_WITHIN))
        judge(f"{kind}: what was taken is answered, 99 of 100 within {taken['p99_ms']:.0f} ms (half within "
              f"{taken['p50_ms']:.0f}, all within {taken['max_ms']:.0f})",
              ["too late"] * (timed and taken["p99_ms"] > ANSWERED_WITHIN))
        judge(f"{kind}: the server grew by {grown:.0f} MB", ["too much"] if grown > GROWTH else [])
        judge(f"{kind}: all is well {well:.1f} s after", ["too late"] if timed and well > WELL_WITHIN else [])
        self.figures = {f"goodput_of_{kind}_%": round(100 * ratio)} | self.figures

    def everything_there(self):
        stored = [tuple(row) for row in ask(self.town, "SELECT case_number, COUNT(*) FROM cases "
                                                       "WHERE case_number IS NOT NULL GROUP BY case_number")]
        numbers = {number for number, _ in stored}
        known = {number for _, number in self.acknowledged}
        self.verdict.judge(
            f"all {len(self.acknowledged)} acknowledged applications are there, once, and no other",
            [f"{len(self.acknowledged) - len(known)} numbers were acknowledged twice"] * (len(known) != len(self.acknowledged)) +
            [f"{len(known - numbers)} are lost"] * bool(known - numbers) +
            [f"{len(numbers - known)} more than acknowledged"] * bool(numbers - known) +
            [f"{row[0]} is there {row[1]} times" for row in stored if row[1] != "1"])


def main():
    def more(parser):
        parser.add_argument("--seconds", type=float, default=0, help="of one burst; 2 of the small size, 10 of the full one")
        parser.add_argument("--build", help="the folder of the build, where bench/bench_load is; that of the binary")

    options = read_options(__doc__, small=1, full=3, more=more)
    options.build = options.build or os.path.dirname(options.binary)
    options.seconds = options.seconds or (10 if options.timed else 2)
    if not os.access(os.path.join(options.build, "bench", "bench_load"), os.X_OK):
        print(f"bench_load is not in {options.build}/bench: build that target, too")
        return 2
    verdict, began = Verdict(), time.time()
    town = Town(options.binary, options.database, applicants=8, items=2)
    try:
        overload = Overload(town, options, verdict)
        for _ in range(options.cycles):
            overload.burst("applications", 201)
            overload.burst("reads", 200)
        overload.everything_there()
        code, text = wait_until_quiet(town, 300)
        verdict.judge("the queue runs empty", [] if "events waiting 0" in text else [text[-500:]])
        verdict.end_world(town)
    finally:
        town.server.close()
    return verdict.finish(**overload.figures, applications_acknowledged=len(overload.acknowledged),
                          seconds=round(time.time() - began))


if __name__ == "__main__":
    sys.exit(main())
