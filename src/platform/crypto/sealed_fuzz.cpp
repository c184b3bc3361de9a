// Ciphertexts that somebody else wrote, and key files: nothing opens but what was sealed, in its place, unchanged.
#include "base/fuzz_target.h"
#include "platform/crypto/key_file.h"
#include "platform/crypto/keyring.h"

namespace tongban {
namespace {

const Keyring& ring() {
  static const Keyring made = Keyring::ephemeral();
  return made;
}

void check_round_trip(std::string_view plain, std::size_t at) {
  const auto sealed = ring().seal("cases.answers/1", plain);
  PROMISE(*ring().open("cases.answers/1", sealed) == plain);
  PROMISE(!ring().open("cases.answers/2", sealed).ok());
  auto changed = sealed;
  changed[at % changed.size()] = static_cast<char>(changed[at % changed.size()] ^ (1 + at % 127));
  PROMISE(!ring().open("cases.answers/1", changed).ok());
  PROMISE(!ring().open("cases.answers/1", std::string_view(sealed).substr(0, at % sealed.size())).ok());
  const auto file = ring().seal_bytes("files/1", plain);
  PROMISE(*ring().open_bytes("files/1", file) == plain);
  auto other = file;
  other[at % other.size()] = static_cast<char>(other[at % other.size()] ^ (1 + at % 255));
  PROMISE(!ring().open_bytes("files/1", other).ok());
}

void check_key_file(std::string_view text) {
  const auto keys = parse_key_file(text);
  if (!keys) {
    PROMISE(keys.error().key == "crypto.key_file_malformed");
    return;
  }
  PROMISE(!keys->seal.empty() && keys->seal.begin()->first >= 1 && keys->seal.rbegin()->first <= 65535);
  const auto printed = print_key_file(*keys);
  PROMISE(print_key_file(*parse_key_file(printed)) == printed);
}

}  // namespace

FUZZ_TARGET(sealed) {
  PROMISE(!ring().open("cases.answers/1", input).ok());
  PROMISE(!ring().open_bytes("files/1", input).ok());
  const auto key = Keyring::key_of(input);
  PROMISE(key >= 0 && key <= 65535);
  check_key_file(input);
  fuzz::Pieces pieces(input);
  const auto at = pieces.number(65535);
  check_round_trip(pieces.rest(), at);
}

}  // namespace tongban
