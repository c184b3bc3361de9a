"""The command line itself: every command says what it is, and a test run adds up what its programs report."""

import subprocess
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def shell(script):
    return subprocess.run(["bash", "-c", script], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def totals(script):
    """Runs a piece of tools/test_parts.sh in a folder of its own and returns what it prints at the end."""
    done = shell("set -euo pipefail; . tools/lib.sh; parts=() preset=dev only=''; . tools/test_parts.sh; "
                 "logs=$(mktemp -d); trap 'rm -rf $logs' EXIT; " + script +
                 "\necho $total_passed $total_failed $total_skipped")
    return done.stdout.strip().split("\n")[-1]


class Commands(unittest.TestCase):
    def test_help_lists_every_command(self):
        listed = shell("./tb help").stdout
        for file in (ROOT / "tools/commands").glob("*.sh"):
            self.assertIn(f"./tb {file.stem}", listed)

    def test_an_unknown_command_fails_and_shows_the_others(self):
        done = shell("./tb frobnicate")
        self.assertEqual(done.returncode, 2)
        self.assertIn("./tb run", done.stdout)

    def test_shell_files_parse(self):
        for file in [ROOT / "tb", ROOT / ".ci/run", *(ROOT / "tools").rglob("*.sh")]:
            self.assertEqual(shell(f"bash -n '{file}'").returncode, 0, file)


class Totals(unittest.TestCase):
    def test_a_doctest_summary_is_read(self):
        program = "p=$logs/p; printf '#!/bin/sh\\necho \"[doctest] test cases:  7 |  5 passed | 2 failed | 1 skipped\"; exit 1\\n' >$p; chmod +x $p; "
        self.assertEqual(totals(program + "run_doctest $p"), "5 2 1")

    def test_a_program_that_dies_is_a_failure(self):
        self.assertEqual(totals("p=$logs/p; printf '#!/bin/sh\\nkill -9 $$\\n' >$p; chmod +x $p; run_doctest $p"), "0 1 0")

    def test_a_program_that_dies_after_its_summary_is_a_failure(self):
        self.assertEqual(totals("run_counted x sh -c 'echo 3 passed, 0 failed; exit 9'"), "3 1 0")

    def test_a_part_that_ran_nothing_is_a_failure(self):
        self.assertEqual(totals("run_counted x true"), "0 1 0")

    def test_skipped_tests_are_counted(self):
        self.assertEqual(totals("run_counted x sh -c 'echo 3 passed, 0 failed, 2 skipped'"), "3 0 2")
