"""Kills the server with SIGKILL at random moments while people apply and clerks act, starts it again and compares with
what was acknowledged: `kill.py --binary build/dev/tongban --database sqlite|postgres [--cycles N] [--seed N]`.
Ends with `N passed, M failed`; each cycle is one test, and so are the repeats, the orderly end and `tongban check`."""

import argparse
import os
import random
import signal
import sys
import tempfile
import time

from oracle import Campaign, CrashWorld, Journal, figures, wait_until_quiet


def strike(world, wait):
    """Kills the server after `wait` seconds; returns how long the next one took to be ready."""
    time.sleep(wait)
    world.up.clear()
    world.server.process.kill()
    world.server.process.wait()
    began = time.time()
    world.server.start()
    return time.time() - began


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", required=True)
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--cycles", type=int, default=5)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that nothing is left behind
    print(f"seed {options.seed}, {options.cycles} kills on {options.database}", flush=True)
    chance = random.Random(options.seed)
    journal_file = tempfile.NamedTemporaryFile(prefix="tongban-journal-", suffix=".jsonl", delete=False).name
    began = time.time()
    world = CrashWorld(os.path.abspath(options.binary), options.database)
    passed, failures, starts = 0, [], []

    def judge(what, findings):
        nonlocal passed
        passed += not findings
        failures.extend(f"{what}: {finding}" for finding in findings)
        print(f"{'ok   ' if not findings else 'FAIL '} {what}", *findings[:10], sep="\n      ", flush=True)

    try:
        campaign = Campaign(world, Journal(journal_file), options.clients, options.seed)
        print(f"the demonstration was ready after {time.time() - began:.0f} s", flush=True)
        campaign.start()
        for cycle in range(1, options.cycles + 1):
            wait = chance.uniform(0.05, 2.0)
            starts.append(strike(world, wait))
            judge(f"cycle {cycle}: killed after {wait:.2f} s, ready again in {starts[-1]:.2f} s",
                  campaign.compare(campaign.journal.copy(), complete=False))
            world.up.set()
        time.sleep(1)
        campaign.stop()
        acts = campaign.journal.copy()
        judge("every unknown call became exactly one by its repeat", campaign.compare(acts, complete=True) + campaign.errors)
        code, text = wait_until_quiet(world)
        judge("tongban check is clean beside the serving node", [] if code == 0 and "events waiting 0" in text else [text[-2000:]])
        ended = world.server.stop()
        judge("the server ends in order", [] if ended == 0 else [f"it ended with {ended}"])
        world.server.check()
        judge("tongban check --files is clean afterwards", [] if world.server.check_code == 0 else ["it is not"])
        print(", ".join(f"{value} {name}" for name, value in figures(acts).items()), flush=True)
        print(f"ready again after a kill: {sorted(starts)[len(starts) // 2]:.2f} s in the middle, {max(starts):.2f} s at most", flush=True)
    finally:
        world.up.set()
        world.server.close()
    if failures:
        print(f"the journal is {journal_file}; again with --seed {options.seed}")
    else:
        os.unlink(journal_file)
    print(f"{passed} passed, {len(failures)} failed", flush=True)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
