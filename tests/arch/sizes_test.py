import sizes
from small_tree import RuleTest


def function_of(lines, head="int f() {"):
    return head + "\n" + "  work();\n" * (lines - 2) + "}\n"


class Sizes(RuleTest):
    def test_a_file_of_601_lines_is_caught(self):
        self.assert_caught(sizes.check, {"src/base/a.cpp": "//\n" * 601}, "601 lines")

    def test_a_component_of_251_lines_is_caught(self):
        self.assert_caught(sizes.check, {"web/src/ui/A.vue": "<a/>\n" * 251}, "251 lines")

    def test_generated_types_may_be_long(self):
        self.assert_clean(sizes.check, {"web/src/core/api.gen.ts": "//\n" * 5000, "src/base/a.cpp": "//\n" * 600})

    def test_many_long_files_are_caught_by_the_ninth_decile(self):
        files = {f"src/base/f{n}.cpp": "//\n" * (400 if n < 5 else 10) for n in range(20)}
        self.assert_caught(sizes.check, files, "nine of ten")


class Functions(RuleTest):
    def test_a_function_of_61_lines_is_caught_by_name(self):
        self.assert_caught(sizes.check_functions, {"src/base/a.cpp": function_of(61, "Result<int> parse_it(int a) {")}, "parse_it", "61")

    def test_a_member_written_in_its_class_is_seen(self):
        body = "  int f() {\n" + "    work();\n" * 70 + "  }\n"
        self.assert_caught(sizes.check_functions, {"src/base/a.h": "class A {\n" + body + "};\n"}, "f has 72")

    def test_a_signature_over_two_lines_is_named(self):
        self.assert_caught(sizes.check_functions, {"src/base/a.cpp": "int sum(int a,\n        int b) {\n" + " x;\n" * 70 + "}\n"}, "sum")

    def test_namespaces_tables_and_tests_are_not_functions(self):
        self.assert_clean(sizes.check_functions, {
            "src/base/a.cpp": "namespace tongban {\n\nconst int k[] = {\n" + "  1,\n" * 100 + "};\n\n" + function_of(60) + "}  // namespace tongban\n",
            "src/base/a_test.cpp": function_of(100, 'TEST_CASE("a") {')})

    def test_the_ratchet_tolerates_what_it_lists_and_no_more(self):
        ratchet = "function_length src/base/a.cpp:f 70\n"
        self.assert_clean(sizes.check_functions, {"tools/lint/ratchet.txt": ratchet, "src/base/a.cpp": function_of(70)})
        self.assert_caught(sizes.check_functions, {"tools/lint/ratchet.txt": ratchet, "src/base/a.cpp": function_of(71)}, "71")

    def test_the_ratchet_has_to_be_lowered_when_it_can_be(self):
        tree = self.tree({"tools/lint/ratchet.txt": "function_length src/base/a.cpp:f 70\n", "src/base/a.cpp": function_of(65)})
        sizes.check_functions(tree)
        self.assertEqual(len(list(tree.unused_allowances(["function_length"]))), 1)
