"""What the scenarios share: the command line, figures as JSON lines, a private PostgreSQL, the API tests' server."""

import argparse
import json
import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(ROOT, "tests", "api"))  # harness.Server and papers, for scenarios over HTTP


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True, help="the folder that the programs were built in")
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    options.build = os.path.abspath(options.build)
    options.binary = os.path.join(options.build, "tongban")
    return options


def figure(name, value, unit, at_least=None, at_most=None, note=""):
    """Prints one figure; returns whether it keeps its target."""
    line = {"name": name, "value": round(value, 4), "unit": unit}
    if at_least is not None:
        line |= {"target": f">= {at_least:g}", "ok": value >= at_least}
    if at_most is not None:
        line |= {"target": f"<= {at_most:g}", "ok": value <= at_most}
    if note:
        line["note"] = note
    print(json.dumps(line, ensure_ascii=False), flush=True)
    return line.get("ok", True)


def say(*words):
    print(*words, file=sys.stderr, flush=True)


class Postgres:
    """A private cluster with fsync on, for the time of a `with`; `url` is its address. The scenarios' servers find it in
    TONGBAN_TEST_POSTGRES, as those of the API tests do."""

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="tongban-bench-postgres-")
        script = os.path.join(ROOT, "tests", "postgres.sh")
        done = subprocess.run(["bash", script, "start", self.folder], stdout=subprocess.PIPE, text=True, check=True)
        self.url = done.stdout.strip().splitlines()[-1]
        os.environ["TONGBAN_TEST_POSTGRES"] = self.url
        return self

    def __exit__(self, *_):
        script = os.path.join(ROOT, "tests", "postgres.sh")
        subprocess.run(["bash", script, "stop", self.folder], check=False)
        os.environ.pop("TONGBAN_TEST_POSTGRES", None)
