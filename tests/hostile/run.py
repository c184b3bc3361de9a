"""Attacks on the interface, generated from its own description: `run.py [KIND]... --binary build/dev/tongban --database
sqlite|postgres [--count N] [--seed N] [--full]`. Each kind is a module beside this one with `attack(attack)` and
`SIZES`: how often it tries as a part of the tests, and by command. Every answer of every kind passes tests/api/watch.py
and, below, the rules of what must never be shown; afterwards the server must end in order, its log be one document a
line, and `tongban check` be clean. Ends with `N passed, M failed` and a line of figures."""

import argparse
import importlib
import os
import random
import sys
import time
import traceback

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

from ground import BUSY, Attack, new_world  # noqa: E402

KINDS = ["roles", "foreign", "fields", "states", "forgery", "wrong", "wire", "uploads", "injection", "headers", "hygiene"]


def one_kind(world, kind, options, seed):
    """Runs it; returns (tries, findings)."""
    module = importlib.import_module(kind)
    count = options.count or module.SIZES[1 if options.full else 0]
    attack = Attack(world, kind, count, seed, options.full)
    began, before, answers = time.time(), set(world.watch.findings), world.watch.answers
    figure = ""
    try:
        figure = module.attack(attack) or ""
    except Exception:  # noqa: BLE001 - the other kinds are still tried
        attack.findings["could not go on"] = traceback.format_exc()
    findings = dict(attack.findings)
    findings.update({what: example for what, example in world.watch.findings.items() if what not in before})
    print(f"{kind:10} {attack.tried:6} tried, {world.watch.answers - answers} answers looked at, {len(findings)} findings, "
          f"{time.time() - began:.0f} s{'; ' + figure if figure else ''}", flush=True)
    for what, example in findings.items():
        print(f"  FAILED {kind}: {what}\n         e.g. {example}", flush=True)
    return attack.tried, findings


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("--binary", required=True)
    parser.add_argument("--database", choices=["sqlite", "postgres"], required=True)
    parser.add_argument("--count", type=int, help="how often to try, for the kinds that draw lots")
    parser.add_argument("--seed", type=int, help="repeats an earlier run")
    parser.add_argument("--full", action="store_true", help="the sizes of a campaign, not those of the tests")
    options = parser.parse_args()
    unknown = set(options.kinds) - set(KINDS)
    if unknown:
        parser.error(f"unknown kind {', '.join(unknown)}; there are {', '.join(KINDS)}")
    seed = random.randrange(1 << 30) if options.seed is None else options.seed
    kinds = options.kinds or KINDS
    print(f"seed {seed}, {options.database}", flush=True)
    world = new_world(os.path.abspath(options.binary), options.database)
    tried = passed = failed = 0
    try:
        for kind in kinds:
            tries, findings = one_kind(world, kind, options, seed)
            tried, passed, failed = tried + tries, passed + (not findings), failed + len(findings)
        world.watch.findings.clear()
        # That the machine was too busy for a request is told in the log, and no fault of the program.
        findings = [finding for finding in world.finish() if not any(f'"error":"{key}"' in finding for key in BUSY)]
        for finding in findings:
            print(f"  FAILED afterwards: {finding}", flush=True)
        passed, failed = passed + (not findings), failed + len(findings)
    finally:
        world.server.close()
    print(f"{passed} passed, {failed} failed", flush=True)
    print(f"hostile: {tried} tries of {len(kinds)} kinds on {options.database}, {world.watch.answers} answers looked at, "
          f"{failed} findings (seed {seed})", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
