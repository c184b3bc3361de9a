"""What the campaigns share beside the oracle: their options, the telling of what passed and what did not, and figures of
times. Every campaign prints its figures and ends with `N passed, M failed`."""

import argparse
import os
import random
import signal
import sys


def read_options(about, small, full, databases=("sqlite", "postgres"), more=None):
    """`small` is the size when none is given. Times are judged from the `full` size on: smaller runs are made on machines
    that are busy with other things. `more(parser)` adds what only this campaign knows."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--binary", required=True, type=os.path.abspath)
    parser.add_argument("--database", choices=databases, default="sqlite")
    parser.add_argument("--cycles", type=int, default=small)
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    if more:
        more(parser)
    options = parser.parse_args()
    options.timed = options.cycles >= full
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that nothing is left behind
    print(f"seed {options.seed}, {options.cycles} cycles on {options.database}", flush=True)
    return options


class Verdict:
    def __init__(self):
        self.passed, self.failures = 0, []

    def judge(self, what, findings):
        """`findings`: what is wrong, a list of texts; nothing in it is a success."""
        findings = [findings] if isinstance(findings, str) else list(findings)
        self.passed += not findings
        self.failures += [f"{what}: {finding}" for finding in findings]
        print(f"{'FAIL ' if findings else 'ok   '} {what}", *findings[:10], sep="\n      ", flush=True)
        return not findings

    def expect(self, what, wanted, found):
        return self.judge(what, [] if wanted == found else [f"{found!r}, expected {wanted!r}"])

    def end_world(self, world):
        """The server ends in order and `tongban check --files` is clean."""
        ended = world.server.stop()
        self.judge("the server ends in order", [] if ended == 0 else [f"it ended with {ended}"])
        text = world.server.check()
        self.judge("tongban check --files is clean", [] if world.server.check_code == 0 else [text[-2000:]])

    def finish(self, **figures):
        """The exit code; the figures are told before the counts."""
        if figures:
            print(", ".join(f"{value} {name.replace('_', ' ')}" for name, value in figures.items()), flush=True)
        print(f"{self.passed} passed, {len(self.failures)} failed", flush=True)
        return 1 if self.failures else 0


def percentile(values, share):
    """The value that `share` (0..1) of the values do not exceed; 0 of none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0
