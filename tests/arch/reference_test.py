import json
import unittest

import reference


class Reference(unittest.TestCase):
    def test_only_what_changes_something_is_an_audit_event(self):
        token = [{"name": "X-CSRF-Token", "in": "header"}]
        openapi = {"paths": {"/a": {"get": {"operationId": "a.read", "summary": "Read."},
                                    "post": {"operationId": "a.make", "summary": "Make.", "parameters": token}},
                             "/b": {"post": {"operationId": "b.try", "summary": "Only reads.", "parameters": []}}}}
        page = reference.audit_events(json.dumps(openapi))
        self.assertIn("| `a.make` | POST /a | Make. |", page)
        self.assertNotIn("a.read", page)
        self.assertNotIn("b.try", page)
        self.assertIn("| `a.read` | GET /a | Read. |", reference.audit_events(json.dumps(openapi), {"a.read"}))

    def test_a_code_is_read_with_its_status_and_meaning(self):
        text = "enum class Code {\n  gone,  // 410\n  stale,  // 412: too old\n  rate_limited,  // 429, with a wait\n};\n"
        self.assertEqual(reference.error_codes(text), [("gone", "410", ""), ("stale", "412", "too old"), ("rate_limited", "429", "with a wait")])

    def test_keys_are_found_however_the_error_is_made(self):
        found = reference.error_keys(['return Error{Code::gone, "a.gone", "没有了"};', 'return conflict("a.twice",\n    "已经有了");'])
        self.assertEqual(found, {"a.gone": ({"gone"}, "没有了"), "a.twice": ({"conflict"}, "已经有了")})

    def test_a_string_that_is_no_error_is_no_key(self):
        self.assertEqual(reference.error_keys(['log::info("app.stopped"); find("a.b", "c");']), {})
