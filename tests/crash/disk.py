"""Fills the disk under the server and makes room again: `disk.py --binary build/dev/tongban --database sqlite|postgres
[--cycles N] [--seed N]`, as root. On SQLite the full disk holds everything of ours (database, files, log); on PostgreSQL
that of the database server, which ends itself when it can no longer write its log and is started again by this script,
as its supervisor would. Judged: writes are refused quickly with 503 and Retry-After, reads go on, writes come back
without a restart of ours, and nothing acknowledged is lost."""

import os
import shutil
import sys
import tempfile
import threading
import time

from cluster import Cluster
from disks import Disk, possible, skip
from oracle import Campaign, CrashWorld, Journal, figures, wait_until_quiet
from verdict import Verdict, percentile, read_options

REFUSED_SECONDS, BACK_SECONDS = 1.0, 10.0
MEGABYTES = {"sqlite": 96, "postgres": 256}


class Probe:
    """One person who writes and one who reads, all the time, each answer noted as (began, seconds, status)."""

    def __init__(self, world):
        self.reads, self.writes, self.stopping = [], [], False
        self.person, self.visitor = world.zhangsan.reader(), world.lisi.reader()
        self.item, self.findings = world.item, []
        self.threads = [threading.Thread(target=self._write, daemon=True), threading.Thread(target=self._read, daemon=True)]
        for thread in self.threads:
            thread.start()

    def _write(self):
        draft = None
        while not self.stopping:
            if draft is None:
                answer = self._ask(self.writes, lambda: self.person.post("/api/v1/cases",
                                                                         {"item_id": self.item, "scenario": []}))
                draft = answer.json["case_id"] if answer and answer.status == 201 else None
            else:
                answer = self._ask(self.writes, lambda: self.person.delete(f"/api/v1/cases/{draft}"))
                draft = None if answer and answer.status in (200, 204, 404, 409) else draft
            time.sleep(0.02)

    def _read(self):
        while not self.stopping:
            self._ask(self.reads, lambda: self.visitor.get("/api/v1/me"))
            time.sleep(0.02)

    def _ask(self, notes, call):
        began = time.time()
        try:
            answer = call()
        except OSError as failure:
            notes.append((began, time.time() - began, 0))
            self.findings.append(f"no answer: {failure!r}")
            return None
        notes.append((began, time.time() - began, answer.status))
        if answer.status == 503 and "retry-after" not in answer.headers:
            self.findings.append(f"503 without Retry-After: {answer!r}")
        if answer.status in (500, 502, 504, 507):
            self.findings.append(repr(answer))
        return answer

    def stop(self):
        self.stopping = True
        for thread in self.threads:
            thread.join(60)


def fill_and_free(world, disk, cluster, verdict, options, figures_of_time):
    process = world.server.process
    probe = Probe(world)
    time.sleep(0.5)
    disk.fill()
    filled = time.time()
    time.sleep(4)
    while not any(began > filled and status == 503 for began, _, status in probe.writes) and time.time() - filled < 20:
        disk.fill()  # what was preallocated lasts a little longer
        time.sleep(0.2)
    time.sleep(1)
    disk.make_room()
    freed = time.time()
    if cluster and not cluster.running():
        cluster.start()
    back = None
    while back is None and time.time() - freed < 60:
        back = next((began + took - freed for began, took, status in probe.writes if began > freed and status < 300), None)
        time.sleep(0.02)
    probe.stop()
    refused = [took for began, took, status in probe.writes if filled < began < freed and status == 503]
    reads = [status for began, _, status in probe.reads if filled < began < freed]
    findings = probe.findings[:5]
    if not refused:
        findings.append("no write was refused")
    if options.timed and max(refused, default=0) > REFUSED_SECONDS:
        findings.append(f"a refusal took {max(refused):.2f} s")
    if not cluster and any(status != 200 for status in reads):
        findings.append(f"reads failed: {sorted(set(reads))}")
    if back is None or (options.timed and back > BACK_SECONDS):
        findings.append("writes did not come back in time")
    if process.poll() is not None:
        findings.append(f"the server ended with {process.poll()}")
        world.server.start()
    figures_of_time.append((max(refused, default=0), back or 0))
    return (f"{len(refused)} writes refused, slowest {max(refused, default=0):.2f} s; "
            f"{reads.count(200)} of {len(reads)} reads answered; writes back {back if back is not None else -1:.2f} s "
            "after there was room"), findings


def main():
    options = read_options(__doc__, 1, 10)
    if not possible():
        return skip("disk full")
    verdict = Verdict()
    outside = tempfile.mkdtemp(prefix="tongban-full-")
    os.chmod(outside, 0o755)
    disk = Disk(outside, MEGABYTES[options.database])
    os.chmod(disk.place, 0o755)
    world, cluster, times = None, None, []
    try:
        if options.database == "postgres":
            cluster = Cluster(os.path.join(disk.place, "cluster"),
                              "max_wal_size = 64MB\nmin_wal_size = 32MB\nwal_recycle = off\nwal_init_zero = on").make()
            os.environ["TONGBAN_TEST_POSTGRES"] = cluster.url()
        else:
            tempfile.tempdir = disk.place  # where the server of the tests makes its folder
        world = CrashWorld(options.binary, options.database)
        campaign = Campaign(world, Journal(os.path.join(outside, "journal.jsonl")), 3, options.seed)
        campaign.start()
        for cycle in range(options.cycles):
            how, findings = fill_and_free(world, disk, cluster, verdict, options, times)
            world.pause()
            findings += campaign.compare(campaign.journal.copy(), complete=False)
            world.up.set()
            verdict.judge(f"disk full {cycle + 1}: {how}", findings)
        campaign.stop()
        acts = campaign.journal.copy()
        verdict.judge("every unknown call became exactly one by its repeat",
                      campaign.compare(acts, complete=True) + campaign.errors)
        code, text = wait_until_quiet(world)
        verdict.judge("tongban check is clean beside the serving node", [] if code == 0 else [text[-2000:]])
        verdict.end_world(world)
        print(", ".join(f"{value} {name}" for name, value in figures(acts).items()), flush=True)
        print(f"refused within {max((refused for refused, _ in times), default=0):.2f} s; writes back after "
              f"{percentile([back for _, back in times], 0.5):.2f} s in the middle, "
              f"{max((back for _, back in times), default=0):.2f} s at most", flush=True)
    finally:
        if os.path.exists(disk.filler):
            disk.make_room()
        if world:
            world.up.set()
            world.server.close()
        if cluster and cluster.running():
            cluster.stop("immediate")
        if verdict.failures:
            shutil.copy(os.path.join(outside, "journal.jsonl"), "/tmp/tongban-full-journal.jsonl")
        disk.remove()
    return verdict.finish()


if __name__ == "__main__":
    sys.exit(main())
