import docs
from small_tree import RuleTest


class Docs(RuleTest):
    def test_a_package_without_a_line_is_caught(self):
        self.assert_caught(docs.check_dependencies, {
            "docs/dependencies.md": "| `cmake` | builds |\n", "tools/packages/build.txt": "cmake\nlibnew-dev  # why\n"}, "libnew-dev")

    def test_an_npm_package_without_a_line_is_caught(self):
        self.assert_caught(docs.check_dependencies, {"docs/dependencies.md": "", "web/package.json": '{"dependencies": {"vue": "3"}}'}, "vue")

    def test_a_line_for_nothing_is_caught(self):
        self.assert_caught(docs.check_dependencies, {"docs/dependencies.md": "| `left-pad` | |\n"}, "left-pad is not used")

    def test_a_link_to_nowhere_is_caught_with_its_line(self):
        self.assert_caught(docs.check_links, {"docs/tour.md": "\nsee [it](../src/gone.cpp)\n"}, "docs/tour.md:2", "gone.cpp")

    def test_links_that_lead_somewhere_are_fine(self):
        self.assert_clean(docs.check_links, {"docs/a.md": "[b](b.md#part) [c](https://example.org) [d](#here)\n```\n[x](y)\n```\n", "docs/b.md": ""})

    def test_a_module_without_a_page_is_caught(self):
        self.assert_caught(docs.check_module_readme, {"src/modules/cases/cases.h": ""}, "cases")
