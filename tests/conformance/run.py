#!/usr/bin/env python3
"""Runs a public conformance kit through the program and compares with the list of cases that cannot pass, each with its
reason. A case of the list counts as skipped; one that passes after all, or is not in the kit, is a failure of the list.

run.py --binary tongban --kit FOLDER --known FILE COMMAND...      e.g. COMMAND = process test
Where the kit is not there, everything is skipped, and said so."""

import argparse
import re
import subprocess
import sys
from pathlib import Path


def known_cases(path):
    """{name: reason} of lines `name  reason`; empty lines and those with # in front say nothing."""
    known = {}
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            name, _, reason = line.partition("  ")
            known[name.strip()] = reason.strip()
    return known


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--kit", required=True)
    parser.add_argument("--known", required=True)
    parser.add_argument("command", nargs="+")
    asked = parser.parse_args()
    if not Path(asked.kit).is_dir():
        print(f"skipped: {asked.kit} is not there\n0 passed, 0 failed, 1 skipped")
        return 0
    done = subprocess.run([asked.binary, *asked.command, asked.kit], capture_output=True, text=True, encoding="utf-8")
    known = known_cases(asked.known)
    passed, failed, skipped = 0, 0, 0
    seen = set()
    for line in done.stdout.splitlines():
        match = re.match(r"(\S+) (PASS|FAIL)\b", line)
        if not match:
            continue
        name, outcome = match.groups()
        seen.add(name)
        if outcome == "PASS" and name not in known:
            passed += 1
        elif outcome == "FAIL" and name in known:
            skipped += 1
            print(f"skipped {name}: {known[name]}")
        elif outcome == "FAIL":
            failed += 1
            print(line)
        else:
            failed += 1
            print(f"{name} passes: take it out of {asked.known}")
    for name in sorted(set(known) - seen):
        failed += 1
        print(f"{name} is in {asked.known} but not in the kit")
    if not seen:
        failed += 1
        print(done.stdout[-2000:] + done.stderr[-2000:])
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
