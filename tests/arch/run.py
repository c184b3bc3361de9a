"""Proves that each lint rule catches what it claims to, and leaves good code alone. Ends with "N passed, M failed"."""

import sys
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "tools/lint")]

if __name__ == "__main__":
    result = unittest.TextTestRunner(verbosity=1).run(unittest.TestLoader().discover(str(HERE), pattern="*_test.py"))
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - failed - len(result.skipped)} passed, {failed} failed"
          + (f", {len(result.skipped)} skipped" if result.skipped else ""))
    sys.exit(1 if failed else 0)
