"""Cuts the power under load: `power.py --binary build/dev/tongban [--cycles N] [--seed N]`, as root, SQLite.

Database, files and keys lie on an ext4 file system inside an image. A cut: the server is stopped at a random moment
(SIGSTOP, so that nothing more is written), the image is copied, and everything goes on with the copy. The copy has what
was synchronised and what the kernel happened to write; what only lay in memory is gone, which killing a process never
shows. `commit=300` keeps ext4 from synchronising by itself. Ends with `N passed, M failed`."""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from oracle import Campaign, CrashWorld, Journal, figures, wait_until_quiet

MEGABYTES = 512


class Disk:
    """The image that is mounted now. The mount point stays the same from cut to cut."""

    def __init__(self, folder):
        self.folder, self.number = folder, 0
        self.place = os.path.join(folder, "disk")
        os.mkdir(self.place)
        with open(self.image, "wb") as image:
            image.truncate(MEGABYTES << 20)
        subprocess.run(["mkfs.ext4", "-q", "-F", self.image], check=True)
        self.mount()

    @property
    def image(self):
        return os.path.join(self.folder, f"image-{self.number}")

    def mount(self):
        subprocess.run(["mount", "-o", "loop,commit=300", self.image, self.place], check=True)

    def unmount(self):
        subprocess.run(["umount", self.place], check=True)

    def cut(self):
        """Copies the image as it is on the disk now. Nobody may write any more."""
        with open(self.image, "rb") as old, open(os.path.join(self.folder, f"image-{self.number + 1}"), "wb") as new:
            shutil.copyfileobj(old, new, 4 << 20)

    def go_on_with_the_copy(self):
        self.unmount()
        os.unlink(self.image)
        self.number += 1
        self.mount()

    def remove(self):
        subprocess.run(["umount", "-l", self.place], check=False, stderr=subprocess.DEVNULL)
        shutil.rmtree(self.folder, ignore_errors=True)


def cut_power(world, disk, wait):
    """Returns how many seconds the next server took until it was ready on what the cut had left."""
    time.sleep(wait)
    world.server.process.send_signal(signal.SIGSTOP)
    world.up.clear()
    disk.cut()
    world.server.process.kill()
    world.server.process.wait()
    disk.go_on_with_the_copy()
    began = time.time()
    world.server.start()
    return time.time() - began


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", required=True)
    parser.add_argument("--database", choices=["sqlite"], default="sqlite")
    parser.add_argument("--cycles", type=int, default=5)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that nothing is left behind
    if os.geteuid() != 0:
        sys.exit("power.py: needs root to mount the image")
    print(f"seed {options.seed}, {options.cycles} power cuts on SQLite", flush=True)
    chance = random.Random(options.seed)
    outside = tempfile.mkdtemp(prefix="tongban-power-")
    disk = Disk(outside)
    tempfile.tempdir = disk.place  # where the server of the tests makes its folder
    passed, failures, starts, world = 0, [], [], None

    def judge(what, findings):
        nonlocal passed
        passed += not findings
        failures.extend(f"{what}: {finding}" for finding in findings)
        print(f"{'ok   ' if not findings else 'FAIL '} {what}", *findings[:10], sep="\n      ", flush=True)

    try:
        world = CrashWorld(os.path.abspath(options.binary), "sqlite")
        journal = Journal(os.path.join(outside, "journal.jsonl"))
        campaign = Campaign(world, journal, options.clients, options.seed)
        os.sync()  # the demonstration and the item of the campaign are there before the first cut
        campaign.start()
        for cycle in range(1, options.cycles + 1):
            wait = chance.uniform(0.2, 3.0)
            starts.append(cut_power(world, disk, wait))
            findings = campaign.compare(journal.copy(), complete=False)
            world.server.check()
            findings += [] if world.server.check_code == 0 else ["tongban check --files has findings"]
            judge(f"cut {cycle}: after {wait:.2f} s, ready again in {starts[-1]:.2f} s", findings)
            world.up.set()
        time.sleep(1)
        campaign.stop()
        acts = journal.copy()
        judge("every unknown call became exactly one by its repeat", campaign.compare(acts, complete=True) + campaign.errors)
        code, text = wait_until_quiet(world)
        judge("tongban check is clean at the end", [] if code == 0 and "events waiting 0" in text else [text[-2000:]])
        print(", ".join(f"{value} {name}" for name, value in figures(acts).items()), flush=True)
    finally:
        if world:
            world.up.set()
            world.server.close()
        if failures:
            shutil.copy(os.path.join(outside, "journal.jsonl"), "/tmp/tongban-power-journal.jsonl")
        disk.remove()
    print(f"{passed} passed, {len(failures)} failed", flush=True)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
