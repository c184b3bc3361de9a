"""The drill of a disaster: `drill.py --build build/release [--database sqlite|postgres] [--cases N] [--kills K] [--rate R]`.

Fills an installation with N invented cases, takes a backup while applications come in at a steady rate (and measures what
that costs them), kills K other backups at random moments, verifies the backup, restores it into an empty place against the
clock, and compares every row. Prints its figures; ends with `N passed, M failed`.

Goals: restore with its comparison of rows, and verification, within five minutes; memory flat; p99 of the writers at most
a fifth worse. The two figures of time are judged only with --timed, on a machine that has nothing else to do."""

import argparse
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
for folder in ("bench", "tests/api", "tests/crash"):
    sys.path.insert(0, os.path.join(ROOT, folder))

from copies import Installation, command_beside, keys_of  # noqa: E402
from town import Town, load  # noqa: E402
from verdict import Verdict  # noqa: E402

SLICE = 4  # seconds of load between two looks at the backup


def megabytes(path):
    return os.path.getsize(path) / 1e6


class Watched:
    """A process whose greatest memory is known afterwards."""

    def __init__(self, command, environment):
        self.began = time.time()
        self.process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.text = ""

    def end(self):
        self.text = self.process.stdout.read()
        _, status, usage = os.wait4(self.process.pid, 0)
        self.process.returncode = os.waitstatus_to_exitcode(status)
        self.seconds, self.peak_mb = time.time() - self.began, usage.ru_maxrss / 1024
        return self.process.returncode

    def running(self):
        return os.path.exists(f"/proc/{self.process.pid}/exe") and self._state() != "Z"

    def _state(self):
        try:
            with open(f"/proc/{self.process.pid}/stat", encoding="utf-8") as stat:
                return stat.read().rsplit(")", 1)[1].split()[0]
        except OSError:
            return "Z"


class Drill:
    def __init__(self, options):
        self.options, self.verdict, self.chance = options, Verdict(), random.Random(options.seed)
        self.figures, self.sent = {}, 0
        self.town = Town(options.binary, options.database, {"TONGBAN_SESSION_IDLE_MINUTES": "600"})
        self.server = self.town.server
        self.folder = tempfile.TemporaryDirectory(prefix="tongban-drill-")
        self.key, self.backup = self.path("backup.key"), self.path("one.backup")

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def tell(self, what, value):
        self.figures[what] = value
        print(f"      {what}: {value}", flush=True)

    def command(self, name, *more):
        return [self.options.binary, name, *self.server.arguments(), *more, "--key", self.key]

    def fill(self):
        if self.options.cases:
            self.server.stop()
            began = time.time()
            subprocess.run([os.path.join(self.options.build, "bench", "bench_make_cases"), *self.server.arguments(), "--cases",
                            str(self.options.cases), "--departments", "200"], env=self.server.environment, check=True)
            self.tell("seconds to make the cases", round(time.time() - began, 1))
            self.server.start()
        code, text = command_beside(self.server, "keys", "--backup", self.key)
        assert code == 0, text

    def slice(self):
        count = int(self.options.rate * SLICE)
        requests = self.town.applications(count, self.sent)
        self.sent += count
        result = load(self.options, self.server.port, requests, 8, SLICE, rate=self.options.rate)
        wrong = {status: times for status, times in result["statuses"].items() if status != "201"}
        self.verdict.judge(f"{result['requests']} applications were taken, p99 {result['p99_ms']:.1f} ms",
                           [f"answers {wrong}"] if wrong else [])
        return result["p99_ms"]

    def under_load(self):
        self.slice()  # warms up
        quiet = [self.slice() for _ in range(4)]
        running, busy = Watched(self.command("backup", self.backup), self.server.environment), []
        while running.running():
            busy.append(self.slice())
        code = running.end()
        self.verdict.judge("the backup under load is complete", [] if code == 0 else [running.text])
        before, during = statistics.median(quiet), statistics.median(busy)
        self.tell("backup seconds", round(running.seconds, 1))
        self.tell("backup MB", round(megabytes(self.backup), 1))
        self.tell("backup peak memory MB", round(running.peak_mb, 1))
        self.tell("p99 ms without backup", round(before, 1))
        self.tell("p99 ms during backup", round(during, 1))
        self.tell("p99 cost percent", round((during / before - 1) * 100))
        if self.options.timed:
            self.verdict.judge("p99 is at most 20 % worse", [] if during <= before * 1.2 else [f"{during:.1f} after {before:.1f}"])
        self.backup_seconds = running.seconds

    def kills(self):
        for number in range(self.options.kills):
            path = self.path(f"killed-{number}.backup")
            wait = self.chance.uniform(0.02, self.backup_seconds * 1.1)
            process = subprocess.Popen(self.command("backup", path), env=self.server.environment, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)
            try:
                process.wait(timeout=wait)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
            findings = []
            if os.path.exists(path):  # it had its name, so it must be whole
                done = subprocess.run(self.command("verify-backup", path), env=self.server.environment, capture_output=True, text=True)
                findings += [] if done.returncode == 0 else [f"{path} has its name and is not good: {done.stdout}{done.stderr}"]
            elif os.path.exists(path + ".unfinished"):
                done = subprocess.run(self.command("verify-backup", path + ".unfinished"), env=self.server.environment,
                                      capture_output=True, text=True)
                findings += [] if done.returncode == 2 else ["an unfinished file was taken for good"]
            self.verdict.judge(f"backup killed after {wait:.2f} s: {'whole' if os.path.exists(path) else 'no backup'}", findings)
            for left in (path, path + ".unfinished"):
                if os.path.exists(left):
                    os.unlink(left)

    def restore(self):
        verifying = Watched(self.command("verify-backup", self.backup), self.server.environment)
        code = verifying.end()
        self.verdict.judge("the backup is good", [] if code == 0 else [verifying.text])
        self.tell("verify seconds", round(verifying.seconds, 1))
        self.tell("contents", verifying.text.splitlines()[1].strip() if code == 0 else "none")
        with Installation(self.options.binary, self.options.database, keys_of(self.server)) as copy:
            arguments = [*copy.arguments(), self.backup, "--key", self.key]
            restoring = Watched([self.options.binary, "restore", *arguments], copy.environment)
            code = restoring.end()
            self.verdict.judge("it is restored", [] if code == 0 else [restoring.text])
            self.tell("restore seconds", round(restoring.seconds, 1))
            self.tell("restore peak memory MB", round(restoring.peak_mb, 1))
            code, text = copy.command("verify-backup", self.backup, "--key", self.key, "--compare")
            self.verdict.judge("every row is equal", [] if code == 0 else [text])
            began = time.time()
            copy.start()
            self.verdict.expect("the restored server is ready", 200, copy.client().get("/health/ready").status)
            self.tell("start seconds", round(time.time() - began, 1))
            self.verdict.expect("and ends in order", 0, copy.stop())
            if self.options.check:
                code, text = copy.command("check", "--files")
                self.verdict.judge("tongban check --files is clean", [] if code == 0 else [text[-2000:]])
        if self.options.timed:
            took = verifying.seconds + restoring.seconds
            self.verdict.judge("verification and restore within five minutes", [] if took <= 300 else [f"{took:.0f} s"])

    def run(self):
        try:
            self.fill()
            self.under_load()
            self.kills()
            self.restore()
            self.server.stop()
        finally:
            self.server.close()
            self.folder.cleanup()
        return self.verdict.finish(**{name.replace(" ", "_"): value for name, value in self.figures.items()})


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True, type=os.path.abspath)
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--rate", type=float, default=50.0, help="applications a second while the backup is made")
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    parser.add_argument("--check", action="store_true", help="also recompute every restored case")
    parser.add_argument("--timed", action="store_true")
    options = parser.parse_args()
    options.binary = os.path.join(options.build, "tongban")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    print(f"seed {options.seed}, {options.cases} cases on {options.database}", flush=True)
    return Drill(options).run()


if __name__ == "__main__":
    sys.exit(main())
