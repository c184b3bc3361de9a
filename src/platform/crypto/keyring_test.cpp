#include "platform/crypto/keyring.h"

#include <doctest/doctest.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

using namespace tongban;

namespace {

// A folder that goes away with the test.
struct Folder {
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "tongban-keys-XXXXXX").string();
    path = mkdtemp(pattern.data());
  }
  ~Folder() { std::filesystem::remove_all(path); }
  std::string file(const char* name) const { return path + "/" + name; }
  std::string path;
};

std::string key_of_error(const Result<std::string>& result) { return result.ok() ? "" : result.error().key; }

}  // namespace

TEST_CASE("What is sealed opens in its own place only") {
  const auto ring = Keyring::ephemeral();
  const auto sealed = ring.seal("cases.applicant_name/7", "张三");
  CHECK(sealed.starts_with("k1."));
  CHECK(ring.open("cases.applicant_name/7", sealed).value() == "张三");
  CHECK(key_of_error(ring.open("cases.applicant_name/8", sealed)) == "crypto.cannot_open");
  CHECK(key_of_error(ring.open("cases.agent_name/7", sealed)) == "crypto.cannot_open");
}

TEST_CASE("Equal values are sealed differently, so that nobody sees who has the same name") {
  const auto ring = Keyring::ephemeral();
  CHECK(ring.seal("a", "x") != ring.seal("a", "x"));
}

TEST_CASE("The empty text and a long one come back") {
  const auto ring = Keyring::ephemeral();
  const std::string longest(300'000, 'z');
  CHECK(ring.open("a", ring.seal("a", "")).value().empty());
  CHECK(ring.open("a", ring.seal("a", longest)).value() == longest);
}

TEST_CASE("One changed character anywhere keeps a sealed value shut") {
  const auto ring = Keyring::ephemeral();
  const auto sealed = ring.seal("a", "secret");
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    auto broken = sealed;
    broken[i] = broken[i] == 'A' ? 'B' : 'A';
    CHECK_FALSE(ring.open("a", broken).ok());
  }
  for (std::size_t length = 0; length < sealed.size(); ++length) {
    CHECK_FALSE(ring.open("a", sealed.substr(0, length)).ok());
  }
}

TEST_CASE("Nonsense does not open and does not crash") {
  const auto ring = Keyring::ephemeral();
  for (const char* text :
       {"", "k1.", "k1", ".", "k0.AAAA", "k2.AAAA", "k99999999999.AAAA", "k-1.A", "plain text", "k1.!!"}) {
    CHECK(key_of_error(ring.open("a", text)) == "crypto.cannot_open");
  }
}

TEST_CASE("Another installation's keys open nothing") {
  const auto sealed = Keyring::ephemeral().seal("a", "secret");
  CHECK_FALSE(Keyring::ephemeral().open("a", sealed).ok());
}

TEST_CASE("Files are sealed as bytes, with the same promises") {
  const auto ring = Keyring::ephemeral();
  const std::string content("\0\x01\xff binary", 10);
  const auto sealed = ring.seal_bytes("files/1", content);
  CHECK(sealed.starts_with("TBF1"));
  CHECK(ring.open_bytes("files/1", sealed).value() == content);
  CHECK_FALSE(ring.open_bytes("files/2", sealed).ok());
  CHECK_FALSE(ring.open_bytes("files/1", sealed.substr(0, sealed.size() - 1)).ok());
  CHECK_FALSE(ring.open_bytes("files/1", "TBF1").ok());
}

TEST_CASE("A blind index finds equal values within a column and says nothing across columns") {
  const auto ring = Keyring::ephemeral();
  const auto index = ring.blind_index("accounts.citizen_id", "110101199003070038");
  CHECK(index.size() == 22);
  CHECK(ring.blind_index("accounts.citizen_id", "110101199003070038") == index);
  CHECK(ring.blind_index("cases.citizen_id", "110101199003070038") != index);
  CHECK(ring.blind_index("accounts.citizen_id1", "10101199003070038") != index);
  CHECK(Keyring::ephemeral().blind_index("accounts.citizen_id", "110101199003070038") != index);
}

TEST_CASE("A key file is made once, private, and read back") {
  const Folder folder;
  const auto path = folder.file("keys/tongban.keys");
  const auto made = Keyring::create(path);
  REQUIRE(made.ok());
  struct stat about {};
  REQUIRE(stat(path.c_str(), &about) == 0);
  CHECK((about.st_mode & 0777) == 0600);
  const auto loaded = Keyring::load(path);
  REQUIRE(loaded.ok());
  CHECK(loaded->open("a", made->seal("a", "x")).value() == "x");
  CHECK(loaded->blind_index("a", "x") == made->blind_index("a", "x"));
  const auto again = Keyring::create(path);
  REQUIRE_FALSE(again.ok());
  CHECK(again.error().key == "crypto.key_file_exists");
}

TEST_CASE("A key file that others may read is refused") {
  const Folder folder;
  const auto path = folder.file("k");
  REQUIRE(Keyring::create(path).ok());
  chmod(path.c_str(), 0640);
  const auto loaded = Keyring::load(path);
  REQUIRE_FALSE(loaded.ok());
  CHECK(loaded.error().key == "crypto.key_file_mode");
}

TEST_CASE("After rotation the new key seals and the old values still open") {
  const Folder folder;
  const auto path = folder.file("k");
  const auto before = Keyring::create(path).value().seal("a", "old");
  REQUIRE(Keyring::rotate(path).ok());
  const auto ring = Keyring::load(path);
  REQUIRE(ring.ok());
  CHECK(ring->newest_key() == 2);
  CHECK(ring->open("a", before).value() == "old");
  CHECK(Keyring::key_of(ring->seal("a", "new")) == 2);
}

TEST_CASE("A missing or malformed key file is told apart and never half read") {
  const Folder folder;
  const auto path = folder.file("k");
  CHECK(Keyring::load(path).error().key == "crypto.key_file_missing");
  const std::string good = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
  const std::string texts[] = {"",
                               "seal 1 " + good + "\n",
                               "index " + good + "\n",
                               "seal 0 " + good + "\nindex " + good + "\n",
                               "seal 1 short\nindex " + good + "\n",
                               "seal 1 " + good + "\nseal 1 " + good + "\nindex " + good + "\n",
                               "seal 1 " + good + "\nindex " + good + "\nindex " + good + "\n",
                               "what 1 " + good + "\nindex " + good + "\n"};
  for (const auto& text : texts) {
    std::ofstream(path) << text;
    chmod(path.c_str(), 0600);
    const auto loaded = Keyring::load(path);
    REQUIRE_FALSE(loaded.ok());
    CHECK(loaded.error().key == "crypto.key_file_malformed");
  }
  std::ofstream(path) << "# comment\n\n seal 3 " << good << " # newest\nindex " << good;
  CHECK(Keyring::load(path).ok());
}
