#include "platform/files/sniff.h"

#include <doctest/doctest.h>

#include "platform/files/test_contents.h"

namespace tongban {

TEST_CASE("a document that carries programs or archives is refused, one that carries documents is taken") {
  const auto key_of = [](const char* part) {
    const auto bytes = contents::zip({"[Content_Types].xml", "word/document.xml", part});
    const auto type = check_file_type(bytes, "a.docx", "");
    return type ? std::string("taken") : type.error().key;
  };
  for (const char* part : {"word/vbaProject.bin", "word/embeddings/SETUP.EXE", "a.zip", "n/b.tar.GZ", "c.7z", "run.js"})
    CHECK_MESSAGE(key_of(part) == "file.archive_unsafe", part);
  for (const char* part : {"word/embeddings/sheet.xlsx", "word/media/zip.png", "word/exe/notes.xml"})
    CHECK_MESSAGE(key_of(part) == "taken", part);
}

}  // namespace tongban
