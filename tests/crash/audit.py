"""Tampers with a sealed audit trail in random ways and wants each found and located: `audit.py --binary B --database
sqlite|postgres [--cycles N] [--seed N]`.

The tampering itself is a unit test (src/platform/audit/tamper_test.cpp), which undoes each in the same transaction; this
builds it beside the program and runs it `cycles` times. Ends with `N passed, M failed`."""

import argparse
import os
import re
import subprocess
import sys

ENGINES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", required=True)
    parser.add_argument("--database", choices=sorted(ENGINES), required=True)
    parser.add_argument("--cycles", type=int, default=1000)
    parser.add_argument("--seed", type=int)
    options = parser.parse_args()

    folder = os.path.dirname(os.path.abspath(options.binary))
    subprocess.run(["ninja", "-C", folder, "tongban_audit_test"], check=True, stdout=subprocess.DEVNULL)
    environment = dict(os.environ, TONGBAN_AUDIT_TAMPERINGS=str(options.cycles))
    if options.seed is not None:
        environment["TONGBAN_AUDIT_SEED"] = str(options.seed)
    if options.database == "sqlite":
        environment.pop("TONGBAN_TEST_POSTGRES", None)
    done = subprocess.run([os.path.join(folder, "tongban_audit_test"), "--no-colors=true",
                           "--test-case=Every tampering*"],
                          env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    told = re.search(rf"(\d+) of (\d+) tamperings found and located on {ENGINES[options.database]} .*", done.stdout)
    located = int(told.group(1)) if told else 0
    if done.returncode != 0 or located != options.cycles:
        print(done.stdout[-6000:])
    print(told.group(0) if told else "the test did not run")
    failed = max(options.cycles - located, 1 if done.returncode else 0)
    print(f"{located} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
