#include <doctest/doctest.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "platform/documents/qr.h"
#include "platform/documents/xlsx.h"

using namespace tongban;
using namespace tongban::documents;

namespace {

int workbook_folders() {
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::temp_directory_path())) {
    count += entry.path().filename().string().starts_with("tongban-xlsx-");
  }
  return count;
}

// What a program outside ours makes of the bytes: the text of one part of the archive.
std::string part(const std::string& bytes, const std::string& name) {
  const auto path = (std::filesystem::temp_directory_path() / "tongban-documents-test.xlsx").string();
  std::ofstream(path, std::ios::binary) << bytes;
  std::string text;
  FILE* pipe = popen(("python3 -c \"import zipfile,sys; sys.stdout.buffer.write(zipfile.ZipFile('" + path +
                      "').read('" + name + "'))\" 2>/dev/null")
                         .c_str(),
                     "r");
  REQUIRE(pipe != nullptr);
  char buffer[4096];
  for (std::size_t got; (got = fread(buffer, 1, sizeof buffer, pipe)) > 0;) text.append(buffer, got);
  pclose(pipe);
  std::filesystem::remove(path);
  return text;
}

bool has(const std::string& text, std::string_view what) { return text.find(what) != std::string::npos; }

}  // namespace

TEST_CASE("A QR code is a square picture with a quiet zone") {
  const auto svg = qr_svg("https://tongban.example/items/440100").value();
  CHECK(
      svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"222\" height=\"222\" viewBox=\"0 0 37 37\""));
  CHECK(svg.ends_with("</svg>"));
  CHECK(has(svg, "M4 4h7v1h-7z"));  // the upper left finder begins after four white modules
  CHECK(qr_svg("https://tongban.example/items/440100").value() == svg);
  CHECK(qr_svg("https://tongban.example/items/440101").value() != svg);
}

TEST_CASE("A QR code holds any bytes up to the limit and nothing beyond") {
  CHECK(qr_svg("政务服务 <script>\"&").ok());
  CHECK(qr_svg(std::string(2331, 'x')).ok());
  CHECK(qr_svg(std::string(2332, 'x')).error().key == "qr.too_long");
  CHECK(qr_svg("").error().key == "qr.empty");
}

TEST_CASE("A workbook holds text as text and numbers as numbers") {
  XlsxWriter writer("办件/清单", {{"办件编码", 44}, {"天数"}, {"金额"}});
  REQUIRE(writer.row({std::string("=1+1"), std::int64_t{5}, 12.5}).ok());
  REQUIRE(writer.row({std::string("张三 <&> \x01"), std::int64_t{1} << 60, std::nan("")}).ok());
  const auto bytes = writer.finish();
  REQUIRE(bytes.ok());
  CHECK(bytes->starts_with("PK"));
  const auto sheet = part(*bytes, "xl/worksheets/sheet1.xml");
  CHECK(has(sheet, "<t>=1+1</t>"));
  CHECK_FALSE(has(sheet, "<f>"));
  CHECK(has(sheet, "<v>5</v>"));
  CHECK(has(sheet, "<v>12.5</v>"));
  CHECK(has(sheet, "张三 &lt;&amp;&gt;"));
  CHECK(has(sheet, "1152921504606846976"));
  CHECK(has(part(*bytes, "xl/workbook.xml"), "办件 清单"));
  CHECK(writer.finish().error().key == "xlsx.write_failed");
}

TEST_CASE("A cell longer than Excel allows is cut, a sheet without a name gets one") {
  XlsxWriter writer("[]", {{"a"}});
  std::string text;
  for (int i = 0; i < 40'000; ++i) text += "长";
  REQUIRE(writer.row({text}).ok());
  const auto bytes = writer.finish().value();
  CHECK(has(part(bytes, "xl/workbook.xml"), "Sheet1"));
  const auto sheet = part(bytes, "xl/worksheets/sheet1.xml");
  CHECK(sheet.size() > 32'767 * 3);
  CHECK(sheet.size() < 33'500 * 3);
}

TEST_CASE("Workbooks leave nothing behind, finished or not") {
  const int before = workbook_folders();
  { XlsxWriter writer("a", {{"a"}}); }
  {
    XlsxWriter writer("a", {{"a"}});
    REQUIRE(writer.row({std::string("x")}).ok());
    REQUIRE(writer.finish().ok());
  }
  CHECK(workbook_folders() == before);
}
