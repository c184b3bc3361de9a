"""The PostgreSQL primary dies and its synchronous standby takes over: `failover.py --binary build/dev/tongban
[--cycles N] [--seed N]`. Two clusters of the test's own; the server knows both (target_session_attrs=read-write) and is
not restarted. Whoever watches the clusters in production (an operator, Patroni) is played by this script: it promotes the
standby as soon as it sees the primary gone. Judged: nothing acknowledged is lost (RPO 0), and the time from the blow to
the first acknowledged act (RTO)."""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time

from cluster import Cluster
from oracle import Campaign, CrashWorld, Journal, figures, wait_until_quiet
from verdict import Verdict, percentile, read_options

SETTINGS = "wal_level = replica\nmax_wal_senders = 4\nhot_standby = on\nwal_keep_size = 64MB\n"
RTO_SECONDS = 15.0
WAYS = ("killed", "stopped at once", "frozen")


class Pair:
    def __init__(self, folder):
        self.primary = Cluster(os.path.join(folder, "one"), SETTINGS).make()
        self.standby = Cluster(os.path.join(folder, "two"), SETTINGS)
        self.copy()

    def copy(self):
        """The standby begins anew as a copy of the primary, which from then on waits for it at each commit."""
        self.standby.follow(self.primary)
        self.primary.sql("ALTER SYSTEM SET synchronous_standby_names = '*'")
        self.primary.reload()
        until = time.time() + 60
        while self.primary.sql("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'") != "1":
            if time.time() > until:
                raise RuntimeError("the standby does not follow")
            time.sleep(0.05)

    def strike(self, way):
        if way == "killed":
            self.primary.kill()
        elif way == "frozen":  # its connections stay open and say nothing, as those of a machine that is cut off
            self.primary.signal(signal.SIGSTOP)
        else:
            self.primary.stop("immediate")

    def take_over(self):
        """The standby must not wait for one of its own."""
        with open(os.path.join(self.standby.data, "postgresql.auto.conf"), "a", encoding="utf-8") as conf:
            conf.write("synchronous_standby_names = ''\n")
        self.standby.reload()
        self.standby.promote()
        self.primary, self.standby = self.standby, self.primary

    def bury(self):
        """The old primary is really dead before anybody could speak to it again."""
        self.standby.kill()

    def stop(self):
        for cluster in (self.primary, self.standby):
            if cluster.running():
                cluster.kill()

    def url(self):
        ports = (self.primary.port, self.standby.port)
        hosts = ",".join(f"127.0.0.1:{port}" for port in ports)
        return f"postgresql://tongban@{hosts}/postgres?target_session_attrs=read-write"


def first_act_after(campaign, began, struck, seconds):
    """Seconds from the beginning of the blow until the first act was acknowledged that was begun when the blow was over:
    the old primary may still have answered others. None when that takes too long."""
    until = time.time() + seconds
    while time.time() < until:
        done = [when for when, begun in campaign.journal.acknowledgements() if begun > struck]
        if done:
            return min(done) - began
        time.sleep(0.02)
    return None


def main():
    options = read_options(__doc__, 2, 10, databases=("postgres",))
    verdict, chance = Verdict(), random.Random(options.seed)
    folder = tempfile.mkdtemp(prefix="tongban-failover-")
    os.chmod(folder, 0o755)
    pair, world, times = None, None, []
    try:
        pair = Pair(folder)
        os.environ["TONGBAN_TEST_POSTGRES"] = pair.url()
        world = CrashWorld(options.binary, "postgres")
        campaign = Campaign(world, Journal(os.path.join(folder, "journal.jsonl")), 4, options.seed)
        campaign.start()
        for cycle in range(options.cycles):
            way = WAYS[cycle % len(WAYS)]
            time.sleep(chance.uniform(0.5, 2.5))
            began = time.time()
            pair.strike(way)
            struck = time.time()
            pair.take_over()
            took = first_act_after(campaign, began, struck, 90)
            world.pause()
            pair.bury()
            findings = campaign.compare(campaign.journal.copy(), complete=False)
            if took is None:
                findings.append("nothing was acknowledged for 90 s")
            else:
                times.append(took)
                if options.timed and took > RTO_SECONDS:
                    findings.append(f"longer than {RTO_SECONDS:.0f} s")
            verdict.judge(f"failover {cycle + 1}: primary {way}, first act acknowledged "
                          f"{took if took is not None else -1:.2f} s after", findings)
            pair.copy()
            world.up.set()
        time.sleep(1)
        campaign.stop()
        acts = campaign.journal.copy()
        verdict.judge("every unknown call became exactly one by its repeat",
                      campaign.compare(acts, complete=True) + campaign.errors)
        code, text = wait_until_quiet(world)
        verdict.judge("tongban check is clean beside the serving node", [] if code == 0 else [text[-2000:]])
        verdict.end_world(world)
        print(", ".join(f"{value} {name}" for name, value in figures(acts).items()), flush=True)
        print(f"RPO 0 acts; RTO {percentile(times, 0.5):.2f} s in the middle, {percentile(times, 0.95):.2f} s p95, "
              f"{max(times, default=0):.2f} s at most", flush=True)
    finally:
        if world:
            world.up.set()
            world.server.close()
        if pair:
            pair.stop()
        if verdict.failures or not verdict.passed:
            print(f"the journal is in {folder}; again with --seed {options.seed}")
        else:
            subprocess.run(["rm", "-rf", folder], check=False)
    return verdict.finish()


if __name__ == "__main__":
    sys.exit(main())
