#include "platform/backup/key_check.h"

namespace tongban::backup {
namespace {

constexpr char kContext[] = "backup.key_check";
constexpr char kWord[] = "tongban";

}  // namespace

// What is sealed is the blind index, so that both kinds of key are tried at once.
std::string seal_key_check(const Keyring& keyring) {
  return keyring.seal(kContext, keyring.blind_index(kContext, kWord));
}

bool passes_key_check(const Keyring& keyring, const std::string& check) {
  const auto opened = keyring.open(kContext, check);
  return opened.ok() && *opened == keyring.blind_index(kContext, kWord);
}

}  // namespace tongban::backup
