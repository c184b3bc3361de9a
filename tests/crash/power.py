"""Cuts the power under load: `power.py --binary build/dev/tongban --database sqlite|postgres [--cycles N] [--seed N]`,
as root.

Database, files and keys lie on an ext4 file system inside an image. A cut: the server (and PostgreSQL) is stopped at a
random moment (SIGSTOP, so that nothing more is written), the image is copied, and everything goes on with the copy. The
copy has what was synchronised and what the kernel happened to write; what only lay in memory is gone, which killing a
process never shows. Ends with `N passed, M failed`."""

import os
import random
import shutil
import signal
import sys
import tempfile
import time

from cluster import Cluster
from disks import Disk, possible, skip
from oracle import Campaign, CrashWorld, Journal, figures, wait_until_quiet
from verdict import Verdict, percentile, read_options

MEGABYTES = 512


def cut_power(world, disk, cluster, wait):
    """Returns how many seconds the next server took until it was ready on what the cut had left."""
    time.sleep(wait)
    if cluster:
        cluster.signal(signal.SIGSTOP)
    world.server.process.send_signal(signal.SIGSTOP)
    world.up.clear()
    disk.cut()
    world.server.process.kill()
    world.server.process.wait()
    if cluster:
        cluster.kill()
    disk.go_on_with_the_copy()
    began = time.time()
    if cluster:
        cluster.start()
    world.server.start()
    return time.time() - began


def main():
    options = read_options(__doc__, 3, 100)
    if not possible():
        return skip("power cuts")
    verdict, chance, starts = Verdict(), random.Random(options.seed), []
    outside = tempfile.mkdtemp(prefix="tongban-power-")
    os.chmod(outside, 0o755)
    disk, world, cluster = Disk(outside, MEGABYTES), None, None
    os.chmod(disk.place, 0o755)
    tempfile.tempdir = disk.place  # where the server of the tests makes its folder
    try:
        if options.database == "postgres":
            cluster = Cluster(os.path.join(disk.place, "cluster"), "max_wal_size = 128MB").make()
            os.environ["TONGBAN_TEST_POSTGRES"] = cluster.url()
        world = CrashWorld(options.binary, options.database)
        journal = Journal(os.path.join(outside, "journal.jsonl"))
        campaign = Campaign(world, journal, 4, options.seed)
        os.sync()  # the demonstration and the item of the campaign are there before the first cut
        campaign.start()
        for cycle in range(1, options.cycles + 1):
            wait = chance.uniform(0.2, 3.0)
            starts.append(cut_power(world, disk, cluster, wait))
            findings = campaign.compare(journal.copy(), complete=False)
            world.server.check()
            findings += [] if world.server.check_code == 0 else ["tongban check --files has findings"]
            verdict.judge(f"cut {cycle}: after {wait:.2f} s, ready again in {starts[-1]:.2f} s", findings)
            world.up.set()
        time.sleep(1)
        campaign.stop()
        acts = journal.copy()
        verdict.judge("every unknown call became exactly one by its repeat",
                      campaign.compare(acts, complete=True) + campaign.errors)
        code, text = wait_until_quiet(world)
        verdict.judge("tongban check is clean at the end", [] if code == 0 and "events waiting 0" in text else [text[-2000:]])
        print(", ".join(f"{value} {name}" for name, value in figures(acts).items()), flush=True)
        print(f"ready again after a cut: {percentile(starts, 0.5):.2f} s in the middle, {percentile(starts, 0.95):.2f} s "
              f"p95, {max(starts, default=0):.2f} s at most", flush=True)
    finally:
        if world:
            world.up.set()
            world.server.close()
        if cluster and cluster.running():
            cluster.stop("immediate")
        if verdict.failures:
            shutil.copy(os.path.join(outside, "journal.jsonl"), "/tmp/tongban-power-journal.jsonl")
        disk.remove()
    return verdict.finish()


if __name__ == "__main__":
    sys.exit(main())
