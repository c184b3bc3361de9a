import generated
from small_tree import RuleTest


class Generated(RuleTest):
    def binary(self):
        path = self.root / "program"
        path.write_text('#!/bin/sh\necho "$2"\n', encoding="utf-8")
        path.chmod(0o755)
        return path

    def test_a_stale_file_is_named(self):
        self.tree({"docs/api/openapi.json": "openapi\n", "web/src/core/api.gen.ts": "old\n", "docs/api/authorisation.md": "matrix\n"})
        self.assertEqual(list(generated.stale_files(self.root, self.binary())), ["web/src/core/api.gen.ts"])

    def test_a_missing_file_is_stale(self):
        self.tree({"docs/README.md": ""})
        self.assertEqual(len(list(generated.stale_files(self.root, self.binary()))), len(generated.FILES) + len(generated.REFERENCE))
