// Whether the keys at hand are those that sealed the values in a backup: a known word, sealed and as a blind index,
// goes with each. Says nothing about the keys to who does not have them.
#pragma once

#include <string>

#include "platform/crypto/keyring.h"

namespace tongban::backup {

std::string seal_key_check(const Keyring& keyring);
bool passes_key_check(const Keyring& keyring, const std::string& check);

}  // namespace tongban::backup
