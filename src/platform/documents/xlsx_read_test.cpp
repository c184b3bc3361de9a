#include "platform/documents/xlsx_read.h"

#include <doctest/doctest.h>
#include <zlib.h>

#include <utility>

#include "platform/documents/xlsx.h"

using namespace tongban;
using namespace tongban::documents;

namespace {

void number(std::string& out, std::uint32_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xff);
}

// An archive of stored parts.
std::string archive(const std::vector<std::pair<std::string, std::string>>& parts) {
  std::string out, directory;
  for (const auto& [name, content] : parts) {
    const auto offset = static_cast<std::uint32_t>(out.size());
    const auto crc = static_cast<std::uint32_t>(
        crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size())));
    const auto both = [&](std::string& into) {
      number(into, 20, 2), number(into, 0, 2), number(into, 0, 2), number(into, 0, 4), number(into, crc, 4);
      number(into, static_cast<std::uint32_t>(content.size()), 4);
      number(into, static_cast<std::uint32_t>(content.size()), 4);
      number(into, static_cast<std::uint32_t>(name.size()), 2), number(into, 0, 2);
    };
    number(out, 0x04034b50, 4), both(out);
    out += name + content;
    number(directory, 0x02014b50, 4), number(directory, 20, 2), both(directory);
    number(directory, 0, 2), number(directory, 0, 2), number(directory, 0, 2), number(directory, 0, 4);
    number(directory, offset, 4);
    directory += name;
  }
  const auto begin = static_cast<std::uint32_t>(out.size());
  out += directory;
  number(out, 0x06054b50, 4), number(out, 0, 4);
  number(out, static_cast<std::uint32_t>(parts.size()), 2), number(out, static_cast<std::uint32_t>(parts.size()), 2);
  number(out, static_cast<std::uint32_t>(directory.size()), 4), number(out, begin, 4), number(out, 0, 2);
  return out;
}

std::string sheet(const std::string& rows, const std::string& shared = "") {
  return archive({{"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"},
                  {"xl/sharedStrings.xml", "<sst>" + shared + "</sst>"}});
}

std::string refusal(const std::string& bytes, const SheetLimits& limits = {}) {
  const auto rows = read_xlsx(bytes, limits);
  return rows ? "" : rows.error().key;
}

}  // namespace

TEST_CASE("what our own writer wrote is read again, packed as office programs pack it") {
  XlsxWriter writer("表", {{"名称", 20}, {"数量", 10}});
  REQUIRE(writer.row({std::string("小店 <&> \"一\""), std::int64_t{12}}).ok());
  REQUIRE(writer.row({std::string("=1+1"), 2.5}).ok());
  const auto rows = read_xlsx(writer.finish().value());
  REQUIRE(rows.ok());
  REQUIRE(rows->size() == 3);
  CHECK((*rows)[0].cells == std::vector<std::string>{"名称", "数量"});
  CHECK((*rows)[1].cells == std::vector<std::string>{"小店 <&> \"一\"", "12"});
  CHECK((*rows)[2].cells == std::vector<std::string>{"=1+1", "2.5"});
}

TEST_CASE("texts, numbers, truths and gaps come as people see them") {
  const auto rows = read_xlsx(sheet(
      R"(<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="inlineStr"><is><t> 丙 </t></is></c></row>)"
      R"(<row r="5"><c r="A5"><v>1.3800000000E+10</v></c><c r="B5" t="b"><v>1</v></c><c r="C5" t="str"><f>A1</f><v>值</v></c></row>)"
      R"(<row r="6"><c r="A6" s="1"/></row>)",
      R"(<si><r><t>甲</t></r><r><t xml:space="preserve"> 乙</t></r><rPh><t>yin</t></rPh></si>)"));
  REQUIRE(rows.ok());
  REQUIRE(rows->size() == 2);
  CHECK((*rows)[0].line == 2);
  CHECK((*rows)[0].cells == std::vector<std::string>{"甲 乙", "", "丙"});
  CHECK((*rows)[1].line == 5);
  CHECK((*rows)[1].cells == std::vector<std::string>{"13800000000", "是", "值"});
}

TEST_CASE("the first sheet is that of the book's own list") {
  const auto rows = read_xlsx(archive({
      {"xl/workbook.xml",
       R"(<x:workbook xmlns:x="m"><x:sheets><x:sheet name="一" sheetId="3" r:id="rId7"/></x:sheets></x:workbook>)"},
      {"xl/_rels/workbook.xml.rels",
       R"(<Relationships><Relationship Id="rId7" Target="worksheets/one.xml"/></Relationships>)"},
      {"xl/worksheets/one.xml",
       R"(<x:worksheet><x:sheetData><x:row><x:c><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>)"},
  }));
  REQUIRE(rows.ok());
  CHECK((*rows)[0].cells == std::vector<std::string>{"7"});
}

TEST_CASE("what is no workbook, too large or built to harm is refused") {
  CHECK(refusal("名称,数量\n") == "file.archive_unsafe");
  CHECK(refusal(archive({{"a.txt", "x"}})) == "xlsx.unreadable");
  CHECK(refusal(archive({{"xl/worksheets/sheet1.xml", "<worksheet"}})) == "xlsx.unreadable");
  CHECK(refusal(archive({{"xl/worksheets/sheet1.xml", "\xff\xfe"}})) == "xlsx.unreadable");
  CHECK(refusal(sheet(R"(<row><c r="12"><v>1</v></c></row>)")) == "xlsx.unreadable");
  CHECK(refusal(sheet(R"(<row><c r="XFD1"><v>1</v></c></row>)")) == "xlsx.too_large");
  CHECK(refusal(sheet(R"(<row><c r="AAAA1"><v>1</v></c></row>)")) == "xlsx.unreadable");
  CHECK(refusal(sheet("<row><c><v>1</v></c></row><row><c><v>1</v></c></row>"), {1}) == "xlsx.too_large");
  CHECK(refusal(sheet("<row><c><v>1</v></c></row>"), {1, 1, 10, 20}) == "xlsx.too_large");
  auto changed = sheet("<row><c><v>1</v></c></row>");
  changed[changed.find("<v>1") + 3] = '2';
  CHECK(refusal(changed) == "file.archive_unsafe");  // not what its checksum says
  // Entities of a document type are not expanded.
  const auto bomb = archive(
      {{"xl/worksheets/sheet1.xml",
        R"(<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet><sheetData><row><c t="str"><v>&a;</v></c></row></sheetData></worksheet>)"}});
  const auto rows = read_xlsx(bomb);
  REQUIRE(rows.ok());
  CHECK((*rows)[0].cells == std::vector<std::string>{"&a;"});
}
