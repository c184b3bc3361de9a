"""Lets writing, synchronising and renaming fail under the real server while people work: `io.py --binary
build/dev/tongban --database sqlite|postgres [--cycles N] [--seed N]`. One cycle strikes the n-th such call, n up to 200,
once or from then on. Judged each time: the server ends by itself only where its database may no longer be trusted, it
goes on (or starts) as soon as the disk is well, and what was acknowledged is there. On PostgreSQL only the uploaded
files are ours to write."""

import errno
import mmap
import os
import random
import struct
import subprocess
import sys
import tempfile
import time

from oracle import Campaign, CrashWorld, Journal, figures, wait_until_quiet
from verdict import Verdict, read_options

HERE = os.path.dirname(os.path.abspath(__file__))
WRITE, SYNC, RENAME, TRUNCATE = 1, 2, 4, 8

# (name, operation, errno, torn, path holds, path lacks, may the server end?)
CASES = {
    "sqlite": [
        ("synchronising the journal: EIO", SYNC, errno.EIO, 0, "tongban.db-wal", "", True),
        ("writing the journal: ENOSPC", WRITE, errno.ENOSPC, 0, "tongban.db-wal", "", False),
        ("writing the journal: EIO, torn", WRITE, errno.EIO, 1, "tongban.db-wal", "", True),
        ("writing a file: ENOSPC, torn", WRITE, errno.ENOSPC, 1, "/files/", "", False),
        ("synchronising a file: EIO", SYNC, errno.EIO, 0, "/files/", "", False),
        ("renaming a file: EIO", RENAME, errno.EIO, 0, "/files/", "", False),
        ("writing the journal: ENOSPC, torn", WRITE, errno.ENOSPC, 1, "tongban.db-wal", "", False),
        ("anything on the disk: ENOSPC", WRITE | TRUNCATE | RENAME, errno.ENOSPC, 0, "tongban-api-", "", False),
        ("anything on the disk: EIO", WRITE | SYNC | TRUNCATE | RENAME, errno.EIO, 0, "tongban-api-", "", True),
    ],
    "postgres": [
        ("writing a file: EIO, torn", WRITE, errno.EIO, 1, "/files/", "", False),
        ("synchronising a file: EIO", SYNC, errno.EIO, 0, "/files/", "", False),
        ("renaming a file: EIO", RENAME, errno.EIO, 0, "/files/", "", False),
        ("writing a file: ENOSPC", WRITE, errno.ENOSPC, 0, "/files/", "", False),
    ],
}


class Faults:
    """The page of memory that fault.cpp reads."""

    def __init__(self, folder):
        self.library = os.path.join(folder, "fault.so")
        subprocess.run(["g++", "-std=c++20", "-O1", "-shared", "-fPIC", "-o", self.library,
                        os.path.join(HERE, "fault.cpp"), "-ldl"], check=True)
        self.path = os.path.join(folder, "control")
        with open(self.path, "wb") as file:
            file.write(bytes(4096))
        with open(self.path, "r+b") as file:
            self.page = mmap.mmap(file.fileno(), 4096)
        self.environment = {"LD_PRELOAD": self.library, "FAULT_CONTROL": self.path}

    def arm(self, case, count, forever):
        _, operations, error, torn, holds, lacks, _ = case
        self.page[24:152] = struct.pack("64s64s", holds.encode(), lacks.encode())
        self.page[4:24] = struct.pack("=iIiII", count, forever, error, torn, 0)
        self.page[0:4] = struct.pack("=I", operations)

    def disarm(self):
        self.page[0:4] = bytes(4)

    @property
    def struck(self):
        return struct.unpack("=I", self.page[20:24])[0]


def wait_for(what, seconds):
    until = time.time() + seconds
    while not what() and time.time() < until:
        time.sleep(0.02)
    return what()


def strike(world, faults, case, count, forever):
    """Returns (how it went, findings)."""
    process = world.server.process
    faults.arm(case, count, forever)
    wait_for(lambda: faults.struck or process.poll() is not None, 15)
    wait_for(lambda: process.poll() is not None, 0.7)
    faults.disarm()
    struck, ended = faults.struck, process.poll()
    if ended is None:
        return f"struck {struck} times, it went on", []
    world.pause()
    world.server.start()
    findings = [] if case[-1] and ended == -6 else [f"it ended with {ended}"]
    return f"struck {struck} times, it ended and started again", findings


def main():
    options = read_options(__doc__, 10, 200)
    verdict = Verdict()
    chance = random.Random(options.seed)
    outside = tempfile.mkdtemp(prefix="tongban-io-")
    faults = Faults(outside)
    world, struck, ended = None, 0, 0
    try:
        world = CrashWorld(options.binary, options.database, faults.environment)
        campaign = Campaign(world, Journal(os.path.join(outside, "journal.jsonl")), 4, options.seed)
        campaign.start()
        cases = CASES[options.database]
        for cycle in range(options.cycles):
            case, forever = cases[cycle % len(cases)], chance.randrange(2)
            count = chance.choice([0, 1, 2, 3, chance.randrange(20), chance.randrange(200)])
            how, findings = strike(world, faults, case, count, forever)
            struck, ended = struck + faults.struck, ended + ("ended" in how)
            world.up.set()
            before = len(campaign.journal.copy())
            if not wait_for(lambda: len(campaign.journal.copy()) > before + 4 or campaign.errors, 60):
                findings.append("no work gets done afterwards")
            world.pause()
            findings += campaign.compare(campaign.journal.copy(), complete=False)
            world.up.set()
            verdict.judge(f"{case[0]}, call {count}{' and all after it' if forever else ''}: {how}", findings)
        campaign.stop()
        acts = campaign.journal.copy()
        verdict.judge("every unknown call became exactly one by its repeat",
                      campaign.compare(acts, complete=True) + campaign.errors)
        code, text = wait_until_quiet(world)
        verdict.judge("tongban check is clean beside the serving node", [] if code == 0 else [text[-2000:]])
        verdict.end_world(world)
        print(", ".join(f"{value} {name}" for name, value in figures(acts).items()), flush=True)
        print(f"{struck} calls failed, the server ended {ended} times on purpose", flush=True)
    finally:
        faults.disarm()
        if world:
            world.up.set()
            world.server.close()
        if verdict.failures or not verdict.passed:
            print(f"the journal is in {outside}; again with --seed {options.seed}")
        else:
            subprocess.run(["rm", "-rf", outside], check=False)
    return verdict.finish()


if __name__ == "__main__":
    sys.exit(main())
