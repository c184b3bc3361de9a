#include "platform/crypto/sealed_stream.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
#include <vector>

#include "platform/crypto/random.h"
#include "platform/crypto/set_hash.h"

namespace tongban {
namespace {

namespace fs = std::filesystem;

struct Folder {
  fs::path path = fs::temp_directory_path() / ("tongban_stream_" + random_token(9));
  ~Folder() { fs::remove_all(path); }
};

// The pieces a stream opens to, until it ends or refuses.
std::vector<std::string> opened(const StreamKey& key, const std::string& bound, const std::string& header,
                                const std::vector<std::string>& sealed, bool& ended) {
  StreamOpener opener(key, bound, header);
  std::vector<std::string> out;
  std::string piece;
  ended = false;
  for (const auto& one : sealed) {
    if (!opener.open(one, piece, ended)) return out;
    out.push_back(piece);
  }
  return out;
}

struct Sealed {
  Folder folder;
  StreamKey key = StreamKey::create((folder.path / "b.key").string()).value();
  std::string header;
  std::vector<std::string> pieces;
  Sealed() {
    StreamSealer sealer(key, "bound");
    header = sealer.header();
    for (const char* text : {"one", "two", "", "four"}) {
      pieces.emplace_back();
      sealer.seal(text, std::string_view(text) == "four", pieces.back());
    }
  }
};

}  // namespace

TEST_CASE("what was sealed in pieces opens in the same pieces, and tells its end") {
  const Sealed sealed;
  bool ended = false;
  CHECK(opened(sealed.key, "bound", sealed.header, sealed.pieces, ended) ==
        std::vector<std::string>{"one", "two", "", "four"});
  CHECK(ended);
}

TEST_CASE("a stream that was changed, cut, swapped or lengthened does not open to its end") {
  const Sealed sealed;
  bool ended = false;
  const auto refuses = [&](std::vector<std::string> pieces, std::size_t good) {
    CHECK(opened(sealed.key, "bound", sealed.header, pieces, ended).size() == good);
    CHECK_FALSE(ended);
  };
  auto changed = sealed.pieces;
  changed[1][2] ^= 1;
  refuses(changed, 1);
  refuses({sealed.pieces[0], sealed.pieces[2], sealed.pieces[1], sealed.pieces[3]}, 1);
  refuses({sealed.pieces[0], sealed.pieces[0]}, 1);
  refuses({sealed.pieces[0], sealed.pieces[1], sealed.pieces[2]}, 3);  // all good, but no end
  refuses({"short"}, 0);
  CHECK(opened(sealed.key, "other", sealed.header, sealed.pieces, ended).empty());
  const Folder other;
  CHECK(opened(StreamKey::create((other.path / "k").string()).value(), "bound", sealed.header, sealed.pieces, ended)
            .empty());
  StreamOpener opener(sealed.key, "bound", sealed.header);
  std::string piece;
  for (const auto& one : sealed.pieces) CHECK(opener.open(one, piece, ended));
  CHECK_FALSE(opener.open(sealed.pieces[0], piece, ended));
}

TEST_CASE("a stream key comes back from its file, which is nobody else's and never overwritten") {
  const Folder folder;
  const auto path = (folder.path / "keys" / "backup.key").string();
  const auto made = StreamKey::create(path).value();
  struct stat about {};
  REQUIRE(::stat(path.c_str(), &about) == 0);
  CHECK((about.st_mode & 0777) == 0600);
  CHECK(StreamKey::load(path).value().bytes() == made.bytes());
  CHECK(StreamKey::load(path).value().fingerprint() == made.fingerprint());
  CHECK(StreamKey::create(path).error().key == "crypto.key_file_exists");
  CHECK(StreamKey::create(path + "2").value().fingerprint() != made.fingerprint());
  CHECK(StreamKey::load((folder.path / "none").string()).error().key == "crypto.key_file_missing");
  fs::permissions(path, fs::perms::owner_read | fs::perms::group_read);
  CHECK(StreamKey::load(path).error().key == "crypto.key_file_mode");
}

TEST_CASE("the hash of a set does not ask for order, but for every element and its number") {
  SetHash ab, ba, aab;
  ab.add("a");
  ab.add("b");
  ba.add("b");
  ba.add("a");
  for (const char* element : {"a", "a", "b"}) aab.add(element);
  CHECK(ab.hex() == ba.hex());
  CHECK(ab.count() == 2);
  CHECK(ab.hex() != aab.hex());
  CHECK(SetHash().hex() == std::string(64, '0'));
}

}  // namespace tongban
