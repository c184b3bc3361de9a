#include <doctest/doctest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include "platform/crypto/digest.h"
#include "platform/db/migrations.h"
#include "platform/db/test_database.h"
#include "platform/files/file_store.h"
#include "platform/files/test_contents.h"

namespace tongban::db {
extern const MigrationFile k_files_migrations[];
extern const int k_files_migration_count;
}  // namespace tongban::db

using namespace tongban;
namespace fs = std::filesystem;

namespace {

const Instant kNow = at_local(*Date::make(2026, 6, 1), 9 * 60);

// A store in a folder that goes away with the test.
struct Desk {
  explicit Desk(FileLimits limits = {})
      : folder(make_folder()), keyring(Keyring::ephemeral()), store(folder, keyring, limits) {}
  ~Desk() { fs::remove_all(folder); }
  static std::string make_folder() {
    auto pattern = (fs::temp_directory_path() / "tongban-files-XXXXXX").string();
    return mkdtemp(pattern.data());
  }
  fs::path path_of(const std::string& digest) const {
    return fs::path(folder) / digest.substr(0, 2) / digest.substr(2, 2) / digest;
  }
  std::string folder;
  Keyring keyring;
  FileStore store;
};

void migrate(db::Database& database) {
  const std::vector<db::MigrationFile> files(db::k_files_migrations,
                                             db::k_files_migrations + db::k_files_migration_count);
  REQUIRE(db::migrate(database, files).ok());
}

std::string refusal(FileStore& store, const std::string& bytes, const char* name, const char* type = "") {
  const auto put = store.put(bytes, name, type);
  return put.ok() ? "" : put.error().key;
}

std::string header(const FileInfo& file, bool inline_wanted, std::string_view name) {
  for (const auto& [key, value] : file_response_headers(file, inline_wanted)) {
    if (key == name) return value;
  }
  return "";
}

}  // namespace

TEST_CASE("A file handed in is found again by its owner only, and its bytes are the same") {
  db::for_each_database([](db::Database& database) {
    migrate(database);
    Desk desk;
    const auto pdf = contents::pdf();
    const auto content = desk.store.put(pdf, "C:\\我的文件\\身份证.pdf", "application/pdf");
    REQUIRE(content.ok());
    CHECK(content->name == "身份证.pdf");
    CHECK(content->media_type == "application/pdf");
    CHECK(content->sha256 == sha256_hex(pdf));
    REQUIRE(database
                .write([&](db::Tx& tx) -> Result<void> {
                  desk.store.record(tx, 77, *content, 5, kNow);
                  return {};
                })
                .ok());
    REQUIRE(database
                .read([&](db::Tx& tx) -> Result<void> {
                  const auto file = TRY(desk.store.find_owned(tx, 77, 5));
                  CHECK(file.name == "身份证.pdf");
                  CHECK(file.size == static_cast<std::int64_t>(pdf.size()));
                  CHECK(file.created_at == kNow);
                  CHECK(TRY(desk.store.open(file)) == pdf);
                  CHECK(desk.store.find_owned(tx, 77, 6).error().key == "file.not_found");
                  CHECK(desk.store.find(tx, 78).error().key == "file.not_found");
                  const auto row = tx.query("SELECT name_sealed FROM files");
                  CHECK(row.text(0, 0).find("身份证") == std::string_view::npos);
                  return {};
                })
                .ok());
  });
}

TEST_CASE("Many files are found at once, in whatever order and number they are asked for") {
  db::for_each_database([](db::Database& database) {
    migrate(database);
    Desk desk;
    const auto content = desk.store.put(contents::pdf(), "身份证.pdf", "application/pdf");
    REQUIRE(content.ok());
    REQUIRE(database
                .write([&](db::Tx& tx) -> Result<void> {
                  for (std::int64_t id = 1; id <= 20; ++id) desk.store.record(tx, id, *content, 5, kNow);
                  return {};
                })
                .ok());
    REQUIRE(database
                .read([&](db::Tx& tx) -> Result<void> {
                  CHECK(TRY(desk.store.find_all(tx, {})).empty());
                  const auto some = TRY(desk.store.find_all(tx, {9, 1, 9, 2, 20, 8, 7, 6, 5, 4, 3}));
                  CHECK(some.size() == 10);
                  CHECK(some.at(20).name == "身份证.pdf");
                  CHECK(some.at(9).sha256 == content->sha256);
                  CHECK(desk.store.find_all(tx, {1, 21}).error().key == "file.not_found");
                  return {};
                })
                .ok());
  });
}

TEST_CASE("On disk there is only ciphertext, under the digest, and equal content once") {
  Desk desk;
  const auto text = std::string("秘密的内容 secret content\n");
  const auto content = desk.store.put(text, "a.txt", "text/plain").value();
  REQUIRE(desk.store.put(text, "b.txt", "text/plain").ok());
  int files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(desk.folder)) files += entry.is_regular_file();
  CHECK(files == 1);
  std::ifstream stored(desk.path_of(content.sha256), std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(stored), {});
  CHECK(bytes.starts_with("TBF1"));
  CHECK(bytes.find("secret") == std::string::npos);
}

TEST_CASE("Every kind of file on the list is taken") {
  Desk desk;
  CHECK(refusal(desk.store, contents::pdf(), "a.pdf", "application/pdf") == "");
  CHECK(refusal(desk.store, contents::png(), "a.PNG", "image/png") == "");
  CHECK(refusal(desk.store, contents::jpeg(), "a.jpeg", "image/jpeg; q=1") == "");
  CHECK(refusal(desk.store, contents::zip({"OFD.xml", "Doc_0/Document.xml"}), "a.ofd") == "");
  CHECK(refusal(desk.store, contents::zip({"[Content_Types].xml", "word/document.xml"}), "a.docx") == "");
  CHECK(refusal(desk.store, contents::zip({"[Content_Types].xml", "xl/workbook.xml"}), "a.xlsx",
                "application/octet-stream") == "");
  CHECK(refusal(desk.store, "姓名,电话\n", "a.csv", "text/csv") == "");
}

TEST_CASE("A file whose content belies its name or declared type is refused") {
  Desk desk;
  CHECK(refusal(desk.store, contents::png(), "a.pdf", "application/pdf") == "file.type_mismatch");
  CHECK(refusal(desk.store, contents::pdf(), "a.pdf", "image/png") == "file.type_mismatch");
  CHECK(refusal(desk.store, contents::pdf(), "a", "application/pdf") == "file.type_mismatch");
  CHECK(refusal(desk.store, contents::pdf(), "a.pdf.exe", "application/pdf") == "file.type_mismatch");
  CHECK(refusal(desk.store, contents::zip({"[Content_Types].xml", "word/document.xml"}), "a.xlsx") ==
        "file.type_mismatch");
  CHECK(refusal(desk.store, "<html><script>alert(1)</script></html>", "a.png", "image/png") == "file.type_mismatch");
}

TEST_CASE("What is not on the list is refused") {
  Desk desk;
  CHECK(refusal(desk.store,
                std::string("\x7f"
                            "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x02\0\x3e\0",
                            20),
                "a.txt") == "file.type_not_allowed");
  CHECK(refusal(desk.store, "GIF89a\x01\x01", "a.gif") == "file.type_not_allowed");
  CHECK(refusal(desk.store, contents::zip({"readme.txt"}), "a.zip") == "file.type_not_allowed");
  CHECK(refusal(desk.store, std::string("text\0with zero", 14), "a.txt") == "file.type_not_allowed");
  CHECK(refusal(desk.store, "\xff\xfe\xfd not utf-8", "a.txt") == "file.type_not_allowed");
  CHECK(refusal(desk.store, "x" + contents::pdf(), "a.pdf") != "");
}

TEST_CASE("Empty, oversized and nameless files are refused") {
  Desk desk({100});
  CHECK(refusal(desk.store, "", "a.txt") == "file.empty");
  CHECK(refusal(desk.store, std::string(101, 'x'), "a.txt") == "file.too_large");
  CHECK(refusal(desk.store, std::string(100, 'x'), "a.txt") == "");
  CHECK(refusal(desk.store, "x", "") == "file.name_invalid");
  CHECK(refusal(desk.store, "x", "folder/") == "file.name_invalid");
  CHECK(refusal(desk.store, "x", "..") == "file.name_invalid");
  CHECK(refusal(desk.store, "x", "a\nb.txt") == "file.name_invalid");
  CHECK(refusal(desk.store, "x", "\xff.txt") == "file.name_invalid");
}

TEST_CASE("A very long name is cut and keeps its extension") {
  Desk desk;
  std::string name;
  for (int i = 0; i < 400; ++i) name += "长";
  const auto content = desk.store.put("x", name + ".txt", "").value();
  CHECK(content.name.ends_with("长.txt"));
  CHECK(content.name.size() < 460);
}

TEST_CASE("Lost and damaged content is told apart from a file that opens") {
  Desk desk;
  const auto content = desk.store.put("some text", "a.txt", "").value();
  const FileInfo file{.file_id = 1, .sha256 = content.sha256};
  REQUIRE(desk.store.open(file).ok());
  {
    std::fstream stored(desk.path_of(content.sha256), std::ios::binary | std::ios::in | std::ios::out);
    stored.seekp(30);
    stored.put('!');
  }
  CHECK(desk.store.open(file).error().key == "file.content_corrupt");
  fs::remove(desk.path_of(content.sha256));
  CHECK(desk.store.open(file).error().key == "file.content_missing");
  CHECK(desk.store.open({.sha256 = "../../etc/passwd"}).error().key == "file.content_missing");
}

TEST_CASE("Content moved to another digest's place does not open") {
  Desk desk;
  const auto one = desk.store.put("one", "a.txt", "").value();
  const auto two = desk.store.put("two", "a.txt", "").value();
  fs::copy_file(desk.path_of(one.sha256), desk.path_of(two.sha256), fs::copy_options::overwrite_existing);
  CHECK(desk.store.open({.sha256 = two.sha256}).error().key == "file.content_corrupt");
}

TEST_CASE("A full or unwritable disk is told and leaves nothing behind") {
  Desk desk;
  const std::string text = "some text";
  const auto digest = sha256_hex(text);
  std::ofstream(fs::path(desk.folder) / digest.substr(0, 2)) << "a file stands where the folder should be";
  const auto put = desk.store.put(text, "a.txt", "");
  REQUIRE_FALSE(put.ok());
  CHECK(put.error().key == "file.store_failed");
  CHECK(put.error().retry_after_seconds > 0);
}

TEST_CASE("A sweep finds orphans that are old enough, lost content and damaged content") {
  db::for_each_database([](db::Database& database) {
    migrate(database);
    Desk desk;
    const auto now = SystemClock().now();
    const auto kept = desk.store.put("kept", "a.txt", "").value();
    const auto lost = desk.store.put("lost", "a.txt", "").value();
    const auto old_orphan = desk.store.put("old orphan", "a.txt", "").value();
    const auto young_orphan = desk.store.put("young orphan", "a.txt", "").value();
    REQUIRE(database
                .write([&](db::Tx& tx) -> Result<void> {
                  desk.store.record(tx, 1, kept, 5, kNow);
                  desk.store.record(tx, 2, kept, 6, kNow);
                  desk.store.record(tx, 3, lost, 5, kNow);
                  return {};
                })
                .ok());
    fs::remove(desk.path_of(lost.sha256));
    fs::last_write_time(desk.path_of(old_orphan.sha256), fs::file_time_type::clock::now() - std::chrono::hours(2));
    std::ofstream(desk.path_of(kept.sha256), std::ios::binary) << "damage";
    FileSweep sweep;
    REQUIRE(database
                .read([&](db::Tx& tx) -> Result<void> {
                  sweep = desk.store.sweep(tx, now, true);
                  return {};
                })
                .ok());
    CHECK(sweep.files == 3);
    CHECK(sweep.orphans == std::vector<std::string>{old_orphan.sha256});
    CHECK(sweep.missing == std::vector<std::string>{lost.sha256});
    CHECK(sweep.corrupt == std::vector<std::string>{kept.sha256});
    desk.store.remove_orphans(sweep, now);
    CHECK_FALSE(fs::exists(desk.path_of(old_orphan.sha256)));
    CHECK(fs::exists(desk.path_of(young_orphan.sha256)));
  });
}

TEST_CASE("An orphan that is handed in again before it is removed stays") {
  Desk desk;
  const auto now = SystemClock().now();
  const auto content = desk.store.put("again", "a.txt", "").value();
  fs::last_write_time(desk.path_of(content.sha256), fs::file_time_type::clock::now() - std::chrono::hours(2));
  FileSweep sweep;
  sweep.orphans = {content.sha256};
  REQUIRE(desk.store.put("again", "b.txt", "").ok());
  desk.store.remove_orphans(sweep, now);
  CHECK(fs::exists(desk.path_of(content.sha256)));
}

TEST_CASE("Files are answered as attachments in a sandbox, pictures and PDF inline if wanted") {
  const FileInfo pdf{.media_type = "application/pdf", .name = "身份证 \"正面\".pdf"};
  const FileInfo text{.media_type = "text/plain", .name = "a.txt"};
  CHECK(header(pdf, true, "Content-Disposition").starts_with("inline; filename=\""));
  CHECK(header(pdf, false, "Content-Disposition").starts_with("attachment; "));
  CHECK(header(text, true, "Content-Disposition") == "attachment; filename=\"a.txt\"; filename*=UTF-8''a.txt");
  CHECK(header(pdf, true, "Content-Disposition").find("filename*=UTF-8''%E8%BA%AB%E4%BB%BD%E8%AF%81%20%22") !=
        std::string::npos);
  CHECK(header(text, true, "X-Content-Type-Options") == "nosniff");
  CHECK(header(pdf, true, "Content-Security-Policy").starts_with("sandbox"));
  CHECK(header(text, true, "Content-Type") == "text/plain; charset=utf-8");
}
