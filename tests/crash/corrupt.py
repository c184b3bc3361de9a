"""Flips single bits in the database file (SQLite) and in uploaded files, and looks whether anybody notices: `corrupt.py
--binary B --database sqlite|postgres [--cycles N] [--seed N]`. Each flip is one cycle, on a copy of a good installation with
cases in several states; then the server is started and asked, and `tongban check --files` runs. Ends with `N passed, M
failed`.

A flip is *detected* when a start or the check says so, *harmless* when every row and file is as it was (unused bytes of a
page, what SQLite computes anew), *unprotected* when rows differ and nothing says so: SQLite has no checksums of pages, and
not every column is sealed or hashed. Fails: a process that crashes or hangs, a damaged file that is not told, a damaged
page structure that is not told. Unprotected flips are counted and told; from 50 flips on any of them fails, because that is
the goal. Small runs flip the same bits each time unless told otherwise, so that no run of the tests depends on luck."""

import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import time

from verdict import Verdict, read_options

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "api"))

from copies import Installation  # noqa: E402
from world import PASSWORD  # noqa: E402

FIXTURE = os.path.join(os.path.dirname(HERE), "upgrade", "fixtures", "0001-spine", "sqlite.tar.xz")


class Original:
    """A good installation with a case in every state, ended, with a backup to compare rows with."""

    def __init__(self, options):
        self.binary = options.binary
        self.folder = tempfile.mkdtemp(prefix="tongban-corrupt-")
        with tarfile.open(FIXTURE) as tar:
            tar.extractall(self.folder)
        self.key, self.keys = self.path("backup.key"), self.path("tongban.keys")
        self.backup = self.path("good.backup")
        os.mkdir(self.path("data"))
        for name in ("tongban.db", "files"):
            os.rename(self.path(name), self.path("data", name))
        with self.copy() as copy:
            for command in (("migrate",), ("backup", self.backup, "--key", self.key)):
                code, text = copy.command(*command)
                assert code == 0, text
            # The journal is folded into the file; what were left of it would only hide flips.
            with sqlite3.connect(copy.path("data", "tongban.db")) as database:
                database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            database.close()
            shutil.copy(copy.path("data", "tongban.db"), self.path("data", "tongban.db"))

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def copy(self):
        copy = Installation(self.binary, "sqlite", self.keys)
        shutil.copytree(os.path.join(self.folder, "data"), copy.path("data"))
        return copy


def contents(folder):
    return sorted(os.path.join(place, name) for place, _, names in os.walk(folder) for name in names)


def flip(path, chance):
    """Flips one bit; returns where."""
    size = os.path.getsize(path)
    at, bit = chance.randrange(size), 1 << chance.randrange(8)
    with open(path, "r+b") as file:
        file.seek(at)
        byte = file.read(1)[0]
        file.seek(at)
        file.write(bytes([byte ^ bit]))
    return f"bit {bit} of byte {at}"


def serve_and_ask(copy):
    """Starts the server, reads a little, ends it; returns (findings, whether it refused to start)."""
    process = subprocess.Popen([copy.binary, "serve", *copy.arguments(), "--port", "0", "--web", ""], env=copy.environment,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    copy.process = process
    line, text = "", ""
    for line in process.stdout:
        text += line
        if "listening on" in line:
            break
    findings = []
    if "listening on" not in line:
        code = process.wait(timeout=60)
        return ([] if code > 0 and text.strip() else [f"the start ended with {code}: {text[-500:]}"]), True
    copy.port = int(re.search(r":(\d+)", line).group(1))
    try:
        client = copy.client()
        client.call("POST", "/api/v1/session", {"login_name": "zhangsan", "password": PASSWORD})
        for target in ("/health/ready", "/api/v1/cases", "/api/v1/items?limit=20", "/api/v1/search?q=%E9%A3%9F%E5%93%81"):
            client.raw("GET", target, headers=client.headers("GET"))
    except OSError as failure:
        findings.append(f"no answer: {failure}")
    if process.poll() is not None and process.returncode < 0:
        return findings + [f"the server was ended by signal {-process.returncode}"], False
    process.terminate()
    code = process.wait(timeout=60)
    return findings + ([] if code >= 0 else [f"the end was by signal {-code}"]), False


def cycle(original, chance, target):
    """(findings, verdict)."""
    with original.copy() as copy:
        if target == "file":
            where = flip(chance.choice(contents(copy.path("data", "files"))), chance)
        else:
            where = flip(copy.path("data", "tongban.db"), chance)
        before = {path: open(path, "rb").read() for path in contents(copy.path("data"))}
        code, text = copy.command("check", "--files")
        findings = [] if code in (0, 1, 2) and text.strip() else [f"{where}: check ended with {code}: {text[-500:]}"]
        for path, content in before.items():  # the check reads only
            if not path.endswith(("-shm", "-wal")) and os.path.exists(path) and open(path, "rb").read() != content:
                findings.append(f"{where}: the check changed {path}")
        compared, differences = copy.command("verify-backup", original.backup, "--key", original.key, "--compare")
        more, refused = serve_and_ask(copy)
        findings += [f"{where}: {finding}" for finding in more]
        if code != 0 or refused:
            return findings, "detected", where
        if target == "file":
            return findings + [f"{where}: a damaged file was not told"], "silent", where
        if compared == 0:
            return findings, "harmless", where
        tables = re.findall(r"^differs: (\w+),", differences, re.MULTILINE)
        return findings, "unprotected", f"{where} ({' '.join(tables) or differences.strip()[-200:]})"


def main():
    options = read_options(__doc__.split(":")[0], 10, 200, databases=("sqlite",))
    if options.cycles < 50 and "--seed" not in sys.argv:
        options.seed = 7
    chance, verdict = random.Random(options.seed), Verdict()
    began, counts, unprotected = time.time(), {}, []
    original = Original(options)
    try:
        print(f"the installation was ready after {time.time() - began:.0f} s", flush=True)
        with original.copy() as copy:
            code, text = copy.command("check", "--files")
            verdict.judge("the installation is clean before", [] if code == 0 else [text[-2000:]])
        for number in range(1, options.cycles + 1):
            target = "file" if number % 4 == 0 else "database"
            findings, kind, where = cycle(original, chance, target)
            counts[kind] = counts.get(kind, 0) + 1
            if kind == "unprotected":
                unprotected.append(where)
            verdict.judge(f"flip {number} in a {target}, {where}: {kind}", findings)
    finally:
        shutil.rmtree(original.folder, ignore_errors=True)
    print("unprotected:", *(unprotected or ["none"]), sep="\n  ")
    verdict.judge(f"{len(unprotected)} flips changed rows and nobody noticed (none may, where 50 or more were made)",
                  unprotected if options.cycles >= 50 else [])
    return verdict.finish(flips=options.cycles, **counts)


if __name__ == "__main__":
    sys.exit(main())
