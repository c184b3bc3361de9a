"""The files of a checkout as the rules see them, and the ratchet: faults that were there when a rule came, which may only go."""

import os
import re
from functools import lru_cache
from pathlib import Path

SKIPPED_FOLDERS = {".git", "build", "run", "node_modules", "dist", "__pycache__", ".cache"}
TEXT_ENDINGS = (".cpp", ".h", ".sql", ".py", ".sh", ".md", ".ts", ".vue", ".js", ".mjs", ".css", ".html", ".txt", ".cmake",
                ".json", ".toml", ".service", ".cfg", ".conf", ".yml", ".yaml")
CPP_ENDINGS = (".cpp", ".h")


class Tree:
    def __init__(self, root):
        self.root = Path(root)
        self.paths = sorted(self._walk())
        self.allowed = self._read_ratchet()
        self.used = {}

    def _walk(self):
        for folder, folders, files in os.walk(self.root):
            folders[:] = [name for name in folders if name not in SKIPPED_FOLDERS]
            for name in files:
                path = Path(folder, name).relative_to(self.root).as_posix()
                if name.endswith(TEXT_ENDINGS) or path in ("tb", ".ci/run"):
                    yield path

    def under(self, prefix, endings):
        return [path for path in self.paths if path.startswith(prefix) and path.endswith(endings)]

    def exists(self, path):
        return (self.root / path).exists()

    @lru_cache(maxsize=None)
    def text(self, path):
        return (self.root / path).read_text(encoding="utf-8", errors="replace")

    @lru_cache(maxsize=None)
    def lines(self, path):
        return self.text(path).split("\n")

    def includes(self, path):
        """(line number, name, is ours) of each #include."""
        for number, line in enumerate(self.lines(path), 1):
            match = re.match(r'\s*#\s*include\s*(["<])([^">]+)[">]', line)
            if match:
                yield number, match.group(2), match.group(1) == '"'

    # A line of tools/lint/ratchet.txt: "rule place number", e.g. "function_length src/app/cli.cpp:run 75".
    def _read_ratchet(self):
        file = self.root / "tools/lint/ratchet.txt"
        allowed = {}
        if file.exists():
            for line in file.read_text(encoding="utf-8").split("\n"):
                parts = line.split("#")[0].split()
                if len(parts) == 3:
                    allowed[(parts[0], parts[1])] = int(parts[2])
        return allowed

    def allowance(self, rule, place, number):
        """True when `number` of a fault at `place` is tolerated by the ratchet."""
        self.used[(rule, place)] = number
        return number <= self.allowed.get((rule, place), 0)

    def unused_allowances(self, rules):
        for (rule, place), number in sorted(self.allowed.items()):
            if rule in rules and self.used.get((rule, place), 0) < number:
                yield f"{rule} {place} allows {number}, only {self.used.get((rule, place), 0)} is needed: lower it"


def is_test(path):
    return path.endswith(("_test.cpp", "_bench.cpp", "_fuzz.cpp", "_fixture.h")) or "/testing/" in path or "/test_" in path
