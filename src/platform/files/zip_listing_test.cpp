#include "platform/files/zip_listing.h"

#include <doctest/doctest.h>

#include "platform/files/test_contents.h"

using namespace tongban;
using contents::zip;
using contents::ZipPart;

namespace {

std::string refusal(const std::string& bytes) {
  const auto listed = list_zip(bytes);
  return listed.ok() ? "" : listed.error().key;
}

}  // namespace

TEST_CASE("The entries of an archive are listed with their sizes") {
  const auto entries = list_zip(zip({"a.txt", ZipPart("folder/b.txt", "four", 0, 0)}));
  REQUIRE(entries.ok());
  REQUIRE(entries->size() == 2);
  CHECK(entries->at(1).name == "folder/b.txt");
  CHECK(entries->at(1).compressed == 4);
}

TEST_CASE("Archives built to harm their reader are refused") {
  CHECK(refusal(zip({"../../etc/passwd"})) == "file.archive_unsafe");
  CHECK(refusal(zip({"/etc/passwd"})) == "file.archive_unsafe");
  CHECK(refusal(zip({"a\\b"})) == "file.archive_unsafe");
  CHECK(refusal(zip({"C:x"})) == "file.archive_unsafe");
  CHECK(refusal(zip({ZipPart("a", "x", 0, 1)})) == "file.archive_unsafe");
  CHECK(refusal(zip({ZipPart("a", std::string(1000, 'x'), 600u << 20, 0)})) == "file.archive_unsafe");
  CHECK(refusal(zip({ZipPart("a", "x", 1'000'000, 0)})) == "file.archive_unsafe");
  CHECK(refusal(zip({"a..b", "c/.../d"})) == "");
  CHECK(refusal(zip(std::vector<ZipPart>(10'001, ZipPart("a")))) == "file.archive_unsafe");
}

TEST_CASE("Two entries over the same bytes are refused") {
  auto archive = zip({ZipPart("aa", "0123456789", 0, 0), ZipPart("bb", "0123456789", 0, 0)});
  const auto second = archive.rfind("PK\1\2");
  archive[second + 42] = 0;  // the second entry points at the first one's data
  CHECK(refusal(archive) == "file.archive_unsafe");
}

TEST_CASE("Every cut and every changed byte of an archive is either refused or harmless") {
  const auto archive = zip({"OFD.xml", ZipPart("Doc_0/Document.xml", "<a/>", 0, 0)});
  for (std::size_t length = 0; length < archive.size(); ++length) CHECK_FALSE(list_zip(archive.substr(0, length)).ok());
  for (std::size_t at = 0; at < archive.size(); ++at) {
    for (const int flip : {0x01, 0x80, 0xff}) {
      auto broken = archive;
      broken[at] = static_cast<char>(broken[at] ^ flip);
      if (const auto listed = list_zip(broken); listed.ok()) CHECK(listed->size() <= 2);
    }
  }
}
