"""Runs the API tests against one server: `run.py --binary build/dev/tongban --database sqlite|postgres [pattern]`.
A test is a function `test_…(world)` in a file test_*.py beside this one; the world offers the server and signed-in
clients. Ends with `N passed, M failed`."""

import argparse
import fnmatch
import glob
import importlib
import os
import random
import sys
import time
import traceback

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

from world import World  # noqa: E402


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", required=True)
    parser.add_argument("--database", choices=["sqlite", "postgres"], required=True)
    parser.add_argument("--shuffle", type=int, metavar="SEED", help="run the tests in a random order")
    parser.add_argument("--slow", action="store_true", help="tell the time of each test")
    parser.add_argument("pattern", nargs="?", default="*")
    options = parser.parse_args()

    tests = []
    for path in sorted(glob.glob(os.path.join(HERE, "test_*.py"))):
        module = importlib.import_module(os.path.basename(path)[:-3])
        tests += [(f"{module.__name__}.{name}", function) for name, function in vars(module).items()
                  if name.startswith("test_") and callable(function)]
    tests = [(name, function) for name, function in tests if fnmatch.fnmatch(name, f"*{options.pattern}*")]

    if options.shuffle is not None:
        random.Random(options.shuffle).shuffle(tests)

    began = time.time()
    world = World(os.path.abspath(options.binary), options.database)
    print(f"server ready after {time.time() - began:.1f} s on {options.database}", flush=True)
    passed = failed = 0
    try:
        for name, function in tests:
            at = time.time()
            try:
                function(world)
                passed += 1
                if options.slow:
                    print(f"{time.time() - at:6.2f} s  {name}", flush=True)
            except Exception:  # noqa: BLE001 - one failing test must not hide the others
                failed += 1
                print(f"FAILED {name} ({options.database})\n{traceback.format_exc()}", flush=True)
        for finding in world.finish(complete=options.pattern == "*"):
            failed += 1
            print(f"FAILED afterwards ({options.database}): {finding}", flush=True)
        passed += 2  # the orderly end and the check, counted as failed above when they are
    finally:
        world.server.close()
    print(f"{passed} passed, {failed} failed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
