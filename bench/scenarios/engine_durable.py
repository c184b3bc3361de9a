"""Durable processes: instances of the joint review completed a second at 64 clients, each step a durable transaction with state,
history, tasks and timer; and what many waiting instances cost: a node that starts over them, its memory, a look for due timers."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import uuid

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import figures
from figures import ROOT, Postgres, figure, say

MODEL = os.path.join(ROOT, "bench", "engine", "joint_review.bpmn")
GOAL = {"sqlite": 2000, "postgres": 1000}


class Place:
    """A database of its own with the demonstration catalogue."""

    def __init__(self, options, database):
        self.options, self.folder = options, tempfile.mkdtemp(prefix="tongban-bench-processes-")
        self.arguments = ["--data", os.path.join(self.folder, "data"), "--facts", os.path.join(ROOT, "data")]
        if database == "postgres":
            url, name = os.environ["TONGBAN_TEST_POSTGRES"], "processes_" + uuid.uuid4().hex[:12]
            subprocess.run(["psql", "-q", "-d", url, "-c", f"CREATE DATABASE {name}"], check=True)
            self.arguments += ["--database", url.rsplit("/", 1)[0] + "/" + name]
        environment = dict(os.environ, TONGBAN_NODE_DEMO="true")
        for command in ("migrate", "demo"):
            subprocess.run([options.binary, command, *self.arguments], env=environment, stdout=subprocess.DEVNULL, check=True)

    def run(self, *more):
        program = os.path.join(self.options.build, "bench", "bench_processes")
        done = subprocess.run([program, *self.arguments, "--model", MODEL, *more], stdout=subprocess.PIPE, text=True, check=True)
        return json.loads(done.stdout.splitlines()[-1])

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def measure(options, database):
    waiting = 2_000 if options.quick else 1_000_000
    place = Place(options, database)
    try:
        place.run("--seconds", "0.5")  # warm
        told = place.run("--seconds", "1" if options.quick else "10")
        figure(f"engine.durable.{database}.joint_review_64", told["per_second"], "/s", at_least=GOAL[database],
               note=f"{told['instances']} instances and {told['steps']} durable completions in {told['seconds']} s")
        say(f"    {database}: {waiting:,} instances begin to wait")
        told = place.run("--waiting", str(waiting))
        kept = f"{told['waiting']:,} waiting instances"
        figure(f"engine.durable.{database}.start_up", told["start_up_seconds"], "s", note=kept)
        figure(f"engine.durable.{database}.memory", told["memory_mb"], "MB", note=kept)
        figure(f"engine.durable.{database}.timer_scan", told["timer_scan_seconds"] * 1000, "ms", note=kept + ", one timer each, none due")
    finally:
        place.close()


def main():
    options = figures.arguments()
    measure(options, "sqlite")
    with Postgres():
        measure(options, "postgres")


if __name__ == "__main__":
    main()
