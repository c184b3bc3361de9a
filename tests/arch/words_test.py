import words
from small_tree import RuleTest


class Words(RuleTest):
    def caught(self, line, what):
        self.assert_caught(words.check, {"src/base/a.cpp": line + "\n"}, "a.cpp:1", what)

    def test_unfinished_work_is_caught(self):
        self.caught("// TO" + "DO: later", "unfinished")

    def test_a_path_of_one_machine_is_caught(self):
        self.caught('open("/wo' + 'rk/main/data");', "one machine")

    def test_a_package_host_is_caught(self):
        self.caught("// see deb.deb" + "ian.org", "package host")

    def test_notes_outside_the_project_are_caught(self):
        self.caught("// as in hou" + "se.md", "outside the project")

    def test_how_a_text_was_made_is_caught(self):
        self.caught("// by Clau" + "de", "how the text was made")

    def test_ordinary_text_is_fine(self):
        self.assert_clean(words.check, {"src/base/a.cpp": "// The session ends after work; see docs/tour.md and /var/lib/tongban.\n"})

    def test_empty_names_are_caught(self):
        self.assert_caught(words.check_names, {"src/base/a.h": "class CaseManager {\n"}, "CaseManager")

    def test_file_names_are_snake_case(self):
        self.assert_caught(words.check_names, {"src/base/CaseStore.h": "class CaseStore {\n"}, "snake_case")

    def test_markup_from_people_is_caught(self):
        self.assert_caught(words.check_html, {"web/src/ui/A.vue": '<p v-ht' + 'ml="text"/>\n'}, "A.vue:1")
        self.assert_clean(words.check_html, {"web/src/ui/A.vue": "<p>{{ text }}</p>\n"})
