#include "platform/db/sql_text.h"

#include <doctest/doctest.h>

#include "platform/db/dialect.h"
#include "platform/db/placeholders.h"

using namespace tongban::db;

TEST_CASE("placeholders become numbered question marks, whatever their order") {
  CHECK(question_mark_placeholders("SELECT $2, $1, $12") == "SELECT ?2, ?1, ?12");
  CHECK(question_mark_placeholders("a=$1AND b=$2") == "a=?1AND b=?2");
  CHECK(question_mark_placeholders("") == "");
}

TEST_CASE("placeholders in quotes, comments and names are left alone") {
  CHECK(question_mark_placeholders("SELECT '$1', \"$2\", $3") == "SELECT '$1', \"$2\", ?3");
  CHECK(question_mark_placeholders("SELECT 'it''s $1', $2") == "SELECT 'it''s $1', ?2");
  CHECK(question_mark_placeholders("SELECT 1 -- $1\n, $2") == "SELECT 1 -- $1\n, ?2");
  CHECK(question_mark_placeholders("SELECT /* $1 /* $2 */ $3 */ $4") == "SELECT /* $1 /* $2 */ $3 */ ?4");
  CHECK(question_mark_placeholders("SELECT $x$ $1 $x$, $$ $2 $$, $3") == "SELECT $x$ $1 $x$, $$ $2 $$, ?3");
  CHECK(question_mark_placeholders("SELECT a$1, 5 - $2, 6/$3") == "SELECT a$1, 5 - ?2, 6/?3");
  CHECK(question_mark_placeholders("SELECT '$1") == "SELECT '$1");
  CHECK(question_mark_placeholders("SELECT $") == "SELECT $");
}

TEST_CASE("a script is cut at its semicolons and nowhere else") {
  using Statements = std::vector<std::string>;
  CHECK(split_statements("CREATE TABLE a (x TEXT); CREATE TABLE b (y TEXT)") ==
        Statements{"CREATE TABLE a (x TEXT)", "CREATE TABLE b (y TEXT)"});
  CHECK(split_statements("INSERT INTO a VALUES ('x;y', \"p;q\"); -- end; really\n/* ; */ SELECT 1;") ==
        Statements{"INSERT INTO a VALUES ('x;y', \"p;q\")", "-- end; really\n/* ; */ SELECT 1"});
  CHECK(split_statements(" ;; -- nothing\n ; /* nor here */ ").empty());
  CHECK(split_statements("DO $x$ BEGIN a; b; END $x$; SELECT 1") ==
        Statements{"DO $x$ BEGIN a; b; END $x$", "SELECT 1"});
  CHECK(split_statements("BEGIN_x; END_y;") == Statements{"BEGIN_x", "END_y"});
}

TEST_CASE("the body of a trigger stays in one statement, one without a body ends at its semicolon") {
  const auto lite = split_statements(
      "CREATE TEMP TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE WHEN 1 THEN 2 END; UPDATE b SET x=1; END; SELECT 1;");
  REQUIRE(lite.size() == 2);
  CHECK(lite[1] == "SELECT 1");
  CHECK(split_statements("CREATE TRIGGER t BEFORE UPDATE ON a FOR EACH ROW EXECUTE FUNCTION f(); SELECT 1").size() ==
        2);
}

TEST_CASE("text is storable when it is UTF-8 without zero bytes") {
  CHECK(storable(""));
  CHECK(storable("plain ASCII of more than eight bytes\n"));
  CHECK(storable("办理结果😀é"));
  CHECK_FALSE(storable(std::string_view("a\0b", 3)));
  CHECK_FALSE(storable(std::string_view("12345678\0", 9)));
  CHECK_FALSE(storable("\xE5\x8A"));          // cut off
  CHECK_FALSE(storable("abc\x80"));           // continuation without a lead
  CHECK_FALSE(storable("\xC0\xAF"));          // overlong
  CHECK_FALSE(storable("\xE0\x80\xAF"));      // overlong
  CHECK_FALSE(storable("\xED\xA0\x80"));      // surrogate
  CHECK_FALSE(storable("\xF4\x90\x80\x80"));  // beyond U+10FFFF
  CHECK_FALSE(storable("\xFFxxxxxxxx"));
}

TEST_CASE("macros of migrations differ by engine, and unknown ones are refused") {
  CHECK(expand_macros("id {{pk}}, b", false) == "id INTEGER PRIMARY KEY, b");
  CHECK(expand_macros("id {{pk}}, b", true) == "id BIGINT PRIMARY KEY, b");
  CHECK(split_statements(expand_macros("{{append_only t}}", false)).size() == 2);
  CHECK(split_statements(expand_macros("{{append_only t}}", true)).size() == 3);
  CHECK_THROWS_AS(expand_macros("{{pkk}}", false), DatabaseError);
  CHECK_THROWS_AS(expand_macros("{{pk", false), DatabaseError);
}
