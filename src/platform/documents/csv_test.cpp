#include "platform/documents/csv.h"

#include <doctest/doctest.h>

using namespace tongban;
using namespace tongban::documents;

namespace {

using Cells = std::vector<std::string>;

std::string written(const std::vector<Cells>& rows) {
  CsvWriter writer;
  for (const auto& row : rows) writer.row(row);
  return writer.take();
}

Cells only_row(std::string_view text) {
  const auto rows = parse_csv(text);
  REQUIRE(rows.ok());
  REQUIRE(rows->size() == 1);
  return rows->at(0).cells;
}

std::string refusal(std::string_view text, const CsvLimits& limits = {}) {
  const auto rows = parse_csv(text, limits);
  return rows.ok() ? "" : rows.error().key + " " + rows.error().fields.at(0).pointer;
}

}  // namespace

TEST_CASE("A table begins with the mark Excel needs and quotes only what must be") {
  CHECK(written({{"姓名", "说明"}, {"张三", "a,b \"c\""}}) == "\xEF\xBB\xBF姓名,说明\r\n张三,\"a,b \"\"c\"\"\"\r\n");
}

TEST_CASE("Text like a formula is guarded, numbers are not") {
  CHECK(written({{"=1+1", "@x", "+cmd|' /C calc'!A0", "-2+3", "\tx"}}).find("\"'=1+1\",\"'@x\",\"'+cmd") !=
        std::string::npos);
  CHECK(written({{"-12.5", "+86", "-", "1-2"}}) == std::string(kUtf8Bom) + "-12.5,+86,\"'-\",1-2\r\n");
}

TEST_CASE("Whatever is written is read back the same") {
  const std::vector<Cells> table = {{"a", "", "c"},
                                    {"=x", "'=x", "'", "''"},
                                    {"two\nlines", "\"", ",", "\r\n"},
                                    {"张三", " x ", "-"},
                                    {"-1", "'quoted'", "\t"}};
  const auto rows = parse_csv(written(table));
  REQUIRE(rows.ok());
  REQUIRE(rows->size() == table.size());
  for (std::size_t i = 0; i < table.size(); ++i) CHECK(rows->at(i).cells == table[i]);
  CHECK(rows->at(3).line == 6);
}

TEST_CASE("Both line ends, a missing last one, and blank lines are fine") {
  const auto rows = parse_csv("a,b\n\nc,d\r\n\r\ne,f");
  REQUIRE(rows.ok());
  REQUIRE(rows->size() == 3);
  CHECK(rows->at(1).line == 3);
  CHECK(rows->at(2).cells == Cells{"e", "f"});
  CHECK(only_row("a,") == Cells{"a", ""});
  CHECK(parse_csv("")->empty());
}

TEST_CASE("Broken tables are refused with their line") {
  CHECK(refusal("a\nb\"c\n") == "csv.quote /line/2");
  CHECK(refusal("a\n\"b\nc") == "csv.quote /line/2");
  CHECK(refusal("\"a\"b\n") == "csv.quote /line/1");
  CHECK(refusal("a\n\xff\n") == "csv.not_utf8 /line/2");
}

TEST_CASE("Tables beyond the limits are refused") {
  CsvLimits limits;
  limits.max_rows = 2;
  limits.max_columns = 2;
  limits.max_cell_bytes = 3;
  CHECK(refusal("a\nb\n", limits) == "");
  CHECK(refusal("a\nb\nc\n", limits) == "csv.too_large /line/3");
  CHECK(refusal("a,b,c\n", limits) == "csv.too_large /line/1");
  CHECK(refusal("abcd\n", limits) == "csv.too_large /line/1");
  CHECK(refusal("\"ab\"\"cd\"\n", limits) == "csv.too_large /line/1");
  limits.max_bytes = 1;
  CHECK(refusal("ab", limits) == "csv.too_large /line/0");
}

TEST_CASE("Every cut of a table ends in rows or an error, never in a crash") {
  const std::string text = "a,\"b\"\"c\nd\"\r\n\"\",x\n";
  for (std::size_t length = 0; length <= text.size(); ++length) {
    if (const auto rows = parse_csv(text.substr(0, length)); rows.ok()) CHECK(rows->size() <= 2);
  }
}
