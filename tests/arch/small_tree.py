"""A checkout of a few files, made for one test."""

import tempfile
import unittest
from pathlib import Path

from tree import Tree


class RuleTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)

    def tree(self, files):
        for path, text in files.items():
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            (self.root / path).write_text(text, encoding="utf-8")
        return Tree(self.root)

    def assert_caught(self, rule, files, *words):
        findings = rule(self.tree(files))
        self.assertEqual(len(findings), 1, findings)
        for word in words:
            self.assertIn(word, findings[0])

    def assert_clean(self, rule, files):
        self.assertEqual(rule(self.tree(files)), [])
