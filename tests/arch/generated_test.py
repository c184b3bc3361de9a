import generated
from small_tree import RuleTest

PROGRAM = """#!/bin/sh
case $2 in openapi) echo '{"paths": {}}' ;; *) echo "$1 $2" ;; esac
"""
RESULT = "enum class Code {\n  gone,  // 410\n};\n"


class Generated(RuleTest):
    def binary(self):
        path = self.root / "program"
        path.write_text(PROGRAM, encoding="utf-8")
        path.chmod(0o755)
        return path

    def test_a_stale_file_is_named(self):
        self.tree({"src/base/result.h": RESULT})
        binary = self.binary()
        for path, content in generated.wanted(self.root, binary):
            self.tree({path: content.decode()})
        self.assertEqual(list(generated.stale_files(self.root, binary)), [])
        self.tree({"web/src/core/api.gen.ts": "old\n"})
        self.assertEqual(list(generated.stale_files(self.root, binary)), ["web/src/core/api.gen.ts"])

    def test_a_missing_file_is_stale(self):
        self.tree({"src/base/result.h": RESULT})
        self.assertEqual(len(list(generated.stale_files(self.root, self.binary()))), len(generated.FILES) + len(generated.REFERENCE))

    def test_facts_that_the_converter_would_write_differently_are_stale(self):
        self.tree({generated.CONVERTER: "import sys\nprint('items.json differs')\nsys.exit(1)\n"})
        self.assertEqual(generated.stale_facts(self.root), "items.json differs")
        self.tree({generated.CONVERTER: ""})
        self.assertEqual(generated.stale_facts(self.root), "")
