"""Does to the connection between server and PostgreSQL what networks do: `gate.py --binary build/dev/tongban
[--cycles N] [--seed N]`. One cycle is one mode of tcp_gate.py, for some seconds, under load. Judged each time: every
request is answered in time and with a defined status, everything works again soon after the gate is open, no thread of
the server stays behind, and nothing acknowledged is lost. TLS is on, as it has to be where bytes may be corrupted."""

import collections
import os
import subprocess
import sys
import tempfile
import threading
import time

from cluster import Cluster
from oracle import Campaign, CrashWorld, Journal, figures, wait_until_quiet
from tcp_gate import TcpGate
from verdict import Verdict, percentile, read_options

ANSWER_SECONDS = 3.0  # Options::answer_timeout_ms
RECOVERY_SECONDS = 5.0
ALLOWANCE = 0.5  # for HTTP and for the clients of this test, which share the machine with the server
AMOUNTS = {"delay": 0.05, "throttle": 20_000, "cut": 3_000, "corrupt": 20_000, "flap": 0.3}
MODES = ("stall", "cut", "flap", "corrupt", "refuse", "delay", "half_close", "slice", "throttle", "close")


class GatedWorld(CrashWorld):
    """Keeps what became of each try."""

    def __init__(self, *arguments):
        self.tries = []
        super().__init__(*arguments)

    def observe(self, method, target, began, answer, failure):
        self.tries.append((method, target, began, time.time(), answer, failure))


def make_certificate(cluster):
    """A certificate of the cluster's own; libpq's sslmode=require does not ask who signed it."""
    subprocess.run(["openssl", "req", "-new", "-x509", "-days", "2", "-nodes", "-subj", "/CN=gate", "-out",
                    f"{cluster.data}/server.crt", "-keyout", f"{cluster.data}/server.key"], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.chmod(f"{cluster.data}/server.key", 0o600)
    if os.geteuid() == 0:
        subprocess.run(["chown", "postgres", f"{cluster.data}/server.crt", f"{cluster.data}/server.key"], check=True)
    cluster.sql("ALTER SYSTEM SET ssl = on")
    cluster.reload()


def threads_of(process):
    return len(os.listdir(f"/proc/{process.pid}/task"))


def work_again(world, bound):
    """Seconds until one write and then 40 reads and writes at once succeed, which needs every thread and connection;
    None when that takes longer than `bound`."""
    began = time.time()
    client = world.lisi.reader()
    while True:
        good = []

        def ask(number, good=good):
            answer = client.get("/api/v1/me") if number % 2 else client.post("/api/v1/cases", {})
            good.append(answer.status in (200, 400))  # a refused draft is audited: a write, and leaves no case

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(40)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if len(good) == 40 and all(good):
            return time.time() - began
        if time.time() - began > bound:
            return None
        time.sleep(0.05)


def findings_of(tries, bound):
    findings = []
    for method, target, began, ended, answer, failure in tries:
        what = f"{method} {target.split('?')[0]} after {ended - began:.2f} s"
        if failure is not None:
            findings.append(f"{what}: no answer, {failure!r}")
        elif answer.status in (500, 502) or (answer.status >= 400 and not answer.key):
            findings.append(f"{what}: {answer!r}")
        elif answer.status == 503 and "retry-after" not in answer.headers:
            findings.append(f"{what}: 503 without Retry-After")
        if ended - began > bound:
            findings.append(f"{what}: too late ({answer.status if answer else failure!r})")
    return findings


def play(world, campaign, gate, mode, seconds, options, verdict, slow):
    threads_before = threads_of(world.server.process)
    world.tries.clear()
    gate.set(mode, AMOUNTS.get(mode, 0))
    time.sleep(seconds)
    gate.open()
    again = work_again(world, RECOVERY_SECONDS if options.timed else 30)
    tries = list(world.tries)
    statuses = collections.Counter(answer.status if answer else "no answer" for *_, answer, _ in tries)
    took = [ended - began for _, _, began, ended, _, _ in tries]
    slow.append(max(took, default=0))
    findings = findings_of(tries, ANSWER_SECONDS + ALLOWANCE if options.timed else 20)
    if again is None:
        findings.append("does not work again in time")
    threads = threads_of(world.server.process) - threads_before
    if threads > 0:
        findings.append(f"{threads} threads more than before")
    world.pause()
    findings += campaign.compare(campaign.journal.copy(), complete=False)
    world.up.set()
    verdict.judge(f"{mode}: {dict(statuses)}, slowest answer {slow[-1]:.2f} s, works again after "
                  f"{again if again is not None else -1:.2f} s", findings)
    return again


def end_of(folder, world, verdict):
    """The journal and the log are kept where something fell short."""
    if verdict.failures or not verdict.passed:
        print(f"journal and log are in {folder}")
    else:
        subprocess.run(["rm", "-rf", folder], check=False)


def main():
    options = read_options(__doc__, 5, 20, databases=("postgres",))
    verdict = Verdict()
    folder = tempfile.mkdtemp(prefix="tongban-gate-")
    os.chmod(folder, 0o755)
    cluster = Cluster(os.path.join(folder, "cluster")).make()
    make_certificate(cluster)
    gate = TcpGate(("127.0.0.1", cluster.port), options.seed)
    os.environ["TONGBAN_TEST_POSTGRES"] = f"postgresql://tongban@127.0.0.1:{gate.port}/postgres?sslmode=require"
    world, again, slow = None, [], []
    try:
        world = GatedWorld(options.binary, "postgres")
        campaign = Campaign(world, Journal(os.path.join(folder, "journal.jsonl")), 4, options.seed)
        campaign.start()
        time.sleep(1)
        for cycle in range(options.cycles):
            again.append(play(world, campaign, gate, MODES[cycle % len(MODES)], 5, options, verdict, slow))
        campaign.stop()
        acts = campaign.journal.copy()
        verdict.judge("every unknown call became exactly one by its repeat",
                      campaign.compare(acts, complete=True) + campaign.errors)
        code, text = wait_until_quiet(world)
        verdict.judge("tongban check is clean beside the serving node", [] if code == 0 else [text[-2000:]])
        verdict.end_world(world)
        print(", ".join(f"{value} {name}" for name, value in figures(acts).items()), flush=True)
        there = [seconds for seconds in again if seconds is not None]
        print(f"slowest answer {max(slow):.2f} s; works again after {percentile(there, 0.5):.2f} s in the middle, "
              f"{max(there, default=0):.2f} s at most", flush=True)
    finally:
        gate.open()
        if world:
            world.up.set()
            world.server.close()
        gate.close()
        cluster.stop("immediate")
        end_of(folder, world, verdict)
    return verdict.finish()


if __name__ == "__main__":
    sys.exit(main())
