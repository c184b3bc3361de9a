import sql
from small_tree import RuleTest

SELECT = 'const char* kFind = "SELECT id FROM cases WHERE id = $1";\n'


class Placement(RuleTest):
    def test_sql_in_an_act_is_caught(self):
        self.assert_caught(sql.check_placement, {"src/modules/cases/submit.cpp": "\n" + SELECT}, "submit.cpp:2", "SELECT id")

    def test_lower_case_and_raw_literals_are_seen(self):
        text = 'tx.exec(R"sql(\n  update cases set status = $1 where id = $2)sql", a, b);\n'
        self.assert_caught(sql.check_placement, {"src/modules/cases/accept.cpp": text}, "update cases")

    def test_stores_the_platform_and_tests_may(self):
        self.assert_clean(sql.check_placement, {
            "src/modules/cases/store.cpp": SELECT, "src/modules/cases/store_lists.cpp": SELECT, "src/platform/jobs/queue.cpp": SELECT,
            "src/modules/cases/submit_test.cpp": SELECT})

    def test_plain_words_are_not_sql(self):
        self.assert_clean(sql.check_placement, {"src/app/cli.cpp": 'print("select a department"); // "SELECT a FROM b"\nprint("update check");\n'})


class Literals(RuleTest):
    def test_sql_glued_with_plus_is_caught(self):
        self.assert_caught(sql.check_literals, {"src/modules/cases/store.cpp": 'auto q = "SELECT a FROM b WHERE c = " + name;\n'}, "run time")

    def test_sql_through_a_formatter_is_caught(self):
        self.assert_caught(sql.check_literals, {"src/platform/db/a.cpp": 'fmt::format("DELETE FROM {}", table);\n'}, "run time")

    def test_sql_appended_to_a_string_is_caught(self):
        self.assert_caught(sql.check_literals, {"src/modules/cases/store.cpp": 'sql += "SELECT a FROM b";\n'}, "run time")

    def test_adjacent_literals_are_one_text(self):
        self.assert_clean(sql.check_literals, {"src/modules/cases/store.cpp": 'auto q = "SELECT a "\n         "FROM b";\n'})


class Dialect(RuleTest):
    def test_a_new_difference_is_caught(self):
        self.assert_caught(sql.check_dialect, {"src/modules/cases/store.cpp": "if (tx.is_postgres()) return 1;\n"}, "1 differences")

    def test_a_listed_difference_is_tolerated(self):
        self.assert_clean(sql.check_dialect, {
            "tools/lint/ratchet.txt": "dialect src/platform/jobs/queue.cpp 1\n",
            "src/platform/jobs/queue.cpp": "return tx.is_postgres() ? kA : kB;\n", "src/platform/db/db.h": "virtual bool is_postgres() const = 0;\n"})
