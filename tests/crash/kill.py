"""Kills the server with SIGKILL at random moments while people apply and clerks act, starts it again and compares with
what was acknowledged: `kill.py --binary build/dev/tongban --database sqlite|postgres [--cycles N] [--seed N]`.
Ends with `N passed, M failed`; each cycle is one test, and so are the repeats, the orderly end and `tongban check`."""

import os
import random
import sys
import tempfile
import time

from oracle import Campaign, CrashWorld, Journal, figures, wait_until_quiet
from verdict import Verdict, percentile, read_options


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
    options = read_options(__doc__, 5, 300)
    verdict = Verdict()
    chance = random.Random(options.seed)
    journal_file = tempfile.NamedTemporaryFile(prefix="tongban-journal-", suffix=".jsonl", delete=False).name
    began = time.time()
    world = CrashWorld(options.binary, options.database)
    starts, judge = [], verdict.judge

    try:
        campaign = Campaign(world, Journal(journal_file), 4, options.seed, processes=True)
        print(f"the demonstration was ready after {time.time() - began:.0f} s", flush=True)
        campaign.start()
        for cycle in range(1, options.cycles + 1):
            wait = chance.uniform(0.05, 1.5)
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
        verdict.end_world(world)
        print(", ".join(f"{value} {name}" for name, value in figures(acts).items()), flush=True)
        print(f"ready again after a kill: {percentile(starts, 0.5):.2f} s in the middle, {percentile(starts, 0.95):.2f} s "
              f"p95, {max(starts):.2f} s at most", flush=True)
    finally:
        world.up.set()
        world.server.close()
    if verdict.failures:
        print(f"the journal is {journal_file}; again with --seed {options.seed}")
    else:
        os.unlink(journal_file)
    return verdict.finish()


if __name__ == "__main__":
    sys.exit(main())
