"""Applications handed in over HTTP, durable, load and server on the same cores: whole applications in one call (form
checked, personal fields sealed, case, answers, four materials, frozen copy, receipt, events, outbox, timer, audit entry,
idempotency receipt), and the submit call alone over prepared drafts; beside raw loops that write the same rows."""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import figures
from figures import figure, say
from town import Town, load, measured, ok, told
from write_trace import write_trace

CLIENTS = (1, 8, 64, 256)
GROUP = 64  # of the raw loop: at 64 clients no commit of the server can hold more


class Submits:
    def __init__(self, options, database):
        self.options, self.database = options, database
        self.seconds = 1.0 if options.quick else 6.0
        self.sent = 0

    def requests(self, town, count):
        self.sent += count
        return town.applications(count, self.sent - count)

    def run(self, town, clients, seconds=None, **more):
        """Enough requests for the time at twice the speed of any earlier figure; none is sent twice."""
        seconds = seconds or self.seconds
        return measured(self.options, town, self.requests(town, int(12000 * seconds)), clients, seconds, 201, **more)

    def raw(self, trace, folder):
        """Applications a second of the raw loop on an empty database of the same schema."""
        program = os.path.join(self.options.build, "bench", f"bench_raw_{self.database}")
        if self.database == "sqlite":
            data = os.path.join(folder, f"raw{time.monotonic_ns()}")
            self.migrate("--data", data)
            command = [program, os.path.join(data, "tongban.db"), trace, str(self.seconds), str(GROUP)]
        else:
            name = f"raw_{time.monotonic_ns()}"
            url = os.environ["TONGBAN_TEST_POSTGRES"]
            subprocess.run(["psql", "-q", "-d", url, "-c", f"CREATE DATABASE {name}"], check=True)
            url = url.rsplit("/", 1)[0] + "/" + name
            self.migrate("--data", os.path.join(folder, name), "--database", url)
            command = [program, url, trace, str(self.seconds), "8"]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        return json.loads(done.stdout)

    def migrate(self, *arguments):
        facts = os.path.join(figures.ROOT, "data")
        subprocess.run([self.options.binary, "migrate", *arguments, "--facts", facts], stdout=subprocess.DEVNULL, check=True)

    def tell(self, name, result, **target):
        figure(f"submit.{self.database}.{name}", result["per_second"], "/s", note=told(result), **target)

    def whole_applications(self, town, trace, folder):
        """One call each, at every number of clients; at 64 between two runs of the raw loop."""
        for clients in CLIENTS:
            if clients != 64:
                self.tell(f"{clients}", self.run(town, clients))
                continue
            before = self.raw(trace, folder)
            result = self.run(town, clients)
            raw = (before["per_second"] + self.raw(trace, folder)["per_second"]) / 2
            self.tell("64", result, **({"at_least": 8000} if self.database == "sqlite" else {}))
            figure(f"submit.{self.database}.raw", raw, "/s", note=f"the same {before['rows']} rows, " + (
                f"{GROUP} applications a commit, one thread" if self.database == "sqlite" else
                "one transaction and one pipeline each, 8 connections"))
            figure(f"submit.{self.database}.64_of_raw", result["per_second"] / raw, "ratio", at_least=0.5)
        half = result["per_second"] / 2
        opened = self.run(town, 256, rate=half)
        self.tell("open_loop", opened)

    def drafts(self, town):
        """The submit call alone: drafts are begun, filled in and given their materials before."""
        count = 300 if self.options.quick else 45 * len(town.people)  # nobody may have more than fifty
        documents = [town.application(self.sent + number) for number in range(count)]
        started = self.step(town, [town.request(client, "POST", "/api/v1/cases", {
            key: document[key] for key in ("item_id", "scenario", "acting_for")}) for client, document in documents], 201)
        paths = [f"/api/v1/cases/{json.loads(body)['case_id']}" for body in started]
        self.step(town, [town.request(client, "PUT", f"{path}/answers/{group['group_key']}", {
            "group_version": 0, "answers": group["answers"]})
            for (client, document), path in zip(documents, paths) for group in document["groups"]], 200)
        self.step(town, [town.request(client, "POST", f"{path}/materials", material)
                         for (client, document), path in zip(documents, paths) for material in document["materials"]], 200)
        submits = [town.request(client, "POST", f"{path}/submit", {}) for (client, _), path in zip(documents, paths)]
        self.tell("submit_call_64", measured(self.options, town, submits, 64, 0, 200))

    def step(self, town, requests, good):
        """Sends all of them; the bodies of the answers in the order of the requests."""
        with tempfile.NamedTemporaryFile(prefix="tongban-answers-") as answers:
            load(self.options, town.server.port, requests, 32, responses=answers.name)
            lines = [line.split(b" ", 2) for line in answers.read().splitlines()]
        wrong = [line for line in lines if line[1] != b"%d" % good]
        assert len(lines) == len(requests) and not wrong, (len(lines), len(requests), wrong[:3])
        return [body for _, _, body in sorted(lines, key=lambda line: int(line[0]))]

    def finish(self, town):
        began = time.monotonic()
        while "events waiting 0" not in town.server.check() and time.monotonic() - began < 120:
            time.sleep(1)
        say(f"    the outbox is empty {time.monotonic() - began:.0f} s after the last application")
        figure(f"submit.{self.database}.memory", town.memory_mb(), "MB", note="of the server after all of this")
        if town.server.stop() != 0 or "events waiting 0" not in town.server.check() or town.server.check_code != 0:
            raise RuntimeError("tongban check is not clean after the load")


def slow_fsync(submits, options):
    """The same with 2 ms more for each fsync, as a disk without a protected cache has."""
    shim = os.path.join(options.build, "bench", "libbench_slow_fsync.so")
    town = Town(options.binary, "sqlite", {"LD_PRELOAD": shim, "SLOW_FSYNC_MS": "2"}, applicants=8)
    try:
        for clients in (8, 64, 256):
            submits.tell(f"fsync_2ms.{clients}", submits.run(town, clients))
    finally:
        town.server.close()


def one_database(options, database, trace, folder):
    submits = Submits(options, database)
    town = Town(options.binary, database)
    try:
        if database == "sqlite":
            path = os.path.join(town.server.folder, "data", "tongban.db")

            def hand_in():
                client, document = town.application(0)
                return ok(client.post("/api/v1/applications", document), 201)["case_id"]
            hand_in()
            write_trace(trace, path, hand_in)
        submits.whole_applications(town, trace, folder)
        submits.drafts(town)
        submits.finish(town)
    finally:
        town.server.close()
    if database == "sqlite":
        slow_fsync(Submits(options, database), options)


def main():
    options = figures.arguments()
    with tempfile.TemporaryDirectory(prefix="tongban-bench-") as folder:
        trace = os.path.join(folder, "trace.jsonl")
        one_database(options, "sqlite", trace, folder)
        with figures.Postgres():
            one_database(options, "postgres", trace, folder)


if __name__ == "__main__":
    main()
